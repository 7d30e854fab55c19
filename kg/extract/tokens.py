"""Words of a sentence with their parts of speech, from jieba's dictionary (its Rust twin gives the same words)."""

from __future__ import annotations

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
    tokens = []
    position = 0
    for word, tag in rjieba.tag(chars):
        tokens.append(Token(position, position + len(word), word, tag))
        position += len(word)
    return tuple(tokens)


def token_index(tokens: tuple[Token, ...], length: int) -> list[int]:
    """Return, for every character of the sentence, the number of the token that holds it."""
    index = [0] * length
    for number, token in enumerate(tokens):
        for position in range(token.start, min(token.stop, length)):
            index[position] = number
    return index
