"""Look into a build: graph.ttl and evidence.ttl as one store, asked for what an account of a thing needs."""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.errors import UsageError
from kg.query.load import files_of, load_store
from kg.vocabulary import read_vocabulary

__all__ = ["ALIAS", "DERIVED", "LABEL", "NAMES_IT", "RDF", "Built", "local_name"]

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
DERIVED = "http://www.w3.org/ns/prov#wasDerivedFrom"
NAMES_IT = "http://www.w3.org/2005/11/its/rdf#taIdentRef"
ALIAS = "http://www.w3.org/2004/02/skos/core#altLabel"
_MOST = 10  # names that a message lists
_MARKS = re.compile(r"[\s“”‘’\"'《》「」]")


class Built:
    """A build's facts and evidence, read once."""

    def __init__(self, directory: Path) -> None:
        self._store = load_store(files_of(directory, evidence=True))
        self.entities = dict(self._entities())
        self._statements = self._index_statements()
        self._named = self._index_sentences()

    def _entities(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield the things of the guide's classes with their classes, sorted."""
        classes = read_vocabulary().classes
        for iri, _, _ in sorted(self.triples(None, LABEL)):
            types = tuple(name for name in map(local_name, self.values(iri, RDF + "type")) if name in classes)
            if types:
                yield iri, types

    def _index_statements(self) -> dict[tuple[str, str, str], list[str]]:
        index: dict[tuple[str, str, str], list[str]] = defaultdict(list)
        for node, _, subject in sorted(self.triples(None, RDF + "subject")):
            index[subject, self.value(node, RDF + "predicate"), self.value(node, RDF + "object")].append(node)
        return dict(index)

    def _index_sentences(self) -> dict[str, set[str]]:
        """Return, by sentence, the things that facts and names in it are about."""
        named: dict[str, set[str]] = defaultdict(set)
        for node, _, sentence in self.triples(None, DERIVED):
            ends = (self.value(node, predicate) for predicate in (RDF + "subject", RDF + "object", NAMES_IT))
            named[sentence].update(end for end in ends if end in self.entities)
        return dict(named)

    def named_in(self, sentence: str) -> frozenset[str]:
        """Return the things that facts and names in a sentence are about."""
        return frozenset(self._named.get(sentence, ()))

    def find(self, name: str) -> tuple[str, ...]:
        """Return the addresses of the things with a name or address; a part that one thing's name alone holds will do.

        Raises UsageError where there is none, with the names that come nearest.
        """
        tail = re.split(r"[/:]", name)[-1]
        by_address = [iri for iri in self.entities if iri == name or iri.endswith(f"/{tail}")]
        named: dict[str, list[str]] = defaultdict(list)
        for iri in self.entities:
            for known in (*self.values(iri, LABEL), *self.values(iri, ALIAS)):
                named[_MARKS.sub("", known)].append(iri)
        wanted = _MARKS.sub("", name)
        found = by_address or named.get(wanted) or _only_one(wanted, named)
        return tuple(sorted(set(found)))

    def name(self, iri: str) -> str:
        """Return the label of a thing, or its address where it has none."""
        return self.value(iri, LABEL) or iri

    def statements(self, subject: str, predicate: str, object_: str) -> tuple[str, ...]:
        """Return the addresses of the statements of evidence for a triple."""
        return tuple(self._statements.get((subject, predicate, object_), ()))

    def values(self, iri: str, predicate: str) -> list[str]:
        """Return what stands behind a predicate, as texts and addresses, sorted."""
        return sorted(object_ for _, _, object_ in self.triples(iri, predicate))

    def value(self, iri: str, predicate: str) -> str:
        """Return the first of what stands behind a predicate, or nothing."""
        return next(iter(self.values(iri, predicate)), "")

    def triples(
        self, subject: str | None = None, predicate: str | None = None, object_: str | None = None
    ) -> Iterator[tuple[str, str, str]]:
        """Yield the triples with these addresses, as texts and addresses."""
        try:
            pattern = [ox.NamedNode(iri) if iri is not None else None for iri in (subject, predicate, object_)]
        except ValueError:  # a text that is no address has no triples
            return
        for quad in self._store.quads_for_pattern(pattern[0], pattern[1], pattern[2], None):
            yield _text(quad.subject), quad.predicate.value, _text(quad.object)


def local_name(iri: str) -> str:
    """Return the last part of an address.

    >>> local_name("https://w3id.org/civic-kg/ontology#Community")
    'Community'
    """
    return re.split(r"[#/]", iri)[-1]


def _only_one(wanted: str, named: dict[str, list[str]]) -> list[str]:
    """Return the one thing whose name holds what is wanted."""
    holding = sorted(name for name in named if wanted and wanted in name)
    things = sorted({iri for name in holding for iri in named[name]})
    if len(things) == 1:
        return things
    near = holding or difflib.get_close_matches(wanted, sorted(named), n=_MOST, cutoff=0.5)
    hint = f"; did you mean {'、'.join(near[:_MOST])}?" if near else ""
    raise UsageError(f"nothing in this graph is called “{wanted}”{hint}")


def _text(term: object) -> str:
    return str(getattr(term, "value", term))
