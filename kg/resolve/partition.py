"""Part the units of one name: homonymous persons, editions of a series, communities of one name in two streets."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kg.resolve.keys import Key
from kg.resolve.rules import ResolveRules
from kg.resolve.union import Sets
from kg.resolve.units import Unit

__all__ = ["Part", "Parted", "marks_of", "part_units"]

_AREAS = ("省", "市", "区", "县", "旗", "街", "镇", "乡")  # who serves the district need not serve its bureau


@dataclass(slots=True, eq=False)
class Part:
    """Units of one name that are one thing, and why they were taken together: a kind of the rules, or "" by name."""

    units: list[Unit]
    kind: str = ""


@dataclass(slots=True)
class Parted:
    """The parts of the units of one name, and why each pair of them was kept apart."""

    parts: list[Part]
    apart: str = ""
    likely: str = "name"
    open: list[tuple[Part, Part]] = field(default_factory=list)  # pairs that people may want to look at


def part_units(units: Sequence[Unit], rules: ResolveRules, refused: Callable[[Unit, Unit], bool]) -> Parted:
    """Return the parts of units that have one name, by what tells things of their kind apart."""
    group = units[0].key.group
    if group == "person":
        return _by_posts(units, rules, refused)
    if group == "settlement":
        return _by_parent(units, refused)
    if group == "work" and rules.types[units[0].form.type].editions:
        return _by_edition(units, rules)
    return Parted([Part(list(units))])


def _by_posts(units: Sequence[Unit], rules: ResolveRules, refused: Callable[[Unit, Unit], bool]) -> Parted:
    """Part persons of one name: together are those who share a post; who has none goes with the only one there is."""
    held = [unit for unit in units if unit.posts]
    sets = Sets(len(held))
    services = [[_service(post, rules) for post in unit.posts] for unit in held]
    for number, bodies in enumerate(services):
        for other in range(number):
            if _share(bodies, services[other]) and not refused(held[number], held[other]):
                sets.unite(number, other)
    parts = [Part([held[n] for n in members], "post") for members in sets.members()]
    if _name_kind(units[0]) == "common" and len(parts) == 1:
        return _with_silent_nearby(parts[0], [unit for unit in units if not unit.posts], refused)
    return _with_silent(parts, [unit for unit in units if not unit.posts], "post", _name_kind(units[0]), refused)


def _name_kind(unit: Unit) -> str:
    """Names of two characters are common: that nothing speaks against it says less."""
    return "name" if len(unit.key.name) > 2 else "common"


def _service(post: str, rules: ResolveRules) -> str:
    """Return the body that a post counts for: the leading bodies of an area are one service."""
    name, _, scope = post.partition("|")
    for ending in rules.leading:
        if name.endswith(ending) and len(name) > len(ending) + 1:
            return f"{name.removesuffix(ending)}|{scope}"
    return f"{name}|{scope}"


def _share(bodies: Sequence[str], others: Sequence[str]) -> bool:
    """Say whether two persons serve one body, or one of them a part of the other's: 人民医院, 人民医院急诊科."""
    return any(_is_part(*sorted((a.partition("|")[0], b.partition("|")[0]), key=len)) for a in bodies for b in others)


def _is_part(whole: str, part: str) -> bool:
    return whole == part or (part.startswith(whole) and not whole.endswith(_AREAS))


def _with_silent(
    parts: list[Part], silent: list[Unit], apart: str, kind: str, refused: Callable[[Unit, Unit], bool]
) -> Parted:
    """Add the units that say nothing to the only part there is; else they stay by themselves, and it is open."""
    if not silent:
        return Parted(parts, apart, kind, _pairs(parts))
    if len(parts) == 1 and not refused(silent[0], parts[0].units[0]):
        return Parted([Part(parts[0].units + silent, kind)])
    alone = Part(silent, kind)
    return Parted([*parts, alone], apart if len(parts) > 1 else "", kind, _pairs([*parts, alone]))


