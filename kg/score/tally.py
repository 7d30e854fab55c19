"""Counts of right, wrong and missing, and the tables made of them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

__all__ = ["PARTS", "Scores", "Tally", "write_rules", "write_table"]

PARTS = ("entities", "relations", "titles", "observations", "articles", "bylines")


@dataclass
class Tally:
    """How much was right (`tp`), wrong (`fp`) and missing (`fn`), with a line for each error.

    >>> Tally(tp=3, fp=1, fn=3).f1
    0.6
    """

    tp: int = 0
    fp: int = 0
    fn: int = 0
    errors: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else 0.0

    @property
    def recall(self) -> float:
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def row(self) -> dict[str, float]:
        """Return the figures as `kg score --json` gives them."""
        return {"precision": self.precision, "recall": self.recall, "f1": self.f1, **self.counts()}

    def counts(self) -> dict[str, int]:
        """Return the counts."""
        return {"tp": self.tp, "fp": self.fp, "fn": self.fn}


class Scores:
    """Tallies by part (`entities`, …), by type (`type:Road`), by predicate (`rel:heldAt`), and by rule."""

    def __init__(self) -> None:
        self.tallies: dict[str, Tally] = defaultdict(Tally)
        self.rules: dict[str, Tally] = defaultdict(Tally)
        for part in PARTS:
            self.tallies[part] = Tally()

    def __getitem__(self, name: str) -> Tally:
        return self.tallies[name]

    def right(self, *names: str, rules: tuple[str, ...] = ()) -> None:
        """Count something found, under each of the names."""
        for tally in self._under(names, rules):
            tally.tp += 1

    def wrong(self, *names: str, error: str = "", rules: tuple[str, ...] = ()) -> None:
        """Count something that should not be there; the error is kept under the first name and the rules."""
        for tally in self._under(names, rules):
            tally.fp += 1
        self._note(names, rules, error)

    def missing(self, *names: str, error: str = "") -> None:
        """Count something that should be there."""
        for tally in self._under(names, ()):
            tally.fn += 1
        self._note(names, (), error)

    def rows(self) -> dict[str, dict[str, float]]:
        """Return all figures: parts first, then types and predicates, each sorted."""
        order = sorted(self.tallies, key=lambda name: (name.startswith(("type:", "rel:")), name))
        return {name: self.tallies[name].row() for name in order}

    def _under(self, names: tuple[str, ...], rules: tuple[str, ...]) -> list[Tally]:
        return [*(self.tallies[name] for name in names), *(self.rules[rule] for rule in rules)]

    def _note(self, names: tuple[str, ...], rules: tuple[str, ...], error: str) -> None:
        if error:
            self.tallies[names[0]].errors.append(error)
            for rule in rules:
                self.rules[rule].errors.append(error)


def write_table(scores: Scores) -> str:
    """Write all figures as a table."""
    lines = [f"{'':24}{'P':>7}{'R':>7}{'F1':>7}{'tp':>6}{'fp':>6}{'fn':>6}"]
    for name in scores.rows():
        tally = scores[name]
        figures = f"{tally.precision:7.3f}{tally.recall:7.3f}{tally.f1:7.3f}{tally.tp:6}{tally.fp:6}{tally.fn:6}"
        lines.append(f"{name:24}{figures}")
    return "\n".join(lines) + "\n"


def write_rules(scores: Scores) -> str:
    """Write how often each rule was right and wrong, the most harmful first."""
    width = max((len(rule) for rule in scores.rules), default=0)
    lines = [f"{'rule':{width}}{'right':>7}{'wrong':>7}{'precision':>11}"]
    for rule, tally in sorted(scores.rules.items(), key=lambda item: (-item[1].fp, item[1].tp, item[0])):
        lines.append(f"{rule:{width}}{tally.tp:7}{tally.fp:7}{tally.precision:11.3f}")
    return "\n".join(lines) + "\n"
