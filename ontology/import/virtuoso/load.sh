#!/usr/bin/env bash
# Load a build into a Virtuoso server; what its graph held before is replaced.
#
#   load.sh DIR [HOST:SQL-PORT [GRAPH]]
#
# DIR is what `kg build` wrote; the server must be allowed to read it (DirsAllowed in its virtuoso.ini).
# The server is at 127.0.0.1:1111, and the graph is https://w3id.org/civic-kg/graph, unless they are given.
# VIRTUOSO_USER and VIRTUOSO_PASSWORD are dba and dba unless they are set.

set -euo pipefail
here=$(CDPATH="" cd -- "$(dirname -- "$0")" && pwd -P)
# shellcheck source=ontology/import/common.sh
. "$here/../common.sh"

usage 1 3 "$@"
isql=$(command -v isql-vt || command -v isql-v || command -v isql) ||
  fail "isql-vt (or isql) is missing: it comes with Virtuoso, in Debian with virtuoso-opensource-7-bin" 2
take_build "$1"
server=${2-127.0.0.1:1111} name=${3-https://w3id.org/civic-kg/graph}
case $build in
*[\'\\\$[:cntrl:]]*) fail "Virtuoso's isql cannot name a directory with a quote, a backslash or a dollar sign" 2 ;;
esac
case $name in
'' | *[!A-Za-z0-9:/?#@!\&=+,._~%-]*) fail "'$name' is no IRI for a graph (or has characters to be percent-encoded)" 2 ;;
esac

run() {
  "$isql" "$server" "${VIRTUOSO_USER-dba}" "${VIRTUOSO_PASSWORD-dba}" \
    VERBOSE=OFF BANNER=OFF PROMPT=OFF ERRORS=STDERR EXEC="$1"
}

# Without a transaction for all of it (2), so that its size does not matter; 0: no fault in the Turtle is passed over.
run "log_enable(2);
SPARQL CLEAR GRAPH <$name>;
DB.DBA.TTLP_MT(file_to_string_output('$graph'), '', '$name', 0);
DB.DBA.TTLP_MT(file_to_string_output('$evidence'), '', '$name', 0);
checkpoint;" || fail "Virtuoso did not take the build"
triples=$(run "SPARQL SELECT (COUNT(*) AS ?n) FROM <$name> { ?s ?p ?o };") || fail "Virtuoso does not answer"
printf '%s triples are in <%s> at %s\n' "$(printf '%s' "$triples" | tr -dc 0-9)" "$name" "$server"
