"""Say what the figures of a sentence are about: the name before them in the clause, or the subject carried over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from kg.extract.encode import Encoded, Unit
from kg.extract.found import Found
from kg.model import Period
from kg.text.figures import Figure, find_figures

__all__ = ["Measured", "read_figures"]

_RULE = "figure.of-subject"
_CLAUSE = "，；："


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure with its subject, as one sentence gives it."""

    subject: Found
    indicator: str
    value: Decimal
    unit: str | None
    modifier: str | None
    period: Period | None
    rule: str
    confidence: float
    start: int
    stop: int


def read_figures(encoded: Encoded, chars: str) -> Iterator[Measured]:
    """Yield the figures of a sentence whose subject is known."""
    units = [encoded.units[i] for i in sorted(encoded.units)]
    names = [(u.start, u.stop) for u in units if u.members and not u.carried]
    for figure in find_figures(chars, names=names):
        subject = _subject(figure, units, chars)
        if subject is None:
            continue
        start = min(figure.start, figure.indicator_start)
        stop = max(figure.stop, figure.indicator_stop)
        yield Measured(
            subject.members[0],
            figure.indicator,
            figure.value,
            figure.unit,
            figure.modifier,
            _period(figure, units, chars),
            _RULE,
            0.7,
            start,
            stop,
        )


def _subject(figure: Figure, units: list[Unit], chars: str) -> Unit | None:
    """Return the last single name before the figure in its clause, else the clause's subject (stated or carried)."""
    start = min(figure.start, figure.indicator_start)
    clause = max(chars.rfind(mark, 0, start) for mark in _CLAUSE) + 1
    before = [u for u in units if u.members and clause <= u.start and u.stop <= start]
    stated = [u for u in before if not u.carried and len(u.members) == 1]
    if stated:
        return stated[-1]
    carried = [u for u in before if u.carried]
    return carried[-1] if carried else None


def _period(figure: Figure, units: list[Unit], chars: str) -> Period | None:
    """Return the last date that stands before the figure in the sentence."""
    dates = [u.period for u in units if u.period is not None and u.stop <= figure.start]
    return dates[-1] if dates else None
