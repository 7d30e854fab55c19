"""Decide which node of a graph answers for which entity of the gold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.score.built import Built
from kg.score.gold import Gold

__all__ = ["Match", "match_entities"]


@dataclass(frozen=True, slots=True)
class Match:
    """One node for one gold entity; `mistyped` nodes have the name of a gold entity but none of its types."""

    gold_of: Mapping[str, str]
    node_of: Mapping[str, str]
    mistyped: Mapping[str, str]


def match_entities(gold: Gold, built: Built) -> Match:
    """Pair nodes and gold entities that share a name, the best pairs first."""
    gold_of: dict[str, str] = {}
    node_of: dict[str, str] = {}
    mistyped: dict[str, str] = {}
    for rank, node, id in sorted(_pairs(gold, built)):
        if node in gold_of or id in node_of:
            continue
        if rank[0] == 0:
            gold_of[node], node_of[id] = id, node
        elif node not in mistyped and id not in mistyped.values():
            mistyped[node] = id
    return Match(gold_of, node_of, mistyped)


def _pairs(gold: Gold, built: Built) -> Iterator[tuple[tuple[int, ...], str, str]]:
    """Yield (rank, node, gold id): types that agree first, then names that matter more, then more names in common."""
    for node, entity in built.entities.items():
        for id, wanted in gold.entities.items():
            if common := entity.labels & set(wanted.names):
                agree = not entity.types.isdisjoint(wanted.types)
                first = not entity.first.isdisjoint(wanted.names)
                fullest = wanted.names[0] in entity.labels
                yield (int(not agree), int(not first), int(not fullest), -len(common)), node, id
