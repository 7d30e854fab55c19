"""Dates of a thing that several sentences date: which of them can stand side by side in the graph."""

from __future__ import annotations

from collections.abc import Iterable

from kg.model import Period

__all__ = ["settle_moment", "settle_periods"]


def settle_periods(periods: Iterable[Period]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the first days and the last days that a thing is said to have, each sorted.

    Every first day is kept. A last day is kept where it is as precise as every first day and not before one of them:
    in the graph it could no longer be told which first day it belongs to. (The evidence keeps every statement.)

    >>> settle_periods([Period("2023-04-29", "2023-05-03")])
    (('2023-04-29',), ('2023-05-03',))
    >>> settle_periods([Period("2023-04-29", "2023-05-03"), Period("2023-05-04")])
    (('2023-04-29', '2023-05-04'), ())
    """
    stated = sorted(set(periods), key=str)
    starts = tuple(dict.fromkeys(period.start for period in stated))
    stops = sorted({period.stop for period in stated if period.stop})
    return starts, tuple(stop for stop in stops if all(len(start) == len(stop) and start <= stop for start in starts))


def settle_moment(period: Period) -> str:
    """Return the day, month or year in which something happened that is said to have happened within a period.

    What opened 上半年 opened in 2023, not in January; where no one year holds the period, its first year stands.

    >>> settle_moment(Period("2023-01", "2023-06")), settle_moment(Period("2023-04-28", "2023-04-30"))
    ('2023', '2023-04')
    >>> settle_moment(Period("2023-04-28"))
    '2023-04-28'
    """
    if period.stop is None or period.stop == period.start:
        return period.start
    same_month = len(period.start) > 7 and period.start[:7] == period.stop[:7]
    return period.start[:7] if same_month else period.start[:4]
