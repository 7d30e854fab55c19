"""Words of a sentence with their parts of speech, from jieba's dictionary (its Rust twin gives the same words)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import rjieba

__all__ = ["Token", "token_index", "tokenize"]


class Token(NamedTuple):
    """A word at the clean range `[start, stop)` of its sentence, with jieba's tag (`n`, `ns`, `nr`, `v`, `p`, …)."""

    start: int
    stop: int
    word: str
    tag: str


def tokenize(chars: str) -> tuple[Token, ...]:
    """Cut a sentence into tagged words that cover it without gaps.

    >>> [token.word for token in tokenize("河西区召开会议")]
    ['河西区', '召开', '会议']
    """
    tokens: list[Token] = []
    position = 0
    for word, tag in rjieba.tag(chars):
        stop = position + len(word)
        if word in _WITH_AREA or "暨" in word or (word[0] == "由" and len(word) == 2 and word not in _OF_BY):
            tokens.extend(_parted(position, word, tag))
        else:
            tokens.append(Token(position, stop, word, tag))
        position = stop
    return tuple(tokens)


_OF_BY = frozenset(("由于", "由此", "由来", "由衷", "由头", "由是"))  # the words that do begin with 由
_WITH_AREA = frozenset(f"{word}{area}" for word in "向将由对在从为与和及至到经据以让把被给请是兼" for area in "区市县")


def _parted(start: int, word: str, tag: str) -> Iterator[Token]:
    """Part a preposition from what jieba joins it to (向区市场监管局 is cut 向区 / 市场, 由原棉纺厂 由原 / 棉纺厂).

    >>> [(token.word, token.tag) for token in _parted(0, "向区", "n")]
    [('向', 'p'), ('区', 'n')]
    """
    parts = _around_joint(word, tag) if "暨" in word else ((word[0], "p"), (word[1], "n"))
    for part, part_tag in parts:
        yield Token(start, start + len(part), part, part_tag)
        start += len(part)


def _around_joint(word: str, tag: str) -> tuple[tuple[str, str], ...]:
    """Part a word at the 暨 in it."""
    before, joint, behind = word.partition("暨")
    if not before and not behind:
        return ((word, tag),)
    return tuple((part, tag if part != joint else "c") for part in (before, joint, behind) if part)


def token_index(tokens: tuple[Token, ...]) -> list[int]:
    """Return, for every character of the sentence, the number of the token that holds it."""
    return [number for number, token in enumerate(tokens) for _ in token.word]
