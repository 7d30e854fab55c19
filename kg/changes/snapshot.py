"""What a graph states, and nothing else: its things, its facts, its figures; from a graph at hand or from Turtle."""

from __future__ import annotations

import json
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from kg.directory import GRAPH, build_file
from kg.errors import BuildError
from kg.graph import Graph
from kg.model import Observation, Period, Relation
from kg.rdf.dates import settle_moment, settle_periods
from kg.vocabulary import NAMESPACE, read_vocabulary

__all__ = ["Fact", "Figure", "Snapshot", "read_snapshot", "snapshot_of"]

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_ORG = "http://www.w3.org/ns/org#"
_REPLACED = "http://purl.org/dc/terms/isReplacedBy"
_DATES = ("startDate", "endDate", "openedOn")


class Fact(NamedTuple):
    """`subject predicate object` as the graph has it: the object is a thing or a date; `title` is that of a post."""

    subject: str
    predicate: str
    object: str
    title: str = ""


class Figure(NamedTuple):
    """A figure of a thing: what was counted, in what unit, when; how much is `value`."""

    subject: str
    indicator: str
    unit: str
    period: str
    value: str
    modifier: str = ""


class Thing(NamedTuple):
    """The class and the name of a thing."""

    type: str
    name: str


@dataclass(frozen=True)
class Snapshot:
    """What a graph states; addresses are those below its base. `replaced` maps older addresses to those that stand."""

    things: Mapping[str, Thing] = field(default_factory=dict)
    facts: frozenset[Fact] = frozenset()
    figures: frozenset[Figure] = frozenset()
    replaced: Mapping[str, str] = field(default_factory=dict)

    def name(self, id: str) -> str:
        """Return what a thing is called; a date is called what it is."""
        return self.things[id].name if id in self.things else id

    def pack(self) -> bytes:
        """Return a snapshot as bytes."""
        plain = [list(self.things.items()), sorted(self.facts), sorted(self.figures), dict(self.replaced)]
        return zlib.compress(json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode("utf-8"), 1)

    @classmethod
    def unpack(cls, data: bytes) -> Snapshot:
        """Return the snapshot that `pack` made the bytes of."""
        things, facts, figures, replaced = json.loads(zlib.decompress(data))
        return cls(
            {id: Thing(*thing) for id, thing in things},
            frozenset(Fact(*fact) for fact in facts),
            frozenset(Figure(*figure) for figure in figures),
            replaced,
        )


def snapshot_of(graph: Graph) -> Snapshot:
    """Return what a graph states."""
    return Snapshot(
        {entity.id: Thing(entity.type, entity.name) for entity in graph.entities},
        frozenset(_facts(graph.relations)),
        frozenset(map(_figure, graph.observations)),
        graph.replaced,
    )


def _facts(relations: Iterable[Relation]) -> Iterator[Fact]:
    held: dict[str, list[Period]] = defaultdict(list)
    for relation in relations:
        if not isinstance(relation.object, Period):
            yield Fact(relation.subject, relation.predicate, relation.object, relation.title or "")
        elif relation.predicate == "openedOn":
            yield Fact(relation.subject, "openedOn", settle_moment(relation.object))
        else:
            held[relation.subject].append(relation.object)
    for subject, periods in held.items():
        starts, stops = settle_periods(periods)
        yield from (Fact(subject, "startDate", start) for start in starts)
        yield from (Fact(subject, "endDate", stop) for stop in stops)


def _figure(figure: Observation) -> Figure:
    period = figure.period
    when = "" if period is None else f"{period.start}/{period.stop}" if period.stop else period.start
    return Figure(
        figure.subject, figure.indicator, figure.unit or "", when, _number(figure.value), figure.modifier or ""
    )


def _number(value: Decimal) -> str:
    """Write a number in its shortest form.

    >>> _number(Decimal("1.170")), _number(Decimal("6.07E+8"))
    ('1.17', '607000000')
    """
    digits = f"{value:f}"
    digits = digits.rstrip("0").rstrip(".") if "." in digits else digits
    return "0" if digits == "-0" else digits


