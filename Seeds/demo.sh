#!/usr/bin/env bash
# Shows what Strata is for: a fleet registered from a file, generated, asked about, changed, generated again,
# diffed and verified; what a change would do, and why versions differ.
# STRATA names the program; the catalogue is made in .build-demo beside this checkout's sources.
set -euo pipefail

strata=${STRATA:?expected the path of the strata program}
seeds="$(cd "$(dirname "$0")" && pwd)"
folder="$(cd "$(dirname "$0")/.." && pwd)/.build-demo"
rm -rf "$folder" && mkdir -p "$folder" && cd "$folder"
export STRATA_AUTHOR=${STRATA_AUTHOR:-demo}

say() { printf '\n\033[1m%s\033[0m\n' "$*"; }
[ -t 1 ] || say() { printf '\n%s\n' "$*"; }
# Shows a command as one would type it.
prompt() {
  printf '\n$ strata'
  for word in "$@"; do case $word in *[!A-Za-z0-9@/=,._:-]*) printf " '%s'" "$word" ;; *) printf ' %s' "$word" ;; esac; done
  printf '\n'
}
run() {
  prompt "$@"
  "$strata" "$@"
}
# Runs a command and shows the first lines of what it prints.
begin() {
  local count=$1 rest
  shift
  prompt "$@"
  "$strata" "$@" > out.txt 2> notes.txt || { cat notes.txt; exit 1; }
  sed -n "1,${count}p" out.txt
  rest=$(($(wc -l < out.txt) - count))
  [ "$rest" -le 0 ] || printf '… %s lines more\n' "$rest"
  cat notes.txt
  rm out.txt notes.txt
}

say 'One catalogue, one file: the bundled template and the provider mappings go in.'
run init

say 'A YAML file says what the fleet is: what everyone shares, environments, teams, clusters.'
cp "$seeds/fleet.yaml" fleet.yaml
begin 6 apply -f fleet.yaml -m 'the demo fleet'
say 'Applied again, it changes nothing.'
run apply -f fleet.yaml

say 'Every strategy of the fleet is rendered and stored as an immutable version.'
begin 4 generate --all -m 'first versions'

say 'Which production clusters are below Kubernetes 1.33, and where do they run?'
run query 'cluster.kubernetes < 1.33' --scope '*/production' --select cloud_provider
say 'Every scalar of every manifest can be asked for. Who may scale beyond 30 pods?'
run query 'HorizontalPodAutoscaler/web:spec.maxReplicas > 30'
say 'How many clusters are on which storage class?'
run query --group-by provider.storage.default --scope '*/production'
say 'What sets one cluster apart from its environment, in how it is built?'
run compare payments/production payments/production/us-1 --select ':*'

say 'One cluster is held where it is.'
run cluster pin payments/production/eu-2 -m 'until the audit is over'

say 'Payments grows: one layer changes, and only what that touches gets a new version.'
run profile set payments/production scaling_requirements=auto-scaling,predictive,event-driven image=registry.example.com/payments/api:4.3.0 -m 'Black Friday'
run generate --all -m 'ready for Black Friday'

say 'The profile of payments/production, each value with the layer it comes from:'
run profile show payments/production --resolved

say 'Which version its clusters run:'
run cluster list --scope payments/production

say 'What changed between version 1 and 2, and what made it change:'
begin 16 diff payments/production --context 0

say 'Would Kubernetes take all of it, on the versions that the clusters run?'
run verify --all
say 'And on a cluster that somebody left at 1.29? Each fault comes with its line of the document and of the template.'
run verify payments/production --kubernetes 1.29

say 'What would another storage class change, and for whom? Nobody has made it, and nothing is written.'
run plan --set-provider aws:storage.default=io2 --limit 1

say 'Back to version 2: which of the two inputs that moved made which change? Each is taken back by itself to find out.'
run diff payments/production --why --semantic

say 'Where one value comes from: the line of the template, its conditions, and who said so, in which layer.'
run explain payments/production ScaledObject/consumer:spec.maxReplicaCount

say 'And where the fleet stands:'
run status

say "The catalogue is $folder/strata.db. Try:"
cat <<TXT
  cd ${folder}
  $strata show payments/production | less
  $strata show payments/production --heading storage
  $strata log payments/production
  $strata blame payments/production | less
  $strata plan --set '*/production:cluster_size=large' | less
  $strata query '* = gp3' --group-by '*'
  $strata settings payments/production | less
  $strata template show
  $strata doctor
TXT
