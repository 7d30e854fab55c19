#!/usr/bin/env bash
# Load a build into a repository of an RDF4J server, made where it is missing; what it held before is replaced.
#
#   load.sh DIR [SERVER [REPOSITORY]]
#
# DIR is what `kg build` wrote; SERVER is http://127.0.0.1:8080/rdf4j-server and REPOSITORY is civic-kg unless they are
# given. A name and a password, if the server wants them, stand in ~/.netrc.

set -euo pipefail
here=$(CDPATH="" cd -- "$(dirname -- "$0")" && pwd -P)
# shellcheck source=ontology/import/common.sh
. "$here/../common.sh"

usage 1 3 "$@"
need curl "apt-get install curl"
take_build "$1"
take_address "${2-http://127.0.0.1:8080/rdf4j-server}"
take_name "${3-civic-kg}"

repository=$address/repositories/$name
if ! is_there "$repository/size"; then
  settings=$(mktemp)
  trap 'rm -f -- "$settings"' EXIT
  cat >"$settings" <<TTL
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix rep: <http://www.openrdf.org/config/repository#> .
@prefix sr: <http://www.openrdf.org/config/repository/sail#> .
@prefix sail: <http://www.openrdf.org/config/sail#> .
@prefix ns: <http://www.openrdf.org/config/sail/native#> .

[] a rep:Repository ;
    rep:repositoryID "$name" ;
    rdfs:label "civic-kg" ;
    rep:repositoryImpl [
        rep:repositoryType "openrdf:SailRepository" ;
        sr:sailImpl [ sail:sailType "openrdf:NativeStore" ; ns:tripleIndexes "spoc,posc,ospc" ]
    ] .
TTL
  send PUT "$settings" "$repository"
fi
load_repository "$repository"
