#!/usr/bin/env bash
# Shows what Strata is for: a small fleet registered, generated, changed, generated again, and diffed.
# STRATA names the program; the catalogue is made in .build-demo beside this checkout's sources.
set -euo pipefail

strata=${STRATA:?expected the path of the strata program}
folder="$(cd "$(dirname "$0")/.." && pwd)/.build-demo"
rm -rf "$folder" && mkdir -p "$folder" && cd "$folder"
export STRATA_AUTHOR=${STRATA_AUTHOR:-demo}

say() { printf '\n\033[1m%s\033[0m\n' "$*"; }
[ -t 1 ] || say() { printf '\n%s\n' "$*"; }
# Shows a command as one would type it, and runs it.
run() {
  printf '\n$ strata'
  for word in "$@"; do case $word in *[!A-Za-z0-9@/=,._:-]*) printf " '%s'" "$word" ;; *) printf ' %s' "$word" ;; esac; done
  printf '\n'
  "$strata" "$@"
}
quietly() { "$strata" "$@" >/dev/null 2>&1; }

say 'One catalogue, one file: the bundled template and the provider mappings go in.'
run init

say 'What everyone shares is set once; each team and environment adds what is its own.'
run profile set / application_architecture=microservices workload_type=web-services cloud_provider=aws -m 'platform defaults'
run profile set '*/production' environment_type=production scaling_requirements=auto-scaling -m 'how production scales'
run profile set '*/staging' environment_type=staging scaling_requirements=manual
run profile set payments cluster_size=medium -m 'register payments'
for team in search ledger; do
  quietly profile set "$team" cluster_size=small
  for environment in staging production; do quietly profile set "$team/$environment" "namespace=$team"; done
done
for environment in staging production; do quietly profile set "payments/$environment" namespace=payments; done
quietly profile set ledger/production cloud_provider=azure cluster_size=large
run profile list

say 'Every strategy beneath a scope is rendered and stored as an immutable version.'
run generate --all -m 'first versions'

say 'Payments grows: one layer changes, and only what that touches gets a new version.'
run profile set payments/production cluster_size=large scaling_requirements=auto-scaling,predictive -m 'Black Friday'
run generate --all -m 'ready for Black Friday'

say 'The profile of payments/production, each value with the layer it comes from:'
run profile show payments/production --resolved

say 'Its versions:'
run log payments/production

say 'What changed between them, and what made it change:'
"$strata" diff payments/production --context 1 > diff.txt
printf '\n$ strata diff payments/production --context 1\n'
sed -n 1,40p diff.txt
lines=$(wc -l < diff.txt)
[ "$lines" -le 40 ] || printf '… %s lines more\n' "$((lines - 40))"

say "The catalogue is $folder/strata.db. Try:"
cat <<TXT
  cd ${folder}
  $strata show payments/production | less
  $strata show payments/production --heading storage
  $strata template show
  $strata doctor
TXT
