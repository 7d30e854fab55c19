"""The words about units and counting, read once from the pack `civic` (`figures.yaml`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

__all__ = ["FIGURES", "Measures", "Unit", "read_measures"]

FIGURES = Path(__file__).parent.parent / "packs" / "civic" / "figures.yaml"


class Unit(NamedTuple):
    """A unit where it stands: the end of its words, the name that the graph carries, its kind (count, money, …)."""

    stop: int
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Measures:
    """Units, and the words that bound and make an indicator; each set is a list of `figures.yaml`.

    `units` maps each way to write a unit to its name and kind.
    """

    units: dict[str, tuple[str, str]]
    not_units: dict[str, tuple[str, ...]]
    longest: int
    bare: tuple[str, ...]
    cut: frozenset[str]
    drop: frozenset[str]
    end: frozenset[str]
    kept_verbs: frozenset[str]
    abstract: tuple[str, ...]
    lasting: tuple[str, ...]
    change: re.Pattern[str]
    raised: tuple[str, ...]
    stop: frozenset[str]
    whole: frozenset[str]
    frame: tuple[str, ...]
    deeds: tuple[str, ...]

    def unit_at(self, text: str, position: int) -> Unit | None:
        """Return the longest unit that stands at `position` (a space before it is passed over), None if none does.

        >>> read_measures().unit_at("12万平方米", 3)
        Unit(stop=6, name='平方米', kind='measure')
        """
        if text.startswith(" ", position):
            position += 1
        for length in range(min(self.longest, len(text) - position), 0, -1):
            word = text[position : position + length]
            found = self.units.get(word)
            if found is not None and not text.startswith(self.not_units.get(word, "\n"), position):
                return Unit(position + length, *found)
        return None


@cache
def read_measures(path: Path = FIGURES) -> Measures:
    """Read the file once; it comes with the program, so a fault in it is a fault of the program."""
    document: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    same: dict[str, str] = document["same"]
    units = {word: (same.get(word, word), kind) for kind, words in document["units"].items() for word in words}
    before, change, after = document["before"], document["change"], document["after"]
    return Measures(
        units=units,
        not_units={word: tuple(others) for word, others in document["not_units"].items()},
        longest=max(map(len, units)),
        bare=_longest_first(document["bare"]),
        cut=frozenset(before["cut"]),
        drop=frozenset(before["drop"]),
        end=frozenset(before["end"]),
        kept_verbs=frozenset(document["kept_verbs"]),
        abstract=_longest_first(document["abstract"]),
        lasting=_longest_first(document["lasting"]),
        change=re.compile(f"(?:{_any(change['against'])})*(?:{_any(change['verbs'])})(?:了|达|为|到)?"),
        raised=_longest_first(document["raised"]),
        stop=frozenset(after["stop"]),
        whole=frozenset(after["whole"]),
        frame=tuple(after["frame"]),
        deeds=_longest_first(after["deeds"]),
    )


def _any(words: list[str]) -> str:
    return "|".join(map(re.escape, _longest_first(words)))


def _longest_first(words: list[str]) -> tuple[str, ...]:
    return tuple(sorted(words, key=lambda word: (-len(word), word)))
