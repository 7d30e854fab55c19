"""From the names of all pages, or of some that are looked at together, to things with their addresses."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kg.model import Entity
from kg.resolve.decisions import Decisions
from kg.resolve.grouping import cluster_units
from kg.resolve.links import Doubt, Links, Merge
from kg.resolve.published import Address, give_addresses
from kg.resolve.short_forms import FormReader
from kg.resolve.things import by_form, claim_of, entity_of, gather_things
from kg.resolve.units import Named, units_of

__all__ = ["Resolved", "resolve_names"]


@dataclass(frozen=True, slots=True)
class Resolved:
    """The things that names stand for; `pages` are in order, and `ids` holds, form by form, what each names there."""

    pages: tuple[Named, ...]
    ids: tuple[tuple[str, ...], ...]
    entities: tuple[Entity, ...]  # without their mentions, sorted by id
    replaced: dict[str, str]
    addresses: tuple[Address, ...]
    merges: tuple[Merge, ...]
    doubts: tuple[Doubt, ...]
    ties: frozenset[tuple[str, str]]


def resolve_names(
    pages: Iterable[Named],
    reader: FormReader,
    *,
    decisions: Decisions,
    published: Iterable[Address] = (),
    build: int = 1,
    is_taken: Callable[[str], bool] = lambda id: False,
) -> Resolved:
    """Bring the names of pages together; the order of `pages` does not matter.

    What people decided is obeyed, addresses that were `published` by earlier builds are kept; `build` counts them.
    """
    ordered = sorted(pages, key=lambda page: (page.id, page.sha256))
    known = sorted(published)
    clustering = cluster_units(ordered, list(units_of(ordered, decisions)), reader.judge, decisions, known)
    things = gather_things(clustering, ordered, reader.identifier)
    given = give_addresses([claim_of(thing) for thing in things], known, build=build, is_taken=is_taken)
    ids = [""] * len(clustering.clusters)
    for thing, id in zip(things, given.ids, strict=True):
        for cluster in thing.clusters:
            ids[cluster.number] = id
    links = Links(clustering, ordered, ids, reader.judge)
    entities = (entity_of(thing, id, reader.identifier) for thing, id in zip(things, given.ids, strict=True))
    return Resolved(
        tuple(ordered),
        tuple(map(tuple, by_form(things, ordered, given.ids))),
        tuple(sorted(entities, key=lambda entity: entity.id)),
        given.replaced,
        given.added,
        links.merges(),
        links.doubts(),
        frozenset(clustering.ties | links.ties()),
    )
