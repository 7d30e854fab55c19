"""Tell which of many expressions may fit a text by the words in it: one pass over it, however many there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from functools import reduce
from operator import or_

from ahocorasick_rs import AhoCorasick

__all__ = ["Guards"]


class Guards:
    """Which expressions need a closer look at a text: those of whose needs each has one of its words in it.

    `needs`: for each expression, sets of words of each of which one must stand in any text that fits, the rarest first.
    """

    def __init__(self, needs: Sequence[Sequence[Collection[str]]]) -> None:
        bits: dict[frozenset[str], int] = {}
        meets: dict[str, int] = defaultdict(int)
        wakes: dict[str, list[int]] = defaultdict(list)
        self._wanted: list[int] = []
        for number, several in enumerate(needs):
            for need in map(frozenset, several):
                bit = bits.setdefault(need, 1 << len(bits))
                for word in need:
                    meets[word] |= bit
            self._wanted.append(reduce(or_, (bits[frozenset(need)] for need in several), 0))
            for word in several[0] if several else ():
                wakes[word].append(number)
        self._always = frozenset(number for number, several in enumerate(needs) if not several)
        words = sorted(meets)
        self._words = [(meets[word], tuple(wakes.get(word, ()))) for word in words]
        self._automaton = AhoCorasick(words)

    def awake(self, text: str) -> frozenset[int]:
        """Return the numbers of the expressions that a text may fit."""
        met, woken = 0, set[int]()
        for word in {hit[0] for hit in self._automaton.find_matches_as_indexes(text, overlapping=True)}:
            meets, wakes = self._words[word]
            met |= meets
            woken.update(wakes)
        wanted = self._wanted
        return self._always.union([number for number in woken if wanted[number] & met == wanted[number]])
