"""The graph of a build: everything that was read and decided, in a fixed order, ready to be written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from kg.model import Article, Document, Entity, Observation, Relation, Sentence

__all__ = ["Graph", "ordered"]


@dataclass(frozen=True)
class Graph:
    """Documents, articles, sentences, entities, relations and observations, each sorted by identity.

    `mentions[article.id]` holds the ids of the entities that the article names, sorted.
    `sentences` holds only those that some fact rests on, keyed by (document id, sentence index).
    `replaced` maps addresses that earlier builds published to the entity that they lead to now.
    `writers` maps names in bylines to the name of the writer, where people said that it is one writer's.
    """

    documents: tuple[Document, ...] = ()
    articles: tuple[Article, ...] = ()
    sentences: dict[tuple[str, int], Sentence] = field(default_factory=dict)
    entities: tuple[Entity, ...] = ()
    relations: tuple[Relation, ...] = ()
    observations: tuple[Observation, ...] = ()
    mentions: dict[str, tuple[str, ...]] = field(default_factory=dict)
    replaced: dict[str, str] = field(default_factory=dict)
    writers: dict[str, str] = field(default_factory=dict)

    @cached_property
    def by_id(self) -> dict[str, Entity]:
        """Entities by their id."""
        return {entity.id: entity for entity in self.entities}

    def relations_of(self, entity_id: str) -> Iterator[Relation]:
        """Yield the relations in which the entity stands at either end."""
        return (r for r in self.relations if entity_id in (r.subject, r.object))


def ordered(graph: Graph) -> Graph:
    """Return a graph that was put together by hand with everything in the order that writing it needs."""
    return replace(
        graph,
        documents=tuple(sorted(graph.documents, key=lambda document: document.id)),
        articles=tuple(sorted(graph.articles, key=_article_order)),
        sentences=dict(sorted(graph.sentences.items())),
        entities=tuple(sorted(graph.entities, key=lambda entity: entity.id)),
        relations=tuple(sorted(graph.relations, key=_relation_order)),
        observations=tuple(sorted(graph.observations, key=_figure_order)),
        mentions={article: tuple(sorted(ids)) for article, ids in sorted(graph.mentions.items())},
    )


def _article_order(article: Article) -> tuple[str, int, str]:
    """Order the articles of a page by their number: p003-2 before p003-10."""
    number = article.id.rpartition("-")[2]
    return article.document, int(number) if number.isdecimal() else 0, article.id


def _relation_order(relation: Relation) -> tuple[str, str, str, str]:
    return relation.subject, relation.predicate, str(relation.object), relation.title or ""


def _figure_order(figure: Observation) -> tuple[str, ...]:
    period = str(figure.period or "")
    value = f"{figure.value.normalize():f}"
    return figure.subject, figure.indicator, period, value, figure.unit or "", figure.modifier or ""
