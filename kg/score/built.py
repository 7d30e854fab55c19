"""What the scorer reads from a built graph, and nothing else: the contract between a build and the gold pages.

entity       a node that some article `schema:mentions`, with one of the guide's types, `rdfs:label` and `skos:altLabel`
relation     the plain triple `s ckg:PREDICATE o`; `heldOn` is `ckg:startDate` and, for a span, `ckg:endDate`
title        a node with `org:member`, `org:organization` and `ckg:title`
figure       a `ckg:Observation` with `ckg:observationOf`, `ckg:indicator`, `ckg:value`, `ckg:unit`
article      a `ckg:Article` with `schema:headline`, `schema:author` and `ckg:photographer`
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import Literal, RdfFormat, Triple, parse

from kg.directory import EVIDENCE, GRAPH, build_file
from kg.errors import KgError
from kg.score.gold import normalise

__all__ = ["PREDICATES", "Built", "BuiltArticle", "BuiltEntity", "BuiltFigure", "Statement", "read_built"]

TYPES = frozenset(
    {
        "AdministrativeArea",
        "Award",
        "Community",
        "Company",
        "Event",
        "GovernmentBody",
        "MedicalInstitution",
        "Organization",
        "Person",
        "Place",
        "Policy",
        "Product",
        "Project",
        "ResidentialCompound",
        "Road",
        "School",
        "Subdistrict",
    }
)
PREDICATES = (
    "locatedIn",
    "adjacentTo",
    "subOrganizationOf",
    "jurisdiction",
    "holdsPost",
    "livesIn",
    "organizes",
    "participatesIn",
    "heldAt",
    "subEventOf",
    "undertakes",
    "covers",
    "subProjectOf",
    "issues",
    "inspects",
    "signsAgreementWith",
    "cooperatesWith",
    "visits",
    "introduces",
    "establishes",
    "operates",
    "receivesAward",
    "formerly",
)
"""The guide's relations between two things; `heldOn` and `openedOn`, whose objects are dates, are read apart."""
CKG = "https://w3id.org/civic-kg/ontology#"
ORG = "http://www.w3.org/ns/org#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
SCHEMAS = ("https://schema.org/", "http://schema.org/")


class Statement(NamedTuple):
    """A relation of the graph; `object` is a node or, with `dated`, a date."""

    subject: str
    predicate: str
    object: str
    dated: bool = False


@dataclass(frozen=True, slots=True)
class BuiltEntity:
    """A node that an article names. `first` are its preferred labels, `labels` all of them, normalised."""

    types: frozenset[str]
    name: str
    first: frozenset[str]
    labels: frozenset[str]


@dataclass(frozen=True, slots=True)
class BuiltFigure:
    """An observation; `value` is None where it is no number."""

    node: str
    subjects: tuple[str, ...]
    indicator: str
    value: float | None
    unit: str


@dataclass(frozen=True, slots=True)
class BuiltArticle:
    """An article with its headline and its people, normalised."""

    headline: str
    people: frozenset[str]


@dataclass(frozen=True)
class Built:
    """What the graph of one page says."""

    entities: Mapping[str, BuiltEntity]
    statements: tuple[Statement, ...]
    titles: frozenset[tuple[str, str, str]]  # person, organisation, normalised title
    figures: tuple[BuiltFigure, ...]
    articles: tuple[BuiltArticle, ...]
    names: Mapping[str, str]  # of every node that has a label
    rules: Mapping[tuple[str, str, str], tuple[str, ...]] = field(default_factory=dict)  # who read each fact or name


