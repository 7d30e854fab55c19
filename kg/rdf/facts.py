"""Write graph.ttl: entities with their relations, posts, figures, articles, pages, and what the whole is."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import BinaryIO, TextIO

from kg import __version__
from kg.graph import Graph
from kg.iri import BASE_IRI
from kg.model import Article, Document, Entity, Observation, Period, Relation
from kg.rdf.dates import settle_periods
from kg.rdf.description import describe
from kg.rdf.names import GRAPH_FOLDERS, GRAPH_PREFIXES, author_id, membership_id, name_all, observation_id
from kg.rdf.turtle import Names, block, date, decimal, label, listed, literal, prefix_block, write_blocks
from kg.vocabulary import read_vocabulary

__all__ = ["by_identity", "write_graph"]

Pairs = list[tuple[str, str]]

# A person holding a post in one of these is an official: 区长, 街道党工委书记, 社区居委会主任.
OFFICE_TYPES = frozenset({"AdministrativeArea", "Community", "GovernmentBody", "Subdistrict"})


def write_graph(graph: Graph, out: TextIO | BinaryIO, *, base: str = BASE_IRI) -> None:
    """Write a graph as Turtle 1.1: no blank nodes, one prefix block at the top, sorted, streamed.

    `out` takes text, or bytes that will be UTF-8; a text stream must not translate line ends.
    """
    names = name_all(graph, base, GRAPH_FOLDERS)
    write_blocks(_blocks(graph, names), out)


def _blocks(graph: Graph, names: Names) -> Iterator[str]:
    yield f"# Made by civic-kg {__version__}: what the pages state. Where each fact stands is in evidence.ttl.\n"
    yield prefix_block(GRAPH_PREFIXES | names.declarations())
    yield "\n# Entities 实体\n"
    yield from _entities(graph, names)
    yield "\n# Posts 职务\n"
    yield from _memberships(graph, names)
    yield "\n# Figures 数据\n"
    yield from (_observation(observation, names) for observation in sorted(graph.observations, key=figure_identity))
    yield "\n# Articles 报道\n"
    yield from _articles(graph, names)
    yield "\n# Pages 版面\n"
    yield from (_page(document, names) for document in sorted(graph.documents, key=attrgetter("id")))
    yield "\n# This graph 图谱说明\n"
    yield from describe(graph, names)


def by_identity(relations: Iterable[Relation]) -> list[Relation]:
    """Sort relations by subject, predicate, object and title."""
    return sorted(relations, key=lambda r: (r.subject, r.predicate, str(r.object), r.title or ""))


def figure_identity(observation: Observation) -> tuple[str, ...]:
    """Return what a figure is sorted by."""
    return (observation.subject, observation.indicator, str(observation.period or ""), observation_id(observation))


def _entities(graph: Graph, names: Names) -> Iterator[str]:
    """Yield each entity with the relations that it is the subject of, by address."""
    officials = _officials(graph)
    entities = ((entity.id, entity) for entity in sorted(graph.entities, key=attrgetter("id")))
    relations = ((relation.subject, relation) for relation in by_identity(graph.relations))
    merged = heapq.merge(entities, relations, key=itemgetter(0))
    for id, group in groupby(merged, key=itemgetter(0)):
        members = [value for _, value in group]
        pairs: Pairs = []
        if isinstance(members[0], Entity):
            pairs += _entity(members[0], official=id in officials)
        pairs += _relations([value for value in members if isinstance(value, Relation)], names)
        yield block(names.term(id), pairs)


def _officials(graph: Graph) -> frozenset[str]:
    """Return the persons who hold a post in a government body, area, subdistrict or community."""
    offices = {entity.id for entity in graph.entities if entity.type in OFFICE_TYPES}
    return frozenset(r.subject for r in graph.relations if r.predicate == "holdsPost" and r.object in offices)


def _entity(entity: Entity, *, official: bool) -> Pairs:
    types = [*read_vocabulary().lineage(entity.type), *(["Official"] if official else [])]
    aliases = sorted(set(entity.aliases) - {entity.name})
    return [
        ("a", " , ".join(f"ckg:{type}" for type in types)),
        ("rdfs:label", label(entity.name)),
        ("skos:altLabel", listed(map(label, aliases))),
    ]


def _relations(relations: list[Relation], names: Names) -> Iterator[tuple[str, str]]:
    for predicate, group in groupby(relations, key=attrgetter("predicate")):
        objects = list(dict.fromkeys(relation.object for relation in group))
        if predicate == "heldOn":
            yield from _dates([object for object in objects if isinstance(object, Period)])
        elif predicate == "openedOn":
            yield "ckg:openedOn", listed(sorted(date(o.start) for o in objects if isinstance(o, Period)))
        else:
            yield f"ckg:{predicate}", listed(names.term(str(object)) for object in objects)


def _dates(periods: list[Period]) -> Iterator[tuple[str, str]]:
    starts, stops = settle_periods(periods)
    yield "ckg:startDate", listed(map(date, starts))
    if stops:
        yield "ckg:endDate", listed(map(date, stops))


def _memberships(graph: Graph, names: Names) -> Iterator[str]:
    for relation in by_identity(r for r in graph.relations if r.predicate == "holdsPost"):
        pairs = [
            ("a", "org:Membership"),
            ("org:member", names.term(relation.subject)),
            ("org:organization", names.term(str(relation.object))),
            ("ckg:title", literal(relation.title) if relation.title else ""),
        ]
        yield block(names.term(membership_id(relation)), pairs)


def _observation(observation: Observation, names: Names) -> str:
    pairs = [
        ("a", "ckg:Observation"),
        ("ckg:observationOf", names.term(observation.subject)),
        ("ckg:indicator", literal(observation.indicator)),
        ("ckg:value", decimal(observation.value)),
        ("ckg:unit", literal(observation.unit) if observation.unit else ""),
        ("ckg:modifier", literal(observation.modifier) if observation.modifier else ""),
        *(_dates([observation.period]) if observation.period else ()),
    ]
    return block(names.term(observation_id(observation)), pairs)


def _articles(graph: Graph, names: Names) -> Iterator[str]:
    dates = {document.id: document.date for document in graph.documents}
    contributors: set[str] = set()
    for article in sorted(graph.articles, key=_article_order):
        contributors.update(article.bylines, article.photographers)
        yield _article(article, dates.get(article.document), graph.mentions.get(article.id, ()), names)
    for name in sorted(contributors):
        yield block(names.term(author_id(name)), [("a", "ckg:Contributor"), ("rdfs:label", label(name))])


def _article_order(article: Article) -> tuple[str, int, str]:
    """Sort the articles of a page by their number: 003-2 before 003-10."""
    number = article.id.rpartition("-")[2]
    return article.document, int(number) if number.isdecimal() else 0, article.id


def _article(article: Article, day: str | None, mentioned: Iterable[str], names: Names) -> str:
    pairs = [
        ("a", "ckg:Article"),
        ("schema:isPartOf", names.term(f"page/{article.document}")),
        ("schema:headline", label(article.headline) if article.headline else ""),
        ("schema:alternativeHeadline", listed(map(label, article.titles))),
        ("schema:author", listed(names.term(author_id(name)) for name in article.bylines)),
        ("ckg:photographer", listed(names.term(author_id(name)) for name in article.photographers)),
        ("schema:datePublished", date(day) if day else ""),
        ("schema:mentions", listed(map(names.term, sorted(set(mentioned))))),
    ]
    return block(names.term(f"article/{article.id}"), pairs)


def _page(document: Document, names: Names) -> str:
    pairs = [
        ("a", "ckg:Page"),
        ("ckg:fileName", literal(document.name)),
        ("ckg:sha256", literal(document.sha256)),
        ("schema:datePublished", date(document.date) if document.date else ""),
        ("ckg:frame", label(document.frame) if document.frame else ""),
    ]
    return block(names.term(f"page/{document.id}"), pairs)
