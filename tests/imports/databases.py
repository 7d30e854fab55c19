"""The databases that are filled and asked for real: each by the scripts of `ontology/import` that people run."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import HTTPError

from imports.answers import rows
from imports.scripts import ROOT, free_port, post_query, run_script, running

__all__ = ["DATABASES", "Database"]

GRAPH = "https://example.org/graph"

Queries = Mapping[str, str]
Answers = Mapping[str, str]  # SPARQL's JSON, or what the engine said was wrong


@dataclass(frozen=True, slots=True)
class Database:
    """How a build is loaded into a database and queries are answered by it."""

    name: str
    needs: tuple[str, ...]
    ask: Callable[[Path, Path, Queries], Answers]  # a build, an empty directory, queries by name
    refuse: Callable[[Path, Path], str]  # a broken build, an empty directory; what is said
    unable: Mapping[str, str] = field(default_factory=dict)  # the queries it cannot answer, and why


def load(script: str, *args: object) -> None:
    result = run_script(script, *args)
    assert result.returncode == 0, result.stdout + result.stderr


def refusal(script: str, *args: object) -> str:
    """Return what a script says that must not load what it is given."""
    result = run_script(script, *args)
    assert result.returncode == 1, result.stdout + result.stderr
    return result.stderr


def ask_each(url: str, queries: Queries, **parameters: str) -> Answers:
    answers = {}
    for name, query in queries.items():
        try:
            answers[name] = post_query(url, query, **parameters)
        except HTTPError as error:
            answers[name] = error.read().decode("utf-8", errors="replace")
    return answers


def ask_oxigraph(build: Path, directory: Path, queries: Queries) -> Answers:
    load("oxigraph/load.sh", build, directory / "store")
    port = free_port()
    url = f"http://127.0.0.1:{port}/query"
    with running("oxigraph/serve.sh", directory / "store", port, url=url, log=directory / "log"):
        return ask_each(url, queries)


def refuse_by_oxigraph(build: Path, directory: Path) -> str:
    return refusal("oxigraph/load.sh", build, directory / "store")


@contextmanager
def virtuoso(build: Path, directory: Path) -> Iterator[tuple[str, str]]:
    """Run Virtuoso; give the addresses of its SPARQL and its SQL."""
    port, sql_port = free_port(), free_port()
    url = f"http://127.0.0.1:{port}/sparql"
    with running("virtuoso/serve.sh", directory / "store", build, port, sql_port, url=url, log=directory / "log"):
        yield url, f"127.0.0.1:{sql_port}"


def ask_virtuoso(build: Path, directory: Path, queries: Queries) -> Answers:
    with virtuoso(build, directory) as (url, server):
        for _ in range(2):  # again: a build that was loaded before is replaced, not added to
            load("virtuoso/load.sh", build, server, GRAPH)
        return ask_each(url, queries, **{"default-graph-uri": GRAPH})


def refuse_by_virtuoso(build: Path, directory: Path) -> str:
    with virtuoso(build, directory) as (url, server):
        said = refusal("virtuoso/load.sh", build, server, GRAPH)
        left = post_query(url, "SELECT * { ?s ?p ?o }", **{"default-graph-uri": GRAPH})
        assert not rows(left), "a part of the build was left there"
        return said


def ask_jena(build: Path, directory: Path, queries: Queries) -> Answers:
    """Jena has no server in Debian: all queries are answered by one run of its own engine over the TDB2 database."""
    load("jena/load.sh", build, directory / "store")
    for name, query in queries.items():
        (directory / f"{name}.rq").write_text(query, encoding="utf-8")
    load("jena/jena.sh", ROOT / "tests" / "imports" / "Answer.java", directory / "store", directory)
    return {
        name: next(directory.glob(f"{name}.json"), directory / f"{name}.error").read_text(encoding="utf-8")
        for name in queries
    }


def refuse_by_jena(build: Path, directory: Path) -> str:
    return refusal("jena/load.sh", build, directory / "store")


DATABASES = (
    Database("oxigraph", ("oxigraph",), ask_oxigraph, refuse_by_oxigraph),
    Database("virtuoso", ("virtuoso-t", "isql-vt"), ask_virtuoso, refuse_by_virtuoso),
    Database("jena", ("javac", "unzip", "/usr/share/java/jena-tdb2.jar"), ask_jena, refuse_by_jena),
)
