"""Run a SPARQL query over a Turtle file, within limits of time and rows."""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples, RdfFormat, Store

from kg.directory import EVIDENCE, GRAPH, build_file
from kg.errors import QueryError
from kg.query.answer import Answer
from kg.query.guard import refuse_reaching_out
from kg.query.parameters import bind_parameters

__all__ = ["PREFIXES", "Limits", "run_query"]

PREFIXES = {
    "ckg": "https://w3id.org/civic-kg/ontology#",
    "dcterms": "http://purl.org/dc/terms/",
    "id": "https://w3id.org/civic-kg/id/",
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""What a query may use without declaring it."""

_POSITION = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a query may take: seconds of time, rows (or triples) of its answer."""

    seconds: float = 60.0
    rows: int = 100_000


def run_query(
    source: str | Path,
    query: str,
    *,
    parameters: Mapping[str, str] | None = None,
    limits: Limits = Limits(),
    evidence: bool = False,
) -> Answer:
    """Answer a SPARQL query over a build's directory or a Turtle file.

    `parameters` take the place of the defaults in `VALUES ?name { … }`. An answer longer than `limits.rows` is cut and
    says so. With `evidence`, `evidence.ttl` beside the graph is read too.

    Raises QueryError for a query that is not right, reaches out of the graph, or takes too long.
    """
    text = bind_parameters(query, parameters or {})
    refuse_reaching_out(text)
    store = load_store(Path(source), evidence=evidence)
    return _within(limits.seconds, lambda: _answer(store, text, limits.rows))


def load_store(source: Path, *, evidence: bool = False) -> Store:
    """Load a graph into memory; raise QueryError where it is no Turtle."""
    graph = build_file(source, GRAPH)
    store = Store()
    for file in (graph, build_file(graph.parent, EVIDENCE)) if evidence else (graph,):
        try:
            store.load(path=str(file), format=RdfFormat.TURTLE)
        except SyntaxError as error:
            raise QueryError(f"{file} is not Turtle: {error}") from error
    return store


def _answer(store: Store, query: str, rows: int) -> Answer:
    try:
        found = store.query(query, prefixes=PREFIXES)
    except SyntaxError as error:
        raise QueryError(_show_fault(query, str(error))) from error
    if isinstance(found, QueryBoolean):
        return Answer(boolean=bool(found))
    if isinstance(found, QueryTriples):
        triples = tuple(islice(found, rows + 1))
        return Answer(triples=triples[:rows], cut=len(triples) > rows)
    return _solutions(found, rows)


def _solutions(found: QuerySolutions, rows: int) -> Answer:
    variables = tuple(variable.value for variable in found.variables)
    solutions = tuple(tuple(solution) for solution in islice(found, rows + 1))
    return Answer(variables=variables, rows=solutions[:rows], cut=len(solutions) > rows)


def _within(seconds: float, work: Callable[[], Answer]) -> Answer:
    """Return what `work` returns; raise QueryError if it takes longer.

    The engine cannot be stopped from outside: a query that ran into the limit goes on in its thread until the process
    ends. Whoever answers many queries in one process has to run each in a process of its own.
    """
    done: list[Answer] = []
    failed: list[BaseException] = []

    def run() -> None:
        try:
            done.append(work())
        except BaseException as error:
            failed.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    if failed:
        raise failed[0]
    if not done:
        raise QueryError(
            f"the query took longer than {seconds:g} s and was stopped; ask for less, or give it more time"
        )
    return done[0]


def _show_fault(query: str, message: str) -> str:
    """Show the line of the query where the engine stumbled, with a caret under the place.

    What does not fit in a group, the engine often reports at the very end of the query; a caret there would mislead.
    """
    match = _POSITION.match(message)
    if match is None:
        return f"the query is not right: {message}"
    line, column, expected = int(match[1]), int(match[2]), match[3]
    lines = query.split("\n")
    if (line, column) >= (len(lines), len(lines[-1]) + 1):
        return "the query is not right: something in it does not fit, or its end is missing (brackets? dots? spelling?)"
    reason = "a prefix is not declared" if "Prefix not found" in expected else _shorten(expected)
    text = lines[line - 1]
    return f"the query is not right at line {line}: {reason}\n  {text}\n  {_blank(text[: column - 1])}^"


def _blank(text: str) -> str:
    """Return as much blank as a text is wide on a terminal."""
    return "".join("　" if unicodedata.east_asian_width(char) in "WF" else " " for char in text)


def _shorten(expected: str) -> str:
    """Keep what the engine expected to one line."""
    line = " ".join(expected.split())
    return line if len(line) <= 160 else line[:160] + " …"
