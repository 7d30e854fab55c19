#!/usr/bin/env bash
# Run a Virtuoso server on this machine only, until it is stopped.
#
#   serve.sh STORE DIR [PORT [SQL-PORT]]
#
# STORE is the directory of its database, made where it is missing; DIR is the build that load.sh may read.
# SPARQL is at http://127.0.0.1:PORT/sparql (8890), and SQL, through which load.sh loads, at 127.0.0.1:SQL-PORT (1111).

set -euo pipefail
here=$(CDPATH="" cd -- "$(dirname -- "$0")" && pwd -P)
# shellcheck source=ontology/import/common.sh
. "$here/../common.sh"

usage 2 4 "$@"
need virtuoso-t "apt-get install virtuoso-opensource-7-bin, or see the page beside this script"
make_store "$1"
take_build "$2"
port=${3-8890} sql_port=${4-1111}
take_port "$port"
take_port "$sql_port"
case $store$build in
*[,\;[:cntrl:]]*) fail "Virtuoso's settings cannot name a directory with a comma or a semicolon" 2 ;;
esac

# A server that has only a port here would listen to the whole network.
cat >"$store/virtuoso.ini" <<INI
[Database]
DatabaseFile = $store/virtuoso.db
TransactionFile = $store/virtuoso.trx
ErrorLogFile = $store/virtuoso.log
LockFile = $store/virtuoso.lck
xa_persistent_file = $store/virtuoso.pxa

[TempDatabase]
DatabaseFile = $store/temporary.db
TransactionFile = $store/temporary.trx

[Parameters]
ServerPort = 127.0.0.1:$sql_port
DirsAllowed = $build
NumberOfBuffers = 20000
MaxDirtyBuffers = 15000

[HTTPServer]
ServerPort = 127.0.0.1:$port

[SPARQL]
ResultSetMaxRows = 1000000
MaxQueryExecutionTime = 60
INI
cd -- "$store"
exec virtuoso-t +configfile virtuoso.ini +foreground
