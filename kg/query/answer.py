"""The answer to a query, and its forms: a table for people, CSV and JSON for programs, Turtle for graphs.

CSV and JSON are those of the W3C (SPARQL 1.1 Query Results CSV and JSON Formats).
"""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from kg.errors import UsageError

__all__ = ["FORMATS", "Answer", "write_answer"]

Term = NamedNode | BlankNode | Literal | Triple
_STRING = "http://www.w3.org/2001/XMLSchema#string"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gave: rows of terms (SELECT), triples (CONSTRUCT, DESCRIBE) or yes and no (ASK)."""

    variables: tuple[str, ...] = ()
    rows: tuple[tuple[Term | None, ...], ...] = ()
    triples: tuple[Triple, ...] | None = None
    boolean: bool | None = None
    cut: bool = False  # there was more than the limit allows

    def table(self) -> tuple[tuple[str, ...], tuple[tuple[Term | None, ...], ...]]:
        """Return the column names and rows; triples are rows of three."""
        if self.boolean is not None:
            return ("answer",), ((Literal(self.boolean),),)
        if self.triples is not None:
            rows = tuple((triple.subject, triple.predicate, triple.object) for triple in self.triples)
            return ("subject", "predicate", "object"), rows
        return self.variables, self.rows


def write_answer(answer: Answer, form: str = "table", *, prefixes: Mapping[str, str] | None = None) -> str:
    """Write an answer as `table`, `csv`, `json` or `ttl`, ending in a line break."""
    if form not in _WRITERS:
        raise UsageError(f"--format {form}: there are {', '.join(_WRITERS)}")
    return _WRITERS[form](answer, prefixes or {})


def _write_table(answer: Answer, prefixes: Mapping[str, str]) -> str:
    names, rows = answer.table()
    cells = [[_readable(term, prefixes) for term in row] for row in rows]
    widths = [max(map(_width, column)) for column in zip(names, *cells, strict=True)]
    rule = ["─" * width for width in widths]
    lines = ("  ".join(map(_pad, line, widths)).rstrip() for line in (names, rule, *cells))
    count = "1 row" if len(rows) == 1 else f"{len(rows):,} rows"
    return "\n".join([*lines, f"({count}{', and more' if answer.cut else ''})"]) + "\n"


def _readable(term: Term | None, prefixes: Mapping[str, str]) -> str:
    """Write a term for people: text as it is, IRIs shortened; control characters shown, not obeyed."""
    if term is None:
        return ""
    if isinstance(term, NamedNode):
        for prefix, start in prefixes.items():
            if term.value.startswith(start):
                return _harmless(f"{prefix}:{term.value.removeprefix(start)}")
    return _harmless(str(term) if isinstance(term, Triple) else term.value)


def _harmless(text: str) -> str:
    r"""Replace what a terminal would obey: control characters, and marks that turn the direction of writing.

    >>> _harmless("友谊路街\x1b[31m\n\u202e")
    '友谊路街�[31m �'
    """
    return "".join(
        " " if char in "\n\r\t" else "\ufffd" if unicodedata.category(char) in ("Cc", "Cf") else char for char in text
    )


def _width(text: str) -> int:
    """Return the columns that a text takes on a terminal; Chinese characters take two.

    >>> _width("kg 社区")
    7
    """
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    marks = sum(unicodedata.combining(char) > 0 for char in text)
    return len(text) + wide - marks


def _pad(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def _write_csv(answer: Answer, prefixes: Mapping[str, str]) -> str:
    names, rows = answer.table()
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([_plain(term) for term in row] for row in rows)
    return out.getvalue()


def _plain(term: Term | None) -> str:
    if term is None:
        return ""
    return term.value if isinstance(term, NamedNode | Literal) else str(term)


def _write_json(answer: Answer, prefixes: Mapping[str, str]) -> str:
    if answer.boolean is not None:
        return json.dumps({"head": {}, "boolean": answer.boolean}) + "\n"
    names, rows = answer.table()
    bindings = [
        {name: _binding(term) for name, term in zip(names, row, strict=True) if term is not None} for row in rows
    ]
    result = {"head": {"vars": names}, "results": {"bindings": bindings}}
    return json.dumps(result, ensure_ascii=False, indent=1) + "\n"


def _binding(term: Term) -> dict[str, object]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: _binding(part) for name, part in parts.items()}}
    binding: dict[str, object] = {"type": "literal", "value": term.value}
    if term.language:
        return binding | {"xml:lang": term.language}
    return binding if term.datatype.value == _STRING else binding | {"datatype": term.datatype.value}


def _write_turtle(answer: Answer, prefixes: Mapping[str, str]) -> str:
    if answer.triples is None:
        raise UsageError("--format ttl: only CONSTRUCT and DESCRIBE give a graph; take table, csv or json")
    turtle = serialize(answer.triples, format=RdfFormat.TURTLE, prefixes=dict(prefixes))
    return turtle.decode("utf-8") if turtle else ""


_WRITERS: dict[str, Callable[[Answer, Mapping[str, str]], str]] = {
    "table": _write_table,
    "csv": _write_csv,
    "json": _write_json,
    "ttl": _write_turtle,
}

FORMATS = tuple(_WRITERS)
