"""The ontology as frozen values: classes and predicates with their names, ends and labels, read once.

The guide's 17 entity types and 25 predicates are those terms of `ontology/civic-kg.ttl` that have a `ckg:position`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

import pyoxigraph as ox

from kg.errors import BuildError

__all__ = ["NAMESPACE", "EntityClass", "Predicate", "Vocabulary", "ontology_file", "read_vocabulary"]

NAMESPACE = "https://w3id.org/civic-kg/ontology#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_OWL = "http://www.w3.org/2002/07/owl#"
_DEFINITION = "http://www.w3.org/2004/02/skos/core#definition"
_POSITION = NAMESPACE + "position"
_ROOT = "NamedThing"

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Index = dict[str, dict[str, list[Term]]]


@dataclass(frozen=True, slots=True)
class EntityClass:
    """A class of entities. `position` is its number in the guide (1 to 17), None for upper and narrower classes.

    `type` is the guide's type that it is or falls under (Place for Mall), None for upper classes.
    """

    name: str
    parents: tuple[str, ...]
    type: str | None
    position: int | None
    label_zh: str
    label_en: str
    definition_zh: str
    definition_en: str


@dataclass(frozen=True, slots=True)
class Predicate:
    """A predicate of the guide, or the inverse of one. `position` is its number in the guide (1 to 25), else None.

    `domain` and `range` are types of the guide; an empty `range` means a date, or that nothing is said of the ends.
    """

    name: str
    domain: frozenset[str]
    range: frozenset[str]
    symmetric: bool
    transitive: bool
    inverse: str | None
    position: int | None
    label_zh: str
    label_en: str
    definition_zh: str
    definition_en: str


@dataclass(frozen=True)
class Vocabulary:
    """All classes of entities, and all predicates between entities (and of their dates), by local name."""

    classes: Mapping[str, EntityClass]
    predicates: Mapping[str, Predicate]

    @property
    def types(self) -> tuple[str, ...]:
        """The entity types of the guide, in its order."""
        return _in_order(self.classes.values())

    @property
    def relations(self) -> tuple[str, ...]:
        """The predicates of the guide, in its order."""
        return _in_order(self.predicates.values())

    def lineage(self, name: str) -> tuple[str, ...]:
        """Return a class with the classes above it, up to its type in the guide.

        >>> read_vocabulary().lineage("Mall"), read_vocabulary().lineage("Community")
        (('Mall', 'Place'), ('Community',))
        """
        entity_class = self.classes.get(name)
        if entity_class is None or entity_class.type in (None, name):
            return (name,)
        return name, *self.lineage(entity_class.parents[0])

    def fits(self, subject: str, predicate: str, object: str | None) -> bool:
        """Say whether a predicate may stand between two classes; `object` is None for a date.

        >>> vocabulary = read_vocabulary()
        >>> vocabulary.fits("Person", "livesIn", "Community"), vocabulary.fits("Road", "livesIn", "Person")
        (True, False)
        """
        found = self.predicates.get(predicate)
        if found is None:
            return False
        return self._is_among(subject, found.domain) and (
            not found.range if object is None else self._is_among(object, found.range)
        )

    def _is_among(self, name: str, types: frozenset[str]) -> bool:
        return not types.isdisjoint(self.lineage(name))


def ontology_file(name: str = "civic-kg.ttl") -> Path:
    """Return a file of the ontology: in the installed package, or in the project's own folder.

    Raises BuildError if there is none, which means that the installation is broken.
    """
    package = Path(__file__).parent
    for folder in (package / "ontology", package.parent / "ontology"):
        if (folder / name).is_file():
            return folder / name
    raise BuildError(f"the ontology file {name} is missing: install civic-kg again")


@cache
def read_vocabulary() -> Vocabulary:
    """Read the ontology, once in a process."""
    index: Index = {}
    for triple in ox.parse(path=str(ontology_file()), format=ox.RdfFormat.TURTLE):
        subject = index.setdefault(_key(triple.subject), {})
        subject.setdefault(triple.predicate.value, []).append(triple.object)
    classes = _read_classes(index)
    return Vocabulary(MappingProxyType(classes), MappingProxyType(_read_predicates(index, classes)))


def _key(term: Term) -> str:
    return str(term) if isinstance(term, ox.BlankNode) else getattr(term, "value", str(term))


def _read_classes(index: Index) -> dict[str, EntityClass]:
    parents = {
        name: _ours(index[iri].get(_RDFS + "subClassOf", ()))
        for iri, name in _declared(index, {_OWL + "Class"}).items()
    }
    named = {name for name in parents if _ROOT in _above(name, parents)}
    return {name: _read_class(name, parents, index) for name in parents if name in named}


def _read_class(name: str, parents: Mapping[str, tuple[str, ...]], index: Index) -> EntityClass:
    above = _above(name, parents)
    typed = [ancestor for ancestor in above if _POSITION in index[NAMESPACE + ancestor]]
    facts = index[NAMESPACE + name]
    labels = (_text(facts, key, language) for key in (_RDFS + "label", _DEFINITION) for language in ("zh-hans", "en"))
    return EntityClass(name, parents[name], typed[0] if typed else None, _position(facts), *labels)


def _read_predicates(index: Index, classes: Mapping[str, EntityClass]) -> dict[str, Predicate]:
    kinds = {_OWL + "ObjectProperty", _OWL + "DatatypeProperty"}
    declared = _declared(index, kinds)
    inverses = {
        name: other for iri, name in declared.items() for other in _ours(index[iri].get(_OWL + "inverseOf", ()))
    }
    inverses |= {other: name for name, other in inverses.items()}
    return {
        name: _read_predicate(name, index, classes, inverses.get(name))
        for iri, name in declared.items()
        if _POSITION in index[iri] or name in inverses
    }


def _read_predicate(name: str, index: Index, classes: Mapping[str, EntityClass], inverse: str | None) -> Predicate:
    facts = index[NAMESPACE + name]
    kinds = {_key(kind) for kind in facts[_RDF + "type"]}
    labels = (_text(facts, key, language) for key in (_RDFS + "label", _DEFINITION) for language in ("zh-hans", "en"))
    return Predicate(
        name,
        _types(facts.get(_RDFS + "domain", ()), index, classes),
        _types(facts.get(_RDFS + "range", ()), index, classes),
        _OWL + "SymmetricProperty" in kinds,
        _OWL + "TransitiveProperty" in kinds,
        inverse,
        _position(facts),
        *labels,
    )


def _declared(index: Index, kinds: set[str]) -> dict[str, str]:
    """Return our own terms of some kinds, IRI to local name, in the order of the file."""
    return {
        iri: iri.removeprefix(NAMESPACE)
        for iri, facts in index.items()
        if iri.startswith(NAMESPACE) and not kinds.isdisjoint(_key(kind) for kind in facts.get(_RDF + "type", ()))
    }


def _ours(terms: Iterable[Term]) -> tuple[str, ...]:
    iris = (_key(term) for term in terms)
    return tuple(iri.removeprefix(NAMESPACE) for iri in iris if iri.startswith(NAMESPACE))


def _above(name: str, parents: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return a class and all above it, the nearest first."""
    found = dict.fromkeys((name,))
    for ancestor in parents.get(name, ()):
        found |= dict.fromkeys(_above(ancestor, parents))
    return tuple(found)


