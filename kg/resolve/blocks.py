"""Which clusters of different names are worth comparing: those whose names could be short forms of each other.

Only names that can be looked up in a table are compared, so that the cost grows with the number of names, not of pairs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from kg.resolve.judge import Judge
from kg.resolve.keys import Key
from kg.resolve.places import short_of

__all__ = ["Blocks", "ends_of", "short_names", "wildcards"]

_SHORTEST = {"body": 3, "work": 4}


class Blocks:
    """Looks up, for a name, the shorter names that may stand for it."""

    def __init__(self, keys: Iterable[Key], judge: Judge) -> None:
        self._judge = judge
        self._by_name: dict[tuple[str, str], list[Key]] = defaultdict(list)
        self._by_ends: dict[str, list[Key]] = defaultdict(list)
        for key in keys:
            self._by_name[key.group, key.name].append(key)
            if ends := ends_of(key, judge):
                self._by_ends[ends].append(key)

    def shorter(self, key: Key) -> list[Key]:
        """Return the keys that may name the same for short, or under another mark or scope, sorted."""
        names = short_names(key, self._judge)
        found = {other for name in names for other in self._by_name.get((key.group, name), ())}
        if ends := ends_of(key, self._judge):
            found |= {k for k in self._by_ends[ends] if len(k.name) < len(key.name)}
        found.discard(key)
        return sorted(found)


def ends_of(key: Key, judge: Judge) -> str:
    """Return the first and the last character of what a body is called behind its area; "" of what is no body."""
    core = _core(key, judge) if key.group == "body" else ""
    return core[:1] + core[-1:]


def short_names(key: Key, judge: Judge) -> Iterator[str]:
    """Yield the names that a name may have for short, itself among them."""
    name, rules = key.name, judge.rules
    yield name
    for start in range(1, len(name) - _SHORTEST.get(key.group, len(name)) + 1):
        yield name[start:]
    if key.group in ("body", "work", "settlement"):
        yield from (name.removesuffix(head) for head in rules.heads if name.endswith(head))
    if key.group != "body":
        return
    owner, core = judge.areas.owner(name), _core(key, judge)
    if owner:
        yield short_of(owner.area) + core
    legal = next((ending for ending in rules.legal if core.endswith(ending)), "")
    if legal:
        stem = core.removesuffix(legal)
        yield from (stem[:length] for length in range(3, len(stem) + 1))


def _core(key: Key, judge: Judge) -> str:
    owner = judge.areas.owner(key.name)
    return key.name[owner.length :] if owner else key.name


def wildcards(name: str) -> Iterator[str]:
    """Yield a name with each of its characters blotted out in turn: two that share one differ in one character.

    >>> list(wildcards("赵钰真"))
    ['?钰真', '赵?真', '赵钰?']
    """
    yield from (f"{name[:place]}?{name[place + 1 :]}" for place in range(len(name)))
