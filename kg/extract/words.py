"""The words that tell a page's layout, as expressions; they are data, in layout.yaml and the list of surnames."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from pathlib import Path

from kg.text.data import read_data

__all__ = ["any_of", "prose", "surnames", "words"]


@cache
def words(group: str) -> tuple[str, ...]:
    """Return the words of a group of layout.yaml, the longest first.

    >>> "通讯员" in words("staff_roles")
    True
    """
    return tuple(sorted(_groups()[group], key=lambda word: (-len(word), word)))


def any_of(*groups: str) -> str:
    """Return an expression that matches any word of the groups, the longest first."""
    every = {word for group in groups for word in words(group)}
    return "|".join(re.escape(word) for word in sorted(every, key=lambda word: (-len(word), word)))


@cache
def surnames(*, common: bool = True) -> tuple[str, ...]:
    """Return the surnames of China, those of two characters first; without `common`, none that is a word as well.

    >>> surnames().index("欧阳") < surnames().index("张")
    True
    """
    entries = {entry for entry, *flags in _lines("surnames") if common or not flags}
    return tuple(sorted(entries, key=lambda entry: (-len(entry), entry)))


@cache
def prose() -> dict[str, str]:
    """Return words that a general dictionary lacks or misjudges, with the tags they should have: verbs, heads of names.

    >>> prose()["赋能"], prose()["科创园"]
    ('v', 'n')
    """
    heads = [line for name in ("place_heads", "org_heads") for line in _lines(name)]
    nouns = {word: "n" for word, *flags in heads if len(word) == 3 and not {"ambiguous", "generic"} & set(flags)}
    divisions = {division: "ns" for name in ("counties", "prefectures") for word, *_ in _lines(name) for division in (word, word[:-1])}
    places = {word: tag for word, tag in divisions.items() if len(word) > 1}
    return {**places, **nouns, **{word: "v" for (word,) in _lines("prose")}}


def _lines(lexicon: str) -> list[list[str]]:
    """Return the columns of the lines of a word list."""
    text = files("kg").joinpath("packs", "civic", "lexicons", f"{lexicon}.txt").read_text(encoding="utf-8")
    return [line.strip().split("\t") for line in text.splitlines() if line[:1] not in ("", "#", "[")]


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    return {name: tuple(entries) for name, entries in read_data(Path(__file__).parent / "layout.yaml").items()}
