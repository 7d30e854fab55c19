"""Parsers that are not ours read what a build writes, strictly: each finds all triples and has nothing to say."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from imports.scripts import IMPORT, ROOT, need
from pyoxigraph import RdfFormat, parse

from kg.query import named_queries

HERE = ROOT / "tests" / "imports"
ONTOLOGY = [ROOT / "ontology" / "civic-kg.ttl", ROOT / "ontology" / "shapes.ttl"]
NPM = ROOT / ".venv" / "npm" / "node_modules"
RIOT = ["bash", str(IMPORT / "jena" / "jena.sh"), "riot"]
JAVA = Path("/usr/share/java")
RDF4J = (
    "rdf4j-config rdf4j-model rdf4j-model-api rdf4j-model-vocabulary rdf4j-query rdf4j-queryalgebra-model "
    "rdf4j-queryparser-api rdf4j-queryparser-sparql rdf4j-rio-api rdf4j-rio-datatypes rdf4j-rio-languages "
    "rdf4j-rio-turtle rdf4j-util commons-codec commons-io commons-lang3 commons-text guava jackson-core slf4j-api "
    "slf4j-nop"
)


def said_by(command: list[str], files: list[Path], **environment: str) -> str:
    """Run a parser in the directory of the files; it must take them."""
    names = [file.name if file.parent == files[0].parent else str(file) for file in files]
    result = subprocess.run(
        [*command, *names],
        cwd=files[0].parent,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
        env=os.environ | environment,
    )
    assert result.returncode == 0, result.stderr[:2000]
    return result.stdout + result.stderr


def by_rapper(files: list[Path]) -> list[int]:
    need("rapper")
    return [
        int(re.findall(r"returned (\d+) triples", said_by(["rapper", "-c", "-i", "turtle"], [f]))[0]) for f in files
    ]


def by_serdi(files: list[Path]) -> list[int]:
    need("serdi")
    return [said_by(["serdi", "-i", "turtle", "-o", "ntriples"], [file]).count(" .\n") for file in files]


def by_riot(files: list[Path]) -> list[int]:
    need("java", "unzip", "/usr/share/java/jena-core.jar")
    assert said_by([*RIOT, "--validate", "--strict"], files) == ""
    counted = re.findall(r"Triples = ([\d,]+)", said_by([*RIOT, "--count"], files))
    return [int(number.replace(",", "")) for number in counted]


def by_n3(files: list[Path]) -> list[int]:
    need("node", str(NPM))
    return [int(line) for line in said_by(["node", str(HERE / "count.cjs")], files, NODE_PATH=str(NPM)).split()]


def by_rdf4j(files: list[Path]) -> list[int]:
    """Count with RDF4J's parser, which GraphDB and n10s read with too; it reads the named queries as well."""
    need("javac", str(JAVA / "rdf4j-model.jar"))
    classes = ":".join(str(JAVA / f"{name}.jar") for name in RDF4J.split())
    queries = sorted((ROOT / "kg" / "query" / "named").glob("*.rq"))
    assert len(queries) == len(named_queries())
    command = ["java", "-cp", classes, str(HERE / "Rdf4j.java")]
    return [int(line) for line in said_by(command, [*files, *queries]).split()]


@pytest.mark.parametrize("count", [by_rapper, by_serdi, by_riot, by_n3, by_rdf4j], ids=lambda count: count.__name__)
def test_a_parser_reads_all(count: Callable[[list[Path]], list[int]], build: Path) -> None:
    files = [build / "graph.ttl", build / "evidence.ttl", *ONTOLOGY]
    wanted = [sum(1 for _ in parse(path=str(file), format=RdfFormat.TURTLE)) for file in files]
    assert min(wanted) > 500
    assert count(files) == wanted