def read_snapshot(path: Path) -> Snapshot:
    """Return what the graph in a directory, or a Turtle file, states; raise BuildError where there is none."""
    file = build_file(path, GRAPH)
    try:
        triples = list(ox.parse(path=str(file), format=ox.RdfFormat.TURTLE))
    except SyntaxError as error:
        raise BuildError(f"{file}: this is no Turtle: {error}") from error
    return _Reader(triples).snapshot()


class _Reader:
    """Gathers the triples of a graph by subject, and reads from them what it states."""

    def __init__(self, quads: Iterable[ox.Quad]) -> None:
        self._said: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for quad in quads:
            self._said[_value(quad.subject)][quad.predicate.value].append(_value(quad.object))
        self._things = {iri: thing for iri, said in self._said.items() if (thing := _thing(said))}
        self._base = _common_base(self._things)

    def snapshot(self) -> Snapshot:
        things = {self._short(iri): thing for iri, thing in sorted(self._things.items())}
        replaced = {
            self._short(iri): self._short(said[_REPLACED][0]) for iri, said in self._said.items() if _REPLACED in said
        }
        facts = frozenset((*self._relations(), *self._posts()))
        return Snapshot(things, facts, frozenset(self._figures()), dict(sorted(replaced.items())))

    def _relations(self) -> Iterator[Fact]:
        relations = [name for name in read_vocabulary().relations if name not in ("heldOn", "openedOn", "holdsPost")]
        for iri in self._things:
            said = self._said[iri]
            for name in relations:
                yield from (Fact(self._short(iri), name, self._short(o)) for o in said.get(NAMESPACE + name, ()))
            for name in _DATES:
                yield from (Fact(self._short(iri), name, day) for day in said.get(NAMESPACE + name, ()))

    def _posts(self) -> Iterator[Fact]:
        titled: set[tuple[str, str]] = set()
        for said in self._said.values():
            if f"{_ORG}member" in said:
                member, body = said[f"{_ORG}member"][0], said[f"{_ORG}organization"][0]
                title = next(iter(said.get(NAMESPACE + "title", ())), "")
                titled.add((member, body))
                yield Fact(self._short(member), "holdsPost", self._short(body), title)
        for iri in self._things:
            for body in self._said[iri].get(NAMESPACE + "holdsPost", ()):
                if (iri, body) not in titled:
                    yield Fact(self._short(iri), "holdsPost", self._short(body))

    def _figures(self) -> Iterator[Figure]:
        for said in self._said.values():
            if NAMESPACE + "Observation" in said.get(f"{_RDF}type", ()):
                one = {key.removeprefix(NAMESPACE): values[0] for key, values in said.items()}
                period = "/".join(one[name] for name in ("startDate", "endDate") if name in one)
                unit, modifier = one.get("unit", ""), one.get("modifier", "")
                value = _number(Decimal(one["value"]))
                yield Figure(self._short(one["observationOf"]), one["indicator"], unit, period, value, modifier)

    def _short(self, iri: str) -> str:
        return iri.removeprefix(self._base)


def _value(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    return str(term) if isinstance(term, ox.Triple) else term.value


def _thing(said: Mapping[str, list[str]]) -> Thing | None:
    """Return what a subject is, if it is a thing of one of the guide's classes, the narrowest that is said."""
    classes = read_vocabulary().classes
    names = [iri.removeprefix(NAMESPACE) for iri in said.get(f"{_RDF}type", ()) if iri.startswith(NAMESPACE)]
    types = [name for name in names if name in classes and name != "Official"]
    label = said.get(f"{_RDFS}label")
    return Thing(types[0], label[0]) if types and label else None


def _common_base(things: Iterable[str]) -> str:
    """Return what the addresses of things begin with: all before `class/name`."""
    first = next(iter(things), "")
    return first.rpartition("/")[0].rpartition("/")[0] + "/" if "/" in first else ""
