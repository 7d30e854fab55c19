"""What a sentence speaks of when it gives a figure: its subjects, those carried over, and the names that are none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from kg.extract.encode import Unit
from kg.extract.found import Found
from kg.extract.implied import Implied
from kg.extract.ownership import Ownership, read_ownership
from kg.text.figures import Figure

__all__ = ["Owner", "Spoken", "clause_start", "may_act"]

_MARK = re.compile("[，；：]")
_LISTED = re.compile(r"[^，。；：]{0,60}等[^，。；：等]{0,16}")
_NEAR_LIST = re.compile(r"([^，。；：、等]{0,8})[、等]")
_WHERE = re.compile(r"里|内(?!设)|沿线|一带|附近")
_IN_PLACES = re.compile(r"[在沿从对为向由][^，。；：在沿从对为向由]{1,24}、$")
_FAR = 25
_LIGHT = 2


class Owner(NamedTuple):
    """What a figure is of, by which rule; `lasts`: it holds for what follows `stop`, until another subject is named."""

    found: Found
    rule: str
    lasts: bool = False
    stop: int = 0


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a figure's sentence speaks of.

    `units`: its names, carried subjects among them; `last`: what was named before, by slot; `deed`: the clause tells
    what somebody did; `start`: where the figure or its indicator begins; `clause`: where their clause does;
    `previous`: what the figure before is of.
    """

    figure: Figure
    chars: str
    units: list[Unit]
    last: Implied
    deed: bool
    start: int
    clause: int
    previous: Owner | None = None

    def before(self) -> list[Unit]:
        """Return the names before it, but those of a list of which it tells how many there are."""
        words = read_ownership()
        named = [u for u in self.units if u.members and u.stop <= self.start]
        return [u for u in named if u.carried or not _in_list(self.chars, u, self.figure.start, words)]

    def named(self, name: str) -> Found | None:
        """Return what a slot of the sentences before holds."""
        found = self.last.get(name)
        return found if isinstance(found, Found) else None

    def one_of(self, unit: Unit) -> Found:
        """Return the name of a unit; of several, the home, else the first."""
        home = self.named("frame")
        return next((found for found in unit.members if home and found.name == home.name), unit.members[0])

    def states_subject(self) -> bool:
        """Say whether a clause before names a subject."""
        return any(self.opens_clause(u) for u in self.units if u.members and not u.carried and u.type != "Person")

    def quoted_subject(self) -> str | None:
        """Return the quoted words, no name, that the sentence speaks of since its last name: “津彩链动”已举办17场.

        Speech, which opens with a quotation mark too, counts as such words.
        """
        named = max((u.stop for u in self.units if u.members and not u.carried and u.stop <= self.start), default=0)
        marks = (0, *(mark.end() for mark in _MARK.finditer(self.chars, 0, self.start)))
        opening = next((place + 1 for place in marks if place >= named and self.chars.startswith("“", place)), None)
        return re.split("[”，]", self.chars[opening : opening + _FAR])[0] if opening else None

    def known(self) -> Iterator[Found]:
        """Yield what the sentences before named, the last of each type and the first of each in the paragraph."""
        yield from self.last.latest.values()
        yield from self.last.main.values()

    def opens_clause(self, unit: Unit) -> bool:
        """Say whether a name is the subject of a clause before."""
        start = clause_start(self.chars, unit.start)
        return start < self.clause and unit.start - start <= _LIGHT and may_act(self.chars, unit)

    def only_undertakes(self, unit: Unit) -> bool:
        """Say whether a carried subject only did the work in a clause before: 由…公司承建，总投资…"""
        stated = [u for u in self.units if not u.carried and u.members == unit.members and u.start < self.clause]
        return bool(stated) and read_ownership().undertakes.match(self.chars, stated[-1].stop) is not None

    def has_subject_since(self, place: int) -> bool:
        """Say whether the subject that the clause carries was named behind a place."""
        carried = (u.members for u in self.units if u.carried and self.clause <= u.start <= self.start)
        subject = next(carried, None)
        return subject is not None and not any(u.start < place and u.members == subject for u in self.units)


def clause_start(chars: str, position: int) -> int:
    """Return where the clause begins that a position lies in.

    >>> clause_start("拆除违建，新增车位", 7)
    5
    """
    return 1 + max(chars.rfind("，", 0, position), chars.rfind("；", 0, position), chars.rfind("：", 0, position))


def may_act(chars: str, unit: Unit) -> bool:
    """Say whether a name may be a subject: no preposition or verb stands before it, and it does no work for another."""
    words = read_ownership()
    pivot = unit.type == "Company" and words.acts.match(chars, unit.stop)
    if chars.endswith(words.not_after, 0, unit.start) or (chars.endswith(words.acted_on, 0, unit.start) and not pivot):
        return False
    if _WHERE.match(chars, unit.stop) or _IN_PLACES.search(chars, max(0, unit.start - _FAR), unit.start):
        return False
    quoted = chars[unit.start - 1 : unit.start] == "“" and chars[unit.stop : unit.stop + 1] != "”"
    return not quoted and not words.undertakes.match(chars, unit.stop)


def _in_list(chars: str, unit: Unit, stop: int, words: Ownership) -> bool:
    """Say whether a name is only a member of a list that 等 or the figure ends: A、B等16家, A、B、C3处."""
    if chars.startswith("等", unit.stop):
        return True
    if unit.stop == stop:
        return len(unit.members) > 1 or chars.startswith("、", unit.start - 1)
    near = _NEAR_LIST.match(chars, unit.stop)
    if near is None or words.acts.search(near[1]):
        return False
    return _LISTED.fullmatch(chars, unit.stop, stop) is not None
