"""RDF/XML, for older tools: what pyoxigraph writes, with language tags in their proper case.

XML has no place for control characters, not even escaped ones: U+FFFD stands for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import RawIOBase
from pathlib import Path
from typing import IO, BinaryIO, cast

import pyoxigraph as ox

from kg.export.form import Format
from kg.export.source import Build, Term
from kg.export.terms import proper_tag
from kg.export.xml import printable
from kg.rdf.names import EVIDENCE_PREFIXES, GRAPH_PREFIXES

__all__ = ["FORMAT"]

_PREFIXES = {**GRAPH_PREFIXES, **EVIDENCE_PREFIXES, "owl": "http://www.w3.org/2002/07/owl#"}
# In a start tag: text never holds a bare "<".
_TAG = re.compile(rb'(<[\w:.-]+ xml:lang=")([a-z0-9-]+)(?=">)')


class _Proper(RawIOBase):
    """Hands on what is written, whole lines at a time, language tags corrected."""

    def __init__(self, out: BinaryIO) -> None:
        self._out, self._rest = out, b""

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        assert isinstance(data, bytes)
        whole, end, rest = (self._rest + data).rpartition(b"\n")
        self._out.write(_corrected(whole + end))
        self._rest = rest
        return len(data)

    def finish(self) -> None:
        self._out.write(_corrected(self._rest))
        self._rest = b""


def _corrected(data: bytes) -> bytes:
    return _TAG.sub(lambda match: match[1] + proper_tag(match[2].decode()).encode(), data)


def _write(build: Build, out: Path) -> None:
    with out.open("wb") as stream:
        proper = _Proper(stream)
        ox.serialize(_triples(build), cast(IO[bytes], proper), format=ox.RdfFormat.RDF_XML, prefixes=_PREFIXES)
        proper.finish()


def _triples(build: Build) -> Iterator[ox.Triple]:
    return (ox.Triple(t.subject, t.predicate, _printable(t.object)) for t in build.triples())


def _printable(term: Term) -> Term:
    if not isinstance(term, ox.Literal) or (text := printable(term.value)) == term.value:
        return term
    return ox.Literal(text, language=term.language) if term.language else ox.Literal(text, datatype=term.datatype)


FORMAT = Format(
    name="rdfxml",
    ending=".rdf",
    zh="RDF/XML，供较旧的工具使用。",
    en="RDF/XML, for older tools.",
    write=_write,
    evidence="asked",
)
