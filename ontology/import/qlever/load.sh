#!/usr/bin/env bash
# Build a QLever index of a build, in a new directory; `qlever start` in that directory then answers SPARQL.
#
#   load.sh DIR [STORE [PORT]]
#
# DIR is what `kg build` wrote; STORE, a new directory, is DIR/qlever and PORT is 7019 unless they are given.
# QLever's own programs are taken where they are on the PATH (qlever-index, qlever-server), else Docker runs them.

set -euo pipefail
here=$(CDPATH="" cd -- "$(dirname -- "$0")" && pwd -P)
# shellcheck source=ontology/import/common.sh
. "$here/../common.sh"

usage 1 3 "$@"
need qlever "pip install qlever"
system=native
if ! command -v qlever-index >/dev/null 2>&1; then
  need docker "QLever's programs are not here (qlever-index), and neither is Docker, which could run them"
  system=docker
fi
take_build "$1"
port=${3-7019}
take_port "$port"
take_new_store "${2-$1/qlever}"

# A container sees this directory alone. Each file is a stream of its own: QLever wants prefixes at the start of one.
cp -- "$graph" "$evidence" "$store"
cat >"$store/Qleverfile" <<INI
[data]
NAME        = civic-kg
DESCRIPTION = A knowledge graph of local news, made by civic-kg
FORMAT      = ttl

[index]
INPUT_FILES      = graph.ttl evidence.ttl
MULTI_INPUT_JSON = [{"cmd": "cat graph.ttl"}, {"cmd": "cat evidence.ttl"}]
SETTINGS_JSON    = {"num-triples-per-batch": 100000}

[server]
HOST_NAME          = localhost
PORT               = $port
MEMORY_FOR_QUERIES = 2G
TIMEOUT            = 60s

[runtime]
SYSTEM = $system
IMAGE  = docker.io/adfreiburg/qlever:latest
INI
cd -- "$store"
qlever index || fail "QLever did not take the build"
printf 'the index is in %s; go there and say: qlever start\n' "$store"
