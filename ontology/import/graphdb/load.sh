#!/usr/bin/env bash
# Load a build into a repository of a GraphDB server, made where it is missing; what it held before is replaced.
#
#   load.sh DIR [SERVER [REPOSITORY]]
#
# DIR is what `kg build` wrote; SERVER is http://127.0.0.1:7200 and REPOSITORY is civic-kg unless they are given.
# A name and a password, if the server wants them, stand in ~/.netrc.

set -euo pipefail
here=$(CDPATH="" cd -- "$(dirname -- "$0")" && pwd -P)
# shellcheck source=ontology/import/common.sh
. "$here/../common.sh"

usage 1 3 "$@"
need curl "apt-get install curl"
take_build "$1"
take_address "${2-http://127.0.0.1:7200}"
take_name "${3-civic-kg}"

repository=$address/repositories/$name
if ! is_there "$repository/size"; then
  settings=$(mktemp)
  trap 'rm -f -- "$settings"' EXIT
  # The ruleset is empty: the database answers with what the pages state, not with what might follow from it.
  cat >"$settings" <<TTL
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix rep: <http://www.openrdf.org/config/repository#> .
@prefix sr: <http://www.openrdf.org/config/repository/sail#> .
@prefix sail: <http://www.openrdf.org/config/sail#> .
@prefix graphdb: <http://www.ontotext.com/config/graphdb#> .

[] a rep:Repository ;
    rep:repositoryID "$name" ;
    rdfs:label "civic-kg" ;
    rep:repositoryImpl [
        rep:repositoryType "graphdb:SailRepository" ;
        sr:sailImpl [ sail:sailType "graphdb:Sail" ; graphdb:ruleset "empty" ]
    ] .
TTL
  curl --silent --show-error --netrc-optional --fail --output /dev/null \
    --form "config=@$settings;type=text/turtle;filename=config.ttl" "$address/rest/repositories" ||
    fail "GraphDB at $address did not make the repository $name"
fi
load_repository "$repository"
