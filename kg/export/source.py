"""A build as an exporter sees it: the triples of graph.ttl and evidence.ttl, read as a stream."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import pyoxigraph as ox

from kg.directory import EVIDENCE, GRAPH, build_file
from kg.errors import BuildError

__all__ = ["Build", "Subject", "Term", "blocks", "find_build", "prefixes_of", "triples_of"]

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Subject = dict[str, list[Term]]
"""What is said of one subject: by the address of each predicate, the objects in the order of the file."""


@dataclass(frozen=True, slots=True)
class Build:
    """The files of a build. `evidence` is None where there is none; `with_evidence` says whether it is asked for."""

    graph: Path
    evidence: Path | None
    with_evidence: bool = False

    @property
    def asked(self) -> tuple[Path, ...]:
        """Return the files whose triples are asked for."""
        return (self.graph, self.needed_evidence()) if self.with_evidence else (self.graph,)

    def needed_evidence(self) -> Path:
        """Return evidence.ttl; raise BuildError where there is none."""
        return self.evidence or build_file(self.graph.parent, EVIDENCE)

    def triples(self) -> Iterator[ox.Triple]:
        """Yield the triples that are asked for, those of graph.ttl first."""
        for file in self.asked:
            yield from triples_of(file)

    def prefixes(self) -> dict[str, str]:
        """Return the prefixes of the files that are asked for."""
        return {prefix: iri for file in self.asked for prefix, iri in prefixes_of(file).items()}


def find_build(directory: Path, *, evidence: bool = False) -> Build:
    """Find the files of a build; raise BuildError where there is no graph.ttl, or no evidence.ttl that is asked for."""
    graph = build_file(directory, GRAPH)
    beside = graph.parent / EVIDENCE
    return Build(graph, build_file(graph.parent, EVIDENCE) if evidence or beside.is_file() else None, evidence)


def triples_of(file: Path) -> Iterator[ox.Triple]:
    """Yield the triples of a Turtle file; raise BuildError where it is no Turtle."""
    try:
        for quad in ox.parse(path=str(file), format=ox.RdfFormat.TURTLE):
            yield quad.triple
    except SyntaxError as error:
        raise BuildError(f"{file}: this is no Turtle: {error}") from error


def prefixes_of(file: Path) -> dict[str, str]:
    """Return the prefixes that stand at the top of a Turtle file."""
    parser = ox.parse(path=str(file), format=ox.RdfFormat.TURTLE)
    try:
        next(parser, None)
    except SyntaxError as error:
        raise BuildError(f"{file}: this is no Turtle: {error}") from error
    return dict(parser.prefixes)


def blocks(triples: Iterable[ox.Triple], *, file: Path) -> Iterator[tuple[str, Subject]]:
    """Yield each subject with all that is said of it.

    Raises BuildError where a subject stands in two places: `file` was not written by kg, and nothing but a store that
    holds all of it could put it together.
    """
    seen: set[str] = set()
    for subject, group in groupby(triples, key=lambda triple: triple.subject):
        iri = str(getattr(subject, "value", subject))
        if iri in seen:
            raise BuildError(f"{file}: <{iri}> stands in two places; build again, so that each thing stands in one")
        seen.add(iri)
        said: Subject = {}
        for triple in group:
            said.setdefault(triple.predicate.value, []).append(triple.object)
        yield iri, said
