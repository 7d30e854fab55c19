"""Writers and photographers: their names are kept as printed; which are one person is for people to say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.iri import author_id
from kg.resolve.decisions import Decisions
from kg.resolve.links import Doubt
from kg.resolve.misread import find_alike_bylines

__all__ = ["alike_bylines", "one_writer"]


def one_writer(printed: Iterable[str], decisions: Decisions) -> dict[str, str]:
    """Return, for names that people said are another writer's, the name that this writer goes by."""
    names = sorted(set(printed))
    by_id = {author_id(name): name for name in names}
    named: dict[str, str] = {}
    for decision in decisions.together:
        one, other = by_id.get(decision.subject), by_id.get(decision.object)
        if one and other and _last(one, named) != _last(other, named):
            named[_last(other, named)] = _last(one, named)
    return {name: _last(name, named) for name in sorted(named)}


def alike_bylines(printed: Iterable[str], decisions: Decisions, confidence: float) -> tuple[Doubt, ...]:
    """Return the pairs of writers that may be one, misread: 赵钰萁, 赵钰真."""
    known = {decision.pair for decision in decisions.items}
    pairs = find_alike_bylines(sorted(set(printed)))
    doubts = (_doubt(one, other, confidence) for one, other in pairs)
    return tuple(sorted(doubt for doubt in doubts if frozenset((doubt.one, doubt.other)) not in known))


def _doubt(one: str, other: str, confidence: float) -> Doubt:
    (a, first), (b, second) = sorted(((author_id(one), one), (author_id(other), other)))
    return Doubt(a, b, first, second, a, b, "byline", "", confidence)


def _last(name: str, named: Mapping[str, str]) -> str:
    while name in named:
        name = named[name]
    return name
