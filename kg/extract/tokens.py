"""Words of a sentence with their parts of speech, from jieba's dictionary (its Rust twin gives the same words)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any, NamedTuple

import rjieba

from kg.extract.words import name_words, prose

__all__ = ["Token", "token_index", "tokenize"]


class Token(NamedTuple):
    """A word at the clean range `[start, stop)` of its sentence, with jieba's tag (`n`, `ns`, `nr`, `v`, `p`, …).

    `known`: a dictionary has it; else its edges and its tag are a guess.
    """

    start: int
    stop: int
    word: str
    tag: str
    known: bool = True


def tokenize(chars: str) -> tuple[Token, ...]:
    """Cut a sentence into tagged words that cover it without gaps.

    >>> [token.word for token in tokenize("由大东街道助力陈塘科创园")]
    ['由', '大东', '街道', '助力', '陈塘', '科创园']
    """
    tokens: list[Token] = []
    position = 0
    jieba, tags = _jieba()
    for word, tag in jieba.tag(chars):
        known = len(word) < 2 or _is_known(word)
        for part, part_tag in _parted(word, tags.get(word, tag), known=known):
            stop = position + len(part)
            tokens.append(Token(position, stop, part, part_tag, known))
            position = stop
    return tuple(tokens)


@cache
def _jieba() -> tuple[Any, dict[str, str]]:
    """Return a dictionary that knows the words of official prose and of names too, and the tags to correct."""
    jieba, tags = rjieba.Jieba(), prose()
    for word, tag in {**name_words(), **tags}.items():
        if not jieba.has_word(word):
            jieba.add_word(word, jieba.suggest_freq(word), tag)
    return jieba, tags


@lru_cache(maxsize=1 << 16)
def _is_known(word: str) -> bool:
    return bool(_jieba()[0].has_word(word))


_JOINING = "由对从被把给与及在让使沿"  # no name begins or ends with these
_OF_BY = frozenset(("由于", "由此", "由来", "由衷", "由头", "由是"))  # the words that do begin with 由
_WITH_AREA = frozenset(f"{word}{area}" for word in "向将由对在从为与和及至到经据以让把被给请是兼" for area in "区市县")
_GUESSED = frozenset(
    ("v", "vd", "d", "ad", "a", "p", "c", "b", "i", "l", "z")
)  # what a word is hardly, if no dictionary has it
_FUNCTION = frozenset("这那是为可经别看有不就要能会还也又都已将再")  # but 图为 and 可经 are no names either


def _parted(word: str, tag: str, *, known: bool) -> Iterator[tuple[str, str]]:
    """Part a word that jieba joined of a name and what only stands beside it; give the parts with their tags.

    >>> list(_parted("向区", "n", known=False)), list(_parted("由大东", "ns", known=False))
    ([('向', 'p'), ('区', 'n')], [('由', 'p'), ('大东', 'nz')])
    """
    if "暨" in word:
        yield from _around_joint(word, tag)
    elif word in _WITH_AREA or (word[0] == "由" and len(word) == 2 and word not in _OF_BY):
        yield from ((word[0], "p"), (word[1], "n"))
    elif known:
        yield word, tag
    elif word[0] in _JOINING or word[0] in "为号" or (word[0] == "向" and tag[:2] != "nr"):
        yield from ((word[0], "p"), (word[1:], "nz"))
    elif len(word) == 3 and word[1] in _JOINING:
        yield from ((word[0], "nz"), (word[1], "p"), (word[2], "n"))
    elif word[-1] in _JOINING or word[-1] == "向":
        yield from ((word[:-1], "nz"), (word[-1], "p"))
    elif len(word) == 2 and word[0] in "率赴邀携访到据至应" and word[1] in "区市县":
        yield from ((word[0], "p"), (word[1], "n"))
    else:
        yield word, "nz" if tag in _GUESSED and _FUNCTION.isdisjoint(word) else tag


def _around_joint(word: str, tag: str) -> Iterator[tuple[str, str]]:
    """Part a word at the 暨 in it."""
    before, joint, behind = word.partition("暨")
    parts = (before, joint, behind) if before or behind else (joint,)
    return ((part, tag if part != joint or len(parts) == 1 else "c") for part in parts if part)


def token_index(tokens: tuple[Token, ...]) -> list[int]:
    """Return, for every character of the sentence, the number of the token that holds it."""
    return [number for number, token in enumerate(tokens) for _ in token.word]
