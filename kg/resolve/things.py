"""From clusters to entities: type, label, aliases, mentions and address of each thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.areas import Frame, Gazetteer
from kg.model import Entity, Mention
from kg.resolve.grouping import Cluster, Clustering
from kg.resolve.keys import Identifier
from kg.resolve.published import Named
from kg.resolve.units import Page, Unit

__all__ = ["Thing", "by_mention", "entity_of", "gather_things", "named"]

_RELATIVE = frozenset("区市县旗省自新开高经示度园")  # what a name without its area begins with: 区教育局, 新区管委会


@dataclass(slots=True, eq=False)
class Thing:
    """Everything that the pages say one thing is called."""

    clusters: list[Cluster]
    types: dict[str, int]
    names: dict[str, int]
    honest: set[str]  # forms that no page uses, but that are its names
    mentions: list[Mention]

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


def gather_things(
    clustering: Clustering, pages: Sequence[Page], identifier: Identifier, gazetteer: Gazetteer
) -> list[Thing]:
    """Return the things that the clusters make, in a fixed order."""
    frames = [gazetteer.frame(p.extraction.document.frame, p.extraction.document.text) for p in pages]
    things = [
        _thing([clustering.clusters[number] for number in numbers], pages, frames, identifier)
        for numbers in clustering.sets.members()
    ]
    return sorted(things, key=lambda thing: thing.main.key)


def _thing(clusters: list[Cluster], pages: Sequence[Page], frames: Sequence[Frame], identifier: Identifier) -> Thing:
    thing = Thing(clusters, {}, {}, set(), [])
    for cluster in clusters:
        for unit in cluster.units:
            _add_unit(thing, unit, pages[unit.page], frames[unit.page], identifier)
    if not thing.names:
        thing.names[thing.main.key.name] = 1
    return thing


def _add_unit(thing: Thing, unit: Unit, page: Page, frame: Frame, identifier: Identifier) -> None:
    forms, mentions = page.forms.forms, page.extraction.mentions
    for place in unit.forms:
        form = forms[place]
        for type, weight in form.types:
            thing.types[type] = thing.types.get(type, 0) + weight
        thing.mentions += [mentions[number] for number in form.mentions]
        for name, count in form.names:
            if form.kind != "overgrown":
                thing.names[name] = thing.names.get(name, 0) + count
            if name[0] in _RELATIVE:
                thing.honest.update(identifier.honest_forms(form.type, name, frame))


def named(thing: Thing) -> Named:
    """Return what the address of a thing is made from: the key of its fullest name, and all its atoms behind it."""
    keys = {cluster.key for cluster in thing.clusters}
    atoms = {unit.atom for cluster in thing.clusters for unit in cluster.units}
    main = thing.main.key
    others = sorted({key.full for key in keys | atoms if key != main})
    return Named(thing.type, main, (main.full, *others))


def entity_of(thing: Thing, id: str, identifier: Identifier) -> Entity:
    """Return a thing as an entity of the graph."""
    label = thing.label(identifier.rules.address)
    aliases = {*thing.names, *thing.honest, *identifier.other_forms(thing.type, label)} - {label}
    mentions = sorted(thing.mentions, key=lambda mention: (mention.document, mention.span))
    return Entity(id, thing.type, label, tuple(sorted(aliases)), tuple(mentions))


def by_mention(things: Sequence[Thing], pages: Sequence[Page], ids: Sequence[str]) -> list[list[str]]:
    """Return, page by page, the address of what each mention names."""
    found = [[""] * len(page.extraction.mentions) for page in pages]
    for thing, id in zip(things, ids, strict=True):
        for cluster in thing.clusters:
            for unit in cluster.units:
                for place in unit.forms:
                    for number in pages[unit.page].forms.forms[place].mentions:
                        found[unit.page][number] = id
    return found
