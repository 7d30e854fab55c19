"""The scripts of `ontology/import`: what they say, and what they have databases do that are not to be had here."""

from __future__ import annotations

import configparser
import json
import os
import re
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from shutil import which
from urllib.parse import unquote

import pytest
from conftest import run_kg
from imports.databases import DATABASES
from imports.scripts import IMPORT, PATH, need, run_script
from imports.standin import standing_in
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

SCRIPTS = sorted(path.relative_to(IMPORT).as_posix() for path in IMPORT.glob("*/*.sh"))
SYSTEM = ("bash", "cat", "cp", "dirname", "basename", "ls", "mkdir", "mktemp", "mv", "rm", "sed", "tail", "tr")
RUN = {*(database.name for database in DATABASES), "ladybug"}
NOT_RUN = {"graphdb", "jena", "neo4j", "qlever", "rdf4j"}  # of Jena the server, Fuseki
STALE = NamedNode("https://example.org/of-an-older-build")
TEXTS = {"http://www.w3.org/2001/XMLSchema#string", "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"}


def triples_of(build: Path) -> set[Triple]:
    files = (build / "graph.ttl", build / "evidence.ttl")
    return {quad.triple for file in files for quad in parse(path=str(file), format=RdfFormat.TURTLE)}


@pytest.fixture
def stand_ins(tmp_path: Path) -> Callable[..., dict[str, str]]:
    """Return a maker of programs that only note how they are called; it gives the environment to find them."""

    def make(*programs: str, says: str = "") -> dict[str, str]:
        folder = tmp_path / "bin"
        folder.mkdir(exist_ok=True)
        for program in programs:
            script = f"#!/bin/sh\nprintf '%s\\n' \"$@\" >'{folder}/{program}.args'\n"
            script += f"ls >'{folder}/{program}.files'\ncat >'{folder}/{program}.input'\necho '{says}'\n"
            (folder / program).write_text(script, encoding="utf-8")
            (folder / program).chmod(0o755)
        return {"PATH": os.pathsep.join([str(folder), PATH])}

    return make


def noted(directory: Path, name: str) -> str:
    return (directory / "bin" / name).read_text(encoding="utf-8")


# ------ all scripts


def test_all_scripts_are_here() -> None:
    assert len(SCRIPTS) >= 13
    assert {script.split("/")[0] for script in SCRIPTS} == RUN | NOT_RUN


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_script_tells_how_it_is_used(script: str) -> None:
    asked, wrong = run_script(script, "--help"), run_script(script)
    assert (asked.returncode, asked.stderr, wrong.returncode, wrong.stdout) == (0, "", 2, "")
    assert asked.stdout == wrong.stderr
    assert Path(script).name in asked.stdout


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_script_names_the_tool_that_is_missing(script: str, build: Path, tmp_path: Path) -> None:
    folder = tmp_path / "bin"
    folder.mkdir()
    for tool in SYSTEM:
        (folder / tool).symlink_to(which(tool) or "")
    result = run_script(script, build, tmp_path / "new", environment={"PATH": str(folder), "JENA_HOME": ""})
    assert result.returncode == 2
    assert re.search(r" (is missing|not here)", result.stderr), result.stderr


@pytest.mark.parametrize("script", [script for script in SCRIPTS if "/load" in script or "fuseki" in script])
def test_a_script_names_the_build_that_is_missing(
    script: str, tmp_path: Path, stand_ins: Callable[..., dict[str, str]]
) -> None:
    tools = ("oxigraph", "isql-vt", "curl", "qlever", "docker", "cypher-shell", "neo4j-admin", "kg", "python")
    environment = stand_ins(*tools) | {"PYTHON": "python"}
    for directory in (tmp_path / "没有", tmp_path, ""):
        result = run_script(script, directory, environment=environment)
        assert result.returncode == 2
        assert re.search(r"is no directory|graph\.ttl is not there", result.stderr), result.stderr


@pytest.mark.parametrize("script", ["oxigraph/load.sh", "jena/load.sh", "qlever/load.sh"])
def test_a_database_that_is_there_is_never_overwritten(
    script: str, build: Path, tmp_path: Path, stand_ins: Callable[..., dict[str, str]]
) -> None:
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "precious").touch()
    environment = stand_ins("oxigraph", "qlever", "qlever-index")
    result = run_script(script, build, tmp_path / "store", environment=environment)
    assert (result.returncode, "is not empty" in result.stderr) == (2, True)
    assert [path.name for path in (tmp_path / "store").iterdir()] == ["precious"]


@pytest.mark.parametrize("name", sorted({script.split("/")[0] for script in SCRIPTS}))
def test_a_page_says_whether_its_database_was_run(name: str) -> None:
    page, index = (
        " ".join((IMPORT / path).read_text(encoding="utf-8").split()) for path in (f"{name}/README.md", "README.md")
    )
    assert f"]({name}/README.md)" in index
    assert ("has not been run against" in page) == (name in NOT_RUN)
    assert ("run by the tests" in page) == (name in RUN)
    assert all(f"{Path(script).name} " in page for script in SCRIPTS if script.startswith(f"{name}/"))


# ------ databases that are not to be had here


