"""Find the dates of a sentence and work out when they are, from the page's date: 4月29日至5月3日, 今年以来, 上半年.

A date without a year belongs to the year that brings it nearest to the page's date, unless the sentence has named a
year just before (2022年10月开工，11月停工). Without a page's date it stays unknown.
"""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.errors import UsageError
from kg.model import Period
from kg.text.date_forms import CHAIN, SINCE, match_dates
from kg.text.date_reader import DateReader, DateSpan
from kg.text.holidays import Holiday, find_holidays
from kg.text.moments import Moment, join_periods, parse_moment

__all__ = ["DateMention", "check_date", "find_dates", "page_anchor"]

_ISO_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_DATED = ("day", "month", "year", "dateline")
_UNTIL = ("截至", "截止", "截至到", "截止到")


@dataclass(frozen=True, slots=True)
class DateMention:
    """The words of a date at `[start, stop)`, and the period they stand for; None if it cannot be known.

    `kind` is day, month, year or span; dateline for a day with its right weekday, as a masthead prints it; recent for
    近日, the page's month at best; until_now (截至目前), baseline (比去年同期) and vague (目前) have no period.
    """

    start: int
    stop: int
    period: Period | None
    kind: str


def check_date(date: str | None) -> None:
    """Raise UsageError where what was given as --date is no date."""
    if date is not None and not _is_date(date):
        raise UsageError(f"--date {date}: give a day (2023-04-27), a month (2023-04) or a year (2023)")


def _is_date(text: str) -> bool:
    """Say whether a text is a day, month or year in ISO 8601 that the calendar has.

    >>> [_is_date(text) for text in ("2023-04-27", "2023-04", "2023", "2023-02-30", "27.4.2023")]
    [True, True, True, False, False]
    """
    parts = _ISO_DATE.fullmatch(text)
    if parts is None:
        return False
    try:
        datetime.date(*(int(part or 1) for part in parts.groups()))
    except ValueError:
        return False
    return True


def find_dates(text: str, *, anchor: str | None) -> tuple[DateMention, ...]:
    """Return the dates of a cleaned sentence in order; `anchor` is the page's date: 2023-04-27, 2023-04 or 2023.

    >>> [str(d.period) for d in find_dates("从4月底至5月底开展，截至今年7月，今年以来", anchor="2023-08")]
    ['2023-04/2023-05', '2023-01/2023-07', '2023-01/2023-08']
    >>> find_dates("8月18日开幕", anchor=None)
    (DateMention(start=0, stop=5, period=None, kind='day'),)
    """
    forms, holidays = list(match_dates(text)), list(find_holidays(text))
    if not (forms or holidays):
        return ()
    moment = parse_moment(anchor)
    reader = DateReader(text, moment)
    spans = [_finished(text, span, moment) for span in _joined(text, forms, reader)]
    return tuple(map(_mention, _with_holidays(holidays, spans, reader)))


