#!/usr/bin/env bash
# Load a build into a running Neo4j by a Cypher script; it can be run again after a newer build.
#
#   load-cypher.sh DIR [SERVER]
#
# DIR is what `kg build` wrote; SERVER is bolt://127.0.0.1:7687 unless it is given.
# NEO4J_USERNAME, NEO4J_PASSWORD and NEO4J_DATABASE are those that cypher-shell knows.

set -euo pipefail
here=$(CDPATH="" cd -- "$(dirname -- "$0")" && pwd -P)
# shellcheck source=ontology/import/common.sh
. "$here/../common.sh"

usage 1 2 "$@"
need kg "pip install civic-kg"
need cypher-shell "it comes with Neo4j"
take_build "$1"

kg export "$build" --to cypher |
  cypher-shell --address "${2-bolt://127.0.0.1:7687}" --format plain --non-interactive ||
  fail "Neo4j did not take the build"