def _with_silent_nearby(part: Part, silent: list[Unit], refused: Callable[[Unit, Unit], bool]) -> Parted:
    """Add those of a common name that say nothing on a page of the only one who says more; others may be anyone."""
    pages = {unit.page for unit in part.units}
    near = [unit for unit in silent if unit.page in pages and not refused(unit, part.units[0])]
    far = [unit for unit in silent if unit not in near]
    whole = Part(part.units + near, "common" if near else part.kind)
    if not far:
        return Parted([whole], "", "common")
    alone = Part(far, "common")
    return Parted([whole, alone], "", "common", [(whole, alone)])


def _pairs(parts: list[Part]) -> list[tuple[Part, Part]]:
    """Return each part with the one before it: enough for people to see that there are several."""
    return list(pairwise(parts))


def _by_parent(units: Sequence[Unit], refused: Callable[[Unit, Unit], bool]) -> Parted:
    """Part communities of one name by the subdistrict that is written before them."""
    by_parent: dict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        by_parent[unit.parent].append(unit)
    silent = by_parent.pop("", [])
    parts = [Part(by_parent[parent]) for parent in sorted(by_parent)]
    if not parts:
        return Parted([Part(silent)])
    return _with_silent(parts, silent, "parent", "name", refused)


@dataclass(slots=True, eq=False)
class _Edition:
    numbers: tuple[str, ...]
    years: set[str]
    units: list[Unit]


def _by_edition(units: Sequence[Unit], rules: ResolveRules) -> Parted:
    """Part the editions of a series: by number, else by year; the bare name goes with its year's edition."""
    editions: dict[tuple[str, ...], _Edition] = {}
    rest: list[Unit] = []
    for unit in units:
        numbers = marks_of(unit.key, "n")
        if not numbers:
            rest.append(unit)
            continue
        edition = editions.setdefault(numbers, _Edition(numbers, set(), []))
        edition.units.append(unit)
        edition.years |= set(marks_of(unit.key, "y")) or ({unit.year} - {""})
    bare: list[Unit] = []
    for unit in rest:
        years = marks_of(unit.key, "y")
        if years:
            _edition_of(years[0], editions).units.append(unit)
        else:
            bare.append(unit)
    return _with_bare(editions, bare, rules)


def _edition_of(year: str, editions: dict[tuple[str, ...], _Edition]) -> _Edition:
    """Return the only edition of a year, or one that has no number."""
    held = [edition for edition in editions.values() if year in edition.years]
    if len(held) == 1:
        return held[0]
    return editions.setdefault(("y", year), _Edition(("y", year), {year}, []))


def _with_bare(editions: dict[tuple[str, ...], _Edition], bare: list[Unit], rules: ResolveRules) -> Parted:
    series: dict[str, list[Unit]] = defaultdict(list)
    for unit in bare:
        held = [edition for edition in editions.values() if unit.year and unit.year in edition.years]
        if len(held) == 1:
            held[0].units.append(unit)
        else:
            series[unit.year if rules.types[unit.form.type].editions == "own" else ""].append(unit)
    parts = [Part(editions[numbers].units, "year") for numbers in sorted(editions)]
    parts += _series(series, has_editions=bool(editions))
    return Parted(parts, "year", "edition")


def _series(series: dict[str, list[Unit]], *, has_editions: bool) -> list[Part]:
    """Return the bare names by year; those of unknown year go with the only year there is."""
    unknown = series.pop("", [])
    years = [Part(series[year]) for year in sorted(series)]
    if unknown and len(years) == 1 and not has_editions:
        years[0].units += unknown
        return years
    return [*years, *([Part(unknown)] if unknown else [])]


def marks_of(key: Key, kind: str) -> tuple[str, ...]:
    """Return the numbers (`n`) or the years (`y`) that the mark of an edition holds.

    >>> marks_of(Key("work", "海河国际消费季", "河西区", "n3y2023"), "y")
    ('2023',)
    """
    return tuple(re.findall(rf"{kind}(\d+)", key.mark))
