"""Write graph.ttl: entities with their relations, posts, figures, articles, pages, and what the whole is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import BinaryIO, TextIO

from kg import __version__
from kg.graph import Graph
from kg.iri import BASE_IRI, author_id
from kg.model import Article, Document, Entity, Observation, Relation
from kg.rdf.description import describe
from kg.rdf.entities import dates_of, entity_blocks, find_entity
from kg.rdf.former import OWL_PREFIX, former_blocks
from kg.rdf.names import GRAPH_FOLDERS, GRAPH_PREFIXES, membership_id, name_all, observation_id
from kg.rdf.stated import dates_by_page, stated_on
from kg.rdf.turtle import Names, block, date, decimal, digits, label, listed, literal, prefix_block, write_blocks

__all__ = [
    "HEADINGS",
    "article_blocks",
    "figure_block",
    "graph_head",
    "page_block",
    "post_block",
    "write_graph",
    "writer_blocks",
    "writers_of",
]

Find = Callable[[str], Entity | None]
HEADINGS = {
    "entity": "\n# Entities 实体\n",
    "post": "\n# Posts 职务\n",
    "figure": "\n# Figures 数据\n",
    "article": "\n# Articles 报道\n",
    "page": "\n# Pages 版面\n",
    "about": "\n# This graph 图谱说明\n",
}
SAID_AFTER = frozenset({"余", "多", "左右", "以上"})


def write_graph(graph: Graph, out: TextIO | BinaryIO, *, base: str = BASE_IRI) -> None:
    """Write a graph as Turtle 1.1: no blank nodes, one prefix block at the top, sorted, streamed.

    `graph` is in order, as `resolve` and `ordered` give it. `out` takes text, or bytes that will be UTF-8; a text
    stream must not translate line ends.
    """
    names = name_all(graph, base, GRAPH_FOLDERS)
    write_blocks(_blocks(graph, names), out)


def _blocks(graph: Graph, names: Names) -> Iterator[str]:
    days, find = dates_by_page(graph), partial(find_entity, graph)
    yield graph_head(names, has_former=bool(graph.replaced or graph.writers))
    yield HEADINGS["entity"]
    yield from entity_blocks(graph, names)
    yield HEADINGS["post"]
    posts = (relation for relation in graph.relations if relation.predicate == "holdsPost")
    yield from (post_block(post, stated_on(post.evidence, days), find, names) for post in posts)
    yield HEADINGS["figure"]
    yield from (figure_block(o, stated_on(o.evidence, days), find, names) for o in graph.observations)
    yield HEADINGS["article"]
    yield from article_blocks(graph, names)
    yield from writer_blocks(writers_of(graph), graph.writers, names)
    yield HEADINGS["page"]
    yield from (page_block(document, names) for document in graph.documents)
    yield from former_blocks(graph.replaced, graph.writers, names)
    yield HEADINGS["about"]
    types = Counter(entity.type for entity in graph.entities)
    yield from describe([document.id for document in graph.documents], types, names)


def graph_head(names: Names, *, has_former: bool) -> str:
    """Return what graph.ttl begins with."""
    told = f"# Made by civic-kg {__version__}: what the pages state. Where each fact stands is in evidence.ttl.\n"
    return told + prefix_block(GRAPH_PREFIXES | (OWL_PREFIX if has_former else {}) | names.declarations())


def post_block(post: Relation, days: Iterable[str], find: Find, names: Names) -> str:
    """Write who holds a post, where, and as what; `days` are those of the pages that say so."""
    body, person = find(str(post.object)), find(post.subject)
    parts = body.name if body else "", post.title or "", person.name if person else ""
    pairs = [
        ("a", "org:Membership"),
        ("schema:name", label("".join(parts))),
        ("org:member", names.term(post.subject)),
        ("org:organization", names.term(str(post.object))),
        ("ckg:title", literal(post.title) if post.title else ""),
        ("ckg:statedOn", listed(map(date, days))),
    ]
    return block(names.own(membership_id(post)), pairs)


def figure_block(observation: Observation, days: Iterable[str], find: Find, names: Names) -> str:
    """Write a figure of a thing; `days` are those of the pages that give it."""
    subject = find(observation.subject)
    name = f"{subject.name if subject else ''}{observation.indicator}{_quantity(observation)}"
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
        ("ckg:statedOn", listed(map(date, days))),
    ]
    return block(names.own(observation_id(observation)), pairs)


def _quantity(observation: Observation) -> str:
    """Write a quantity as one says it: 超120000人次, 120000余人次."""
    number, modifier = digits(observation.value), observation.modifier or ""
    words = (number, modifier) if modifier in SAID_AFTER else (modifier, number)
    return "".join((*words, observation.unit or ""))


def article_blocks(graph: Graph, names: Names) -> Iterator[str]:
    """Yield the articles of a graph."""
    dates = {document.id: document.date for document in graph.documents}
    for article in graph.articles:
        mentioned = graph.mentions.get(article.id, ())
        yield _article(article, dates.get(article.document), mentioned, names, graph.writers)


def writers_of(graph: Graph) -> set[str]:
    """Return the names of those who wrote articles and took pictures, as they are printed."""
    return {name for article in graph.articles for name in (*article.bylines, *article.photographers)}


def writer_blocks(printed: Iterable[str], writers: Mapping[str, str], names: Names) -> Iterator[str]:
    """Yield who wrote and took pictures, each with all forms of the name that people said are one writer's."""
    forms: dict[str, set[str]] = {}
    for name in printed:
        forms.setdefault(writers.get(name, name), set()).add(name)
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


def page_block(document: Document, names: Names) -> str:
    """Write what a page is."""
    pairs = [
        ("a", "ckg:Page"),
        ("ckg:fileName", literal(document.name)),
        ("ckg:sha256", literal(document.sha256)),
        ("schema:datePublished", date(document.date) if document.date else ""),
        ("ckg:frame", label(document.frame) if document.frame else ""),
    ]
    return block(names.term(f"page/{document.id}"), pairs)
