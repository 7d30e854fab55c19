"""Read the figures of sentences, each with what it is of.

What people take part in owns how many they are, what is renewed how many estates and roads; `kg.extract.owners` says
whose all other figures are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from kg.extract.encode import Encoded, Unit
from kg.extract.found import Found
from kg.extract.implied import Implied
from kg.extract.owners import choose_owner
from kg.extract.ownership import read_ownership
from kg.extract.spoken import Owner, Spoken, clause_start
from kg.model import Period
from kg.rules.measured import FIGURE_RULES
from kg.rules.schema import Counts
from kg.text.figures import Figure, find_figures
from kg.text.numbers import may_count

__all__ = ["FigureReader", "Measured"]

_HAS = "figure.of-thing"


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


class FigureReader:
    """Reads figures.

    `words`: those under `action` begin what somebody did (出动, 发放), not what a thing has; `counts`: how often each
    rule was right.
    """

    def __init__(self, words: Mapping[str, tuple[str, ...]], counts: Mapping[str, Counts]) -> None:
        self._actions = tuple(words.get("action", ()))
        self._trusted = {rule: counts.get(rule, Counts()).trust(prior) for rule, prior in FIGURE_RULES.items()}

    def read(self, encoded: Encoded, chars: str, last: Implied) -> Iterator[Measured]:
        """Yield the figures of a sentence whose subject is known; `last`: what the sentences before named last."""
        if not may_count(chars):
            return
        units = list(encoded.units.values())
        names = [(u.start, u.stop) for u in units if u.members and not u.carried]
        previous: Owner | None = None
        owners: list[Owner | None] = []
        for figure in find_figures(chars, names=names):
            owner = self._owner(figure, chars, units, last, previous)
            if figure.carries is not None:
                owner = owners[figure.carries]
            owners.append(owner)
            if owner is not None:
                yield _measured(figure, owner.found, owner.rule, self._trusted[owner.rule], _period(figure, units))
            previous = owner or previous

    def _owner(
        self, figure: Figure, chars: str, units: list[Unit], last: Implied, previous: Owner | None
    ) -> Owner | None:
        start = min(figure.start, figure.indicator_start)
        clause = clause_start(chars, start)
        spoken = Spoken(
            figure, chars, units, last, self._is_deed(figure, chars[clause : figure.start]), start, clause, previous
        )
        before = [u for u in units if u.members and u.stop <= start]
        if _attended(figure, chars) and (event := _event(before, last)) is not None:
            return Owner(event, _HAS, True, figure.stop)
        if (renewal := _renewal(figure, chars, clause, before, last)) is not None:
            return Owner(renewal, _HAS, True, figure.stop)
        return choose_owner(spoken)

    def _is_deed(self, figure: Figure, clause: str) -> bool:
        """Say whether the clause, up to the figure, says what somebody did, not what something is or has."""
        words = clause.lstrip("其中将还已共累计，")
        return words.startswith(self._actions) or figure.indicator.startswith(self._actions)


def _attended(figure: Figure, chars: str) -> bool:
    words = read_ownership()
    return figure.unit in words.attending and words.attend.match(chars, figure.stop) is not None


def _event(before: list[Unit], last: Implied) -> Found | None:
    """Return the event that people take part in: the last of the sentence, else the paragraph's."""
    events = [u for u in before if u.type == "Event"]
    named = events[-1].members[0] if events else last.get("mainEvent") or last.get("lastEvent")
    return named if isinstance(named, Found) else None


def _renewal(figure: Figure, chars: str, clause: int, before: list[Unit], last: Implied) -> Found | None:
    """Return the project whose estates or roads a clause counts (改造…等18个小区)."""
    if not figure.indicator.endswith(_RENEWED) or not any(verb in chars[clause : figure.start] for verb in _RENEWS):
        return None
    projects = [u for u in before if u.type == "Project"]
    named = projects[-1].members[0] if projects else last.get("lastProject")
    return named if isinstance(named, Found) else None


_RENEWS = ("改造", "整治", "更新", "提升")
_RENEWED = ("小区", "社区", "道路", "街巷", "楼栋")


def _measured(figure: Figure, subject: Found, rule: str, confidence: float, period: Period | None) -> Measured:
    return Measured(
        subject,
        figure.indicator,
        figure.value,
        figure.unit,
        figure.modifier,
        period,
        rule,
        confidence,
        min(figure.start, figure.indicator_start),
        max(figure.stop, figure.indicator_stop),
    )


def _period(figure: Figure, units: list[Unit]) -> Period | None:
    """Return the last date that stands before the figure in the sentence."""
    dates = [u.period for u in units if u.period is not None and u.stop <= figure.start]
    return dates[-1] if dates else None
