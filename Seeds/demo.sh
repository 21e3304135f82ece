#!/usr/bin/env bash
# Shows what Strata is for: a fleet registered from a file, generated, changed, generated again, and diffed.
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
begin 10 apply -f fleet.yaml -m 'the demo fleet'
say 'Applied again, it changes nothing.'
run apply -f fleet.yaml

say 'Every strategy of the fleet is rendered and stored as an immutable version.'
begin 6 generate --all -m 'first versions'

# Which clusters there are, and which use what: cluster list and query come here.

say 'Payments grows: one layer changes, and only what that touches gets a new version.'
run profile set payments/production scaling_requirements=auto-scaling,event-driven image=registry.example.com/payments/api:4.3.0 -m 'Black Friday'
run generate --all -m 'ready for Black Friday'

say 'The profile of payments/production, each value with the layer it comes from:'
run profile show payments/production --resolved

say 'Its versions:'
run log payments/production

say 'What changed between them, and what made it change:'
begin 24 diff payments/production --context 1

say "The catalogue is $folder/strata.db. Try:"
cat <<TXT
  cd ${folder}
  $strata show payments/production | less
  $strata show payments/production --heading storage
  $strata apply -f fleet.yaml --dry-run --prune
  $strata profile list
  $strata template show
  $strata doctor
TXT
