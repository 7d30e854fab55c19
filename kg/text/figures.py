"""Find the figures of a sentence: a number, its unit, and the words of the page for what is counted or measured.

A number is a figure only where it measures something: 住宅楼20栋, 8位优秀代表, 销售额6.07亿元，同比上涨117%. Not: 一个,
六个维度, 三大主题, 两期, 3年行动计划, 3至5名, ages, times, whatever stands in a name.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from kg.text.amounts import Amount, closes_phrase, find_amounts
from kg.text.changes import Changes
from kg.text.date_forms import match_dates
from kg.text.holidays import find_holidays
from kg.text.indicators import Phrase, counted_noun, governing_verb, indicator_before, rest_of_clause, verb_before
from kg.text.measures import read_measures
from kg.text.numbers import Number, find_numbers
from kg.text.wordings import find_grant, find_part, find_taken, is_date, is_distance

__all__ = ["Figure", "find_figures"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure: the number with its unit at `[start, stop)`, and what it measures.

    `indicator` are words of the page: those at `[indicator_start, indicator_stop)`, at times with a verb from before
    them (引进 … 品牌首店) or with the indicator of a figure that it carries on (客流量同比上涨). `carries` is then the
    place of that figure in the tuple: both speak of the same thing.
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


class _Meaning(NamedTuple):
    """What an amount measures."""

    indicator: str
    start: int
    stop: int
    carries: int | None = None


_LIST = re.compile(r"[、和及与，]|以及|并")
_MARK = re.compile(r"[，。；：、！？]")
_SMALL_HAN = re.compile(r"[一二两三四五六七八九十]$")
_REMARK = re.compile(r"（[^（）]{1,20}）")
_AFTER_NOUN = re.compile(r"[、的]")
_LOWER_BOUND = re.compile(r"\d+(?:\.\d+)?[万亿]?元?$")  # 50亿元|至100亿元项目2个
_LONGEST_DESCRIBED = 12


def find_figures(text: str, *, names: Iterable[tuple[int, int]] = ()) -> tuple[Figure, ...]:
    """Return the figures of a cleaned sentence in order.

    `names`: the ranges of names in the sentence; an indicator begins behind the last name before it.

    >>> [(f.indicator, str(f.value), f.unit) for f in find_figures("共有住宅楼20栋，客流量超222万人次，同比上涨113%")]
    [('住宅楼', '20', '栋'), ('客流量', '2220000', '人次'), ('客流量同比上涨', '113', '%')]
    """
    numbers = [n for n in find_numbers(text) if not (n.value == 1 and text[n.stop - 1] == "一")]
    amounts = list(find_amounts(text, numbers, names := sorted(names)))
    return _Reader(text, numbers, amounts, names).read() if amounts else ()


class _Reader:
    """Reads one sentence, number by number; `figures` are those found so far."""

    def __init__(self, text: str, numbers: list[Number], amounts: list[Amount], names: list[tuple[int, int]]) -> None:
        self.text = text
        self.numbers = numbers
        self.starts = [number.start for number in numbers]
        self.names = {stop: start for start, stop in names}
        self.amounts = amounts
        dates = (found.end() for found in match_dates(text) if found.lastgroup != "baseline" and is_date(found))
        holidays = (holiday.stop for holiday in find_holidays(text))
        self.stops = sorted((0, *self.names, *dates, *holidays))
        self.measures = read_measures()
        self.figures: list[Figure] = []
        self.floor = 0  # where the last amount ends
        self.changes = Changes(text, numbers)
        self.rises: dict[int, Phrase | None] = {}  # by number, what 由1010元提高到1100元 is about

    def read(self) -> tuple[Figure, ...]:
        for amount in self.amounts:
            if amount.qualifies or self._describes(amount):
                continue
            meaning = self._meaning(amount)
            if meaning is not None:
                self.figures.append(_figure(amount, meaning))
            behind = meaning is not None and meaning.start >= amount.stop and _AFTER_NOUN.match(self.text, meaning.stop)
            self.floor = meaning.stop if meaning is not None and behind else amount.stop
        return tuple(self.figures)

    def _meaning(self, amount: Amount) -> _Meaning | None:
        start = amount.number.start
        if self.text.startswith(self.measures.raised, amount.stop) and self._was(amount):
            return None
        if amount.place in self.rises:
            before = self.rises[amount.place]
        else:
            before = indicator_before(self.text, self._left(start), start, self.measures)
        if amount.unit.kind == "duration":
            return self._lasting(before, amount.stop) or self._words(find_taken(self.text, self.floor, start))
        if amount.unit.kind == "percent":
            return self._share(amount, before)
        if amount.unit.kind == "score":
            scored = before is not None and self.text.endswith(self.measures.scored, 0, before.stop)
            return self._words(before) if scored else None
        return self._counted(amount, before)

    def _describes(self, amount: Amount) -> bool:
        """Say whether an amount describes a noun that another number counts: 过亿元 in 税收过亿元楼宇4座."""
        if amount.unit.kind not in ("money", "measure") or amount.place + 1 >= len(self.numbers):
            return False
        counted = self.numbers[amount.place + 1].start
        if not 1 < counted - amount.stop <= _LONGEST_DESCRIBED or _MARK.search(self.text, amount.stop, counted):
            return False
        if self.text.startswith(self.measures.raised, amount.stop):
            return False
        before = indicator_before(self.text, self._left(amount.number.start), amount.number.start, self.measures)
        if before is not None and before.verbal:
            return False
        noun = counted_noun(self.text, amount.stop, self._right, self.measures)
        return noun is not None and noun.start == amount.stop

    def _was(self, amount: Amount) -> bool:
        """Say whether 由 or 从 before an amount makes it what was before (由1010元提高到1120元); note what rose."""
        start = amount.number.start
        source = max(self.text.rfind("由", self.floor, start), self.text.rfind("从", self.floor, start))
        if source < 0 or _MARK.search(self.text, source, start):
            return False
        self.rises[amount.place + 1] = indicator_before(self.text, self._left(source), source, self.measures)
        return True

    def _left(self, position: int) -> int:
        """Return where the words before a number may begin: behind names, dates and amounts."""
        return max(self.floor, self.stops[bisect_right(self.stops, position) - 1])

    def _right(self, position: int) -> int:
        """Return where the words behind a number must end: before the next number. Names may stand among them."""
        place = bisect_left(self.starts, position)
        return self.starts[place] if place < len(self.starts) else len(self.text)

    def _words(self, phrase: Phrase | None) -> _Meaning | None:
        if phrase is None:
            return None
        return _Meaning(self.text[phrase.start : phrase.stop], phrase.start, phrase.stop)

    def _lasting(self, before: Phrase | None, stop: int) -> _Meaning | None:
        """Return what a duration says, if a word before it tells: 持续46天."""
        of_name = self.text.startswith("的", stop) and any(0 <= start - stop <= 2 for start in self.names.values())
        if before is None or (self.text.startswith("的", stop) and not of_name):
            return None
        words = self.text[before.start : before.stop]
        verb = next((verb for verb in self.measures.lasting_verbs if words.endswith(verb)), None)
        if verb is not None:
            return _Meaning(verb, before.stop - len(verb), before.stop)
        return self._words(before) if words.endswith(self.measures.lasting_nouns) else None

    def _share(self, amount: Amount, before: Phrase | None) -> _Meaning | None:
        """Return what a share or a change is of; one without a noun of its own carries on a figure before it."""
        part = find_part(self.text, self.floor, amount.number.start) if self.figures else None
        before = part or before
        words = self.text[before.start : before.stop] if before else None
        change = self.changes.read(amount, words, self.floor, self.figures)
        if change is None:
            return self._words(before) if before and not self.measures.change.fullmatch(words or "") else None
        start, stop = (before.start, before.stop) if before else (amount.number.start, amount.number.start)
        base = self.measures.against.sub("", self.figures[change.base].indicator)
        return _Meaning(base + change.words, start, stop, change.base)

    def _counted(self, amount: Amount, before: Phrase | None) -> _Meaning | None:
        """Return what is counted or measured: the noun behind the unit, else the words before the number."""
        kind = amount.unit.kind
        place = self.text.startswith(self.measures.not_behind, amount.stop) or is_distance(self.text, before)
        if kind == "measure" and place:
            return None
        if kind == "money":
            grant = find_grant(self.text, self.floor, amount.number.start, amount.stop)
            if grant is not None:
                return self._words(grant)
        noun = None
        if kind == "count" or (kind != "people" and before is not None and before.verbal):
            noun = counted_noun(self.text, amount.stop, self._right, self.measures)
        if noun is not None:
            return self._behind(amount, before, noun)
        if before is None:
            return self._named(amount) or self._repeated(amount) or self._deed(amount)
        if kind == "count" and before.verbal and not closes_phrase(self.text, amount.stop):
            return None
        if kind == "people" and before.verbal and (deed := self._deed(amount)):
            return _Meaning(self.text[before.start : before.stop] + deed.indicator, before.start, before.stop)
        return self._so_far(amount, before) or self._before(before)

    def _so_far(self, amount: Amount, before: Phrase) -> _Meaning | None:
        """Return how much is done of what the figure before counts: 计划改造23.7公里，目前已完成18.7公里."""
        words = self.text[before.start : before.stop]
        if words not in self.measures.completed or not self.figures or self.figures[-1].unit != amount.unit.name:
            return None
        return _Meaning(words + self.figures[-1].indicator.removeprefix("计划"), before.start, before.stop)

    def _before(self, before: Phrase) -> _Meaning:
        """Return the words before a number, with the verb of the names that they end: 举办【A】、【B】等活动260余场."""
        start = before.start
        left = self.stops[bisect_right(self.stops, start) - 1]
        named = left in self.names and start - left <= 2
        if named and (inner := self.text.find("等", start, before.stop)) > 0:
            start = inner + 1
        words = self.text[start : before.stop]
        if named and self.text.endswith("等", 0, start):
            verb = governing_verb(self.text, self.floor, start, self.measures)
            words = self.text[verb.start : verb.stop] + words if verb else words
        lower = _LOWER_BOUND.search(self.text, 0, start) if words.startswith(("至", "到", "—", "-")) else None
        start = lower.start() if lower else start
        return _Meaning((lower[0] if lower else "") + words, start, before.stop)

    def _behind(self, amount: Amount, before: Phrase | None, noun: Phrase) -> _Meaning | None:
        """Return the noun behind the unit, with what belongs to it of the words around."""
        words = self.text[noun.start : noun.stop]
        refused = self.measures.abstract if amount.unit.kind == "count" else self.measures.shaped
        shape = amount.unit.kind != "count" and self.text.startswith(refused, noun.stop)
        verb = governing_verb(self.text, self.floor, amount.number.start, self.measures)
        if words.endswith(refused) or shape or (self._small(amount.number) and verb is None):
            return None
        if amount.unit.kind != "count" and before is not None:
            return _Meaning(self.text[before.start : before.stop] + words, noun.start, noun.stop)
        longer = self._with_deed(amount, noun) or words
        if longer == words and verb is not None and not self.text.startswith("的", noun.stop):
            longer = self.text[verb.start : verb.stop] + words
        return _Meaning(longer, noun.start, noun.stop)

    def _small(self, number: Number) -> bool:
        """Say whether a number is written 二 to 十: before its noun it describes rather than counts."""
        return number.value <= 10 and bool(_SMALL_HAN.search(self.text, number.start, number.stop))

    def _with_deed(self, amount: Amount, noun: Phrase) -> str | None:
        """Return the noun with the rest of its clause in 为560户困难群众解决实际问题 and 2500名公务员全部完成建档."""
        frame = next((w for w in self.measures.frame if self.text.endswith(w, 0, amount.number.start)), None)
        remark = _REMARK.match(self.text, noun.stop)
        after = remark.end() if remark else noun.stop
        whole = next((w for w in self.measures.whole if self.text.startswith(w, after)), None)
        if frame is None and whole is None:
            return None
        after += len(whole or "")
        rest = rest_of_clause(self.text, after, self._right(after))
        if rest is None or (whole and not self.text.startswith(self.measures.done, after)):
            return None
        return (frame or "") + self.text[noun.start : noun.stop] + self.text[rest.start : rest.stop]

    def _named(self, amount: Amount) -> _Meaning | None:
        """Return a name that is itself counted: 累计【加装电梯】186台, 共有【全国劳动模范】5名、【省劳动模范】31名."""
        start = self.names.get(amount.number.start)
        if start is None or amount.unit.kind not in ("count", "people", "measure"):
            return None
        verb = verb_before(self.text, self.floor, start, self.measures)
        if verb is not None:
            return self._words(Phrase(verb.start, amount.number.start))
        holds = self.text.endswith(("共有", "现有", "拥有", "设有", "有"), 0, start)
        listed = self.figures and _LIST.fullmatch(self.text, self.figures[-1].stop, start)
        return self._words(Phrase(start, amount.number.start)) if holds or listed else None

    def _repeated(self, amount: Amount) -> _Meaning | None:
        """Return the indicator of the figure just before, which another unit counts again: 3904户次、8156人次."""
        if not self.figures or amount.unit.kind not in ("count", "people"):
            return None
        last = self.figures[-1]
        between = self.text[last.stop : amount.number.start]
        again = between in ("", "、", "，共计", "，共", "，合计", "，总计") and last.indicator_stop <= last.start
        if not again or last.unit == amount.unit.name:
            return None
        return _Meaning(last.indicator, last.indicator_start, last.indicator_stop, len(self.figures) - 1)

    def _deed(self, amount: Amount) -> _Meaning | None:
        """Return what people did, where no noun says who they are: 300余人参加, 1100余人初步达成就业意向."""
        if amount.unit.kind != "people":
            return None
        deed = next((w for w in self.measures.deeds if self.text.startswith(w, amount.stop)), None)
        if deed is not None:
            return _Meaning(deed, amount.stop, amount.stop + len(deed))
        acts = self.measures.acts.match(self.text, amount.stop)
        return self._words(rest_of_clause(self.text, amount.stop, self._right(amount.stop))) if acts else None


def _figure(amount: Amount, meaning: _Meaning) -> Figure:
    number, unit = amount.number, amount.unit
    return Figure(number.start, amount.stop, number.value, unit.name, amount.modifier, *meaning)
