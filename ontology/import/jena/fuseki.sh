#!/usr/bin/env bash
# Load a build into a dataset of a running Fuseki server; what its default graph held before is replaced.
#
#   fuseki.sh DIR [DATASET]
#
# DIR is what `kg build` wrote; DATASET is the address of the dataset, http://127.0.0.1:3030/civic-kg unless it is given.
# A name and a password, if the server wants them, stand in ~/.netrc.

set -euo pipefail
here=$(CDPATH="" cd -- "$(dirname -- "$0")" && pwd -P)
# shellcheck source=ontology/import/common.sh
. "$here/../common.sh"

usage 1 2 "$@"
need curl "apt-get install curl"
take_build "$1"
take_address "${2-http://127.0.0.1:3030/civic-kg}"

send PUT "$graph" "$address/data?default"
send POST "$evidence" "$address/data?default"
printf 'the build is in %s\n' "$address"
