# shellcheck shell=bash disable=SC2034  # what is set here is used where it is sourced
# What the import scripts share; they source it.
unset CDPATH

# Say what is wrong on stderr and stop: code 2 for wrong use or a missing tool, 1 for a load that failed.
fail() {
  printf '%s: %s\n' "$0" "$1" >&2
  exit "${2:-1}"
}

# Print the comment at the head of the script and stop, where help is asked for or the number of arguments is wrong.
# usage LEAST MOST "$@"
usage() {
  local least=$1 most=$2
  shift 2
  case ${1-} in -h | --help)
    sed -n '2,/^$/s/^# \{0,1\}//p' "$0"
    exit 0
    ;;
  esac
  if [ "$#" -lt "$least" ] || [ "$#" -gt "$most" ]; then
    sed -n '2,/^$/s/^# \{0,1\}//p' "$0" >&2
    exit 2
  fi
}

# need TOOL HOW-TO-GET-IT
need() {
  command -v "$1" >/dev/null 2>&1 || fail "$1 is missing: $2" 2
}

# take_build DIR: set build, graph and evidence to the absolute paths of what `kg build` wrote.
take_build() {
  if [ -z "$1" ] || ! build=$(cd -- "$1" 2>/dev/null && pwd -P); then fail "'$1' is no directory to be opened" 2; fi
  graph=$build/graph.ttl
  evidence=$build/evidence.ttl
  local file
  for file in "$graph" "$evidence"; do
    [ -r "$file" ] || fail "$file is not there: make it with kg build PAGES -o $1" 2
  done
}

# take_new_store DIR: make the directory of a new database; set store to its absolute path.
take_new_store() {
  [ -z "$(ls -A -- "$1" 2>/dev/null)" ] || fail "$1 is not empty: remove it, or name another directory" 2
  make_store "$1"
}

# make_store DIR: set store to the absolute path of a directory, made where it is missing.
make_store() {
  if ! { mkdir -p -- "$1" && store=$(cd -- "$1" && pwd -P); }; then fail "'$1' cannot be made a directory" 2; fi
}

# take_store DIR: set store to the absolute path of a database that is there.
take_store() {
  [ -n "$(ls -A -- "$1" 2>/dev/null)" ] || fail "there is no database in $1: make it with load.sh" 2
  make_store "$1"
}

# take_port PORT: a number from 1 to 65535.
take_port() {
  case $1 in
  '' | *[!0-9]* | ??????*) fail "'$1' is no port" 2 ;;
  esac
  if [ "$1" -lt 1 ] || [ "$1" -gt 65535 ]; then fail "'$1' is no port" 2; fi
}

# Percent-encode a path for a file: address, byte by byte.
file_address() {
  local LC_ALL=C path=$1 done='' byte
  while [ -n "$path" ]; do
    byte=${path%"${path#?}"}
    path=${path#?}
    case $byte in
    [A-Za-z0-9/._~-]) done=$done$byte ;;
    *) done=$done$(printf '%%%02X' "$(($(printf '%d' "'$byte") & 255))") ;;
    esac
  done
  printf 'file://%s' "$done"
}

# send METHOD FILE URL: send a Turtle file; a name and a password, if the server wants them, stand in ~/.netrc.
send() {
  local said
  said=$(curl --silent --show-error --netrc-optional --globoff --request "$1" --upload-file "$2" \
    --header 'Content-Type: text/turtle;charset=utf-8' --header 'Expect:' --write-out '\n%{http_code}' "$3") ||
    fail "no server answers at $3"
  case ${said##*$'\n'} in
  2??) ;;
  *) fail "$3 refused $2: ${said##*$'\n'} ${said%$'\n'*}" ;;
  esac
}

# take_address URL: the address of a server, without a slash at its end; set address.
take_address() {
  address=${1%/}
  case $address in
  http://?* | https://?*) ;;
  *) fail "'$1' is no address of a server, such as http://127.0.0.1:8080" 2 ;;
  esac
}

# take_name NAME: the name of a repository or a database; set name.
take_name() {
  case $1 in
  '' | -* | *[!A-Za-z0-9_-]*) fail "'$1' is no name of a database: take letters, digits, - and _" 2 ;;
  esac
  name=$1
}

# load_repository ADDRESS: fill a repository of RDF4J or GraphDB; what it held before is replaced.
load_repository() {
  send PUT "$graph" "$1/statements"
  send POST "$evidence" "$1/statements"
  printf '%s triples are in %s\n' "$(curl --silent --netrc-optional --globoff "$1/size")" "$1"
}

# is_there URL: does a server know this address?
is_there() {
  curl --silent --netrc-optional --globoff --fail --output /dev/null "$1"
}