def _types(ends: Iterable[Term], index: Index, classes: Mapping[str, EntityClass]) -> frozenset[str]:
    """Return the guide's types that an end stands for: a class, or the union of several."""
    named = {name for end in ends for name in _members(end, index)}
    parents = {name: found.parents for name, found in classes.items()}
    return frozenset(
        name for name, found in classes.items() if found.position and not named.isdisjoint(_above(name, parents))
    )


def _members(end: Term, index: Index) -> tuple[str, ...]:
    if not isinstance(end, ox.BlankNode):
        return _ours([end])
    (node,) = index[_key(end)][_OWL + "unionOf"]
    members: list[Term] = []
    while _key(node) != _RDF + "nil":
        facts = index[_key(node)]
        members += facts[_RDF + "first"]
        (node,) = facts[_RDF + "rest"]
    return _ours(members)


def _text(facts: Mapping[str, list[Term]], key: str, language: str) -> str:
    found = (term for term in facts.get(key, ()) if isinstance(term, ox.Literal))
    return next((term.value for term in found if (term.language or "").lower() == language), "")


def _position(facts: Mapping[str, list[Term]]) -> int | None:
    found = facts.get(_POSITION)
    return int(_key(found[0])) if found else None


def _in_order(terms: Iterable[EntityClass] | Iterable[Predicate]) -> tuple[str, ...]:
    placed = sorted((term.position, term.name) for term in terms if term.position is not None)
    return tuple(name for _, name in placed)
