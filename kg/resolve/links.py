"""What is told to people about names: the merges that were made, the doubts that are left, each with its reasons."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.resolve.grouping import Clustering, Link
from kg.resolve.judge import Judge
from kg.resolve.keys import Key
from kg.resolve.misread import find_misread
from kg.resolve.rules import ResolveRules
from kg.resolve.units import Named, atom_id, atom_of, block_of

__all__ = ["Doubt", "Links", "Merge", "why"]

_EDITION = re.compile(r"([nyc])(\d+)")
_IN_WORDS = {"n": "第{}届", "y": "{}年", "c": "{}年"}


@dataclass(frozen=True, slots=True, order=True)
class Merge:
    """Two names that were taken for one thing: the thing, the names and their addresses, why, how sure, where."""

    thing: str
    one: str
    other: str
    one_name: str
    other_name: str
    kind: str
    confidence: float
    pages: int = 0  # how many pages show it; 0: it was made across pages
    page: str = ""  # the id of one that does


@dataclass(frozen=True, slots=True, order=True)
class Doubt:
    """Two names that may be of one thing, and the things they are of: what likens them, what speaks against."""

    one: str
    other: str
    one_name: str
    other_name: str
    one_thing: str
    other_thing: str
    kind: str
    apart: str
    confidence: float
    page: str = ""


def why(rules: ResolveRules, kind: str) -> str:
    """Return in words what a kind of likeness, or of difference, is."""
    if kind == "decided":
        return "人工判定为同一个"
    likeness = rules.likeness.get(kind)
    return likeness.why if likeness else rules.apart.get(kind, kind)


class Links:
    """The links of a clustering, told of the things that came of it; `ids` are their addresses by cluster."""

    def __init__(self, clustering: Clustering, pages: Sequence[Named], ids: Sequence[str], judge: Judge) -> None:
        self._clustering, self._pages, self._ids, self._judge = clustering, pages, ids, judge
        self._misread = list(self._find_misread())
        self._names = _spellings(pages, self._atoms())

    def ties(self) -> set[tuple[str, str]]:
        """Return the pairs of blocks that have names of which one may be the other, misread."""
        return {(block_of(link.one), block_of(link.other)) for link in self._misread}

    def merges(self) -> tuple[Merge, ...]:
        """Return the merges behind each thing, those that many pages show told once, sorted."""
        counted: Counter[tuple[str, Key, Key, str, float]] = Counter()
        shown: dict[tuple[str, Key, Key, str, float], int] = {}
        for link in self._clustering.merges:
            key = (self._ids[link.clusters[0]], link.one, link.other, link.kind, link.confidence)
            counted[key] += link.page >= 0
            shown.setdefault(key, link.page)
        found = (self._merge(*key, pages=counted[key], page=shown[key]) for key in counted)
        return tuple(sorted(found))

    def _merge(self, thing: str, one: Key, other: Key, kind: str, confidence: float, *, pages: int, page: int) -> Merge:
        names = self._name(one), self._name(other)
        return Merge(thing, atom_id(one), atom_id(other), *names, kind, confidence, pages, self._page(page))

    def doubts(self) -> tuple[Doubt, ...]:
        """Return the doubts that are left, the likeliest first: pairs neither merged nor told apart by people."""
        best: dict[frozenset[str], Doubt] = {}
        for link in (*self._clustering.doubts, *self._misread):
            pair = frozenset(self._ids[number] for number in link.clusters)
            if len(pair) == 1 or self._clustering.are_told_apart(*link.clusters):
                continue
            doubt = self._doubt(link)
            if pair not in best or (best[pair].confidence, best[pair]) < (doubt.confidence, doubt):
                best[pair] = doubt
        return tuple(sorted(best.values(), key=lambda doubt: (-doubt.confidence, doubt)))

    def _doubt(self, link: Link) -> Doubt:
        keys = zip((link.one, link.other), link.clusters, strict=True)
        ends = ((atom_id(key), self._name(key), self._ids[number]) for key, number in keys)
        (one, one_name, one_thing), (other, other_name, other_thing) = sorted(ends)
        page = self._page(link.page)
        return Doubt(
            one, other, one_name, other_name, one_thing, other_thing, link.kind, link.apart, link.confidence, page
        )

    def _find_misread(self) -> Iterator[Link]:
        by_key = {cluster.key: cluster.number for cluster in self._clustering.clusters}
        confidence = self._judge.confidence("misread", page=False)
        for one, other in find_misread(by_key, self._judge):
            yield Link(one, other, "misread", confidence, "", -1, (by_key[one], by_key[other]))

    def _atoms(self) -> set[Key]:
        links = (*self._clustering.merges, *self._clustering.doubts, *self._misread)
        return {atom for link in links for atom in (link.one, link.other)}

    def _name(self, atom: Key) -> str:
        """Return how pages spell a name, with what tells it from others of that spelling: 王芳（上海道小学）."""
        spelled = self._names.get(atom) or self._names.get(atom._replace(mark="")) or atom.name
        return f"{spelled}（{_mark_in_words(atom)}）" if atom.mark else spelled

    def _page(self, number: int) -> str:
        return self._pages[number].id if number >= 0 else ""


def _mark_in_words(atom: Key) -> str:
    if atom.group != "work":
        return atom.mark.partition("|")[0]
    return "".join(_IN_WORDS[kind].format(number) for kind, number in _EDITION.findall(atom.mark))


def _spellings(pages: Iterable[Named], wanted: set[Key]) -> dict[Key, str]:
    """Return the fullest spelling that pages have for each of some atoms, and for their names whatever the mark."""
    found: dict[Key, str] = {}
    bare = {atom._replace(mark="") for atom in wanted}
    for page in pages:
        for form in page.forms:
            key = form.key._replace(mark="") if form.key.mark else form.key
            if key not in bare or not form.names:
                continue
            name = min((name for name, _ in form.names), key=lambda name: (-len(name), name))
            for atom in (key, atom_of(form)):
                found[atom] = min(found.get(atom, name), name, key=lambda name: (-len(name), name))
    return found
