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

# isql goes on after an error, and ends with 0: an error is known by its words.
run() {
  local said code=0
  said=$("$isql" "$server" "${VIRTUOSO_USER-dba}" "${VIRTUOSO_PASSWORD-dba}" \
    VERBOSE=OFF BANNER=OFF PROMPT=OFF ERRORS=STDOUT EXEC="$1" 2>&1) || code=$?
  [ -z "$said" ] || printf '%s\n' "$said"
  case $said in *'*** Error'*) return 1 ;; esac
  return $code
}

# load FILE: without a transaction for all of it (2), so that its size does not matter; 0: no fault is passed over.
load() {
  run "log_enable(2); DB.DBA.TTLP_MT(file_to_string_output('$1'), '', '$name', 0);" >&2
}

run "log_enable(2); SPARQL CLEAR GRAPH <$name>;" >&2 || fail "Virtuoso at $server does not do what it is told"
if ! load "$graph" || ! load "$evidence"; then
  run "SPARQL CLEAR GRAPH <$name>;" >&2 || true
  fail "Virtuoso did not take the build; <$name> was emptied, so that no part of it is taken for all"
fi
run 'checkpoint;' >&2
triples=$(run "SPARQL SELECT (COUNT(*) AS ?n) FROM <$name> { ?s ?p ?o };") || fail "Virtuoso does not answer: $triples"
printf '%s triples are in <%s> at %s\n' "$(printf '%s' "$triples" | tr -dc 0-9)" "$name" "$server"
