"""RDF/XML, for older tools: what pyoxigraph writes, with language tags in their proper case.

XML has no place for control characters, not even escaped ones: U+FFFD stands for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import RawIOBase
from pathlib import Path
from typing import BinaryIO

import pyoxigraph as ox

from kg.export.form import Format
from kg.export.source import Build, Term
from kg.export.terms import proper_tag
from kg.export.xml import printable

__all__ = ["FORMAT"]

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
        ox.serialize(_triples(build), proper, format=ox.RdfFormat.RDF_XML, prefixes=_prefixes(build))
        proper.finish()


def _prefixes(build: Build) -> dict[str, str]:
    """Return the prefixes of vocabularies; those of folders of things name no element."""
    return {prefix: iri for prefix, iri in build.prefixes().items() if "/id/" not in iri}


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
