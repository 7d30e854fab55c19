"""Leave out what holds only where a page says nothing else: a street lies in the home district, if in no other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from kg.extract.relations import Stated

__all__ = ["without_overruled"]


def without_overruled(stated: Sequence[list[Stated]], weak: frozenset[str]) -> list[list[Stated]]:
    """Return the facts of a page's sentences; of those by the `weak` rules, only what no other rule contradicts.

    Facts contradict each other that state the same of one subject, with other objects of one type.
    """
    held: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for fact in _all(stated):
        if fact.rule not in weak and (key := _key(fact)):
            held[key].add(_name(fact))
    if not held:
        return list(stated)
    return [[fact for fact in facts if fact.rule not in weak or _stands(fact, held)] for facts in stated]


def _all(stated: Iterable[list[Stated]]) -> Iterable[Stated]:
    return (fact for facts in stated for fact in facts)


def _key(fact: Stated) -> tuple[str, ...]:
    """Return subject, predicate and type of the object; nothing where the object is a date."""
    kind = getattr(fact.object, "type", "")
    return (fact.subject.name, fact.predicate, kind) if kind else ()


def _name(fact: Stated) -> str:
    return getattr(fact.object, "name", "")


def _stands(fact: Stated, held: dict[tuple[str, ...], set[str]]) -> bool:
    others = held.get(_key(fact))
    return not others or _name(fact) in others
