"""The texts of graph.ttl piece by piece: what must be written anew when things and facts have changed."""

from __future__ import annotations

from collections.abc import Iterable

from kg.model import Entity, Relation
from kg.rdf.entities import entity_block
from kg.rdf.facts import figure_block, post_block
from kg.rdf.turtle import Names
from kg.standing.facts import About, Facts
from kg.standing.parts import FactRow, fact_row, relation_of

__all__ = ["post_key", "renew_texts"]


def renew_texts(facts: Facts, about: About, names: Names) -> None:
    """Write anew what is said of things that changed, and of the subjects of facts that did."""
    concerned = about.things | {row[0] for row in about.facts}
    relations = facts.of_subjects(concerned)
    objects = {r.object for several in relations.values() for r in several if isinstance(r.object, str)}
    posts = {row for row in about.facts if row[1] == "holdsPost"} | facts.posts_at(about.things)
    posts |= {fact_row(r) for several in relations.values() for r in several if r.predicate == "holdsPost"}
    entities = facts.entities({*concerned, *objects, *(id for row in posts for id in row[::2])})
    facts.set_blocks("entity", {id: _entity(entities.get(id), relations[id], entities, names) for id in concerned})
    facts.set_blocks("post", {post_key(row): _post(row, facts, entities, names) for row in posts})
    _renew_figures(facts, about, names)


def post_key(row: FactRow) -> str:
    """Return what a post is kept under."""
    return "\x1f".join(row)


def _entity(
    entity: Entity | None, relations: Iterable[Relation], entities: dict[str, Entity], names: Names
) -> str | None:
    return None if entity is None else entity_block(entity, relations, entities.get, names)


def _post(row: FactRow, facts: Facts, entities: dict[str, Entity], names: Names) -> str | None:
    if not facts.is_stated(row):
        return None
    return post_block(relation_of(row), facts.days_of_post(row), entities.get, names)


def _renew_figures(facts: Facts, about: About, names: Names) -> None:
    figures = {**facts.figures_of(about.things), **facts.figures(about.figures)}
    entities = facts.entities({figure.subject for figure in figures.values()})
    texts: dict[str, str | None] = dict.fromkeys(about.figures)
    for id, figure in figures.items():
        texts[id] = figure_block(figure, facts.days_of_figure(id), entities.get, names)
    facts.set_blocks("figure", texts)
