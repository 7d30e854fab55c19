#!/usr/bin/env bash
# Answer SPARQL over an Oxigraph database, for reading only, on this machine only, until it is stopped.
#
#   serve.sh STORE [PORT]
#
# STORE is what load.sh made. The endpoint is http://127.0.0.1:PORT/query; PORT is 7878 unless it is given.

set -euo pipefail
here=$(CDPATH="" cd -- "$(dirname -- "$0")" && pwd -P)
# shellcheck source=ontology/import/common.sh
. "$here/../common.sh"

usage 1 2 "$@"
need oxigraph "pip install oxigraph"
take_store "$1"
port=${2-7878}
take_port "$port"

exec oxigraph serve-read-only --location "$store" --bind "127.0.0.1:$port" --timeout-s 60
