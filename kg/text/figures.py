"""Find the figures of a sentence: a number, its unit, and the words of the page for what is counted or measured.

A number is a figure only where it measures something: 住宅楼20栋, 8位优秀代表, 销售额6.07亿元，同比上涨117%. Not: 一个,
六个维度, 三大主题, 两期, 3年行动计划, 从3至5, ages, times, what stands in a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from kg.text.dates import find_dates
from kg.text.indicators import Phrase, counted_noun, governing_verb, indicator_before, rest_of_clause
from kg.text.measures import Measures, Unit, read_measures
from kg.text.numbers import Number, find_numbers

__all__ = ["Figure", "find_figures"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure: the number with its unit at `[start, stop)`, and what it measures.

    `indicator` are words of the page: those at `[indicator_start, indicator_stop)`, at times with a verb from before them
    (引进 … 品牌首店) or with the indicator of the figure that it carries on (客流量同比上涨). `carries` is then the place of
    that figure in the tuple: the two speak of the same thing.
    """

    start: int
    stop: int
    value: Decimal
    unit: str
    modifier: str | None
    indicator: str
    indicator_start: int
    indicator_stop: int
    carries: int | None = None


_RANGE = re.compile(r" ?(?:至|到|[-—–~～]{1,2}|或) ?")
_SUFFIX = re.compile(r" ?(?P<word>左右|上下|以上|以下|以内|之多|不等)")
_SUFFIX_MODIFIERS = {"左右": "约", "上下": "约", "以上": "至少", "以下": "不超过", "以内": "不超过", "之多": None}
_LIST = re.compile(r"[、和及与，]|以及|并")
_HAN_NUMBER = re.compile(r"[一二两三四五六七八九十]$")


def find_figures(text: str, *, names: Iterable[tuple[int, int]] = ()) -> tuple[Figure, ...]:
    """Return the figures of a cleaned sentence in order.

    `names`: the ranges of names in the sentence; an indicator begins behind the last name before it.

    >>> [(f.indicator, str(f.value), f.unit, f.modifier) for f in find_figures("共有住宅楼20栋，客流量超222万人次，同比上涨113%")]
    [('住宅楼', '20', '栋', None), ('客流量', '2220000', '人次', '超'), ('客流量同比上涨', '113', '%', None)]
    """
    numbers = find_numbers(text)
    return _Reader(text, numbers, sorted(names)).read() if numbers else ()


