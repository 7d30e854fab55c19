"""Find the figures that changes and shares carry on: 销售额6.07亿元，同比上涨117%; 客流、收入分别增长5%和7%."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple, Protocol

from kg.text.amounts import Amount
from kg.text.measures import read_measures
from kg.text.numbers import Number

__all__ = ["Carried", "Change", "Changes"]

_LIST = re.compile(r"[、和及与，]|以及|并")
_TIMES_OF = re.compile(r"(?:约|达)?((?:是|相当于)[^，。；：、]{1,8})的$")
_LONGEST_LIST = 8
_SHARES = frozenset(("%", "‰", "个百分点", "倍"))


class Change(NamedTuple):
    """A change of the figure at place `base`; `words`: 同比上涨."""

    words: str
    base: int


class Carried(Protocol):
    """What a change needs to know of a figure before it."""

    @property
    def unit(self) -> str: ...

    @property
    def carries(self) -> int | None: ...


class Changes:
    """Reads the changes of one sentence in order."""

    def __init__(self, text: str, numbers: Sequence[Number]) -> None:
        self.text = text
        self.numbers = numbers
        self.words = ""
        self.bases: list[int] = []  # of the shares still to come

    def read(self, amount: Amount, words: str | None, floor: int, before: Sequence[Carried]) -> Change | None:
        """Return the change that an amount is of, None if it has a noun of its own or nothing to carry on.

        `words`: those before it in its clause, which begins at `floor` or later; `before`: the figures before it.
        """
        times = _TIMES_OF.search(self.text, floor, amount.number.start) if amount.unit.name == "倍" else None
        if times is not None:
            self.words, self.bases = times[1], _last(before)
        elif words is not None and not read_measures().change.fullmatch(words):
            self.bases = []
        elif words is not None:
            self.words = words.replace("分别", "")
            self.bases = _several(before, self._listed(amount.place)) if "分别" in words else _last(before)
        return Change(self.words, self.bases.pop(0)) if self.bases else None

    def _listed(self, place: int) -> int:
        """Return how many shares stand in the list that begins with the number at `place`."""
        stop = place + 1
        while stop < min(len(self.numbers), place + _LONGEST_LIST):
            left, right = self.numbers[stop - 1], self.numbers[stop]
            if right.unit is None or not _LIST.fullmatch(self.text, left.stop, right.start):
                break
            stop += 1
        return stop - place


def _last(figures: Sequence[Carried]) -> list[int]:
    """Return the place of the last figure, or of the one that it carries on itself."""
    if not figures:
        return []
    return [len(figures) - 1 if figures[-1].carries is None else figures[-1].carries]


def _several(figures: Sequence[Carried], count: int) -> list[int]:
    """Return the places of the last `count` figures that are no shares themselves, none if they are fewer."""
    recent = range(max(0, len(figures) - 2 * _LONGEST_LIST), len(figures))
    places = [place for place in recent if figures[place].unit not in _SHARES]
    return places[-count:] if len(places) >= count else []
