"""Find the dates of a sentence and work out when they are, from the date of the page: 4月29日至5月3日, 今年以来, 上半年.

A date without a year belongs to the year that brings it nearest to the page's date, unless the sentence has named a
year just before (2022年10月开工，11月停工). Without a page's date it stays unknown.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from kg.model import Period
from kg.text.date_forms import CHAIN, DATE, SINCE, WEEKDAY
from kg.text.moments import Moment, join_periods, parse_moment
from kg.text.numerals import parse_digits, parse_numeral

__all__ = ["DateMention", "find_dates", "page_anchor"]


@dataclass(frozen=True, slots=True)
class DateMention:
    """The words of a date at `[start, stop)`, and the period they stand for; None if it cannot be known.

    `kind` is day, month, year or span; dateline (a day with its right weekday, as a masthead prints it); recent (近日: the
    page's month at best); until_now (截至目前), baseline (比去年同期), vague (目前, 当天): these three have no period.
    """

    start: int
    stop: int
    period: Period | None
    kind: str


_AFTER_LONE_DAY = frozenset("，、。；（）上下晚早中凌至到—–~～-前起当止在举召")


class _Span(NamedTuple):
    """What the words say: the first and the last moment of a stretch, and whether they name the year."""

    start: int
    stop: int
    first: Moment | None
    last: Moment | None
    kind: str
    dated: bool = False


def find_dates(text: str, *, anchor: str | None) -> tuple[DateMention, ...]:
    """Return the dates of a cleaned sentence in order; `anchor` is the page's date: 2023-04-27, 2023-04 or 2023.

    >>> [str(d.period) for d in find_dates("从4月底至5月底开展，截至今年7月，今年以来", anchor="2023-08")]
    ['2023-04/2023-05', '2023-01/2023-07', '2023-01/2023-08']
    >>> find_dates("8月18日开幕", anchor=None)
    (DateMention(start=0, stop=5, period=None, kind='day'),)
    """
    reader = _Reader(text, parse_moment(anchor))
    return tuple(_mention(span) for span in reader.read())


def page_anchor(dates: Iterable[DateMention]) -> str | None:
    """Return the date of a page from the dates it names (found with `anchor=None`), None if that is not safe.

    A dateline settles it (2023年4月27日 星期四), unless two differ. Otherwise news speaks most of its own year: a year
    that is named at least three times, twice as often as any other, is the page's; no month is read from that, since
    plans name months to come.

    >>> page_anchor(find_dates("河西周刊 2023年4月27日 星期四", anchor=None))
    '2023-04-27'
    >>> page_anchor(find_dates("2023年4月启动", anchor=None)) is None
    True
    """
    known = [d for d in dates if d.period is not None]
    datelines = {d.period.start for d in known if d.kind == "dateline" and d.period}
    if datelines:
        return datelines.pop() if len(datelines) == 1 else None
    years = Counter(d.period.start[:4] for d in known if d.period and d.kind in ("day", "month", "year"))
    ranked = sorted(years.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or ranked[0][1] < 3 or (len(ranked) > 1 and ranked[1][1] * 2 > ranked[0][1]):
        return None
    return ranked[0][0]


def _mention(span: _Span) -> DateMention:
    period = join_periods(span.first, span.last) if span.first and span.last else None
    return DateMention(span.start, span.stop, period, span.kind)


def _number(digits: str | None) -> int:
    """Return the value of digits or of a Chinese numeral, 0 for None."""
    if not digits:
        return 0
    return int(digits) if digits.isascii() else parse_numeral(digits) or parse_digits(digits.replace("○", "〇")) or 0


class _Reader:
    """Reads one text; `context` is the last month whose year the text has named."""

    def __init__(self, text: str, anchor: Moment | None) -> None:
        self.text = text
        self.anchor = anchor
        self.context: Moment | None = None

    def read(self) -> Iterator[_Span]:
        waiting: _Span | None = None
        for found in DATE.finditer(self.text):
            span = self._span(found)
            if span is None:
                continue
            if waiting is not None and (joined := self._join(waiting, span)):
                waiting = joined
                continue
            if waiting is not None:
                yield self._finish(waiting)
            waiting = span
        if waiting is not None:
            yield self._finish(waiting)

    def _span(self, found: re.Match[str]) -> _Span | None:
        form = (found.lastgroup or "").rstrip("_")
        parts = {name.rstrip("_"): value for name, value in found.groupdict().items() if value is not None}
        start, stop = found.span()
        if form in ("baseline", "until_now", "vague"):
            return _Span(start, stop, None, None, form)
        if form == "recent":
            month = self.anchor.of_month() if self.anchor else None
            return _Span(start, stop, month, month, form)
        span = getattr(self, f"_{form}")(start, stop, parts)
        if not isinstance(span, _Span):
            return None
        self._remember(span)
        return span

    def _remember(self, span: _Span) -> None:
        """Keep the month whose year is known, for what follows in the sentence."""
        opens = span.start <= 2 and self.text.startswith("，", span.stop)
        if span.first and (span.first.month or (span.dated and opens)):
            self.context = span.last or span.first

    def _plan(self, start: int, stop: int, parts: dict[str, str]) -> _Span:
        first = 2001 + 5 * _number(parts["plan"])
        return _Span(start, stop, Moment(first), Moment(first + 4), "span", True)

    def _iso(self, start: int, stop: int, parts: dict[str, str]) -> _Span | None:
        day = Moment(int(parts["iso_year"]), int(parts["iso_month"]), int(parts["iso_day"]))
        return _Span(start, stop, day, day, "day", True) if day.valid else None

    def _point(self, start: int, stop: int, parts: dict[str, str]) -> _Span | None:
        day = self._nearest(int(parts["point_month"]), int(parts["point_day"]))
        return _Span(start, stop, day, day, "day")

    def _years(self, start: int, stop: int, parts: dict[str, str]) -> _Span:
        return _Span(start, stop, Moment(int(parts["year_a"])), Moment(int(parts["year_b"])), "span", True)

    def _term(self, start: int, stop: int, parts: dict[str, str]) -> _Span | None:
        if "near_day" in parts:
            return self._near_day(start, stop, parts)
        if "lone_day" in parts:
            return self._lone_day(start, stop, int(parts["lone_day"]))
        year, dated = self._year(parts)
        if {"half", "quarter", "first_quarter", "quarters", "upto", "months", "month_b", "year_part"} & parts.keys():
            first, last = _months(parts)
            return self._stretch(start, stop, year, first, last, dated)
        if "holiday" in parts:
            return self._holiday(start, stop, year, parts)
        if {"month", "han_month", "near_month"} & parts.keys():
            return self._month(start, stop, year, dated, parts)
        moment = Moment(year) if year else None
        return _Span(start, stop, moment, moment, "year", dated)

    def _year(self, parts: dict[str, str]) -> tuple[int | None, bool]:
        """Return the year that the words name, None if they name none or the anchor is not known."""
        written = _number(parts.get("year")) or (parse_digits(parts.get("han_year", "").replace("○", "〇")) or 0)
        if written:
            return written, True
        near = parts.get("near_year")
        if near is None or self.anchor is None:
            return None, near is not None
        return self.anchor.year + {"今": 0, "本": 0, "去": -1, "上": -1, "前": -2, "明": 1, "后": 2}[near[0]], True

    def _stretch(self, start: int, stop: int, year: int | None, first: int, last: int, dated: bool) -> _Span:
        """Return a stretch of months of a year, that of the page if none is named."""
        if year is None and not dated and self.anchor is not None:
            year = self.anchor.year
        if year is None or not first:
            return _Span(start, stop, None, None, "span", dated)
        kind = "month" if first == last else "span"
        return _Span(start, stop, Moment(year, first), Moment(year, last), kind, dated)

    def _month(self, start: int, stop: int, year: int | None, dated: bool, parts: dict[str, str]) -> _Span | None:
        day = _number(parts.get("day") or parts.get("han_day"))
        month = _number(parts.get("month") or parts.get("han_month"))
        kind = "day" if day else "month"
        if "near_month" in parts:
            moment = self._near_month(parts["near_month"], day)
        elif year is not None:
            moment = Moment(year, month, day)
        else:
            moment = None if dated else self._nearest(month, day)
        if not Moment(2000, month or 1, day).valid or (moment is not None and not moment.valid):
            return None
        weekday = WEEKDAY.match(self.text, stop) if day and moment else None
        if weekday and moment and dated and moment.weekday == "一二三四五六日".find(weekday[1].replace("天", "日")):
            return _Span(start, stop, moment, moment, "dateline" if "year" in parts else kind, dated)
        return _Span(start, stop, moment, moment, kind, dated)

    def _near_month(self, word: str, day: int) -> Moment | None:
        if self.anchor is None or not self.anchor.month:
            return None
        moved = self.anchor.of_month().shifted(months={"本": 0, "上": -1, "下": 1}[word[0]])
        return replace(moved, day=day)

    def _holiday(self, start: int, stop: int, year: int | None, parts: dict[str, str]) -> _Span | None:
        """Return the day of a holiday, its month where the words speak of the days around it (“五一”期间)."""
        if not {"holiday_tail", "around"} & parts.keys():
            return None
        month, day = {"五一": (5, 1), "国庆": (10, 1), "元旦": (1, 1)}[parts["holiday"]]
        day = 0 if "around" in parts else day
        moment = Moment(year, month, day) if year else self._nearest(month, day)
        return _Span(start, stop, moment, moment, "day" if day else "month", bool(year))

    def _near_day(self, start: int, stop: int, parts: dict[str, str]) -> _Span:
        """Return 昨天 or 上周五, counted from the day of the page; its month if only that is known."""
        kind = "day"
        if self.anchor is None or not self.anchor.day:
            return _Span(start, stop, None, None, kind)
        if "week" in parts:
            monday = self.anchor.shifted(days=7 * {"上": -1, "本": 0, "下": 1}[parts["week"]] - self.anchor.weekday)
            if "week_day" not in parts:
                return _Span(start, stop, monday, monday.shifted(days=6), "span")
            day = monday.shifted(days="一二三四五六日".find(parts["week_day"].replace("天", "日")))
        else:
            moves = {"今": 0, "昨": -1, "前": -2, "明": 1, "后": 2}
            day = self.anchor.shifted(days=moves[parts["near_day"][0]])
        return _Span(start, stop, day, day, kind)

    def _lone_day(self, start: int, stop: int, day: int) -> _Span | None:
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
        return _Span(start, stop, moment, moment, "day") if moment is None or moment.valid else None

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
        """Return how far a moment is from the anchor, in days if both are days, else in months of 31 days."""
        assert self.anchor is not None
        return abs(moment.ordinal - self.anchor.ordinal)

    def _join(self, left: _Span, right: _Span) -> _Span | None:
        """Join the two ends of a stretch: 4月29日 and 5月3日, 8月19日 and 21日."""
        between = CHAIN.fullmatch(self.text, left.stop, right.start)
        if (
            between is None
            or "span" in (left.kind, right.kind)
            or right.kind not in ("day", "month", "year", "dateline")
        ):
            return None
        if left.first is None or right.last is None:
            return _Span(left.start, right.stop, None, None, "span", left.dated)
        last = right.last
        if last < left.first and not right.dated:
            last = last.shifted(years=1)
        return _Span(left.start, right.stop, left.first, last, "span", left.dated)

    def _finish(self, span: _Span) -> _Span:
        """Take in what stands around a date: 以来 behind it, 截至 before it."""
        since = SINCE.match(self.text, span.stop)
        from_here = self.text[max(0, span.start - 2) : span.start].endswith(("自", "从", "自从"))
        if (
            since is not None
            and span.kind in ("day", "month", "year", "dateline")
            and (from_here or not since["through"])
        ):
            return self._since(span, since.end() if not since["through"] else span.stop)
        if self.text[max(0, span.start - 3) : span.start].endswith(("截至", "截止", "截至到", "截止到")):
            return self._up_to(span)
        return span

    def _since(self, span: _Span, stop: int) -> _Span:
        """Return the stretch up to the page's date, as exact as both are known."""
        if span.first is None or self.anchor is None or self.anchor < span.first.of_month():
            return _Span(span.start, stop, None, None, "span")
        first, last = span.first, self.anchor
        if not first.month and first.year == last.year and last.month:
            first = Moment(first.year, 1)
        if not first.month:
            last = Moment(last.year)
        elif not (first.day and last.day):
            first, last = first.of_month(), last.of_month()
        if not last.month:
            first = Moment(first.year)
        return _Span(span.start, stop, first, last, "span", span.dated)

    def _up_to(self, span: _Span) -> _Span:
        """Return 截至今年7月 as January to July; without 今年 it is that month."""
        near = self.text.startswith("今年", span.start)
        if not near or span.first is None or span.last is None or not span.first.month:
            return span
        first = Moment(span.first.year, 1, 1 if span.first.day else 0)
        return span._replace(first=first, kind="span")


def _months(parts: dict[str, str]) -> tuple[int, int]:
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
