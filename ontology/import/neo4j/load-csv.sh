#!/usr/bin/env bash
# Make a new Neo4j database of a build with neo4j-admin: the fastest way, for a database that does not run.
#
#   load-csv.sh DIR [DATABASE]
#
# DIR is what `kg build` wrote; DATABASE is neo4j unless it is given. The CSV is what `kg export --to neo4j` writes.

set -euo pipefail
here=$(CDPATH="" cd -- "$(dirname -- "$0")" && pwd -P)
# shellcheck source=ontology/import/common.sh
. "$here/../common.sh"

usage 1 2 "$@"
need kg "pip install civic-kg"
need neo4j-admin "it comes with Neo4j"
take_build "$1"
take_name "${2-neo4j}"

tables=$(mktemp -d)
trap 'rm -rf -- "$tables"' EXIT
kg export "$build" --to neo4j -o "$tables/csv" || fail "the build could not be exported"
cd -- "$tables/csv"
neo4j-admin database import full "$name" --array-delimiter=U+001F --multiline-fields=true \
  --nodes=entities.csv --nodes=figures.csv --nodes=articles.csv --nodes=pages.csv --nodes=contributors.csv \
  --relationships=relations.csv --relationships=links.csv || fail "Neo4j did not take the build"
