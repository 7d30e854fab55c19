"""The words that tell whose a figure is, read once from the pack `civic` (`owners` in `figures.yaml`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from kg.extract.found import Found
from kg.text.data import read_data
from kg.text.measures import FIGURES, read_measures

__all__ = ["Called", "Ownership", "read_ownership"]

_FAR = 60


class _Kind(NamedTuple):
    words: re.Pattern[str]
    units: frozenset[str]
    types: tuple[str, ...]


class Called(NamedTuple):
    """What a noun stands for: names that end so, of one of some types (of any if there are none)."""

    tails: tuple[str, ...]
    types: frozenset[str]

    def fits(self, found: Found) -> bool:
        """Say whether a name may be meant."""
        return (not self.tails or found.name.endswith(self.tails)) and (not self.types or found.type in self.types)


@dataclass(frozen=True, slots=True)
class Ownership:
    """The section `owners`; `kinds_of`: by a noun for a thing, what it stands for; `edition`: what 本届… does."""

    kinds: tuple[_Kind, ...]
    any: tuple[str, ...]
    heads: re.Pattern[str]
    kinds_of: Mapping[str, Called]
    edition: Called
    scenes: re.Pattern[str]
    attend: re.Pattern[str]
    attending: frozenset[str]
    held_units: frozenset[str]
    not_after: tuple[str, ...]
    acted_on: tuple[str, ...]
    acts: re.Pattern[str]
    completes: re.Pattern[str]
    undertakes: re.Pattern[str]
    spent: tuple[str, ...]
    builds: re.Pattern[str]
    holds: Mapping[str, tuple[str, ...]]

    def kind(self, indicator: str, unit: str) -> tuple[str, ...] | None:
        """Return the types of what may own a figure, None if its indicator does not tell.

        >>> read_ownership().kind("营业收入", "元")[0], read_ownership().kind("志愿者", "名")
        ('Company', None)
        """
        kinds = (kind for kind in self.kinds if not kind.units or unit in kind.units)
        return next((kind.types for kind in kinds if kind.words.search(indicator)), None)


@cache
def read_ownership() -> Ownership:
    """Read the section once; it comes with the program, so a fault in it is a fault of the program."""
    owners: dict[str, Any] = read_data(FIGURES)["owners"]
    editions = _either(owners["editions"])
    return Ownership(
        kinds=tuple(map(_kind, owners["kinds"])),
        any=tuple(owners["any"]),
        heads=re.compile(
            f"(?:该|这座|这个)?({_either(owners['heads'])})|(?:本[次届场]|此次)[^，。；：]{{0,4}}?(?:{editions})"
        ),
        kinds_of={head: _called(tails) for head, tails in owners["heads"].items()},
        edition=Called(tuple(owners["editions"]), frozenset({"Event"})),
        scenes=re.compile(
            f"[^，。；：]{{0,4}}?(?:{_either(owners['scenes'])})|[^，。；：]{{1,8}}?(?:{editions})期间，"
        ),
        attend=re.compile(f"[^，。；：]{{0,20}}?(?:{_either(owners['attend'])})"),
        attending=frozenset(owners["attending"]),
        held_units=frozenset(owners["held_units"]),
        not_after=tuple(owners["not_after"]),
        acted_on=tuple(owners["acted_on"]),
        acts=re.compile(_either((*owners["acted_on"], *read_measures().done))),
        completes=re.compile("(?:截至[^，。；]{0,8}|目前|全年|今年|现|共|已|累计)*(?:完成|完工)"),
        undertakes=re.compile(f"[^，。；：、]{{0,3}}?(?:{_either(owners['undertakes'])})[，。；、]"),
        spent=tuple(owners["spent"]),
        builds=re.compile(f"[^。；]{{0,{_FAR}}}?(?:{_either(owners['builds'])})"),
        holds={type_: tuple(verbs) for type_, verbs in owners["holds"].items()},
    )


def _called(words: list[str]) -> Called:
    """Return what a noun stands for: types are written in Latin letters, the ends of names are not."""
    return Called(tuple(w for w in words if not w.isascii()), frozenset(w for w in words if w.isascii()))


def _kind(kind: Mapping[str, list[str]]) -> _Kind:
    return _Kind(re.compile(_either(kind["words"])), frozenset(kind.get("units", ())), tuple(kind["types"]))


def _either(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))
