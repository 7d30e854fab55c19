"""Find the holidays that a text gives as a time (“五一”期间, 在七夕节) and know their days, lunar ones too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from kg.text.data import read_data
from kg.text.moments import Moment

__all__ = ["Holiday", "find_holidays", "holiday_day"]

_PACK = Path(__file__).parent.parent / "packs" / "civic"
_DAY = re.compile(r"\d\d-\d\d")
_GUARD = re.compile("[节日庆旦一五明午秋阳夕宵腊七八]")
_AROUND = r"”?(?P<around>假期|小?长假|期间|黄金周|前后|前夕|来临|到来|将至|将近|之际|临近|前)"
_ON = r"”?(?:当[天日晚]|这[一]?天|里|这个)"
_AT = re.compile(r"(?:[在于逢值年]|正值|适逢|恰逢|时值|今[年天]|天是|[，。；（]|^)[“ ]?$")


class Holiday(NamedTuple):
    """A holiday at `[start, stop)`; `around`: the words speak of the days about it, not of itself (期间, 前夕)."""

    start: int
    stop: int
    name: str
    around: bool


class _Calendar(NamedTuple):
    pattern: re.Pattern[str]
    names: dict[str, str]  # every way to write it, and its first one
    weak: frozenset[str]  # those that are also something else: 五一, 十一, 老人节 without 节
    days: dict[str, tuple[int, int]]
    lunar: dict[str, tuple[tuple[int, int], ...]]
    first: int  # the year with which the lists of `lunar` begin


def find_holidays(text: str) -> Iterator[Holiday]:
    """Yield the holidays that stand as a time: with 期间, 当天 and the like behind them, or 在, 正值 before them.

    >>> [(h.name, h.around) for h in find_holidays("“五一”期间客流大增，在七夕节这天，庆祝教师节大会召开")]
    [('五一国际劳动节', True), ('七夕节', False)]
    """
    if not _GUARD.search(text):
        return
    calendar = _calendar()
    for found in calendar.pattern.finditer(text):
        word, start, stop = found["name"], found.start("name"), found.end()
        weak = word in calendar.weak
        on = found["on"] is not None
        if not (found["around"] or on or (not weak and _at(text, start, stop))):
            continue
        opened = start and text[start - 1] == "“" and "”" in text[found.end("name") : stop]
        yield Holiday(start - bool(opened), stop, calendar.names[word], found["around"] is not None)


def _at(text: str, start: int, stop: int) -> bool:
    """Say whether the words around a bare holiday make it a time: 在教师节, 今天是植树节，"""
    ends = stop == len(text) or text[stop] in "，。；、）”"
    return ends and _AT.search(text, max(0, start - 4), start) is not None


def holiday_day(name: str, year: int) -> Moment | None:
    """Return the day of a holiday in a year, None if it is not known.

    >>> str(holiday_day("七夕节", 2023)), str(holiday_day("国庆节", 2022)), holiday_day("泼水节", 2023)
    ('2023-08-22', '2022-10-01', None)
    """
    calendar = _calendar()
    if name in calendar.days:
        return Moment(year, *calendar.days[name])
    days = calendar.lunar.get(name, ())
    place = year - calendar.first
    return Moment(year, *days[place]) if 0 <= place < len(days) else None


@cache
def _calendar() -> _Calendar:
    names: dict[str, str] = {}
    weak: set[str] = set()
    days: dict[str, tuple[int, int]] = {}
    for line in (_PACK / "lexicons" / "holidays.txt").read_text(encoding="utf-8").splitlines():
        first, *others = (part.strip() for part in line.split("\t"))
        if not first or first.startswith("#"):
            continue
        for word in (first, *(other for other in others if not other.isascii() or other.startswith("?"))):
            names.setdefault(word.lstrip("?"), first)
            if word.startswith("?"):
                weak.add(word.lstrip("?"))
        for day in filter(_DAY.fullmatch, others):
            days[first] = (int(day[:2]), int(day[3:]))
    moving = read_data(_PACK / "lunar.yaml")
    lunar = {name: tuple((int(day[:2]), int(day[3:])) for day in written) for name, written in moving["days"].items()}
    words = "|".join(re.escape(word) for word in sorted(names, key=lambda word: (-len(word), word)))
    pattern = re.compile(rf"(?P<name>{words})(?:{_AROUND}|(?P<on>{_ON}))?")
    return _Calendar(pattern, names, frozenset(weak), days, lunar, moving["first"])
