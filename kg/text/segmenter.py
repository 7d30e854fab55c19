"""Cut text into words with jieba's dictionary, which learns the words of official prose and the ends of names.

The dictionary is the one that `rjieba` (jieba's Rust twin: it gives the same words) loads when it is imported. A second
one would take a tenth of a second and 40 MB more.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from types import ModuleType

import rjieba

__all__ = ["cut", "has_word", "lexicon_lines", "prose", "tag"]


def cut(text: str) -> list[str]:
    """Return the words of a text.

    >>> cut("区委全力赋能科创园")
    ['区委', '全力', '赋能', '科创园']
    """
    words: list[str] = _taught().cut(text)
    return words


def tag(text: str) -> list[tuple[str, str]]:
    """Return the words of a text, each with jieba's tag (`n`, `ns`, `nr`, `v`, `p`, …)."""
    words: list[tuple[str, str]] = _taught().tag(text)
    return words


def has_word(word: str) -> bool:
    """Say whether the dictionary has a word."""
    return bool(_taught().has_word(word))


@cache
def _taught() -> ModuleType:
    """Return jieba, which has learned our words by then."""
    for word, its_tag in {**_name_words(), **prose()}.items():
        if not rjieba.has_word(word):
            rjieba.add_word(word, rjieba.suggest_freq(word), its_tag)
    return rjieba


@cache
def prose() -> dict[str, str]:
    """Return words of official prose that a general dictionary misjudges, with the tags that they should have.

    >>> prose()["赋能"]
    'v'
    """
    its_tag, tags = "", dict[str, str]()
    for line in lexicon_lines("prose"):
        if line[0].startswith("["):
            its_tag = {"[verb]": "v", "[noun]": "n"}[line[0]]
        else:
            tags[line[0]] = its_tag
    return tags


def _name_words() -> dict[str, str]:
    """Return what names end in, and the divisions of the country, with tags: a general dictionary lacks many.

    >>> _name_words()["科创园"], _name_words()["呈贡"]
    ('n', 'ns')
    """
    heads = [line for name in ("place_heads", "org_heads") for line in lexicon_lines(name)]
    nouns = {word: "n" for word, *flags in heads if len(word) == 3 and not {"ambiguous", "generic"} & set(flags)}
    divisions = [line[0] for name in ("counties", "prefectures") for line in lexicon_lines(name) if line[0][0] != "["]
    return {**{part: "ns" for name in divisions for part in (name, name[:-1]) if len(part) > 1}, **nouns}


def lexicon_lines(lexicon: str) -> list[list[str]]:
    """Return the columns of the lines of a word list of `civic`, the titles of its sections among them."""
    text = files("kg").joinpath("packs", "civic", "lexicons", f"{lexicon}.txt").read_text(encoding="utf-8")
    return [line.strip().split("\t") for line in text.splitlines() if line[:1] not in ("", "#")]
