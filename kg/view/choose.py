"""Which part of a graph fits on one page: all of it, or what is tied most."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from kg.graph import Graph
from kg.model import Article, Document, Entity, Observation, Relation

__all__ = ["MOST_ENTITIES", "MOST_RELATIONS", "Shown", "choose"]

MOST_ENTITIES = 5_000
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

    @property
    def is_part(self) -> bool:
        """Say whether anything of the graph was left out."""
        whole = self.graph
        return len(self.entities) < len(whole.entities) or len(self.relations) < len(whole.relations)

    def ties(self) -> list[tuple[int, int]]:
        """Return the pairs of entities that some relation ties, each once, as sorted numbers."""
        pairs = (
            sorted((self.places[r.subject], self.places[r.object]))
            for r in self.relations
            if isinstance(r.object, str) and r.object != r.subject
        )
        return sorted({(one, other) for one, other in pairs})


def choose(graph: Graph, *, most_entities: int = MOST_ENTITIES, most_relations: int = MOST_RELATIONS) -> Shown:
    """Sort a graph for its page; of a graph too large for one, keep the entities that most relations tie."""
    degrees = _degrees(graph)
    ranked = sorted(graph.entities, key=lambda entity: (-degrees[entity.id], entity.id))
    entities = sorted(ranked[:most_entities], key=lambda entity: entity.id)
    places = {entity.id: number for number, entity in enumerate(entities)}
    relations = sorted(
        (r for r in graph.relations if r.subject in places and (not isinstance(r.object, str) or r.object in places)),
        key=lambda r: (r.subject, r.predicate, str(r.object), r.title or ""),
    )
    if len(relations) > most_relations:
        relations = _most_tied(relations, degrees, most_relations)
    return Shown(
        graph=graph,
        documents=tuple(sorted(graph.documents, key=lambda document: (document.date or "", document.id))),
        articles=tuple(sorted(graph.articles, key=_article_order)),
        entities=tuple(entities),
        relations=tuple(relations),
        observations=tuple(sorted((o for o in graph.observations if o.subject in places), key=_observation_order)),
        places=places,
    )


def _degrees(graph: Graph) -> Counter[str]:
    """Count for each entity the relations that it stands in."""
    degrees = Counter(relation.subject for relation in graph.relations)
    degrees.update(relation.object for relation in graph.relations if isinstance(relation.object, str))
    return degrees


def _most_tied(relations: list[Relation], degrees: Counter[str], most: int) -> list[Relation]:
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
