#!/usr/bin/env bash
# Make a new Ladybug database of a build.
#
#   load.sh DIR [FILE]
#
# DIR is what `kg build` wrote; FILE, the new database, is DIR/graph.lbug unless it is given. PYTHON is the Python in
# which Ladybug is installed, python3 unless it is set. The tables are what `kg export --to ladybug` writes.

set -euo pipefail
here=$(CDPATH="" cd -- "$(dirname -- "$0")" && pwd -P)
# shellcheck source=ontology/import/common.sh
. "$here/../common.sh"

usage 1 2 "$@"
need kg "pip install civic-kg"
python=${PYTHON-python3}
need "$python" "set PYTHON"
"$python" -c 'import ladybug' 2>/dev/null || fail "Ladybug is missing: $python -m pip install ladybug" 2
take_build "$1"
file=${2-$1/graph.lbug}
[ ! -e "$file" ] || fail "$file is there: remove it, or name another file" 2
make_store "$(dirname -- "$file")"

tables=$(mktemp -d)
trap 'rm -rf -- "$tables"' EXIT
kg export "$build" --to ladybug -o "$tables/csv" || fail "the build could not be exported"
cd -- "$tables/csv" # where the statements look for their files
"$python" - "$store/$(basename -- "$file")" <<'PYTHON' || fail "Ladybug did not take the build"
import sys
from pathlib import Path

import ladybug

connection = ladybug.Connection(ladybug.Database(sys.argv[1]))
for script in ("schema.cypher", "copy.cypher"):
    connection.execute(Path(script).read_text(encoding="utf-8"))
for what, pattern in (("nodes", "(n)"), ("edges", "()-[r]->()")):
    print(connection.execute(f"MATCH {pattern} RETURN count(*)").get_next()[0], what)
PYTHON
