#!/usr/bin/env bash
# Load a build into a new TDB2 database of Apache Jena, which Fuseki serves.
#
#   load.sh DIR [STORE]
#
# DIR is what `kg build` wrote; STORE, a new directory, is DIR/tdb2 unless it is given.

set -euo pipefail
here=$(CDPATH="" cd -- "$(dirname -- "$0")" && pwd -P)
# shellcheck source=ontology/import/common.sh
. "$here/../common.sh"

usage 1 2 "$@"
take_build "$1"
take_new_store "${2-$1/tdb2}"

# By their short names: Jena takes no path with a blank in it.
cd -- "$build"
bash "$here/jena.sh" tdb2.tdbloader --loc "$store" graph.ttl evidence.ttl || exit $?
printf 'the build is in %s\n' "$store"
