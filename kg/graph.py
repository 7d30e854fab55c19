"""The graph of a build: everything that was read and decided, in a fixed order, ready to be written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from kg.model import Article, Document, Entity, Observation, Relation, Sentence

__all__ = ["Graph"]


@dataclass(frozen=True)
class Graph:
    """Documents, articles, sentences, entities, relations and observations, each sorted by identity.

    `mentions[article.id]` holds the ids of the entities that the article names, sorted.
    `sentences` holds only those that some fact rests on, keyed by (document id, sentence index).
    """

    documents: tuple[Document, ...] = ()
    articles: tuple[Article, ...] = ()
    sentences: dict[tuple[str, int], Sentence] = field(default_factory=dict)
    entities: tuple[Entity, ...] = ()
    relations: tuple[Relation, ...] = ()
    observations: tuple[Observation, ...] = ()
    mentions: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def by_id(self) -> dict[str, Entity]:
        """Entities by their id."""
        return {entity.id: entity for entity in self.entities}

    def relations_of(self, entity_id: str) -> Iterator[Relation]:
        """Yield the relations in which the entity stands at either end."""
        return (r for r in self.relations if entity_id in (r.subject, r.object))
