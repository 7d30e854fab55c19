"""A build as nodes and edges with typed columns: what property graphs, tables and network programs take.

    node  Entity        a thing that the pages name; its classes, the narrowest first, are its labels
    node  Figure        a number that a page gives for a thing         -observationOf-> Entity
    node  Article       an article or captioned photo                  -mentions-> Entity, -isPartOf-> Page
    node  Page          a file that was read
    node  Contributor   a name in a byline                             <-author-, <-photographer- Article
    edge  a relation    Entity to Entity; a post is an edge of its own, its `title` what the post is

Each edge that states a fact carries its evidence: the rules, their confidence, the sentences, the words, the pages.
Nodes and edges come as streams, in the order of graph.ttl; only the evidence is held in memory.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Literal

from kg.export.evidence import Evidence, Statement, read_evidence
from kg.export.source import Build, Subject, blocks, triples_of
from kg.export.terms import CKG, ORG, RDF, RDFS, SCHEMA, SKOS, text_of, texts_of
from kg.vocabulary import read_vocabulary

__all__ = [
    "EDGE_COLUMNS",
    "KINDS",
    "LINKS",
    "Column",
    "Edge",
    "Kind",
    "Node",
    "Value",
    "edges_of",
    "labels_of",
    "nodes_of",
    "relation_types",
]

Kind = Literal["Entity", "Figure", "Article", "Page", "Contributor"]
Type = Literal["string", "string[]", "double"]
Value = str | float | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its name, its type, and the predicate that it holds the objects of."""

    name: str
    type: Type
    predicate: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """A thing. `values` has a value for each column of its kind; None where nothing is known."""

    iri: str
    kind: Kind
    classes: tuple[str, ...]
    values: Mapping[str, Value]

    @property
    def name(self) -> str:
        """Return what it is called."""
        return str(self.values["name"] or "")


@dataclass(frozen=True, slots=True)
class Edge:
    """A connection. `values` has a value for each of EDGE_COLUMNS."""

    source: str
    type: str
    target: str
    values: Mapping[str, Value]


_DATES = tuple(Column(name, "string[]", CKG + name) for name in ("startDate", "endDate"))
_STATED_ON = Column("statedOn", "string[]", CKG + "statedOn")
_PUBLISHED = Column("datePublished", "string", SCHEMA + "datePublished")
_ALIASES = Column("aliases", "string[]", SKOS + "altLabel")

KINDS: Mapping[Kind, tuple[Column, ...]] = {
    "Entity": (
        Column("name", "string", RDFS + "label"),
        _ALIASES,
        Column("pinyin", "string[]", SKOS + "hiddenLabel"),
        *_DATES,
        Column("openedOn", "string[]", CKG + "openedOn"),
    ),
    "Figure": (
        Column("name", "string", SCHEMA + "name"),
        Column("indicator", "string", CKG + "indicator"),
        Column("value", "double", CKG + "value"),
        Column("exact", "string", CKG + "value"),
        Column("unit", "string", CKG + "unit"),
        Column("modifier", "string", CKG + "modifier"),
        *_DATES,
        _STATED_ON,
    ),
    "Article": (
        Column("name", "string", SCHEMA + "headline"),
        Column("titles", "string[]", SCHEMA + "alternativeHeadline"),
        _PUBLISHED,
    ),
    "Page": (
        Column("name", "string", CKG + "fileName"),
        Column("sha256", "string", CKG + "sha256"),
        _PUBLISHED,
        Column("frame", "string", CKG + "frame"),
    ),
    "Contributor": (Column("name", "string", RDFS + "label"), _ALIASES),
}
"""The kinds of nodes, with their columns; `name` is the first of each."""

EDGE_COLUMNS = (
    Column("title", "string"),
    Column("confidence", "double"),
    Column("rules", "string[]"),
    Column("sentences", "string[]"),
    Column("words", "string[]"),
    Column("pages", "string[]"),
    Column("statedOn", "string[]"),
)

LINKS: Mapping[str, tuple[Kind, Kind, str]] = {
    "observationOf": ("Figure", "Entity", CKG + "observationOf"),
    "isPartOf": ("Article", "Page", SCHEMA + "isPartOf"),
    "author": ("Article", "Contributor", SCHEMA + "author"),
    "photographer": ("Article", "Contributor", CKG + "photographer"),
    "mentions": ("Article", "Entity", SCHEMA + "mentions"),
}
"""The connections that are no relations between entities: the kinds at their ends, and their predicates."""

