"""Each database that installs here is filled with a build and must know the same as pyoxigraph, triple by triple."""

from __future__ import annotations

from pathlib import Path

import pytest
from imports.answers import Rows, differences, rows
from imports.databases import DATABASES, Database
from imports.scripts import need
from pyoxigraph import QueryResultsFormat, RdfFormat, Store

from kg.query import named_queries

EVERYTHING, COUNT = "everything", "count"
QUERIES = {name: query.text for name, query in named_queries().items()} | {
    EVERYTHING: "SELECT ?s ?p ?o { ?s ?p ?o }",
    COUNT: "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
}


@pytest.fixture(scope="session")
def wanted(build: Path) -> dict[str, Rows]:
    """Return pyoxigraph's answers to the named queries, all triples, and their number."""
    store = Store()
    for name in ("graph.ttl", "evidence.ttl"):
        store.load(path=str(build / name), format=RdfFormat.TURTLE)
    answers = {name: store.query(query).serialize(format=QueryResultsFormat.JSON) for name, query in QUERIES.items()}
    return {name: rows(answer.decode("utf-8"), QUERIES[name]) for name, answer in answers.items()}


def test_there_is_something_to_compare(wanted: dict[str, Rows]) -> None:
    assert len(wanted) >= 17
    assert wanted[EVERYTHING].total() > 10_000
    objects = [str(dict(row)["o"][1]) for row in wanted[EVERYTHING]]
    assert any("DROP TABLE" in text and r"\U0001F600" in text and "\u2028" in text for text in objects)
    assert [name for name, answer in wanted.items() if not answer] == []


@pytest.mark.parametrize("database", DATABASES, ids=lambda database: database.name)
def test_a_database_holds_every_triple_and_answers_every_query(
    database: Database, build: Path, tmp_path: Path, wanted: dict[str, Rows]
) -> None:
    need(*database.needs)
    answers = database.ask(build, tmp_path, {name: QUERIES[name] for name in QUERIES if name not in database.unable})
    faults = {name: _compare(wanted[name], answer, name) for name, answer in answers.items()}
    assert set(answers) | set(database.unable) == set(QUERIES)
    assert "\n".join(f"{database.name}, {name}: {fault}" for name, fault in faults.items() if fault) == ""


def _compare(wanted: Rows, answer: str, name: str) -> str:
    try:
        return differences(wanted, rows(answer, QUERIES[name]))
    except ValueError:
        return f"no answer, but: {answer[:300]}"


@pytest.mark.parametrize("database", DATABASES, ids=lambda database: database.name)
def test_a_build_that_is_damaged_is_not_taken_in_silence(database: Database, broken: Path, tmp_path: Path) -> None:
    need(*database.needs)
    last = (broken / "evidence.ttl").read_text(encoding="utf-8").count("\n") + 1
    assert str(last) in database.refuse(broken, tmp_path).replace(",", "")
