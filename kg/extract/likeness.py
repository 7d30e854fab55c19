"""How alike stretches of a page are, by the pairs of characters they share; a pair that is everywhere weighs little."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence

__all__ = ["Likeness", "pairs"]

_NO_WORD = re.compile(r"\W+")


def pairs(chars: str) -> frozenset[str]:
    """Return the pairs of characters that follow each other within words.

    >>> sorted(pairs("红石榴，团"))
    ['石榴', '红石']
    """
    words = _NO_WORD.split(chars)
    return frozenset(word[place : place + 2] for word in words for place in range(len(word) - 1))


class Likeness:
    """Compares titles with stretches of text; a pair weighs the more, the fewer stretches it is found in."""

    def __init__(self, stretches: Iterable[str]) -> None:
        self.stretches: Sequence[frozenset[str]] = tuple(pairs(chars) for chars in stretches)
        self._found = Counter(pair for stretch in self.stretches for pair in stretch)

    def weight(self, pair: str) -> float:
        """Return what a pair tells: much if it is in one stretch, nothing if it is in all."""
        return math.log((len(self.stretches) + 1) / (self._found[pair] + 0.5)) if self._found else 1.0

    def of_title(self, title: str, stretch: int) -> float:
        """Return which part of a title, by weight, is found in a stretch: 0 to 1."""
        return self.share(pairs(title), self.stretches[stretch])

    def share(self, part: frozenset[str], whole: frozenset[str]) -> float:
        """Return which part of the pairs, by weight, is among others: 0 to 1."""
        total = sum(self.weight(pair) for pair in part)
        return sum(self.weight(pair) for pair in part & whole) / total if total else 0.0
