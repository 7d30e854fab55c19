"""The tree of territories: 市 → 区 → 街道 → 社区 → 小区, with the events and projects of each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kg.view.choose import Shown
from kg.view.drawing import group_of
from kg.vocabulary import Vocabulary

__all__ = ["build_hierarchy"]

LEVELS = {"AdministrativeArea": 0, "Subdistrict": 1, "Community": 2, "ResidentialCompound": 3}
# What ties an event or a project to where it belongs, from the most telling to the least; `<` reads it backwards.
TIES = ("locatedIn", "heldAt", "covers", "<organizes", "<undertakes")
HOMES = ("locatedIn", "jurisdiction")
COUNTED = ("Event", "Project")


def build_hierarchy(shown: Shown, vocabulary: Vocabulary) -> list[list[Any]]:
    """Return `[entity, its parent or -1, events, projects]` for each territory, by number.

    Events and projects are listed where they belong most closely; whoever shows the tree adds up what lies below.
    """
    groups = [group_of(entity.type, vocabulary) for entity in shown.entities]
    levels = {number: LEVELS[group] for number, group in enumerate(groups) if group in LEVELS}
    tied = _tied(shown)
    parents = _parents(levels, tied)
    homes = _homes(levels, parents, tied)
    found: dict[int, dict[str, list[int]]] = {number: {group: [] for group in COUNTED} for number in levels}
    for number, group in enumerate(groups):
        if group in COUNTED:
            for home in _belongs(number, tied, homes):
                found[home][group].append(number)
    return [[n, parents.get(n, -1), *(found[n][group] for group in COUNTED)] for n in sorted(levels)]


def _tied(shown: Shown) -> dict[str, dict[int, list[int]]]:
    """Return for each predicate, forwards and (with `<`) backwards, what each entity is tied to."""
    tied: dict[str, dict[int, list[int]]] = {}
    for relation in shown.relations:
        if isinstance(relation.object, str):
            subject, object = shown.places[relation.subject], shown.places[relation.object]
            tied.setdefault(relation.predicate, {}).setdefault(subject, []).append(object)
            tied.setdefault("<" + relation.predicate, {}).setdefault(object, []).append(subject)
    return tied


def _parents(levels: dict[int, int], tied: dict[str, dict[int, list[int]]]) -> dict[int, int]:
    """Give each territory the nearest one above that it lies in; an area may lie in an area, but never in a circle."""
    inside = tied.get("locatedIn", {})
    parents: dict[int, int] = {}
    for number in sorted(levels, key=lambda n: (-levels[n], n)):
        above = [o for o in inside.get(number, ()) if o in levels and o != number and _is_above(o, number, levels)]
        for parent in sorted(_nearest(above, inside), key=lambda o: (-levels[o], o)):
            if number not in _line(parent, parents):
                parents[number] = parent
                break
    return parents


def _is_above(one: int, other: int, levels: dict[int, int]) -> bool:
    return levels[one] < levels[other] or levels[one] == levels[other] == 0


def _nearest(above: list[int], inside: dict[int, list[int]]) -> list[int]:
    """Leave out what another of them lies in: 河西区 in 天津市 leaves 河西区."""
    near = [one for one in above if not any(one in inside.get(other, ()) for other in above if other != one)]
    return near or above


def _line(number: int, parents: dict[int, int]) -> list[int]:
    """Return a territory and all above it."""
    line = [number]
    while line[-1] in parents:
        line.append(parents[line[-1]])
    return line


def _homes(
    levels: dict[int, int], parents: dict[int, int], tied: dict[str, dict[int, list[int]]]
) -> dict[int, list[int]]:
    """Return the territories that each thing lies in or serves, the closest only; a territory is its own."""
    homes = {number: [number] for number in levels}
    for _ in range(4):  # a shop in a mall in a compound in a community: deeper nesting is not news
        for predicate in HOMES:
            for number, others in sorted(tied.get(predicate, {}).items()):
                if number not in homes:
                    reached = {home for other in others for home in homes.get(other, ())}
                    if reached:
                        homes[number] = _closest(reached, parents)
    return homes


def _belongs(number: int, tied: dict[str, dict[int, list[int]]], homes: dict[int, list[int]]) -> list[int]:
    """Return the territories of an event or a project, by the most telling tie that leads to any."""
    for tie in TIES:
        reached = {home for other in tied.get(tie, {}).get(number, ()) for home in homes.get(other, ())}
        if reached:
            return sorted(reached)
    return []


def _closest(reached: Iterable[int], parents: dict[int, int]) -> list[int]:
    """Leave out the territories that another of them lies in."""
    found = set(reached)
    above = {upper for number in found for upper in _line(number, parents)[1:]}
    return sorted(found - above)
