"""Work out what the words of a date say, from the date of the page and the months that the sentence has named."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from kg.text.date_forms import WEEKDAY
from kg.text.holidays import Holiday, holiday_day
from kg.text.moments import Moment
from kg.text.numerals import parse_digits, parse_numeral

__all__ = ["DateReader", "DateSpan"]

_SENTENCE_END = re.compile(r"[。！？]|\n\s*\n")
_AFTER_LONE_DAY = frozenset("，、。；（）上下晚早中凌至到—–~～-前起当止在举召")
_NEAR_YEARS = {"今": 0, "本": 0, "去": -1, "上": -1, "前": -2, "明": 1, "后": 2}
_SAME_YEARS = {"同": 0, "当": 0, "次": 1, "翌": 1}
_NEAR_DAYS = {"今": 0, "即": 0, "昨": -1, "前": -2, "明": 1, "后": 2}
_NEAR = {"上": -1, "本": 0, "下": 1}
_WEEK = "一二三四五六日"
_MONTHS = frozenset(("half", "quarter", "first_quarter", "quarters", "upto", "months", "month_b", "year_part"))
Parts = dict[str, str]


class DateSpan(NamedTuple):
    """What the words at `[start, stop)` say: the first and the last moment; `dated`: they name the year."""

    start: int
    stop: int
    first: Moment | None
    last: Moment | None
    kind: str
    dated: bool = False


class DateReader:
    """Reads the dates of one text in order; `context` is the last month or day of the sentence whose year is known."""

    def __init__(self, text: str, anchor: Moment | None) -> None:
        self.text = text
        self.anchor = anchor
        self.context: Moment | None = None
        self.place = 0  # up to where the text has been looked through for the end of a sentence

    def read(self, found: re.Match[str]) -> DateSpan | None:
        """Return what a match of `DATE` says, None if there is no such day."""
        form = (found.lastgroup or "").rstrip("_")
        parts = {name.rstrip("_"): words for name, words in found.groupdict().items() if words is not None}
        start, stop = found.span()
        if self.context is not None and _SENTENCE_END.search(self.text, self.place, start):
            self.context = None
        self.place = start
        if form == "recent":
            month = self.anchor.of_month() if self.anchor else None
            return DateSpan(start, stop, month, month, form)
        if form in ("baseline", "until_now", "vague"):
            day = self.context if "same_day" in parts and self.context and self.context.day else None
            return DateSpan(start, stop, day, day, "day" if day else form)
        span = self._dated(form, start, stop, parts)
        if span is not None:
            self._remember(span)
        return span

    def read_holiday(self, holiday: Holiday, year: int | None) -> DateSpan:
        """Return the day of a holiday; its month, where the words speak of the days around it (“五一”期间)."""
        if year is None and self.anchor is not None:
            years = [self.anchor.year + n for n in (0, -1, 1)] if self.anchor.month else [self.anchor.year]
            days = [day for y in years if (day := holiday_day(holiday.name, y)) is not None]
            day = min(days, key=self._distance, default=None)
        else:
            day = holiday_day(holiday.name, year) if year else None
        moment = day.of_month() if day and holiday.around else day
        return DateSpan(
            holiday.start, holiday.stop, moment, moment, "month" if holiday.around else "day", year is not None
        )

    def _remember(self, span: DateSpan) -> None:
        """Keep the month whose year is known, for what follows in the sentence."""
        opens = span.start <= 2 and self.text.startswith("，", span.stop)
        if span.first and (span.first.month or (span.dated and opens)):
            self.context = span.last or span.first

    def _dated(self, form: str, start: int, stop: int, parts: Parts) -> DateSpan | None:
        if form == "plan":
            first = 2001 + 5 * _number(parts["five_years"])
            return DateSpan(start, stop, Moment(first), Moment(first + 4), "span", True)
        if form == "years":
            first_year, last_year = Moment(int(parts["year_a"])), Moment(int(parts["year_b"]))
            return DateSpan(start, stop, first_year, last_year, "span", True)
        if form == "iso":
            day = Moment(int(parts["iso_year"]), int(parts["iso_month"]), int(parts["iso_day"]))
            return DateSpan(start, stop, day, day, "day", True) if day.valid else None
        if form == "point":
            near = self._nearest(int(parts["point_month"]), int(parts["point_day"]))
            return DateSpan(start, stop, near, near, "day")
        if "near_day" in parts:
            return self._near_day(start, stop, parts)
        if "lone_day" in parts:
            return self._lone_day(start, stop, int(parts["lone_day"]))
        return self._term(start, stop, parts)

    def _term(self, start: int, stop: int, parts: Parts) -> DateSpan | None:
        """Return what a year, a month or day of a year, or a stretch of its months says."""
        year, dated = self._year(parts)
        if not _MONTHS.isdisjoint(parts):
            return self._stretch(start, stop, year, dated, parts)
        if not {"month", "han_month", "near_month"}.isdisjoint(parts):
            return self._month(start, stop, year, dated, parts)
        moment = Moment(year) if year else None
        return DateSpan(start, stop, moment, moment, "year", dated)

    def _year(self, parts: Parts) -> tuple[int | None, bool]:
        """Return the year that the words name, and whether they name one at all (今年 without an anchor is unknown)."""
        written = _number(parts.get("year") or parts.get("han_year"))
        if written:
            return written, True
        near = parts.get("near_year")
        if near is None:
            return None, False
        if near[0] in _SAME_YEARS:
            return (self.context.year + _SAME_YEARS[near[0]] if self.context else None), True
        return (self.anchor.year + _NEAR_YEARS[near[0]] if self.anchor else None), True

    def _stretch(self, start: int, stop: int, year: int | None, dated: bool, parts: Parts) -> DateSpan:
        """Return a stretch of months of a year, that of the page if none is named."""
        first, last = _months(parts)
        if year is None and not dated and self.anchor is not None:
            year = self.anchor.year
        if year is None or not first:
            return DateSpan(start, stop, None, None, "span", dated)
        kind = "month" if first == last else "span"
        return DateSpan(start, stop, Moment(year, first), Moment(year, last), kind, dated)

    def _month(self, start: int, stop: int, year: int | None, dated: bool, parts: Parts) -> DateSpan | None:
        day = _number(parts.get("day") or parts.get("han_day"))
        month = _number(parts.get("month") or parts.get("han_month"))
        if "near_month" in parts:
            moment = self._near_month(parts["near_month"], day)
        elif year is not None:
            moment = Moment(year, month, day)
        else:
            moment = None if dated else self._nearest(month, day)
        if not Moment(2000, month or 1, day).valid or (moment is not None and not moment.valid):
            return None
        kind = "day" if day else "month"
        if "year" in parts and day and moment and self._has_weekday(moment, stop):
            kind = "dateline"
        return DateSpan(start, stop, moment, moment, kind, dated)

    def _has_weekday(self, day: Moment, stop: int) -> bool:
        """Say whether the right day of the week stands behind a day, as a masthead prints it."""
        weekday = WEEKDAY.match(self.text, stop)
        return weekday is not None and day.weekday == _WEEK.find(weekday[1].replace("天", "日"))

    def _near_month(self, word: str, day: int) -> Moment | None:
        if self.anchor is None or not self.anchor.month:
            return None
        return replace(self.anchor.of_month().shifted(months=_NEAR[word[0]]), day=day)

    def _near_day(self, start: int, stop: int, parts: Parts) -> DateSpan:
        """Return 昨天 or 上周五, counted from the day of the page; unknown if only its month is known."""
        if self.anchor is None or not self.anchor.day:
            return DateSpan(start, stop, None, None, "day")
        if "week" not in parts:
            day = self.anchor.shifted(days=_NEAR_DAYS[parts["near_day"][0]])
            return DateSpan(start, stop, day, day, "day")
        monday = self.anchor.shifted(days=7 * _NEAR[parts["week"]] - self.anchor.weekday)
        if "week_day" not in parts:
            return DateSpan(start, stop, monday, monday.shifted(days=6), "span")
        day = monday.shifted(days=_WEEK.find(parts["week_day"].replace("天", "日")))
        return DateSpan(start, stop, day, day, "day")

    def _lone_day(self, start: int, stop: int, day: int) -> DateSpan | None:
        """Return a day whose month stands before it in the sentence, else the one nearest to the page's day."""
        if self.context is not None and self.context.month:
            moment: Moment | None = replace(self.context, day=day)
        elif stop < len(self.text) and self.text[stop] not in _AFTER_LONE_DAY:
            return None
        elif self.anchor is None or not self.anchor.month:
            moment = None
        elif not self.anchor.day:
            moment = replace(self.anchor, day=day)
        else:
            near = (replace(self.anchor.of_month().shifted(months=n), day=day) for n in (0, -1, 1))
            moment = min((m for m in near if m.valid), key=self._distance, default=None)
        return DateSpan(start, stop, moment, moment, "day") if moment is None or moment.valid else None

    def _nearest(self, month: int, day: int) -> Moment | None:
        """Return the month or day in the year just named, else in the one that brings it nearest to the anchor."""
        if self.context is not None and month >= self.context.month:
            moment = Moment(self.context.year, month, day)
            if moment.valid:
                return moment
        if self.anchor is None:
            return None
        if not self.anchor.month:
            return Moment(self.anchor.year, month, day)
        near = (Moment(self.anchor.year + n, month, day) for n in (0, -1, 1))
        return min((m for m in near if m.valid), key=self._distance, default=None)

    def _distance(self, moment: Moment) -> int:
        """Return how far a moment is from the anchor: in days if both are days, else in months."""
        anchor = self.anchor or moment
        if moment.day and anchor.day:
            return abs(moment.ordinal - anchor.ordinal)
        return abs((moment.year - anchor.year) * 12 + moment.month - anchor.month)


def _number(words: str | None) -> int:
    """Return the value of digits or of a Chinese numeral, 0 for None."""
    if not words:
        return 0
    if words.isascii():
        return int(words)
    return parse_numeral(words) or parse_digits(words.replace("○", "〇")) or 0


def _months(parts: Parts) -> tuple[int, int]:
    """Return the first and the last month of a half, a quarter, some months, or the beginning or end of a year."""
    if "half" in parts:
        return (1, 6) if parts["half"] == "上" else (7, 12)
    if "quarter" in parts:
        last = 3 * _number(parts["quarter"])
        return last - 2, last
    if "first_quarter" in parts:
        return 1, 3
    if "quarters" in parts or "upto" in parts:
        return 1, 3 * _number(parts.get("quarters") or parts.get("upto"))
    if "months" in parts:
        return 1, _number(parts["months"])
    if "month_b" in parts:
        first, last = _number(parts["month_a"]), _number(parts["month_b"])
        return (first, last) if first < last else (0, 0)
    return (1, 1) if "初" in parts["year_part"] else (12, 12)
