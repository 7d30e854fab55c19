"""Dates of a thing that several sentences date: which of them can stand side by side in the graph."""

from __future__ import annotations

from collections.abc import Iterable

from kg.model import Period

__all__ = ["settle_periods"]


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
