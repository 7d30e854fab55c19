"""Walk along ties: what lies around some things, bounded, and a shortest way between two."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.atlas.atlas import Atlas

__all__ = ["neighbourhood", "way_between"]

MOST_SEEN = 60_000  # ties that a search for a way looks at before it gives up


def neighbourhood(atlas: Atlas, start: int, *, steps: int = 1, most: int = 60) -> list[int]:
    """Return a thing and what lies within some steps of it, the nearest first, of each step the most tied first.

    At most `most` things come back; of a hub with thousands of ties, those that are tied most.
    """
    found = {start: None}
    edge = [start]
    for _ in range(steps):
        reached = {atlas.other_end(tie, number): None for number in edge for tie in atlas.ties_of[number][: 20 * most]}
        edge = sorted((n for n in reached if n not in found), key=lambda n: (-atlas.degree(n), n))
        edge = edge[: max(0, most - len(found))]
        found |= dict.fromkeys(edge)
    return list(found)


def way_between(atlas: Atlas, start: int, goal: int) -> list[int]:
    """Return the things along a shortest way, both ends included; nothing where there is none that is near.

    It is searched from both ends, the smaller side first. Of ways as short it takes one past fewer hubs.
    """
    if start == goal:
        return [start]
    sides: tuple[dict[int, int], dict[int, int]] = ({start: -1}, {goal: -1})
    edges = [[start], [goal]]
    seen = 0
    while edges[0] and edges[1] and seen < MOST_SEEN:
        side = 0 if _weight(atlas, edges[0]) <= _weight(atlas, edges[1]) else 1
        seen += _weight(atlas, edges[side])
        edges[side] = _step(atlas, edges[side], sides[side])
        met = [number for number in edges[side] if number in sides[1 - side]]
        if met:
            middle = min(met, key=lambda n: (atlas.degree(n), n))
            return [*reversed(_back(middle, sides[0])), *_back(middle, sides[1])[1:]]
    return []


def _weight(atlas: Atlas, edge: Iterable[int]) -> int:
    return sum(atlas.degree(number) for number in edge)


def _step(atlas: Atlas, edge: Iterable[int], before: dict[int, int]) -> list[int]:
    """Go one step on, from the least tied first, and note where each thing was reached from."""
    reached = []
    for number in sorted(edge, key=lambda n: (atlas.degree(n), n)):
        for tie in atlas.ties_of[number]:
            other = atlas.other_end(tie, number)
            if other not in before:
                before[other] = number
                reached.append(other)
    return reached


def _back(number: int, before: Mapping[int, int]) -> list[int]:
    """Return the way from a thing back to where the search began."""
    way = [number]
    while before[way[-1]] >= 0:
        way.append(before[way[-1]])
    return way
