#!/usr/bin/env bash
# Load the triples of a build into an empty database of a running Neo4j with the plugin neosemantics (n10s).
#
#   load-n10s.sh DIR [SERVER]
#
# DIR is what `kg build` wrote, and the server must be able to read it; SERVER is bolt://127.0.0.1:7687 unless it is
# given. NEO4J_USERNAME, NEO4J_PASSWORD and NEO4J_DATABASE are those that cypher-shell knows.

set -euo pipefail
here=$(CDPATH="" cd -- "$(dirname -- "$0")" && pwd -P)
# shellcheck source=ontology/import/common.sh
. "$here/../common.sh"

usage 1 2 "$@"
need cypher-shell "it comes with Neo4j"
take_build "$1"
server=${2-bolt://127.0.0.1:7687}

# Only what is always text is kept as a list: n10s stops at a list of values that are not of one type, as dates are not.
script() {
  cat <<'CYPHER'
CREATE CONSTRAINT n10s_unique_uri IF NOT EXISTS FOR (r:Resource) REQUIRE r.uri IS UNIQUE;
CALL n10s.graphconfig.init({
  handleVocabUris: 'SHORTEN',
  handleMultival: 'ARRAY',
  multivalPropList: [
    'http://purl.org/dc/terms/title',
    'http://www.w3.org/2004/02/skos/core#altLabel',
    'http://www.w3.org/2004/02/skos/core#hiddenLabel',
    'https://schema.org/alternativeHeadline'
  ]
});
CALL n10s.nsprefixes.add('ckg', 'https://w3id.org/civic-kg/ontology#');
CALL n10s.nsprefixes.add('dcat', 'http://www.w3.org/ns/dcat#');
CALL n10s.nsprefixes.add('itsrdf', 'http://www.w3.org/2005/11/its/rdf#');
CALL n10s.nsprefixes.add('nif', 'http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#');
CALL n10s.nsprefixes.add('org', 'http://www.w3.org/ns/org#');
CALL n10s.nsprefixes.add('prov', 'http://www.w3.org/ns/prov#');
CALL n10s.nsprefixes.add('schema', 'https://schema.org/');
CALL n10s.nsprefixes.add('void', 'http://rdfs.org/ns/void#');
CYPHER
  local file
  for file in "$graph" "$evidence"; do
    printf "CALL n10s.rdf.import.fetch('%s', 'Turtle')\n" "$(file_address "$file")"
    printf 'YIELD terminationStatus, triplesLoaded, triplesParsed, extraInfo\n'
    printf 'RETURN terminationStatus, triplesLoaded, triplesParsed, extraInfo;\n'
  done
}

said=$(script | cypher-shell --address "$server" --format plain --non-interactive) || fail "Neo4j did not take the build"
printf '%s\n' "$said"
# n10s tells a failure in its answer alone.
case $said in *'"KO"'*) fail "n10s stopped before the end" ;; esac
