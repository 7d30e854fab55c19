"""The words about units and counting, read once from the pack `civic` (`figures.yaml`)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from kg.text.data import read_data

__all__ = ["FIGURES", "Measures", "Unit", "read_measures"]

FIGURES = Path(__file__).parent.parent / "packs" / "civic" / "figures.yaml"
_LONGEST_MODIFIER = 3


class Unit(NamedTuple):
    """A unit where it stands: the end of its words, the name that the graph carries, its kind (count, money, …)."""

    stop: int
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Measures:
    """Units, and the words that bound and make an indicator; each field is a list of `figures.yaml`.

    `units` maps each way to write a unit to its name and kind. Tuples serve `str.startswith` and `str.endswith`.
    """

    units: dict[str, tuple[str, str]]
    not_units: dict[str, tuple[str, ...]]
    longest: int
    openings: frozenset[str]  # the characters with which units begin
    modifiers: dict[str, str]
    bare_modifiers: frozenset[str]
    no_modifier_after: dict[str, str]
    more: dict[str, str]
    modifiers_behind: dict[str, str]
    bare: tuple[str, ...]
    short: frozenset[str]
    cut: frozenset[str]
    drop: frozenset[str]
    end: frozenset[str]
    stay: frozenset[str]
    completed: frozenset[str]
    never: frozenset[str]
    kept_verbs: frozenset[str]
    abstract: tuple[str, ...]
    quantities: frozenset[str]
    acts: re.Pattern[str]
    shaped: tuple[str, ...]
    not_behind: tuple[str, ...]
    lasting_verbs: tuple[str, ...]
    lasting_nouns: tuple[str, ...]
    scored: tuple[str, ...]
    change: re.Pattern[str]
    against: re.Pattern[str]  # 同比 and what follows it, at the end of an indicator
    raised: tuple[str, ...]
    stop: frozenset[str]
    whole: tuple[str, ...]
    frame: tuple[str, ...]
    nominal: frozenset[str]
    deeds: tuple[str, ...]
    fillers: frozenset[str]
    done: tuple[str, ...]  # the verbs again

    def unit_at(self, text: str, position: int) -> Unit | None:
        """Return the longest unit that stands at `position` (a space before it is passed over), None if none does.

        >>> read_measures().unit_at("12万平方米", 3)
        Unit(stop=6, name='平方米', kind='measure')
        """
        if text.startswith(" ", position):
            position += 1
        if text[position : position + 1] not in self.openings:
            return None
        for length in range(min(self.longest, len(text) - position), 0, -1):
            word = text[position : position + length]
            found = self.units.get(word)
            if found is not None and not text.startswith(self.not_units.get(word, "\n"), position):
                return Unit(position + length, *found)
        return None

    def modifier_before(self, text: str, stop: int) -> str | None:
        """Return the word that ends at `stop` and says how exact a number is, None if none does.

        >>> read_measures().modifier_before("客流量超过", 5), read_measures().modifier_before("节约", 2)
        ('超过', None)
        """
        for length in range(min(_LONGEST_MODIFIER, stop), 0, -1):
            word = text[stop - length : stop]
            if word in self.modifiers:
                part_of_word = stop > length and text[stop - length - 1] in self.no_modifier_after.get(word, "")
                return None if part_of_word else word
        return None

    def is_verb(self, word: str) -> bool:
        """Say whether a word is a verb that stays in an indicator, or stands before one there (累计, 新)."""
        return word in self.kept_verbs or word in self.stay

    def verb_before(self, text: str, floor: int, position: int) -> str | None:
        """Return the longest verb of an indicator that stands in `[floor, position)` at its end, None if none does."""
        if not text.endswith(self.done, floor, position):
            return None
        return next(verb for verb in self.done if text.endswith(verb, floor, position))


@cache
def read_measures(path: Path = FIGURES) -> Measures:
    """Read the file once; it comes with the program, so a fault in it is a fault of the program."""
    document: dict[str, Any] = read_data(path)
    return Measures(**_of_units(document), **_of_indicators(document), **_of_changes(document["change"]))


def _of_units(document: dict[str, Any]) -> dict[str, Any]:
    """Return the fields that tell what a unit is, and how exact a number."""
    modifiers = document["modifiers"]
    units = _units(document["units"], document["same"])
    return {
        "units": units,
        "not_units": {word: tuple(others) for word, others in document["not_units"].items()},
        "longest": max(map(len, units)),
        "openings": frozenset(unit[0] for unit in units),
        "modifiers": _inverted(modifiers["before"]),
        "bare_modifiers": frozenset(modifiers["bare"]),
        "no_modifier_after": modifiers["not_after"],
        "more": modifiers["more"],
        "modifiers_behind": _inverted(modifiers["behind"]),
    }


def _of_indicators(document: dict[str, Any]) -> dict[str, Any]:
    """Return the fields that bound and make an indicator: sets of words, tuples of what a text begins or ends with."""
    before, after, lasting = document["before"], document["after"], document["lasting"]
    sets = {
        **{name: before[name] for name in ("cut", "drop", "end", "stay", "completed", "never")},
        **{name: after[name] for name in ("stop", "nominal")},
        **{name: document[name] for name in ("short", "kept_verbs", "quantities", "fillers")},
    }
    tuples = {
        **{name: after[name] for name in ("whole", "frame", "deeds")},
        **{name: document[name] for name in ("bare", "abstract", "shaped", "not_behind", "scored", "raised")},
        "lasting_verbs": lasting["verbs"],
        "lasting_nouns": lasting["nouns"],
        "done": document["kept_verbs"],
    }
    acts = f"(?:{_any(document['manners'])})?(?:{_any(document['kept_verbs'])})"
    return {
        **{name: frozenset(words) for name, words in sets.items()},
        **{name: _longest_first(words) for name, words in tuples.items()},
        "acts": re.compile(acts),
    }


def _of_changes(change: dict[str, list[str]]) -> dict[str, Any]:
    """Return the expressions of a change without a noun of its own, and of 同比增长 at the end of an indicator."""
    against, verbs, beside = (_any(change[name]) for name in ("against", "verbs", "beside"))
    return {
        "change": re.compile(f"(?:{against})*(?:(?:{verbs})(?:了|达|为|到)?|(?:{beside}).+)"),
        "against": re.compile(f"(?<=.)(?:{against})(?:{verbs})$"),
    }


def _units(kinds: dict[str, list[str]], same: dict[str, str]) -> dict[str, tuple[str, str]]:
    return {word: (same.get(word, word), kind) for kind, words in kinds.items() for word in words}


def _inverted(words_by_name: dict[str, list[str]]) -> dict[str, str]:
    return {word: name for name, words in words_by_name.items() for word in words}


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, _longest_first(words)))


def _longest_first(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(words, key=lambda word: (-len(word), word)))
