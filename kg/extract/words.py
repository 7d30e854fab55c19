"""The words that tell a page's layout, as expressions; they are data, in layout.yaml and the list of surnames."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from kg.text.data import read_data
from kg.text.segmenter import lexicon_lines

__all__ = ["any_of", "any_surname", "surnames", "words"]


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
    entries = {entry for entry, *flags in lexicon_lines("surnames") if (common or not flags) and entry[0] != "["}
    return tuple(sorted(entries, key=lambda entry: (-len(entry), entry)))


@cache
def any_surname(*, common: bool = True) -> str:
    """Return an expression that matches any surname, the longest first.

    >>> re.match(any_surname(), "欧阳修").group(), re.match(any_surname(), "张三").group()
    ('欧阳', '张')
    """
    names = surnames(common=common)
    long = [name for name in names if len(name) > 1]
    return f"(?:{'|'.join([*long, '[' + ''.join(name for name in names if len(name) == 1) + ']'])})"


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    return {name: tuple(entries) for name, entries in read_data(Path(__file__).parent / "layout.yaml").items()}
