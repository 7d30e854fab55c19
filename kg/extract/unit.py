"""An encoded sentence and what its symbols stand for."""

from __future__ import annotations

from typing import NamedTuple

from kg.extract.found import Found
from kg.model import Period

__all__ = ["Encoded", "Unit"]


class Unit(NamedTuple):
    """What one symbol stands for: a name, the members of a list, a carried subject, or a date.

    `bodies` are those whose posts the words before a person's name give.
    """

    start: int
    stop: int
    members: tuple[Found, ...] = ()
    period: Period | None = None
    carried: bool = False
    bodies: tuple[Found, ...] = ()

    @property
    def type(self) -> str:
        return self.members[0].type if self.members else "Date"


class Encoded(NamedTuple):
    """The encoded sentence, from the position `start` of the clean one on.

    `units[i]` is what the symbol at `i` stands for, in order; its own words begin at `first`, behind the symbol of the
    name itself on the layer `inside`.
    """

    chars: str
    units: dict[int, Unit]
    start: int = 0
    first: int = 0

    def position(self, place: int) -> int:
        """Return where in the clean sentence stands what is at a place: few are asked for, those of a fact's words."""
        if place in self.units:
            return self.units[place].start
        before = max((other for other in self.units if self.first <= other < place), default=None)
        if before is None:
            return self.start + place - self.first
        unit = self.units[before]
        return (unit.start if unit.carried else unit.stop) + place - before - 1
