"""What is told to people about names: the merges that were made, the doubts that are left, each with its reasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.resolve.decisions import Decisions
from kg.resolve.grouping import Clustering, Link
from kg.resolve.judge import Judge
from kg.resolve.keys import Key
from kg.resolve.misread import find_misread
from kg.resolve.rules import ResolveRules
from kg.resolve.units import Page, atom_id

__all__ = ["Doubt", "Merge", "doubts_of", "merges_of", "why"]


@dataclass(frozen=True, slots=True, order=True)
class Merge:
    """Two names that were taken for one thing: the thing, the atoms of the names, why, how sure, on how many pages."""

    thing: str
    one: str
    other: str
    one_name: str
    other_name: str
    kind: str
    confidence: float
    pages: int = 0
    page: str = ""  # the id of a page that shows it


@dataclass(frozen=True, slots=True, order=True)
class Doubt:
    """Two things that may be one: what likens them, what speaks against, how likely it is."""

    one: str
    other: str
    one_name: str
    other_name: str
    kind: str
    apart: str
    confidence: float
    page: str = field(default="")


def why(rules: ResolveRules, kind: str) -> str:
    """Return in words what a kind of likeness, or of difference, is."""
    if kind == "decided":
        return "人工判定为同一个"
    likeness = rules.likeness.get(kind)
    return likeness.why if likeness else rules.apart.get(kind, kind)


def merges_of(
    clustering: Clustering, pages: Sequence[Page], ids: Sequence[str], types: Sequence[str]
) -> tuple[Merge, ...]:
    """Return the merges behind each thing, those of many pages told once; `ids` and `types` are by cluster."""
    counted: Counter[tuple[str, Key, Key, str, float]] = Counter()
    shown: dict[tuple[str, Key, Key, str, float], int] = {}
    kinds: dict[tuple[str, Key, Key, str, float], str] = {}
    for link in clustering.merges:
        cluster = link.clusters[0]
        key = (ids[cluster], link.one, link.other, link.kind, link.confidence)
        counted[key] += link.page >= 0
        shown.setdefault(key, link.page)
        kinds[key] = types[cluster]
    return tuple(
        sorted(
            Merge(
                id, atom_id(kinds[key], one), atom_id(kinds[key], other), one.name, other.name, kind, confidence,
                count, _page_id(pages, shown[key]),
            )
            for key, count in counted.items()
            for id, one, other, kind, confidence in [key]
        )
    )  # fmt: skip


def doubts_of(
    clustering: Clustering, pages: Sequence[Page], ids: Sequence[str], judge: Judge, decisions: Decisions
) -> tuple[Doubt, ...]:
    """Return the doubts that are left: pairs of things that were neither merged nor told apart by people, once each."""
    best: dict[frozenset[str], Doubt] = {}
    for link in (*clustering.doubts, *_misread(clustering, judge)):
        one, other = (ids[number] for number in link.clusters)
        pair = frozenset((one, other))
        if one == other or pair in decisions.apart:
            continue
        page = _page_id(pages, link.page)
        first, second = sorted(((one, link.one.name), (other, link.other.name)))
        doubt = Doubt(first[0], second[0], first[1], second[1], link.kind, link.apart, link.confidence, page)
        if pair not in best or (best[pair].confidence, best[pair]) < (doubt.confidence, doubt):
            best[pair] = doubt
    return tuple(sorted(best.values(), key=lambda doubt: (-doubt.confidence, doubt)))


def _misread(clustering: Clustering, judge: Judge) -> Iterable[Link]:
    by_key = {cluster.key: cluster.number for cluster in clustering.clusters}
    confidence = judge.confidence("misread", page=False)
    for one, other in find_misread(by_key, judge):
        yield Link(one, other, "misread", confidence, "", -1, (by_key[one], by_key[other]))


def _page_id(pages: Sequence[Page], number: int) -> str:
    return pages[number].extraction.document.id if number >= 0 else ""
