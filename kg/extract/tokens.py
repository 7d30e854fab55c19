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
        if word in _WITH_AREA or "暨" in word:
            tokens.extend(_parted(position, word, tag))
        else:
            tokens.append(Token(position, stop, word, tag))
        position = stop
    return tuple(tokens)


_WITH_AREA = frozenset(f"{word}{area}" for word in "向将由对在从为与和及至到经据以让把被给请是" for area in "区市县")


def _parted(start: int, word: str, tag: str) -> Iterator[Token]:
    """Part a preposition from the 区 or 市 that jieba joins it to (向区市场监管局 is cut 向区 / 市场).

    >>> [(token.word, token.tag) for token in _parted(0, "向区", "n")]
    [('向', 'p'), ('区', 'n')]
    """
    parts = ((word[0], "p"), (word[1], "n")) if word in _WITH_AREA else _around_joint(word, tag)
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
