"""Settle which of the proposed names stand: crossing names exclude each other, names within a name become its parts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter

from kg.extract.found import Found, is_full
from kg.rules.schema import EntityRule

__all__ = ["GATHERINGS", "settle", "strip_prefixes"]


def settle(found: Sequence[Found]) -> tuple[Found, ...]:
    """Return the outermost names in order of position, each with the names within it as parts."""
    settled: list[Found] = []
    for names in _overlapping(found):
        settled += _settled(names) if len(names) > 1 else names
    return tuple(settled)


def _overlapping(found: Sequence[Found]) -> list[list[Found]]:
    """Part the names, in order of position, into those that overlap each other and those that stand by themselves."""
    parted: list[list[Found]] = []
    stop = 0
    for name in sorted(found, key=_by_place) if len(found) > 1 else found:
        if parted and name.start < stop:
            parted[-1].append(name)
        else:
            parted.append([name])
        stop = max(stop, name.stop)
    return parted


def _settled(found: list[Found]) -> list[Found]:
    """Return the outermost of names that overlap, each with the names within it."""
    best = _best_of_span(found)
    if len(best) == 1:
        return best
    best.sort(key=_preference)
    first = best[0]
    if first.type in _WHOLE and all(first.start <= name.start and name.stop <= first.stop for name in best):
        return [first]
    kept = _without_crossing(_firm_edges(best))
    nested = [(outer, _parts(outer, inner)) for outer, inner in _nested(kept)]
    return [outer.holding(parts) if parts else outer for outer, parts in nested]


_by_place = itemgetter(0, 1)


def _without_crossing(found: Iterable[Found]) -> list[Found]:
    """Return the names, without those that cross one before them: overlap it, and neither lies within the other."""
    kept: list[Found] = []
    farthest: dict[int, int] = {}  # where a name begins -> where the longest of those ends
    ends: set[int] = set()  # of all of them, either end
    earliest: dict[int, int] = {}  # where a name ends -> where the longest of those begins
    for name in found:
        start, stop = name.start, name.stop
        within = range(start + 1, stop)
        if not ends.isdisjoint(within) and any(
            farthest.get(place, 0) > stop or earliest.get(place, start) < start for place in within
        ):
            continue
        ends.update((start, stop))
        kept.append(name)
        farthest[start] = max(farthest.get(start, 0), stop)
        earliest[stop] = min(earliest.get(stop, start), start)
    return kept


def _nested(kept: list[Found]) -> list[tuple[Found, list[Found]]]:
    """Return the outermost names in order of position, each with those within it."""
    nested: list[tuple[Found, list[Found]]] = []
    for name in sorted(kept, key=_outermost_first):
        if nested and name.stop <= nested[-1][0].stop:
            nested[-1][1].append(name)
        else:
            nested.append((name, []))
    return nested


def _outermost_first(found: Found) -> tuple[int, int]:
    return (found.start, -found.stop)


def _preference(found: Found) -> tuple[int, int, int]:
    """Order proposals: the firmer rule first, then the longer name, then the earlier."""
    return (-(found.strength // 10), found.start - found.stop, found.start)


def _best_of_span(found: Iterable[Found]) -> list[Found]:
    best: dict[tuple[int, int], Found] = {}
    for candidate in found:
        key = (candidate.start, candidate.stop)
        other = best.get(key)
        if other is None or (candidate.strength, other.rule) > (other.strength, candidate.rule):
            best[key] = candidate
    return list(best.values())


def _firm_edges(found: list[Found]) -> list[Found]:
    """Where names of one type end at one place, keep those of the firmest rule: it knows where the name begins."""
    if len({f.stop for f in found}) == len(found):
        return found
    firmest: dict[tuple[int, str], int] = {}
    for f in found:
        key = (f.stop, f.type)
        firmest[key] = max(firmest.get(key, 0), f.strength // 10)
    return [f for f in found if f.strength // 10 >= min(firmest[f.stop, f.type], _FIRM)]


_FIRM = 3


def _parts(outer: Found, inner: list[Found]) -> tuple[Found, ...]:
    """Return those of the names within `outer` that are things of their own, in the order given."""
    if outer.type in _WHOLE:
        return ()
    if not inner:
        return ()
    towns = {part.start for part in inner if part.type == "AdministrativeArea" and 0 < outer.stop - part.stop <= 3}
    inner = [part for part in inner if (part.type == "Company" and part.stop in towns) or not _is_tail(outer, part)]
    return tuple(part for part in inner if not any(_goes_on(part, other) for other in (outer, *inner)))


def _is_tail(outer: Found, part: Found) -> bool:
    """Say whether a part is no thing of its own in this name.

    It is but the end of a name of its own type; a river or lake that something is called by; the quoted words that a
    name begins with; one of two gatherings that make up a joint one; or the brand that a firm's or mall's name begins
    with (but a bank has its branches).
    """
    if part.type == outer.type and 0 <= outer.stop - part.stop <= 2 and not outer.name.endswith("店"):
        return True
    if part.rule == "place.water":
        return True
    if part.type == "Project" and part.start == outer.start and part.name[:2] == "20" and outer.type == "Event":
        return True
    if outer.type == "Policy" and part.type in _WORKS:
        return True
    if part.rule == "name.known" and part.type == outer.type == "Company" and not outer.name.endswith(_BRANCHES):
        return True
    if outer.rule == "event.joined" and part.type in _WORKS and part.name.endswith(GATHERINGS):
        return True
    if part.type in ("Place", "Road") and outer.type == "Company" and not outer.name.endswith(_BRANCHES):
        return True
    if part.type == "Company" and part.start == outer.start and outer.type in ("Company", "Place"):
        return not outer.name.endswith(_BRANCHES)
    quoted = part.start == outer.start + 1 and part.type in _WORKS and outer.type in (*_WORKS, "Organization")
    return quoted and (part.rule != "name.known" or part.name == outer.name)


_WHOLE = frozenset({"AdministrativeArea", "Subdistrict", "Community", "ResidentialCompound", "Road", "Person"})
_WORKS = ("Project", "Product", "Award", "Event")
GATHERINGS = ("会", "会议", "大会", "仪式", "活动", "论坛", "典礼")
_BRANCHES = ("分行", "支行", "分公司", "店", "营业部")


def _goes_on(part: Found, longer: Found) -> bool:
    """Say whether a part is only the beginning of a name whose head goes on (宣讲 of 宣讲团, 嘉年华 of 嘉年华活动)."""
    if part.start != longer.start or not 0 < longer.stop - part.stop <= 2:
        return False
    return part.type not in _PLACED or (part.type in ("Place", "Company") and longer.type != "Event")


_PLACED = frozenset(
    {"AdministrativeArea", "Subdistrict", "Community", "ResidentialCompound", "Road", "Place", "Company"}
)


def strip_prefixes(found: list[Found], rules: Mapping[str, EntityRule], text: str) -> list[Found]:
    """Cut from each name the names at its left end that its rule says are not part of it (友谊路街|文苑楼社区)."""
    if not any(_strips(rules.get(candidate.rule)) for candidate in found):
        return list(found)
    ends: dict[int, list[Found]] = {}
    for candidate in found:
        ends.setdefault(candidate.start, []).append(candidate)
    stripped = (_strip(candidate, ends, rules.get(candidate.rule), text) for candidate in found)
    return [candidate for candidate in stripped if candidate is not None]


def _strips(rule: EntityRule | None) -> bool:
    return rule is not None and bool(rule.strip)


def _strip(candidate: Found, ends: dict[int, list[Found]], rule: EntityRule | None, text: str) -> Found | None:
    if rule is None or not _strips(rule):
        return candidate
    while True:
        prefix = [f for f in ends.get(candidate.start, ()) if f.stop < candidate.stop and f.type in rule.strip]
        prefix = [f for f in prefix if is_full(f, text)]
        if not prefix:
            return candidate
        start = max(f.stop for f in prefix)
        rest = candidate.starting(start, text)
        if rest.name in rule.bare or len(rest.name) < 2:
            return None
        candidate = rest