class _Reader:
    """Reads one sentence, number by number; `figures` are those found so far."""

    def __init__(self, text: str, numbers: tuple[Number, ...], names: list[tuple[int, int]]) -> None:
        self.text = text
        self.numbers = numbers
        self.names = names
        self.measures: Measures = read_measures()
        self.floors = sorted(date.stop for date in find_dates(text, anchor=None) if date.kind != "baseline")
        self.figures: list[Figure] = []
        self.floor = 0  # where the last figure ends
        self.change = ""  # 同比增长 in 同比分别增长45%和51%
        self.shared: list[int] = []  # the figures that shares still to come carry on

    def read(self) -> tuple[Figure, ...]:
        for place, number in enumerate(self.numbers):
            unit = self._unit(number)
            if unit is None or self._refused(place, number):
                continue
            figure = self._figure(place, number, unit)
            if figure is not None:
                self.figures.append(figure)
                self.floor = figure.stop
            elif unit.kind != "money":
                self.floor = unit.stop
        return tuple(self.figures)

    def _unit(self, number: Number) -> Unit | None:
        if number.unit is not None:
            return Unit(number.stop, number.unit, "percent")
        unit = self.measures.unit_at(self.text, number.stop)
        if (
            unit is None
            and self.text[number.stop - 1].isdigit()
            and self.text.startswith(self.measures.bare, number.stop)
        ):
            return Unit(number.stop, "个", "count")
        return unit

    def _refused(self, place: int, number: Number) -> bool:
        """Say whether a number lies in a name or is one end of a range."""
        if any(start < number.stop and number.start < stop for start, stop in self.names):
            return True
        neighbours = [n for n in self.numbers[max(0, place - 1) : place + 2] if n is not number]
        return any(
            _RANGE.fullmatch(self.text, min(n.stop, number.stop), max(n.start, number.start)) for n in neighbours
        )

    def _figure(self, place: int, number: Number, unit: Unit) -> Figure | None:
        """Return the figure of a number, None if it measures nothing."""
        suffix = _SUFFIX.match(self.text, unit.stop)
        if suffix and suffix["word"] == "不等":
            return None
        stop = suffix.end() if suffix else unit.stop
        modifier = number.modifier or (_SUFFIX_MODIFIERS[suffix["word"]] if suffix else None)
        before = indicator_before(self.text, self._left(number.start), number.start, self.measures)
        if unit.kind == "duration":
            return self._lasting(number, unit, stop, modifier, before)
        if unit.kind in ("percent", "score"):
            return self._change(place, number, unit, stop, modifier, before)
        return self._counted(number, unit, stop, modifier, before)

    def _left(self, position: int) -> int:
        """Return where the words before a number may begin: behind names, dates and figures."""
        names = [stop for _, stop in self.names if stop <= position]
        dates = [stop for stop in self.floors if stop <= position]
        return max(self.floor, *(names[-1:] or [0]), *(dates[-1:] or [0]))

    def _right(self, position: int) -> int:
        """Return where the words behind a number must end: before the next name or number."""
        starts = [start for start, _ in self.names if start >= position]
        starts += [number.start for number in self.numbers if number.start >= position]
        return min(starts, default=len(self.text))

    def _make(
        self,
        number: Number,
        unit: Unit,
        stop: int,
        modifier: str | None,
        phrase: Phrase,
        indicator: str | None = None,
        carries: int | None = None,
    ) -> Figure:
        words = indicator or self.text[phrase.start : phrase.stop]
        return Figure(number.start, stop, number.value, unit.name, modifier, words, *phrase, carries)

    def _lasting(
        self, number: Number, unit: Unit, stop: int, modifier: str | None, before: Phrase | None
    ) -> Figure | None:
        """Return a duration behind a word that says so: 持续46天."""
        if before is None or not self.text[before.start : before.stop].endswith(self.measures.lasting):
            return None
        return self._make(number, unit, stop, modifier, before)

    def _change(
        self, place: int, number: Number, unit: Unit, stop: int, modifier: str | None, before: Phrase | None
    ) -> Figure | None:
        """Return a share or a change; one without a noun of its own carries on a figure before it."""
        phrase = before or (Phrase(number.start, number.start) if self.shared else None)
        if phrase is None:
            return None
        words = self.text[phrase.start : phrase.stop]
        if before is not None and not self.measures.change.fullmatch(words):
            self.shared = []
            return self._make(number, unit, stop, modifier, phrase)
        if before is not None:
            self.change = words.replace("分别", "")
            self.shared = self._bases(place if "分别" in words else None)
        if not self.shared:
            return None
        base = self.shared.pop(0)
        return self._make(number, unit, stop, modifier, phrase, self.figures[base].indicator + self.change, base)

    def _bases(self, place: int | None) -> list[int]:
        """Return the figure before; with `place`, where 分别 stands, as many as there are shares in the list from there."""
        count = 1
        while place is not None and place + count < len(self.numbers):
            left, right = self.numbers[place + count - 1 : place + count + 1]
            if right.unit is None or not _LIST.fullmatch(self.text, left.stop, right.start):
                break
            count += 1
        bases = [n for n, figure in enumerate(self.figures) if figure.carries is None and figure.unit != "%"]
        return bases[-count:] if len(bases) >= count else []

    def _counted(
        self, number: Number, unit: Unit, stop: int, modifier: str | None, before: Phrase | None
    ) -> Figure | None:
        """Return what is counted or measured: the noun behind the unit, else the words before the number."""
        noun = counted_noun(self.text, stop, self._right(stop), self.measures) if unit.kind == "count" else None
        if noun is None:
            return self._make(number, unit, stop, modifier, before) if before else None
        words = self.text[noun.start : noun.stop]
        if words.endswith(self.measures.abstract) or self._small(number):
            return None
        return self._make(number, unit, stop, modifier, noun)

    def _small(self, number: Number) -> bool:
        """Say whether a number is written 二 to 十: before its noun it describes rather than counts."""
        return number.value <= 10 and bool(_HAN_NUMBER.search(self.text, number.start, number.stop))
