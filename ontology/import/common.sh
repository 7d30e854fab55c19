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
