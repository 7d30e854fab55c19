"""Bring the names of all pages together: one cluster a thing, with the reasons for every merge and every doubt.

Merges are made in a fixed order, the fullest names first, and never against what keeps two things apart; so the order
of pages does not matter, and a short form that two full names could have stays by itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import product

from kg.resolve.blocks import Blocks
from kg.resolve.decisions import Decisions
from kg.resolve.judge import Judge
from kg.resolve.keys import Key
from kg.resolve.partition import Part, marks_of, part_units
from kg.resolve.published import Address
from kg.resolve.union import Sets
from kg.resolve.units import Named, Unit, atom_id, atom_of, base_of, block_of

__all__ = ["Cluster", "Clustering", "Link", "cluster_units"]

_MARGIN = 0.02


@dataclass(slots=True, eq=False)
class Cluster:
    """Units of one name that are one thing; `key` is their name and place, with a mark if others share these."""

    number: int
    key: Key
    units: list[Unit]
    is_alone: bool = True  # nothing else has this name in this place

    @property
    def homes(self) -> set[str]:
        """Return the home districts of the pages that name it."""
        return {unit.home for unit in self.units}

    @property
    def numbers(self) -> set[str]:
        """Return the numbers of the editions that its names give."""
        return {number for unit in self.units for number in marks_of(unit.key, "n")}

    @property
    def years(self) -> set[str]:
        """Return the years that its names give; of events that give none, those of their dates and pages."""
        given = {year for unit in self.units for year in marks_of(unit.key, "y")}
        return given or {unit.year for unit in self.units if unit.year and unit.form.type == "Event"}


@dataclass(frozen=True, slots=True)
class Link:
    """What likens two clusters, or two forms of one page, and what speaks against: keys of the rules."""

    one: Key
    other: Key
    kind: str
    confidence: float
    apart: str = ""
    page: int = -1
    clusters: tuple[int, int] = (-1, -1)


@dataclass(slots=True)
class Clustering:
    """The clusters, the sets of them that are one thing, the merges that were made, and the doubts that are left.

    `ties` are the pairs of blocks whose names had to be looked at together.
    """

    clusters: list[Cluster]
    sets: Sets
    merges: list[Link] = field(default_factory=list)
    doubts: list[Link] = field(default_factory=list)
    are_told_apart: Callable[[int, int], bool] = lambda one, other: False
    ties: set[tuple[str, str]] = field(default_factory=set)


def cluster_units(
    pages: Sequence[Named],
    units: Sequence[Unit],
    judge: Judge,
    decisions: Decisions,
    published: Sequence[Address] = (),
) -> Clustering:
    """Return the clusters of all units; decisions may speak of addresses that were `published`."""
    clusterer = _Clusterer(pages, units, judge, decisions)
    clusterer.published = published
    return clusterer.run()


class _Clusterer:
    def __init__(self, pages: Sequence[Named], units: Sequence[Unit], judge: Judge, decisions: Decisions) -> None:
        self.pages, self.units, self.judge, self.decisions = pages, units, judge, decisions
        self.published: Sequence[Address] = ()
        self.clusters: list[Cluster] = []
        self.doubts: list[Link] = []
        self.merges: list[Link] = []
        self.by_key: dict[Key, list[Cluster]] = defaultdict(list)
        self.apart: dict[frozenset[Key], str] = {}
        self.ties: set[tuple[str, str]] = set()

    def run(self) -> Clustering:
        self._part()
        self.sets = Sets(len(self.clusters))
        self.cannot: dict[int, set[int]] = defaultdict(set)
        self._note_apart()
        self._decide()
        self._attach()
        return Clustering(self.clusters, self.sets, self.merges, self.doubts, self._are_told_apart, self.ties)

    def _are_told_apart(self, one: int, other: int) -> bool:
        """Say whether people told two clusters, or clusters that are one with them, apart."""
        a, b = self.sets.find(one), self.sets.find(other)
        return any(self.sets.find(number) == b for number in self.cannot.get(a, ()))

    def _part(self) -> None:
        """Make clusters of the units of one name and place, parted by what tells their kind apart."""
        by_base: dict[Key, list[Unit]] = defaultdict(list)
        for unit in self.units:
            by_base[base_of(unit.key)].append(unit)
        for base in sorted(by_base):
            parted = part_units(by_base[base], self.judge.rules, self._is_refused)
            made = {id(part): self._add(base, part, alone=len(parted.parts) == 1) for part in parted.parts}
            confidence = self.judge.confidence(parted.likely, page=False)
            for one, other in parted.open:
                a, b = made[id(one)], made[id(other)]
                self.doubts.append(
                    Link(a.key, b.key, parted.likely, confidence, parted.apart, -1, (a.number, b.number))
                )

    def _add(self, base: Key, part: Part, *, alone: bool) -> Cluster:
        atoms = sorted({unit.atom for unit in part.units})
        is_marked = base.group == "work" or not alone
        cluster = Cluster(len(self.clusters), atoms[0] if is_marked else base, part.units, alone)
        self.clusters.append(cluster)
        self.by_key[base].append(cluster)
        if part.kind and len(atoms) > 1:
            confidence = self.judge.confidence(part.kind, page=False)
            here = (cluster.number, cluster.number)
            self.merges += [Link(atom, atoms[0], part.kind, confidence, clusters=here) for atom in atoms[1:]]
        return cluster

    def _is_refused(self, one: Unit, other: Unit) -> bool:
        if not self.decisions.apart:
            return False
        return self.decisions.are_apart(atom_id(one.atom), atom_id(other.atom))

    def _note_apart(self) -> None:
        """Note what pages tell apart, and the short forms that pages use for full names."""
        self.attested: dict[Key, set[Key]] = defaultdict(set)
        self.place = {(unit.page, form): c.number for c in self.clusters for unit in c.units for form in unit.forms}
        for number, page in enumerate(self.pages):
            forms = page.forms
            for here, form in enumerate(forms):
                if form.joined >= 0:
                    self.ties.add((block_of(form.key), block_of(forms[form.joined].key)))
                if form.joined >= 0 and self.place[number, here] == self.place[number, form.joined]:
                    self.attested[form.key].add(forms[form.joined].key)
                    self.merges.append(self._on_page(number, here, form.joined, form.kind))
            for doubt in page.doubts:
                self.ties.add((block_of(forms[doubt.one].key), block_of(forms[doubt.other].key)))
                self.doubts.append(
                    replace(self._on_page(number, doubt.one, doubt.other, doubt.kind), apart=doubt.apart)
                )
                if doubt.apart in ("related", "listed"):
                    self.apart[frozenset((forms[doubt.one].key, forms[doubt.other].key))] = doubt.apart

    def _on_page(self, page: int, one: int, other: int, kind: str) -> Link:
        """Return the link between two forms of a page."""
        forms = self.pages[page].forms
        confidence = self.judge.confidence(kind, page=True)
        clusters = (self.place[page, one], self.place[page, other])
        return Link(atom_of(forms[one]), atom_of(forms[other]), kind, confidence, "", page, clusters)

    def _decide(self) -> None:
        """Do what people decided: first the pairs that are not one, then those that are."""
        if not self.decisions.items:
            return
        by_id = self._by_address()
        for cluster in self.clusters:
            by_id[atom_id(cluster.key)].add(cluster.number)
            for unit in cluster.units:
                by_id[atom_id(unit.atom)].add(cluster.number)
        for decision in sorted(self.decisions.items, key=lambda decision: decision.same):
            for one, other in product(sorted(by_id[decision.subject]), sorted(by_id[decision.object])):
                if decision.same and one != other and self._unite(one, other):
                    clusters = (one, other)
                    self.merges.append(
                        Link(self.clusters[one].key, self.clusters[other].key, "decided", 1.0, "", -1, clusters)
                    )
                elif not decision.same:
                    self.cannot[one].add(other)
                    self.cannot[other].add(one)

    def _by_address(self) -> dict[str, set[int]]:
        """Return the clusters that published addresses of things are at home in."""
        by_atom: dict[str, set[int]] = defaultdict(set)
        for cluster in self.clusters:
            for atom in {cluster.key, *(unit.atom for unit in cluster.units)}:
                by_atom[atom.full].add(cluster.number)
        by_id: dict[str, set[int]] = defaultdict(set)
        for address in self.published:
            if address.is_home:
                by_id[address.id] |= by_atom.get(address.atom, set())
        return by_id

    def _attach(self) -> None:
        """Attach each name that may be short for others to the one full name that it can have."""
        blocks = Blocks(self.by_key, self.judge)
        likely: dict[Key, dict[Key, tuple[float, str, str]]] = defaultdict(dict)
        for long in self.by_key:
            for short in blocks.shorter(long):
                if found := self._compare(short, long):
                    likely[short][long] = found
        for short, longs in self.attested.items():
            if short in self.by_key:
                for long in longs:
                    if long in self.by_key:
                        likely[short][long] = (self.judge.confidence("attested", page=False), "attested", "")
        self.ties.update((block_of(short), block_of(long)) for short, longs in likely.items() for long in longs)
        for short in sorted(likely, key=lambda key: (-len(key.name), key)):
            for cluster in self.by_key[short]:
                self._place(cluster, likely[short])

    def _compare(self, short: Key, long: Key) -> tuple[float, str, str] | None:
        homes = ({home for cluster in self.by_key[key] for home in cluster.homes} for key in (short, long))
        if (found := self.judge.liken(short, long, *homes)) is None:
            return None
        return (*found, self.apart.get(frozenset((short, long)), ""))

    def _place(self, cluster: Cluster, longs: dict[Key, tuple[float, str, str]]) -> None:
        found: dict[int, Link] = {}
        for long, (confidence, kind, apart) in sorted(longs.items()):
            for other in self.by_key[long]:
                root = self.sets.find(other.number)
                if root == self.sets.find(cluster.number) or not _may_be_one_edition(cluster, other):
                    continue
                link = Link(cluster.key, other.key, kind, confidence, apart, -1, (cluster.number, other.number))
                if root not in found or found[root].confidence < confidence:
                    found[root] = link
        open_ = sorted(
            (link for link in found.values() if not link.apart), key=lambda link: (-link.confidence, link.other)
        )
        self.doubts += [link for link in found.values() if link.apart]
        if not open_:
            return
        first, *others = open_
        rivals = [link for link in others if link.confidence > first.confidence - _MARGIN]
        if first.confidence >= self.judge.rules.merge and not rivals and self._unite(*first.clusters):
            self.merges.append(first)
            return
        apart = "several" if rivals else ""
        self.doubts += [replace(link, apart=apart) for link in (first, *rivals)]

    def _unite(self, one: int, other: int) -> bool:
        """Make one thing of two clusters, unless something keeps any two of their clusters apart."""
        a, b = self.sets.find(one), self.sets.find(other)
        if a == b:
            return True
        if self._are_told_apart(a, b):
            return False
        self.sets.unite(a, b)
        root = self.sets.find(a)
        self.cannot[root] = self.cannot[a] | self.cannot[b]
        return True


def _may_be_one_edition(one: Cluster, other: Cluster) -> bool:
    """Say whether two clusters of events may be the same edition: no other number, no other year."""
    return all(not a or not b or a & b for a, b in ((one.numbers, other.numbers), (one.years, other.years)))
