"""The words that tell a page's layout, as expressions; they are data, in layout.yaml and the list of surnames."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from pathlib import Path

from kg.text.data import read_data

__all__ = ["any_of", "name_words", "prose", "surnames", "words"]


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
    entries = {entry for entry, *flags in _lines("surnames") if (common or not flags) and entry[0] != "["}
    return tuple(sorted(entries, key=lambda entry: (-len(entry), entry)))


@cache
def prose() -> dict[str, str]:
    """Return words of official prose that a general dictionary misjudges, with the tags that they should have.

    >>> prose()["赋能"]
    'v'
    """
    tag, tags = "", dict[str, str]()
    for line in _lines("prose"):
        if line[0].startswith("["):
            tag = {"[verb]": "v", "[noun]": "n"}[line[0]]
        else:
            tags[line[0]] = tag
    return tags


@cache
def name_words() -> dict[str, str]:
    """Return what names end in, and the divisions of the country, with tags: a general dictionary lacks many.

    >>> name_words()["科创园"], name_words()["呈贡"]
    ('n', 'ns')
    """
    heads = [line for name in ("place_heads", "org_heads") for line in _lines(name)]
    nouns = {word: "n" for word, *flags in heads if len(word) == 3 and not {"ambiguous", "generic"} & set(flags)}
    divisions = [line[0] for name in ("counties", "prefectures") for line in _lines(name) if line[0][0] != "["]
    return {**{part: "ns" for name in divisions for part in (name, name[:-1]) if len(part) > 1}, **nouns}


def _lines(lexicon: str) -> list[list[str]]:
    """Return the columns of the lines of a word list, the titles of its sections among them."""
    text = files("kg").joinpath("packs", "civic", "lexicons", f"{lexicon}.txt").read_text(encoding="utf-8")
    return [line.strip().split("\t") for line in text.splitlines() if line[:1] not in ("", "#")]


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    return {name: tuple(entries) for name, entries in read_data(Path(__file__).parent / "layout.yaml").items()}
