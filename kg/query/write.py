"""Write an answer in a form: a table for people, the W3C's forms for programs, the forms of RDF for graphs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from pyoxigraph import RdfFormat, serialize

from kg.errors import UsageError
from kg.query.answer import Answer
from kg.query.results import write_csv, write_json, write_tsv, write_xml
from kg.query.table import write_table

__all__ = ["FORMATS", "write_answer"]


def write_answer(answer: Answer, form: str = "table", *, prefixes: Mapping[str, str] | None = None) -> str:
    """Write an answer in one of `FORMATS`, ending in a line break; raise UsageError where it has no such form."""
    if form == "table":
        return write_table(answer, prefixes or {})
    if form in _TABLES:
        return _TABLES[form](answer)
    if form in _GRAPHS:
        return _write_graph(answer, form, prefixes or {})
    raise UsageError(f"--format {form}: there are {', '.join(FORMATS)}")


def _write_graph(answer: Answer, form: str, prefixes: Mapping[str, str]) -> str:
    if answer.triples is None:
        others = ", ".join(("table", *(name for name in _TABLES if name != "csv-crlf")))
        raise UsageError(f"--format {form}: only CONSTRUCT and DESCRIBE give a graph; take one of {others}")
    text = serialize(answer.triples, format=_GRAPHS[form], prefixes=dict(prefixes))
    return text.decode("utf-8") if text else ""


_TABLES: dict[str, Callable[[Answer], str]] = {
    "csv": write_csv,
    "csv-crlf": partial(write_csv, end="\r\n"),
    "tsv": write_tsv,
    "json": write_json,
    "xml": write_xml,
}
_GRAPHS = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
    "rdf": RdfFormat.RDF_XML,
}

FORMATS = ("table", *_TABLES, *_GRAPHS)
