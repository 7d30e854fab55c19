#!/usr/bin/env bash
# Run a command of Apache Jena: riot, tdb2.tdbloader, tdb2.tdbquery, arq, shacl …
#
#   jena.sh COMMAND [ARGUMENT]...
#
# It takes the command from JENA_HOME or the PATH where Jena was downloaded from its site. Debian and Ubuntu pack the
# jars alone (libapache-jena-java), without the message files that its XML library looks for: they are laid beside it.
# A file NAME.java is compiled and run with Jena's classes.

set -euo pipefail
here=$(CDPATH="" cd -- "$(dirname -- "$0")" && pwd -P)
# shellcheck source=ontology/import/common.sh
. "$here/../common.sh"

usage 1 100000 "$@"
command=$1
shift
jars=${JENA_JARS-/usr/share/java}

PATH=${JENA_HOME:+$JENA_HOME/bin:}$PATH
if [ "${command%.java}" = "$command" ] && command -v "$command" >/dev/null 2>&1; then
  "$command" "$@" || exit 1 # 2 is for what is missing
  exit 0
fi

[ -r "$jars/jena-core.jar" ] ||
  fail "Jena is missing: set JENA_HOME to where it was unpacked, or apt-get install libapache-jena-java" 2
need java "apt-get install default-jre-headless"
need unzip "apt-get install unzip"

messages=$(mktemp -d)
trap 'rm -rf -- "$messages"' EXIT
unzip -q "$jars/jena-core.jar" 'org/apache/jena/ext/xerces/*.properties' -d "$messages"
mv -- "$messages/org/apache/jena/ext/xerces" "$messages/xerces"

classes=$messages
# All jars of the directory at once would clash: each is named.
for jar in jena-arq jena-base jena-cmds jena-core jena-dboe-base jena-dboe-index jena-dboe-storage \
  jena-dboe-trans-data jena-dboe-transaction jena-iri jena-rdfconnection jena-shacl jena-tdb jena-tdb2 \
  commons-cli commons-codec commons-compress commons-csv commons-io commons-lang3 dexx.collection gson guava \
  httpclient httpcore jackson-annotations jackson-core jackson-databind jsonld-java protobuf slf4j-api slf4j-simple \
  thrift titanium-json-ld; do
  classes=$classes:$jars/$jar.jar
done
case $command in riot | turtle | ntriples) command=riotcmd.$command ;; arq) command=arq.arq ;; esac
java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Dorg.slf4j.simpleLogger.defaultLogLevel=warn \
  -cp "$classes" "$command" "$@" || exit 1