_KIND_OF: Mapping[str, Kind] = {
    "Observation": "Figure",
    "Article": "Article",
    "Page": "Page",
    "Contributor": "Contributor",
}
_MEMBERSHIP = ORG + "Membership"


def relation_types() -> tuple[str, ...]:
    """Return the predicates that connect entities, in the order of the guide.

    >>> relation_types()[:2], "heldOn" in relation_types()
    (('locatedIn', 'adjacentTo'), False)
    """
    vocabulary = read_vocabulary()
    return tuple(name for name in vocabulary.relations if vocabulary.predicates[name].range)


def labels_of(node: Node) -> tuple[str, ...]:
    """Return the labels of a node in a property graph: one that all have, its kind, its classes."""
    return tuple(dict.fromkeys(["Resource", node.kind, *node.classes]))


def nodes_of(build: Build) -> Iterator[Node]:
    """Yield the nodes of a build."""
    for iri, said in blocks(triples_of(build.graph), file=build.graph):
        kind, classes = _kind(said)
        if kind is not None:
            yield Node(iri, kind, classes, {column.name: _value(column, said) for column in KINDS[kind]})


def edges_of(build: Build) -> Iterator[Edge]:
    """Yield the edges of a build."""
    evidence = read_evidence(build)
    posts = _posts(build)
    relations = {CKG + name: name for name in relation_types()}
    for iri, said in blocks(triples_of(build.graph), file=build.graph):
        kind, _ = _kind(said)
        for predicate in said if kind == "Entity" else ():
            if predicate in relations:
                for object in texts_of(said, predicate):
                    yield from _relation(iri, relations[predicate], object, evidence, posts)
        for name, (source, _, predicate) in LINKS.items():
            for object in texts_of(said, predicate) if kind == source else ():
                yield Edge(iri, name, object, _evidence(evidence.of(iri, predicate, object), evidence))


def _kind(said: Subject) -> tuple[Kind | None, tuple[str, ...]]:
    """Tell of what kind a thing is, and its classes; None for what is no node (posts, the description of the build)."""
    names = [iri.removeprefix(CKG) for iri in texts_of(said, RDF + "type")]
    for name in names:
        if name in _KIND_OF:
            return _KIND_OF[name], (name,)
    known = read_vocabulary().classes
    classes = tuple(name for name in names if name in known)
    return ("Entity" if classes else None), classes


def _value(column: Column, said: Subject) -> Value:
    if column.type == "string[]":
        return texts_of(said, column.predicate)
    text = text_of(said, column.predicate)
    if not text:
        return None
    return _number(text) if column.type == "double" else text


def _number(text: str) -> float | None:
    """Return a number; None for one that no float holds, which stands exactly in the column beside it."""
    number = float(text)
    return number if isfinite(number) else None


def _posts(build: Build) -> dict[tuple[str, str], list[tuple[str, str]]]:
    """Return, by person and body, the posts: their titles and addresses."""
    posts: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for iri, said in blocks(triples_of(build.graph), file=build.graph):
        if _MEMBERSHIP in texts_of(said, RDF + "type"):
            ends = text_of(said, ORG + "member"), text_of(said, ORG + "organization")
            posts.setdefault(ends, []).append((text_of(said, CKG + "title"), iri))
    return posts


def _relation(
    subject: str, name: str, object: str, evidence: Evidence, posts: Mapping[tuple[str, str], list[tuple[str, str]]]
) -> Iterator[Edge]:
    """Yield the edge of a relation; where it is a post, one for each post at that body."""
    held = posts.get((subject, object), []) if name == "holdsPost" else []
    for title, membership in held or [("", "")]:
        found = evidence.of(subject, CKG + name, object, membership=membership)
        yield Edge(subject, name, object, _evidence(found, evidence, title))


def _evidence(statements: tuple[Statement, ...], evidence: Evidence, title: str = "") -> dict[str, Value]:
    return {
        "title": title or None,
        "confidence": max((float(statement.confidence) for statement in statements), default=None),
        "rules": _all(statement.rule for statement in statements),
        "sentences": _all(text for statement in statements for text in evidence.texts(statement)),
        "words": _all(words for statement in statements for words in evidence.words(statement)),
        "pages": _all(page for statement in statements for page in evidence.pages(statement)),
        "statedOn": _all(day for statement in statements for day in statement.stated_on),
    }


def _all(texts: Iterator[str]) -> tuple[str, ...]:
    """Return texts each once, in the order in which they come."""
    return tuple(dict.fromkeys(texts))
