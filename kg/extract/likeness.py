"""How alike stretches of a page are, by the pairs of characters they share; a pair that is everywhere weighs little."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain
from operator import add

__all__ = ["Likeness", "pairs"]

_NO_WORD = re.compile(r"\W+")


def pairs(chars: str) -> frozenset[str]:
    """Return the pairs of characters that follow each other within words.

    >>> sorted(pairs("红石榴，团"))
    ['石榴', '红石']
    """
    found: set[str] = set()
    for word in _NO_WORD.split(chars):
        found.update(map(add, word, word[1:]))
    return frozenset(found)


class Likeness:
    """Compares titles with stretches of text; a pair weighs the more, the fewer stretches it is found in."""

    def __init__(self, stretches: Iterable[str]) -> None:
        self.stretches: Sequence[frozenset[str]] = tuple(pairs(chars) for chars in stretches)
        self._found = Counter(chain.from_iterable(self.stretches))
        count = len(self.stretches)
        self._weights = [round(1000 * math.log((count + 1) / (max(found, 1) + 0.5))) for found in range(count + 1)]

    def of_title(self, title: str) -> list[float]:
        """Return which part of a title, by weight, is found in each stretch: 0 to 1."""
        own = pairs(title)
        total = self._weight(own)
        return [self._weight(own & stretch) / total if total else 0.0 for stretch in self.stretches]

    def share(self, part: frozenset[str], whole: frozenset[str]) -> float:
        """Return which part of the pairs, by weight, is among others: 0 to 1."""
        total = self._weight(part)
        return self._weight(part & whole) / total if total else 0.0

    def _weight(self, some: frozenset[str]) -> int:
        """Return what pairs tell, in whole numbers, so that no order of a set changes the sum."""
        found, weights = self._found, self._weights
        return sum([weights[found[pair]] for pair in some])