def page_anchor(dates: Iterable[DateMention]) -> str | None:
    """Return the date of a page from the dates it names (found with `anchor=None`), None if that is not safe.

    A dateline settles it (2023年4月27日 星期四), unless two differ. Otherwise news speaks most of its own year: a year
    that is named at least three times, and twice as often as any other, is the page's. No month is read from that,
    since plans name months to come.

    >>> page_anchor(find_dates("河西周刊 2023年4月27日 星期四", anchor=None))
    '2023-04-27'
    >>> page_anchor(find_dates("2023年4月启动", anchor=None)) is None
    True
    """
    known = [(d.kind, d.period.start) for d in dates if d.period is not None]
    datelines = {start for kind, start in known if kind == "dateline"}
    if datelines:
        return min(datelines) if len(datelines) == 1 else None
    years = Counter(start[:4] for kind, start in known if kind in _DATED)
    ranked = sorted(years.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or ranked[0][1] < 3 or (len(ranked) > 1 and ranked[1][1] * 2 > ranked[0][1]):
        return None
    return ranked[0][0]


def _mention(span: DateSpan) -> DateMention:
    period = join_periods(span.first, span.last) if span.first and span.last else None
    return DateMention(span.start, span.stop, period, span.kind)


def _joined(text: str, forms: Iterable[re.Match[str]], reader: DateReader) -> Iterator[DateSpan]:
    """Yield the dates, the two ends of a stretch as one."""
    waiting: DateSpan | None = None
    for found in forms:
        span = reader.read(found)
        if span is None:
            continue
        joined = _join(text, waiting, span) if waiting else None
        if waiting and joined is None:
            yield waiting
        waiting = joined or span
    if waiting:
        yield waiting


def _join(text: str, left: DateSpan, right: DateSpan) -> DateSpan | None:
    """Join the two ends of a stretch: 4月29日 and 5月3日, 8月19日 and 21日."""
    between = CHAIN.fullmatch(text, left.stop, right.start)
    if between is None or left.kind not in _DATED or right.kind not in _DATED:
        return None
    if left.first is None or right.last is None:
        return DateSpan(left.start, right.stop, None, None, "span", left.dated)
    last = right.last
    if last < left.first and not right.dated:
        last = last.shifted(years=1)
    return DateSpan(left.start, right.stop, left.first, last, "span", left.dated)


def _finished(text: str, span: DateSpan, anchor: Moment | None) -> DateSpan:
    """Take in what stands around a date: 以来 behind it, 截至 before it."""
    if span.kind not in _DATED:
        return span
    since = SINCE.match(text, span.stop)
    if since is not None and (not since["through"] or text.endswith(("自", "从", "自从"), 0, span.start)):
        return _since(span, span.stop if since["through"] else since.end(), anchor)
    if text.startswith("今年", span.start) and text.endswith(_UNTIL, 0, span.start):
        return _from_new_year(span)
    return span


def _since(span: DateSpan, stop: int, anchor: Moment | None) -> DateSpan:
    """Return the stretch up to the page's date, as exact as both are known."""
    first, last = span.first, anchor
    if first is None or last is None or last < first.of_month():
        return DateSpan(span.start, stop, None, None, "span", span.dated)
    if not first.month and first.year == last.year and last.month:
        first = Moment(first.year, 1)
    if not (first.day and last.day):
        first, last = first.of_month(), last.of_month()
    if not (first.month and last.month):
        first, last = Moment(first.year), Moment(last.year)
    return DateSpan(span.start, stop, first, last, "span", span.dated)


def _from_new_year(span: DateSpan) -> DateSpan:
    """Return 截至今年7月 as January to July; without 今年 it stays July, since the sum may go back further."""
    if span.first is None or not span.first.month:
        return span
    first = Moment(span.first.year, 1, 1 if span.first.day else 0)
    return span._replace(first=first, kind="span")


def _with_holidays(holidays: Iterable[Holiday], spans: list[DateSpan], reader: DateReader) -> list[DateSpan]:
    """Add the holidays; a year right before one is taken into it (今年“五一”期间)."""
    places = [span.start for span in spans]
    added: list[DateSpan] = []
    taken: set[int] = set()
    for holiday in holidays:
        place = bisect_left(places, holiday.stop) - 1
        before = spans[place] if place >= 0 else None
        if before is not None and before.stop > holiday.start:
            if before.kind != "vague":  # 中秋节当天
                continue
            taken.add(place)
        if before is not None and before.stop == holiday.start and before.kind == "year":
            taken.add(place)
            year = before.first.year if before.first else None
            added.append(reader.read_holiday(holiday, year)._replace(start=before.start))
        else:
            added.append(reader.read_holiday(holiday, None))
    if not added:
        return spans
    return sorted([*(span for place, span in enumerate(spans) if place not in taken), *added], key=_start)


def _start(span: DateSpan) -> int:
    return span.start
