"""Sets that grow together: union and find, with the smallest number standing for its set."""

from __future__ import annotations

from collections import defaultdict

__all__ = ["Sets"]


class Sets:
    """The numbers from 0 up to `size`, at first each a set of its own.

    >>> sets = Sets(4)
    >>> sets.unite(3, 1)
    >>> sets.find(3), sets.members()
    (1, [[0], [1, 3], [2]])
    """

    def __init__(self, size: int) -> None:
        self._above = list(range(size))

    def find(self, number: int) -> int:
        """Return the smallest number of the set that a number is in."""
        root = number
        while self._above[root] != root:
            root = self._above[root]
        while self._above[number] != root:
            self._above[number], number = root, self._above[number]
        return root

    def unite(self, one: int, other: int) -> None:
        """Make one set of the two that the numbers are in."""
        low, high = sorted((self.find(one), self.find(other)))
        self._above[high] = low

    def members(self) -> list[list[int]]:
        """Return the sets, each sorted, in order of their smallest number."""
        sets: dict[int, list[int]] = defaultdict(list)
        for number in range(len(self._above)):
            sets[self.find(number)].append(number)
        return [sets[root] for root in sorted(sets)]
