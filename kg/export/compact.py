"""Terms as Turtle and TriG write them, with the prefixes of the build's own files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox

from kg.export.source import Build, Subject, Term
from kg.export.terms import RDF, XSD, ntriples, proper_tag
from kg.rdf.turtle import NEXT_PREDICATE, listed, literal, prefix_block

__all__ = ["Compact"]

_TYPE = RDF + "type"
_STRING = XSD + "string"
_is_local = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?").fullmatch
_COMMON = {"rdf": RDF, "xsd": XSD}


class Compact:
    """Writes terms with prefixes."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self.prefixes = {**_COMMON, **prefixes}
        self._by_start = {iri: f"{prefix}:" for prefix, iri in sorted(self.prefixes.items(), reverse=True)}

    @classmethod
    def of(cls, build: Build) -> Compact:
        """Return what writes the terms of a build, with all that is asked for."""
        return cls(build.prefixes())

    def head(self) -> str:
        """Declare the prefixes, and leave a line empty."""
        return prefix_block(self.prefixes) + "\n"

    def iri(self, iri: str) -> str:
        """Write an address.

        >>> print(Compact({"ckg": "https://w3id.org/civic-kg/ontology#"}).iri("https://w3id.org/civic-kg/ontology#Mall"))
        ckg:Mall
        """
        cut = max(iri.rfind("/"), iri.rfind("#")) + 1
        prefix = self._by_start.get(iri[:cut])
        return prefix + iri[cut:] if prefix and _is_local(iri[cut:]) else f"<{iri}>"

    def term(self, term: Term) -> str:
        """Write a term; numbers and dates as they are, with their datatypes."""
        if isinstance(term, ox.NamedNode):
            return self.iri(term.value)
        if not isinstance(term, ox.Literal):
            return ntriples(term)
        if term.language:
            return f"{literal(term.value)}@{proper_tag(term.language)}"
        datatype = term.datatype.value
        return literal(term.value) + ("" if datatype == _STRING else f"^^{self.iri(datatype)}")

    def predicate(self, iri: str) -> str:
        """Write a predicate."""
        return "a" if iri == _TYPE else self.iri(iri)

    def pairs(self, said: Subject) -> Iterator[str]:
        """Yield the predicates of a subject, each with its objects."""
        for predicate, objects in said.items():
            yield f"{self.predicate(predicate)} {listed(map(self.term, objects))}"

    def block(self, iri: str, said: Subject) -> str:
        """Write all that is said of a subject."""
        return f"{self.iri(iri)} {NEXT_PREDICATE.join(self.pairs(said))} .\n"

    def blocks(self, things: Iterable[tuple[str, Subject]]) -> Iterator[str]:
        """Write things one after the other."""
        return (self.block(iri, said) for iri, said in things)
