#!/usr/bin/env bash
# Load a build into a new Oxigraph database.
#
#   load.sh DIR [STORE]
#
# DIR is what `kg build` wrote; STORE, a new directory, is DIR/oxigraph unless it is given.

set -euo pipefail
here=$(CDPATH="" cd -- "$(dirname -- "$0")" && pwd -P)
# shellcheck source=ontology/import/common.sh
. "$here/../common.sh"

usage 1 2 "$@"
need oxigraph "pip install oxigraph"
take_build "$1"
take_new_store "${2-$1/oxigraph}"

oxigraph load --location "$store" --file "$graph" "$evidence" ||
  fail "Oxigraph did not take the build: $store does not hold all of it"
triples=$(oxigraph query --location "$store" --results-format tsv --query 'SELECT (COUNT(*) AS ?n) { ?s ?p ?o }' |
  tail -n 1)
printf '%s triples are in %s\n' "$triples" "$store"
