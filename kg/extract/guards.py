"""Tell which of many expressions may fit a text by the words in it: one pass over it, however many there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from ahocorasick_rs import AhoCorasick

__all__ = ["Guards", "bits_of", "numbers_of"]


class Guards:
    """Which expressions need a closer look at a text: those of whose needs each has one of its words in it.

    `needs`: for each expression, sets of words of each of which one must stand in any text that fits, the rarest first.
    The expressions are bits of a number: in the first rank, those whose first need a text meets, and so on.
    """

    def __init__(self, needs: Sequence[Sequence[Collection[str]]]) -> None:
        self._count = len(needs)
        self._ranks = max(map(len, needs), default=0)
        meets: dict[str, int] = defaultdict(int)
        self._nothing = 0  # what a text without words meets: the needs that are none
        for number, several in enumerate(needs):
            for rank in range(self._ranks):
                bit = 1 << (rank * self._count + number)
                if rank >= len(several):
                    self._nothing |= bit
                for word in several[rank] if rank < len(several) else ():
                    meets[word] |= bit
        words = sorted(meets)
        self._meets = [meets[word] for word in words]
        self._automaton = AhoCorasick(words)
        self._all = (1 << self._count) - 1

    def awake(self, text: str) -> int:
        """Return the expressions that a text may fit, as bits."""
        met, meets = self._nothing, self._meets
        for word in {hit[0] for hit in self._automaton.find_matches_as_indexes(text, overlapping=True)}:
            met |= meets[word]
        awake = self._all
        for _ in range(self._ranks):
            awake &= met
            met >>= self._count
        return awake


def bits_of(numbers: Iterable[int]) -> int:
    """Return the number whose bits are those of some numbers.

    >>> bits_of([0, 3])
    9
    """
    return sum(1 << number for number in set(numbers))


def numbers_of(bits: int) -> Iterator[int]:
    """Yield the numbers of the bits that are set, in order.

    >>> list(numbers_of(9))
    [0, 3]
    """
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