class _Triples:
    """Triples by predicate and by subject, in the order of the file."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self.pairs: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self.values: dict[tuple[str, str], list[str]] = defaultdict(list)
        self.literals: set[tuple[str, str, str]] = set()
        for triple in triples:
            if isinstance(triple.subject, Triple) or isinstance(triple.object, Triple):
                continue
            subject, predicate, value = triple.subject.value, triple.predicate.value, triple.object.value
            self.pairs[predicate].append((subject, value))
            self.values[subject, predicate].append(value)
            if isinstance(triple.object, Literal):
                self.literals.add((subject, predicate, value))

    def all(self, subject: str, *predicates: str) -> list[str]:
        return [value for predicate in predicates for value in self.values.get((subject, predicate), ())]

    def one(self, subject: str, *predicates: str) -> str:
        return next(iter(self.all(subject, *predicates)), "")

    def is_literal(self, subject: str, predicate: str, value: str) -> bool:
        return (subject, predicate, value) in self.literals

    def of_class(self, name: str) -> Iterator[str]:
        return (subject for subject, value in self.pairs[RDF + "type"] if value == CKG + name)


def read_built(path: Path, *, ontology: Iterable[Path] = (), evidence: bool = False) -> Built:
    """Read a graph's Turtle file or a build's directory.

    `ontology`: Turtle files that declare subclasses. With `evidence`, `evidence.ttl` beside the graph tells the rules.
    """
    graph_file = build_file(path, GRAPH)
    graph = _Triples(_parse(graph_file))
    parents = _Triples(triple for file in ontology for triple in _parse(file))
    mentioned = dict.fromkeys(node for schema in SCHEMAS for _, node in graph.pairs[schema + "mentions"])
    return Built(
        entities=_entities(graph, parents, mentioned),
        statements=tuple(_statements(graph, mentioned)),
        titles=frozenset(_titles(graph)),
        figures=tuple(_figure(graph, node) for node in graph.of_class("Observation")),
        articles=tuple(_article(graph, node) for node in graph.of_class("Article")),
        names=dict(reversed(graph.pairs[RDFS + "label"])),
        rules=_rules(_Triples(_parse(build_file(graph_file.parent, EVIDENCE)))) if evidence else {},
    )


def _parse(path: Path) -> Iterator[Triple]:
    try:
        for quad in parse(path=str(path), format=RdfFormat.TURTLE):
            yield quad.triple
    except SyntaxError as error:
        raise KgError(f"{path}: is no Turtle ({error})") from error
    except OSError as error:
        raise KgError(f"{path}: cannot be read ({error.strerror or error})") from error


def _entities(graph: _Triples, ontology: _Triples, mentioned: Iterable[str]) -> dict[str, BuiltEntity]:
    entities = {}
    for node in mentioned:
        if types := _types(graph.all(node, RDF + "type"), graph, ontology):
            first = graph.all(node, RDFS + "label")
            entities[node] = BuiltEntity(
                types=types,
                name=first[0] if first else node,
                first=frozenset(map(normalise, first)),
                labels=frozenset(map(normalise, (*first, *graph.all(node, SKOS + "altLabel")))),
            )
    return entities


def _types(classes: Iterable[str], *schemas: _Triples) -> frozenset[str]:
    """Return the guide's types among classes and all that they are subclasses of."""
    seen: set[str] = set()
    todo = list(classes)
    while todo:
        if (name := todo.pop()) not in seen:
            seen.add(name)
            todo += [parent for schema in schemas for parent in schema.all(name, RDFS + "subClassOf")]
    return TYPES & {name.removeprefix(CKG) for name in seen if name.startswith(CKG)}


def _statements(graph: _Triples, mentioned: Container[str]) -> Iterator[Statement]:
    """Yield each relation once: those between nodes, then `heldOn` of what articles name, then `openedOn`."""
    for predicate in PREDICATES:
        for subject, value in dict.fromkeys(graph.pairs[CKG + predicate]):
            yield Statement(subject, predicate, value, graph.is_literal(subject, CKG + predicate, value))
    for subject in dict.fromkeys(subject for subject, _ in graph.pairs[CKG + "startDate"]):
        if subject in mentioned:
            yield Statement(subject, "heldOn", _period(graph, subject), dated=True)
    for subject, value in dict.fromkeys(graph.pairs[CKG + "openedOn"]):
        yield Statement(subject, "openedOn", value, graph.is_literal(subject, CKG + "openedOn", value))


def _period(graph: _Triples, node: str) -> str:
    start = min(graph.all(node, CKG + "startDate"))
    stop = max(graph.all(node, CKG + "endDate"), default=start)
    return start if stop == start else f"{start}/{stop}"


def _titles(graph: _Triples) -> Iterator[tuple[str, str, str]]:
    for node, member in graph.pairs[ORG + "member"]:
        for organization in graph.all(node, ORG + "organization"):
            for title in graph.all(node, CKG + "title"):
                yield member, organization, normalise(title)


def _figure(graph: _Triples, node: str) -> BuiltFigure:
    try:
        value: float | None = float(graph.one(node, CKG + "value"))
    except ValueError:
        value = None
    return BuiltFigure(
        node=node,
        subjects=tuple(graph.all(node, CKG + "observationOf")),
        indicator=normalise(graph.one(node, CKG + "indicator")),
        value=value,
        unit=normalise(graph.one(node, CKG + "unit")),
    )


def _article(graph: _Triples, node: str) -> BuiltArticle:
    headline = graph.one(node, *(schema + "headline" for schema in SCHEMAS))
    predicates = (*(schema + "author" for schema in SCHEMAS), CKG + "photographer")
    names = (name for predicate in predicates for name in _names(graph, node, predicate))
    return BuiltArticle(normalise(headline), frozenset(map(normalise, names)))


def _names(graph: _Triples, node: str, predicate: str) -> Iterator[str]:
    """Yield the labels of what a predicate points to; a literal is a name itself."""
    for value in graph.all(node, predicate):
        yield from [value] if graph.is_literal(node, predicate, value) else graph.all(value, RDFS + "label")


def _rules(evidence: _Triples) -> dict[tuple[str, str, str], tuple[str, ...]]:
    """Return the rules behind each triple, and behind each named node as `(node, "", "")`."""
    rules: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for fact, subject in evidence.pairs[RDF + "subject"]:
        predicate = evidence.one(fact, RDF + "predicate").removeprefix(CKG)
        rules[subject, predicate, evidence.one(fact, RDF + "object")].update(evidence.all(fact, CKG + "rule"))
    for mention, node in evidence.pairs["http://www.w3.org/2005/11/its/rdf#taIdentRef"]:
        rules[node, "", ""].update(evidence.all(mention, CKG + "rule"))
    return {key: tuple(sorted(names)) for key, names in rules.items()}
