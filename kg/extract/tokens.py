"""Words of a sentence with their parts of speech, from jieba's dictionary (its Rust twin gives the same words)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, chain, repeat
from typing import NamedTuple

import rjieba

__all__ = ["Token", "Words", "cut_words", "tokenize"]


class Token(NamedTuple):
    """A word at the clean range `[start, stop)` of its sentence, with jieba's tag (`n`, `ns`, `nr`, `v`, `p`, …)."""

    start: int
    stop: int
    word: str
    tag: str


class Words(NamedTuple):
    """The words of a sentence, which cover it without gaps: most of them are never looked at, so none is an object.

    The word of number `n` is `words[n]`, from `starts[n]` on (the last of `starts` is where the sentence ends);
    `numbers[i]` is the number of the word that holds the character `i`; `parted` are the tags where words were parted.
    """

    words: Sequence[str]
    starts: Sequence[int]
    numbers: Sequence[int]
    parted: Sequence[str] = ()

    def tag(self, number: int) -> str:
        """Return the tag of a word."""
        if self.parted:
            return self.parted[number]
        tag = _known_tags.get(self.words[number])
        return _learn_tags("".join(self.words))[self.words[number]] if tag is None else tag

    def at(self, position: int) -> Token:
        """Return the word that holds a character."""
        return self.token(self.numbers[position])

    def token(self, number: int) -> Token:
        """Return the word of a number."""
        return Token(self.starts[number], self.starts[number + 1], self.words[number], self.tag(number))

    def begins(self, position: int) -> bool:
        """Say whether a word begins at this position (or the sentence ends there)."""
        return position >= len(self.numbers) or self.starts[self.numbers[position]] == position


_MOST_KNOWN = 1 << 16
_known_tags: dict[str, str] = {}  # a word has one tag, wherever it stands


def _learn_tags(chars: str) -> Mapping[str, str]:
    """Take in the tags of the words of a sentence: looking them up takes as long as cutting it."""
    if len(_known_tags) > _MOST_KNOWN:
        _known_tags.clear()
    _known_tags.update(rjieba.tag(chars))
    return _known_tags


def cut_words(chars: str) -> Words:
    """Cut a sentence into words.

    >>> words = cut_words("河西区召开会议")
    >>> words.words, words.tag(1)
    (['河西区', '召开', '会议'], 'v')
    """
    words: Sequence[str] = rjieba.cut(chars)
    tags: Sequence[str] = ()
    if _MAY_JOIN.search(chars) and ("由" in chars or "暨" in chars or not _WITH_AREA.isdisjoint(words)):
        words, tags = zip(*(part for word, tag in rjieba.tag(chars) for part in _parts(word, tag)), strict=True)
    lengths = list(map(len, words))
    numbers = list(chain.from_iterable(map(repeat, range(len(words)), lengths)))
    return Words(words, list(accumulate(lengths, initial=0)), numbers, tags)


def tokenize(chars: str) -> tuple[Token, ...]:
    """Return the tagged words of a sentence, each with its place.

    >>> [token.word for token in tokenize("河西区召开会议")]
    ['河西区', '召开', '会议']
    """
    words = cut_words(chars)
    return tuple(map(words.token, range(len(words.words))))


_OF_BY = frozenset(("由于", "由此", "由来", "由衷", "由头", "由是"))  # the words that do begin with 由
_BEFORE_AREA = "向将由对在从为与和及至到经据以让把被给请是兼"
_WITH_AREA = frozenset(f"{word}{area}" for word in _BEFORE_AREA for area in "区市县")
_MAY_JOIN = re.compile(f"[由暨]|[{_BEFORE_AREA}][区市县]")


def _parts(word: str, tag: str) -> Iterator[tuple[str, str]]:
    """Part a preposition from what jieba joins it to (向区市场监管局 is cut 向区 / 市场, 由原棉纺厂 由原 / 棉纺厂).

    >>> list(_parts("向区", "n")), list(_parts("由于", "c"))
    ([('向', 'p'), ('区', 'n')], [('由于', 'c')])
    """
    if "暨" in word:
        yield from _around_joint(word, tag)
    elif word in _WITH_AREA or (word[0] == "由" and len(word) == 2 and word not in _OF_BY):
        yield from ((word[0], "p"), (word[1], "n"))
    else:
        yield word, tag


def _around_joint(word: str, tag: str) -> tuple[tuple[str, str], ...]:
    """Part a word at the 暨 in it."""
    before, joint, behind = word.partition("暨")
    if not before and not behind:
        return ((word, tag),)
    return tuple((part, tag if part != joint else "c") for part in (before, joint, behind) if part)
