"""Write graph.ttl: entities with their relations, posts, figures, articles, pages, and what the whole is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import BinaryIO, TextIO

from kg import __version__
from kg.graph import Graph
from kg.iri import BASE_IRI
from kg.model import Article, Document, Entity, Observation, Period, Relation
from kg.rdf.dates import settle_moment, settle_periods
from kg.rdf.description import describe
from kg.rdf.names import GRAPH_FOLDERS, GRAPH_PREFIXES, author_id, membership_id, name_all, observation_id
from kg.rdf.turtle import (
    NEXT_OBJECT,
    NEXT_PREDICATE,
    Names,
    block,
    date,
    decimal,
    label,
    listed,
    literal,
    prefix_block,
    write_blocks,
)
from kg.vocabulary import read_vocabulary

__all__ = ["write_graph"]

_NO_MORE: tuple[str, Iterator[Relation]] = ("", iter(()))

# A person holding a post in one of these is an official: 区长, 街道党工委书记, 社区居委会主任.
OFFICE_TYPES = frozenset({"AdministrativeArea", "Community", "GovernmentBody", "Subdistrict"})


def write_graph(graph: Graph, out: TextIO | BinaryIO, *, base: str = BASE_IRI) -> None:
    """Write a graph as Turtle 1.1: no blank nodes, one prefix block at the top, sorted, streamed.

    `graph` is in order, as `resolve` and `ordered` give it. `out` takes text, or bytes that will be UTF-8; a text
    stream must not translate line ends.
    """
    names = name_all(graph, base, GRAPH_FOLDERS)
    write_blocks(_blocks(graph, names), out)


def _blocks(graph: Graph, names: Names) -> Iterator[str]:
    yield f"# Made by civic-kg {__version__}: what the pages state. Where each fact stands is in evidence.ttl.\n"
    yield prefix_block(GRAPH_PREFIXES | names.declarations())
    yield "\n# Entities 实体\n"
    posts = [relation for relation in graph.relations if relation.predicate == "holdsPost"]
    yield from _entities(graph, posts, names)
    yield "\n# Posts 职务\n"
    yield from (_membership(post, names) for post in posts)
    yield "\n# Figures 数据\n"
    yield from (_observation(observation, names) for observation in graph.observations)
    yield "\n# Articles 报道\n"
    yield from _articles(graph, names)
    yield "\n# Pages 版面\n"
    yield from (_page(document, names) for document in graph.documents)
    yield "\n# This graph 图谱说明\n"
    yield from describe(graph, names)


def _entities(graph: Graph, posts: Iterable[Relation], names: Names) -> Iterator[str]:
    """Yield each entity with the relations that it is the subject of; both come in the order of their addresses."""
    officials = _officials(graph, posts)
    groups = groupby(graph.relations, key=attrgetter("subject"))
    subject, group = next(groups, _NO_MORE)
    for entity in graph.entities:
        said = _entity(entity, names, entity.id in officials)
        if subject == entity.id:
            said += _relations(group, names)
            subject, group = next(groups, _NO_MORE)
        yield said + " .\n"
    if subject:
        raise ValueError(f"{subject} is no entity of the graph, or the graph is not in order")


def _officials(graph: Graph, posts: Iterable[Relation]) -> frozenset[str]:
    """Return the persons who hold a post in a government body, area, subdistrict or community."""
    types = {entity.id: entity.type for entity in graph.entities} if posts else {}
    return frozenset(post.subject for post in posts if types.get(str(post.object)) in OFFICE_TYPES)


def _entity(entity: Entity, names: Names, official: bool) -> str:
    said = f"{names.term(entity.id)} a {_classes(entity.type, official)} ;\n    rdfs:label {label(entity.name)}"
    if not entity.aliases:
        return said
    return f"{said} ;\n    skos:altLabel {listed(map(label, entity.aliases))}"


@cache
def _classes(type: str, official: bool) -> str:
    """Write the class of an entity and those above it: a mall is a place as well, whoever reads without a reasoner."""
    return " , ".join(f"ckg:{name}" for name in (*read_vocabulary().lineage(type), *(["Official"] if official else ())))


def _relations(relations: Iterable[Relation], names: Names) -> str:
    """Write the relations of one subject, in the order given; its dates come last."""
    said: list[str] = []
    dated: dict[str, list[Period]] = {}
    last_predicate = last_object = ""
    for relation in relations:
        predicate, object = relation.predicate, relation.object
        if isinstance(object, Period):
            dated.setdefault(predicate, []).append(object)
            continue
        if predicate != last_predicate:
            said.append(f" ;\n    ckg:{predicate} {names.term(object)}")
            last_predicate = predicate
        elif object != last_object:  # a second post at the same body is the same triple
            said.append(NEXT_OBJECT + names.term(object))
        last_object = object
    for predicate, periods in dated.items():
        pairs = (
            _dates(periods)
            if predicate == "heldOn"
            else [("ckg:openedOn", listed(date(settle_moment(p)) for p in periods))]
        )
        said += [f"{NEXT_PREDICATE}{predicate} {objects}" for predicate, objects in pairs]
    return "".join(said)


def _dates(periods: list[Period]) -> Iterator[tuple[str, str]]:
    starts, stops = settle_periods(periods)
    yield "ckg:startDate", listed(map(date, starts))
    if stops:
        yield "ckg:endDate", listed(map(date, stops))


def _moments(periods: Iterable[Period]) -> str:
    return listed(date(settle_moment(period)) for period in periods)


def _membership(post: Relation, names: Names) -> str:
    pairs = [
        ("a", "org:Membership"),
        ("org:member", names.term(post.subject)),
        ("org:organization", names.term(str(post.object))),
        ("ckg:title", literal(post.title) if post.title else ""),
    ]
    return block(names.own(membership_id(post)), pairs)


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
    return block(names.own(observation_id(observation)), pairs)


def _articles(graph: Graph, names: Names) -> Iterator[str]:
    dates = {document.id: document.date for document in graph.documents}
    contributors: set[str] = set()
    for article in graph.articles:
        contributors.update(article.bylines, article.photographers)
        yield _article(article, dates.get(article.document), graph.mentions.get(article.id, ()), names)
    for name in sorted(contributors):
        yield block(names.own(author_id(name)), [("a", "ckg:Contributor"), ("rdfs:label", label(name))])


def _article(article: Article, day: str | None, mentioned: Iterable[str], names: Names) -> str:
    pairs = [
        ("a", "ckg:Article"),
        ("schema:isPartOf", names.term(f"page/{article.document}")),
        ("schema:headline", label(article.headline) if article.headline else ""),
        ("schema:alternativeHeadline", listed(map(label, article.titles))),
        ("schema:author", listed(names.own(author_id(name)) for name in article.bylines)),
        ("ckg:photographer", listed(names.own(author_id(name)) for name in article.photographers)),
        ("schema:datePublished", date(day) if day else ""),
        ("schema:mentions", listed(map(names.term, mentioned))),
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
