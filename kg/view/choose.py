"""Which part of a graph fits on one page: all of it, or what is tied most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.graph import Graph
from kg.model import Article, Document, Entity, Observation, Relation

__all__ = ["MOST_ENTITIES", "MOST_RELATIONS", "Shown", "choose", "degrees_of", "most_tied"]

MOST_ENTITIES = 5_000  # of a graph that is shown whole
PART_ENTITIES = 600  # of one that is too large for that: an overview, which no one reads name by name
MOST_RELATIONS = 20_000


@dataclass(frozen=True)
class Shown:
    """What a page shows, each in a fixed order; `places` gives the number of each entity by its id."""

    graph: Graph
    documents: tuple[Document, ...]
    articles: tuple[Article, ...]
    entities: tuple[Entity, ...]
    relations: tuple[Relation, ...]
    observations: tuple[Observation, ...]
    places: dict[str, int]
    whole: tuple[int, int]  # how many entities and relations the graph has

    @property
    def is_part(self) -> bool:
        """Say whether anything of the graph was left out."""
        return (len(self.entities), len(self.relations)) != self.whole

    def ties(self) -> list[tuple[int, int]]:
        """Return the pairs of entities that some relation ties, each once, as sorted numbers."""
        pairs = (
            sorted((self.places[r.subject], self.places[r.object]))
            for r in self.relations
            if isinstance(r.object, str) and r.object != r.subject
        )
        return sorted({(one, other) for one, other in pairs})


def choose(
    graph: Graph,
    *,
    most_entities: int = MOST_ENTITIES,
    most_relations: int = MOST_RELATIONS,
    degrees: Counter[str] | None = None,
    whole: tuple[int, int] | None = None,
) -> Shown:
    """Sort a graph for its page; of a graph too large for one, keep the entities that most relations tie.

    A `graph` that holds no more than these already comes with the `degrees` of its entities in the whole graph, and
    with how many entities and relations the `whole` has.
    """
    degrees = degrees or degrees_of(graph.relations)
    kept = most_tied((entity.id for entity in graph.entities), degrees, most_entities=most_entities)
    entities = sorted((entity for entity in graph.entities if entity.id in kept), key=lambda entity: entity.id)
    places = {entity.id: number for number, entity in enumerate(entities)}
    relations = sorted(
        (r for r in graph.relations if r.subject in places and (not isinstance(r.object, str) or r.object in places)),
        key=lambda r: (r.subject, r.predicate, str(r.object), r.title or ""),
    )
    if len(relations) > most_relations:
        relations = _tied_most(relations, degrees, most_relations)
    return Shown(
        graph=graph,
        documents=tuple(sorted(graph.documents, key=lambda document: (document.date or "", document.id))),
        articles=tuple(sorted(graph.articles, key=_article_order)),
        entities=tuple(entities),
        relations=tuple(relations),
        observations=tuple(sorted((o for o in graph.observations if o.subject in places), key=_observation_order)),
        places=places,
        whole=whole or (len(graph.entities), len(graph.relations)),
    )


def most_tied(ids: Iterable[str], degrees: Mapping[str, int], *, most_entities: int = MOST_ENTITIES) -> set[str]:
    """Return the entities that a page shows: all, or if there are too many, those that most relations tie."""
    ranked = sorted(ids, key=lambda id: (-degrees.get(id, 0), id))
    return set(ranked if len(ranked) <= most_entities else ranked[: min(PART_ENTITIES, most_entities)])


def degrees_of(relations: Iterable[Relation]) -> Counter[str]:
    """Count for each entity the relations that it stands in."""
    degrees: Counter[str] = Counter()
    for relation in relations:
        degrees[relation.subject] += 1
        if isinstance(relation.object, str):
            degrees[relation.object] += 1
    return degrees


def _tied_most(relations: list[Relation], degrees: Counter[str], most: int) -> list[Relation]:
    """Keep dates, and of the relations those whose weaker end is tied most; the order stays."""

    def rank(number: int) -> tuple[int, int]:
        relation = relations[number]
        if not isinstance(relation.object, str):
            return 0, number
        return -min(degrees[relation.subject], degrees[relation.object]), number

    dates = [n for n, r in enumerate(relations) if not isinstance(r.object, str)]
    others = sorted((n for n, r in enumerate(relations) if isinstance(r.object, str)), key=rank)
    return [relations[number] for number in sorted((dates + others)[:most])]


def _article_order(article: Article) -> tuple[str, int, str]:
    number = article.id.rpartition("-")[2]
    return article.document, int(number) if number.isdecimal() else 0, article.id


def _observation_order(observation: Observation) -> tuple[str, str, str, str, str, str]:
    return (
        observation.subject,
        observation.indicator,
        str(observation.period or ""),
        f"{observation.value:f}",
        observation.unit or "",
        observation.modifier or "",
    )