@pytest.mark.parametrize(
    ("script", "dataset", "path", "first"),
    [
        ("jena/fuseki.sh", "/civic-kg", "/civic-kg/data?default", []),
        (
            "rdf4j/load.sh",
            "/rdf4j-server",
            "/rdf4j-server/repositories/civic-kg/statements",
            ["PUT /rdf4j-server/repositories/civic-kg text/turtle"],
        ),
        (
            "graphdb/load.sh",
            "",
            "/repositories/civic-kg/statements",
            ["POST /rest/repositories multipart/form-data"],
        ),
    ],
)
def test_a_server_is_sent_all_triples_and_what_it_held_is_replaced(
    script: str, dataset: str, path: str, first: list[str], build: Path
) -> None:
    need("curl")
    with standing_in() as kept:
        kept.triples[path] = {Triple(STALE, STALE, STALE)}
        results = [run_script(script, build, kept.address + dataset) for _ in range(2)]
        assert [result.returncode for result in results] == [0, 0], results[0].stderr
        assert kept.triples == {path: triples_of(build)}
        size = [f"GET {path.removesuffix('/statements')}/size"] if first else []
        sent = [f"PUT {path} text/turtle", f"POST {path} text/turtle"]
        assert kept.requests == [*size, *first, *sent, *size, *size, *sent, *size]
        if first:
            assert f"{len(triples_of(build))} triples" in results[1].stdout
        kept.refuses = True
        refused = run_script(script, build, kept.address + dataset)
        assert (refused.returncode, "refused" in refused.stderr, "not today" in refused.stderr) == (1, True, True)
    gone = run_script(script, build, kept.address + dataset)
    assert gone.returncode == 1
    assert kept.address in gone.stderr


def test_qlever_is_given_each_file_as_a_stream(
    build: Path, tmp_path: Path, stand_ins: Callable[..., dict[str, str]]
) -> None:
    store = tmp_path / "索引 1"
    result = run_script("qlever/load.sh", build, store, "7777", environment=stand_ins("qlever", "qlever-index"))
    assert result.returncode == 0, result.stderr
    settings = configparser.ConfigParser()
    settings.read(store / "Qleverfile", encoding="utf-8")
    streams = [stream["cmd"] for stream in json.loads(settings["index"]["MULTI_INPUT_JSON"])]
    assert streams == ["cat graph.ttl", "cat evidence.ttl"]
    assert (settings["server"]["PORT"], settings["runtime"]["SYSTEM"]) == ("7777", "native")
    assert all((store / name).read_bytes() == (build / name).read_bytes() for name in ("graph.ttl", "evidence.ttl"))
    assert noted(tmp_path, "qlever.args") == "index\n"


def test_n10s_is_given_both_files_and_keeps_every_name(
    build: Path, tmp_path: Path, stand_ins: Callable[..., dict[str, str]]
) -> None:
    result = run_script("neo4j/load-n10s.sh", build, environment=stand_ins("cypher-shell", says='"OK", 1, 1, ""'))
    assert result.returncode == 0, result.stderr
    script = noted(tmp_path, "cypher-shell.input")
    addresses = re.findall(r"import\.fetch\('file://([!-&(-~]+)', 'Turtle'\)", script)
    assert [Path(unquote(address)) for address in addresses] == [build / "graph.ttl", build / "evidence.ttl"]
    values: dict[str, dict[object, set[str]]] = defaultdict(lambda: defaultdict(set))
    types: dict[str, set[str]] = defaultdict(set)
    for triple in triples_of(build):
        if isinstance(triple.object, Literal):
            values[triple.predicate.value][triple.subject].add(triple.object.value)
            types[triple.predicate.value].add(triple.object.datatype.value)
    lists = set(re.findall(r"    '(http[^']+)'", script))
    several = {name for name, by in values.items() if max(map(len, by.values())) > 1 and types[name] <= TEXTS}
    assert several
    assert several <= lists
    assert all(types[name] <= TEXTS for name in lists)


def test_a_failure_that_n10s_only_tells_is_heard(build: Path, stand_ins: Callable[..., dict[str, str]]) -> None:
    environment = stand_ins("cypher-shell", says='"KO", 0, 12, "bad IRI"')
    assert run_script("neo4j/load-n10s.sh", build, environment=environment).returncode == 1


def test_neo4j_admin_is_given_every_table(
    build: Path, tmp_path: Path, stand_ins: Callable[..., dict[str, str]]
) -> None:
    result = run_script("neo4j/load-csv.sh", build, "news", environment=stand_ins("neo4j-admin"))
    assert result.returncode == 0, result.stderr
    args = noted(tmp_path, "neo4j-admin.args").split()
    assert args[:4] == ["database", "import", "full", "news"]
    named = {arg.partition("=")[2] for arg in args if arg.startswith(("--nodes", "--relationships"))}
    assert named == set(noted(tmp_path, "neo4j-admin.files").split())


def test_a_running_neo4j_is_given_the_cypher_script(
    build: Path, tmp_path: Path, stand_ins: Callable[..., dict[str, str]]
) -> None:
    result = run_script("neo4j/load-cypher.sh", build, environment=stand_ins("cypher-shell"))
    assert result.returncode == 0, result.stderr
    assert noted(tmp_path, "cypher-shell.input") == run_kg("export", build, "--to", "cypher").stdout
