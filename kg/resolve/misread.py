"""Names that may be one, misread or mistyped: two of one length that differ in one character. Never merged silently."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from kg.resolve.blocks import wildcards
from kg.resolve.judge import Judge
from kg.resolve.keys import Key

__all__ = ["SHORTEST", "find_alike_bylines", "find_misread"]

SHORTEST = {"person": 3, "body": 5, "settlement": 4, "street": 4, "road": 4, "work": 6}


def find_misread(keys: Iterable[Key], judge: Judge) -> Iterator[tuple[Key, Key]]:
    """Yield the pairs of keys of one place that differ in one character that looks or sounds like the other."""
    blotted: dict[tuple[str, str, str], list[Key]] = defaultdict(list)
    for key in sorted(set(keys)):
        if len(key.name) >= SHORTEST.get(key.group, 99):
            for name in wildcards(key.name):
                blotted[key.group, key.scope, name].append(key)
    for several in blotted.values():
        for number, one in enumerate(several):
            for other in several[number + 1 :]:
                if one.name != other.name and judge.is_misread(one.name, other.name):
                    yield one, other


def find_alike_bylines(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of names of three characters or more that differ in one, not the surname: 赵钰萁, 赵钰真."""
    blotted: dict[str, list[str]] = defaultdict(list)
    for name in sorted(set(names)):
        if len(name) >= 3:
            for blot in wildcards(name):
                if not blot.startswith("?"):
                    blotted[blot].append(name)
    for blot in sorted(blotted):
        several = blotted[blot]
        yield from ((one, other) for number, one in enumerate(several) for other in several[number + 1 :])
