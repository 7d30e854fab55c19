"""Answers as tables for programs: the W3C's SPARQL 1.1 Query Results in JSON, XML, CSV and TSV."""

from __future__ import annotations

import csv
import io
import json
import re
from html import escape

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.query.answer import Answer, Term

__all__ = ["write_csv", "write_json", "write_tsv", "write_xml"]

_STRING = "http://www.w3.org/2001/XMLSchema#string"
_RESULTS = "http://www.w3.org/2005/sparql-results#"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_csv(answer: Answer, *, end: str = "\n") -> str:
    """Write the values alone, without types and languages; the W3C's line end is CR LF."""
    names, rows = answer.table()
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator=end)
    writer.writerow(names)
    writer.writerows([_plain(term) for term in row] for row in rows)
    return out.getvalue()


def _plain(term: Term | None) -> str:
    if term is None:
        return ""
    return term.value if isinstance(term, NamedNode | Literal) else str(term)


def write_json(answer: Answer) -> str:
    """Write terms whole, one row an object."""
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


def write_tsv(answer: Answer) -> str:
    """Write terms whole, as in Turtle; the header names variables with their question marks."""
    names, rows = answer.table()
    lines = ["\t".join(f"?{name}" for name in names)]
    lines += ["\t".join("" if term is None else str(term).replace("\t", "\\t") for term in row) for row in rows]
    return "\n".join(lines) + "\n"


def write_xml(answer: Answer) -> str:
    """Write terms whole. Characters that XML cannot hold are replaced."""
    if answer.boolean is not None:
        return _document("<head/>", f"<boolean>{str(answer.boolean).lower()}</boolean>")
    names, rows = answer.table()
    head = "".join(f"<variable name={_quoted(name)}/>" for name in names)
    results = "".join(f"<result>{_row(names, row)}</result>\n" for row in rows)
    return _document(f"<head>{head}</head>", f"<results>\n{results}</results>")


def _document(head: str, body: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="{_RESULTS}">\n{head}\n{body}\n</sparql>\n'


def _row(names: tuple[str, ...], row: tuple[Term | None, ...]) -> str:
    pairs = zip(names, row, strict=True)
    return "".join(
        f"<binding name={_quoted(name)}>{_element(term)}</binding>" for name, term in pairs if term is not None
    )


def _element(term: Term) -> str:
    if isinstance(term, NamedNode):
        return f"<uri>{_text(term.value)}</uri>"
    if isinstance(term, BlankNode):
        return f"<bnode>{_text(term.value)}</bnode>"
    if isinstance(term, Triple):
        names, parts = ("subject", "predicate", "object"), (term.subject, term.predicate, term.object)
        inner = "".join(f"<{name}>{_element(part)}</{name}>" for name, part in zip(names, parts, strict=True))
        return f"<triple>{inner}</triple>"
    if term.language:
        return f"<literal xml:lang={_quoted(term.language)}>{_text(term.value)}</literal>"
    datatype = term.datatype.value
    kind = "" if datatype == _STRING else f" datatype={_quoted(datatype)}"
    return f"<literal{kind}>{_text(term.value)}</literal>"


def _text(text: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", text), quote=False).replace("\r", "&#13;")


def _quoted(text: str) -> str:
    return f'"{escape(text)}"'
