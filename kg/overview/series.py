"""Figures as plots: how one figure of a thing changed, and how things compare in one figure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from kg.atlas import Atlas
from kg.atlas.read import Figure

__all__ = ["Comparison", "Point", "Series", "compare_indicators", "compare_things", "series_of"]

MOST_SERIES, MOST_COMPARISONS, MOST_BARS = 60, 24, 15
FEWEST_BARS = 3
WIDTH, HEIGHT, MARGIN = 280, 96, 8


@dataclass(frozen=True, slots=True)
class Point:
    """A figure in a plot: whose, when, how much, and where it stands in the drawing."""

    name: str
    id: str
    day: str
    value: Decimal
    modifier: str
    x: float = 0.0
    y: float = 0.0


@dataclass(frozen=True, slots=True)
class Series:
    """The figures of one thing, indicator and unit by time; at least two times."""

    name: str
    id: str
    indicator: str
    unit: str
    points: tuple[Point, ...]

    @property
    def path(self) -> str:
        """The line through the points, as SVG writes it."""
        return "M" + "L".join(f"{point.x:g} {point.y:g}" for point in self.points)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Figures of one unit side by side, the largest first: one indicator of several things, or several of one thing."""

    name: str  # the indicator, or the thing
    id: str  # of the thing; nothing for an indicator
    unit: str
    points: tuple[Point, ...]
    more: int  # that are left out

    def share(self, point: Point) -> float:
        """Return how long the bar of a point is, in percent of the longest."""
        most = max((abs(one.value) for one in self.points), default=Decimal(0))
        return float(round(100 * abs(point.value) / most, 2)) if most else 0.0


def series_of(atlas: Atlas) -> tuple[Series, ...]:
    """Return the series of figures that have two times or more, the longest first."""
    groups: dict[tuple[int, str, str], list[Figure]] = defaultdict(list)
    for figure in atlas.contents.figures:
        if figure.start or figure.stated:
            groups[figure.subject, figure.indicator, figure.unit].append(figure)
    found = []
    for (subject, indicator, unit), figures in groups.items():
        points = _by_day(atlas, figures)
        if len({point.day for point in points}) > 1:
            found.append(
                Series(atlas.contents.names[subject], atlas.contents.ids[subject], indicator, unit, _placed(points))
            )
    found.sort(key=lambda series: (-len(series.points), series.id, series.indicator, series.unit))
    return tuple(found[:MOST_SERIES])


def compare_things(atlas: Atlas) -> tuple[Comparison, ...]:
    """Return the figures that several things have, of each thing the latest."""
    groups: dict[tuple[str, str], dict[int, Figure]] = defaultdict(dict)
    for figure in sorted(atlas.contents.figures, key=lambda f: (f.start or f.stated, Decimal(f.value), f.id)):
        groups[figure.indicator, figure.unit][figure.subject] = figure
    found = []
    for (indicator, unit), latest in groups.items():
        if len(latest) >= FEWEST_BARS:
            found.append(_compared(indicator, "", unit, map(_Pointer(atlas), latest.values())))
    return _largest(found)


def compare_indicators(atlas: Atlas) -> tuple[Comparison, ...]:
    """Return the figures that a thing has in one unit, of each indicator the latest."""
    groups: dict[tuple[int, str], dict[str, Figure]] = defaultdict(dict)
    for figure in sorted(atlas.contents.figures, key=lambda f: (f.start or f.stated, Decimal(f.value), f.id)):
        if figure.unit:
            groups[figure.subject, figure.unit][figure.indicator] = figure
    found = []
    for (subject, unit), latest in groups.items():
        if len(latest) >= FEWEST_BARS:
            points = (replace(_Pointer(atlas)(one), name=one.indicator, id="") for one in latest.values())
            found.append(_compared(atlas.contents.names[subject], atlas.contents.ids[subject], unit, points))
    return _largest(found)


def _compared(name: str, id: str, unit: str, points: Iterable[Point]) -> Comparison:
    ordered = sorted(points, key=lambda point: (-point.value, point.id, point.name))
    return Comparison(name, id, unit, tuple(ordered[:MOST_BARS]), max(0, len(ordered) - MOST_BARS))


def _largest(found: list[Comparison]) -> tuple[Comparison, ...]:
    found.sort(key=lambda one: (-len(one.points) - one.more, one.name, one.id, one.unit))
    return tuple(found[:MOST_COMPARISONS])


class _Pointer:
    """Makes points of figures."""

    def __init__(self, atlas: Atlas) -> None:
        self._contents = atlas.contents

    def __call__(self, figure: Figure) -> Point:
        name, id = self._contents.names[figure.subject], self._contents.ids[figure.subject]
        return Point(name, id, figure.start or figure.stated, Decimal(figure.value), figure.modifier)


def _by_day(atlas: Atlas, figures: Sequence[Figure]) -> list[Point]:
    return sorted(map(_Pointer(atlas), figures), key=lambda point: (_ordinal(point.day), point.value))


def _placed(points: Sequence[Point]) -> tuple[Point, ...]:
    """Give points their places: time to the right, the value upwards from zero."""
    days = [_ordinal(point.day) for point in points]
    values = [float(point.value) for point in points]
    low, high = min(0.0, *values), max(0.0, *values)
    return tuple(_place(points, days, values, low, high))


def _place(
    points: Sequence[Point], days: Sequence[int], values: Sequence[float], low: float, high: float
) -> Iterator[Point]:
    width, height = WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN
    for point, day, value in zip(points, days, values, strict=True):
        x = MARGIN + width * (day - days[0]) / ((days[-1] - days[0]) or 1)
        y = MARGIN + height * (1 - (value - low) / ((high - low) or 1))
        yield Point(point.name, point.id, point.day, point.value, point.modifier, round(x, 1), round(y, 1))


def _ordinal(iso: str) -> int:
    """Return the number of a day, of the first day of a month or year.

    >>> _ordinal("2023-04") - _ordinal("2023")
    90
    """
    parts = [int(part) if part.isdecimal() else 1 for part in iso.split("-")]
    year, month, day = (*parts, 1, 1)[:3]
    try:
        return date(year, month, day).toordinal()
    except ValueError:
        return date(max(1, min(year, 9999)), 1, 1).toordinal()
