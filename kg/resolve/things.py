"""From clusters to entities: type, label, aliases, mentions and address of each thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import Entity
from kg.resolve.grouping import Cluster, Clustering
from kg.resolve.keys import Identifier
from kg.resolve.published import Claim
from kg.resolve.units import Named, Unit

__all__ = ["Thing", "by_form", "claim_of", "entity_of", "gather_things"]

_RELATIVE = frozenset("区市县旗省自新开高经示度园")  # what a name without its area begins with: 区教育局, 新区管委会


@dataclass(slots=True, eq=False)
class Thing:
    """Everything that the pages say one thing is called."""

    clusters: list[Cluster]
    types: dict[str, int]
    names: dict[str, int]
    honest: set[str]  # forms that no page uses, but that are its names

    @property
    def type(self) -> str:
        """Return the type that the firmest rules give it most often."""
        return min(self.types, key=lambda type: (-self.types[type], type))

    def label(self, address: tuple[str, ...]) -> str:
        """Return the fullest form that pages use, the commonest of several as long; 赵德厚 rather than 赵师傅."""
        called = address if self.type == "Person" else ()
        return min(self.names, key=lambda name: (name.endswith(called), -len(name), -self.names[name], name))

    @property
    def main(self) -> Cluster:
        """Return the cluster of the fullest name."""
        return min(self.clusters, key=lambda cluster: (-len(cluster.key.name), cluster.key))


def gather_things(clustering: Clustering, pages: Sequence[Named], identifier: Identifier) -> list[Thing]:
    """Return the things that the clusters make, in a fixed order."""
    things = [
        _thing([clustering.clusters[number] for number in numbers], pages, identifier)
        for numbers in clustering.sets.members()
    ]
    return sorted(things, key=lambda thing: thing.main.key)


def _thing(clusters: list[Cluster], pages: Sequence[Named], identifier: Identifier) -> Thing:
    thing = Thing(clusters, {}, {}, set())
    for cluster in clusters:
        for unit in cluster.units:
            _add_unit(thing, unit, pages[unit.page], identifier)
    if not thing.names:
        thing.names[thing.main.key.name] = 1
    return thing


def _add_unit(thing: Thing, unit: Unit, page: Named, identifier: Identifier) -> None:
    for place in unit.forms:
        form = page.forms[place]
        for type, weight in form.types:
            thing.types[type] = thing.types.get(type, 0) + weight
        for name, count in form.names:
            if form.kind != "overgrown":
                thing.names[name] = thing.names.get(name, 0) + count
            if name[0] in _RELATIVE:
                thing.honest.update(identifier.honest_forms(form.type, name, page.frame))


def claim_of(thing: Thing) -> Claim:
    """Return what the address of a thing is made from: the key of its fullest name, and all its atoms behind it."""
    keys = {cluster.key for cluster in thing.clusters}
    atoms = {unit.atom for cluster in thing.clusters for unit in cluster.units}
    main = thing.main.key
    others = sorted({key.full for key in keys | atoms if key != main})
    return Claim(thing.type, main, (main.full, *others))


def entity_of(thing: Thing, id: str, identifier: Identifier) -> Entity:
    """Return a thing as an entity of the graph, without its mentions."""
    label = thing.label(identifier.rules.address)
    aliases = {*thing.names, *thing.honest, *identifier.other_forms(thing.type, label)} - {label}
    return Entity(id, thing.type, label, tuple(sorted(aliases)))


def by_form(things: Sequence[Thing], pages: Sequence[Named], ids: Sequence[str]) -> list[list[str]]:
    """Return, page by page, the address of what each of its forms names."""
    found = [[""] * len(page.forms) for page in pages]
    for thing, id in zip(things, ids, strict=True):
        for cluster in thing.clusters:
            for unit in cluster.units:
                for place in unit.forms:
                    found[unit.page][place] = id
    return found
