"""Reckon with days, months and years as ISO 8601 writes them: 2023-04-27, 2023-04, 2023."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from kg.model import Period

__all__ = ["Moment", "join_periods", "parse_moment"]


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """A year, a month (day 0) or a day. `month` 0: only the year is known."""

    year: int
    month: int = 0
    day: int = 0

    def __str__(self) -> str:
        return "-".join((f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part)))

    @property
    def valid(self) -> bool:
        """Say whether there is such a day (no 2月30日)."""
        if not 1000 <= self.year <= 2999 or not 0 <= self.month <= 12:
            return False
        return self.day == 0 or (self.month > 0 and 1 <= self.day <= monthrange(self.year, self.month)[1])

    @property
    def weekday(self) -> int:
        """The day of the week of a day, Monday 0."""
        return date(self.year, self.month, self.day).weekday()

    @property
    def ordinal(self) -> int:
        """The number of a day, counted from the first day of year 1."""
        return date(self.year, self.month, self.day).toordinal()

    def shifted(self, *, years: int = 0, months: int = 0, days: int = 0) -> Moment:
        """Return the moment that much later; days need a day, months a month.

        >>> str(Moment(2023, 1).shifted(months=-1)), str(Moment(2023, 3, 1).shifted(days=-1))
        ('2022-12', '2023-02-28')
        """
        if days:
            moved = date(self.year, self.month, self.day) + timedelta(days=days)
            return Moment(moved.year, moved.month, moved.day)
        count = self.year * 12 + self.month - 1 + months
        month = count % 12 + 1 if self.month else 0
        return Moment((count // 12 if self.month else self.year) + years, month, self.day)

    def of_month(self) -> Moment:
        """Return its month, or its year if no month is known."""
        return Moment(self.year, self.month)


@lru_cache(maxsize=1 << 10)
def parse_moment(text: str | None) -> Moment | None:
    """Read 2023, 2023-04 or 2023-04-27; None for anything else, and for a day that there is not.

    >>> parse_moment("2023-04")
    Moment(year=2023, month=4, day=0)
    """
    parts = (text or "").split("-")
    if len(parts) > 3 or not all(part.isascii() and part.isdigit() and len(part) <= 4 for part in parts):
        return None
    moment = Moment(*map(int, parts))
    return moment if moment.valid and 0 not in tuple(map(int, parts)) else None


def join_periods(first: Moment, last: Moment) -> Period | None:
    """Return the stretch from one moment to the other; None if it would end before it begins."""
    if not (first.valid and last.valid) or first > last:
        return None
    return Period(str(first)) if first == last else Period(str(first), str(last))
