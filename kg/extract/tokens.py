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
        parts = _parted(word, tag) if word in _WITH_AREA or "暨" in word else ((word, tag),)
        for part, part_tag in parts:
            tokens.append(Token(position, position + len(part), part, part_tag))
            position += len(part)
    return tuple(tokens)


_WITH_AREA = frozenset(f"{word}{area}" for word in "向将由对在从为与和及至到经据以让把被给请是" for area in "区市县")


def _parted(word: str, tag: str) -> tuple[tuple[str, str], ...]:
    """Part a preposition from the 区 or 市 that jieba joins it to (向区市场监管局 is cut 向区 / 市场).

    >>> _parted("向区", "n")
    (('向', 'p'), ('区', 'n'))
    """
    if word in _WITH_AREA:
        return ((word[0], "p"), (word[1], "n"))
    before, joint, behind = word.partition("暨")
    if joint and (before or behind):
        return tuple((part, tag if part != joint else "c") for part in (before, joint, behind) if part)
    return ((word, tag),)


def token_index(tokens: tuple[Token, ...]) -> list[int]:
    """Return, for every character of the sentence, the number of the token that holds it."""
    return [number for number, token in enumerate(tokens) for _ in token.word]
