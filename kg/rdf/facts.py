"""Write graph.ttl: entities with their relations, posts, figures, articles, pages, and what the whole is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO, TextIO

from kg import __version__
from kg.graph import Graph
from kg.iri import BASE_IRI, author_id
from kg.model import Article, Document, Observation, Relation
from kg.rdf.description import describe
from kg.rdf.entities import dates_of, entity_blocks, find_entity
from kg.rdf.former import OWL_PREFIX, former_blocks, has_former
from kg.rdf.names import GRAPH_FOLDERS, GRAPH_PREFIXES, membership_id, name_all, observation_id
from kg.rdf.stated import dates_by_page, stated_on
from kg.rdf.turtle import Names, block, date, decimal, digits, label, listed, literal, prefix_block, write_blocks

__all__ = ["write_graph"]

SAID_AFTER = frozenset({"余", "多", "左右", "以上"})


def write_graph(graph: Graph, out: TextIO | BinaryIO, *, base: str = BASE_IRI) -> None:
    """Write a graph as Turtle 1.1: no blank nodes, one prefix block at the top, sorted, streamed.

    `graph` is in order, as `resolve` and `ordered` give it. `out` takes text, or bytes that will be UTF-8; a text
    stream must not translate line ends.
    """
    names = name_all(graph, base, GRAPH_FOLDERS)
    write_blocks(_blocks(graph, names), out)


def _blocks(graph: Graph, names: Names) -> Iterator[str]:
    days = dates_by_page(graph)
    yield f"# Made by civic-kg {__version__}: what the pages state. Where each fact stands is in evidence.ttl.\n"
    yield prefix_block(GRAPH_PREFIXES | (OWL_PREFIX if has_former(graph) else {}) | names.declarations())
    yield "\n# Entities 实体\n"
    yield from entity_blocks(graph, names)
    yield "\n# Posts 职务\n"
    yield from (_membership(r, graph, names, days) for r in graph.relations if r.predicate == "holdsPost")
    yield "\n# Figures 数据\n"
    yield from (_observation(observation, graph, names, days) for observation in graph.observations)
    yield "\n# Articles 报道\n"
    yield from _articles(graph, names)
    yield "\n# Pages 版面\n"
    yield from (_page(document, names) for document in graph.documents)
    yield from former_blocks(graph, names)
    yield "\n# This graph 图谱说明\n"
    yield from describe(graph, names)


def _called(graph: Graph, id: str) -> str:
    """Return what an entity is called."""
    entity = find_entity(graph, id)
    return entity.name if entity is not None else ""


def _membership(post: Relation, graph: Graph, names: Names, days: Mapping[str, str]) -> str:
    parts = _called(graph, str(post.object)), post.title or "", _called(graph, post.subject)
    pairs = [
        ("a", "org:Membership"),
        ("schema:name", label("".join(parts))),
        ("org:member", names.term(post.subject)),
        ("org:organization", names.term(str(post.object))),
        ("ckg:title", literal(post.title) if post.title else ""),
        ("ckg:statedOn", listed(map(date, stated_on(post.evidence, days)))),
    ]
    return block(names.own(membership_id(post)), pairs)


def _observation(observation: Observation, graph: Graph, names: Names, days: Mapping[str, str]) -> str:
    name = f"{_called(graph, observation.subject)}{observation.indicator}{_quantity(observation)}"
    unit, modifier = observation.unit or "", observation.modifier or ""
    pairs = [
        ("a", "ckg:Observation"),
        ("schema:name", label(name)),
        ("ckg:observationOf", names.term(observation.subject)),
        ("ckg:indicator", literal(observation.indicator)),
        ("ckg:value", decimal(observation.value)),
        ("ckg:unit", literal(unit) if unit else ""),
        ("ckg:modifier", literal(modifier) if modifier else ""),
        *(dates_of("heldOn", [observation.period]) if observation.period else ()),
        ("ckg:statedOn", listed(map(date, stated_on(observation.evidence, days)))),
    ]
    return block(names.own(observation_id(observation)), pairs)


def _quantity(observation: Observation) -> str:
    """Write a quantity as one says it: 超120000人次, 120000余人次."""
    number, modifier = digits(observation.value), observation.modifier or ""
    words = (number, modifier) if modifier in SAID_AFTER else (modifier, number)
    return "".join((*words, observation.unit or ""))


def _articles(graph: Graph, names: Names) -> Iterator[str]:
    dates = {document.id: document.date for document in graph.documents}
    for article in graph.articles:
        mentioned = graph.mentions.get(article.id, ())
        yield _article(article, dates.get(article.document), mentioned, names, graph.writers)
    yield from _writers(graph, names)


def _writers(graph: Graph, names: Names) -> Iterator[str]:
    """Yield who wrote and took pictures, each with all forms of the name that people said are one writer's."""
    forms: dict[str, set[str]] = {}
    for article in graph.articles:
        for name in (*article.bylines, *article.photographers):
            forms.setdefault(graph.writers.get(name, name), set()).add(name)
    for name in sorted(forms):
        others = listed(map(label, sorted(forms[name] - {name})))
        pairs = [("a", "ckg:Contributor"), ("rdfs:label", label(name)), ("skos:altLabel", others)]
        yield block(names.own(author_id(name)), pairs)


def _article(
    article: Article, day: str | None, mentioned: Iterable[str], names: Names, writers: Mapping[str, str]
) -> str:
    def people(printed: Iterable[str]) -> str:
        return listed(names.own(author_id(writers.get(name, name))) for name in printed)

    pairs = [
        ("a", "ckg:Article"),
        ("schema:isPartOf", names.term(f"page/{article.document}")),
        ("schema:headline", label(article.headline) if article.headline else ""),
        ("schema:alternativeHeadline", listed(map(label, article.titles))),
        ("schema:author", people(article.bylines)),
        ("ckg:photographer", people(article.photographers)),
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
