"""Read graph.ttl back into compact tables, in one pass."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from kg.errors import BuildError
from kg.iri import BASE_IRI
from kg.model import Article, Document, Evidence, Observation, Period
from kg.vocabulary import NAMESPACE, read_vocabulary

__all__ = ["Contents", "Figure", "Tie", "read_contents"]

_RDFS, _SKOS = "http://www.w3.org/2000/01/rdf-schema#", "http://www.w3.org/2004/02/skos/core#"
_SCHEMA, _ORG = "https://schema.org/", "http://www.w3.org/ns/org#"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_LABEL, _ALIAS = f"{_RDFS}label", f"{_SKOS}altLabel"
_SPACE = "http://rdfs.org/ns/void#uriSpace"
_REPLACED = "http://purl.org/dc/terms/isReplacedBy"
_POST = "holdsPost"

Said = Mapping[str, Sequence[str]]
Dates = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]


class Tie(NamedTuple):
    """`subject predicate object`, things by number; `title` is that of a post."""

    subject: int
    predicate: str
    object: int
    title: str = ""


class Figure(NamedTuple):
    """A figure of a thing, by number."""

    id: str
    subject: int
    indicator: str
    value: str
    unit: str
    modifier: str
    start: str
    stop: str
    stated: str = ""  # the first day on which a page stated it

    def observation(self, ids: Sequence[str], evidence: tuple[Evidence, ...]) -> Observation:
        """Return the figure as the observation that was written."""
        period = Period(self.start, self.stop or None) if self.start else None
        value, unit, modifier = Decimal(self.value), self.unit or None, self.modifier or None
        return Observation(ids[self.subject], self.indicator, value, unit, modifier, period, evidence)


@dataclass(slots=True)
class Contents:
    """What a graph holds. Addresses are those below the base; things have the numbers of their place in `ids`."""

    base: str = BASE_IRI
    ids: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    types: list[str] = field(default_factory=list)
    aliases: dict[int, tuple[str, ...]] = field(default_factory=dict)
    dates: dict[int, Dates] = field(default_factory=dict)
    ties: list[Tie] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    articles: list[Article] = field(default_factory=list)
    mentions: list[tuple[int, ...]] = field(default_factory=list)  # of each article
    pages: list[Document] = field(default_factory=list)
    replaced: dict[str, str] = field(default_factory=dict)


def read_contents(file: Path) -> Contents:
    """Read a graph. Raises BuildError where it is no Turtle."""
    try:
        return _Reader().read(file)
    except (SyntaxError, OSError) as error:
        raise BuildError(f"{file}: this is no Turtle: {error}") from error


class _Reader:
    """Takes one subject after the other; what points at a thing is settled when all things are known."""

    def __init__(self) -> None:
        vocabulary = read_vocabulary()
        self._classes = {NAMESPACE + name: sys.intern(name) for name in vocabulary.classes if name != "Official"}
        dates = ("heldOn", "openedOn")
        self._relations = {NAMESPACE + name: sys.intern(name) for name in vocabulary.relations if name not in dates}
        self._found = Contents()
        self._iris: list[str] = []
        self._ties: list[tuple[int, str, str]] = []
        self._posts: list[tuple[str, str, str]] = []
        self._figures: list[tuple[str, Said]] = []
        self._articles: list[tuple[str, Said]] = []
        self._people: dict[str, str] = {}
        self._replaced: dict[str, str] = {}

    def read(self, file: Path) -> Contents:
        for subject, said in _subjects(file):
            self._take(subject, said)
        found = self._found
        numbers = {iri: number for number, iri in enumerate(self._iris)}
        found.ids = [iri.removeprefix(found.base) for iri in self._iris]
        found.ties = list(self._settled(numbers))
        found.figures = [f for iri, said in self._figures if (f := self._figure(iri, said, numbers)) is not None]
        for iri, said in self._articles:
            found.articles.append(self._article(iri, said))
            named = (numbers.get(iri, -1) for iri in said.get(f"{_SCHEMA}mentions", ()))
            found.mentions.append(tuple(number for number in named if number >= 0))
        found.replaced = {self._short(old): self._short(new) for old, new in self._replaced.items()}
        return found

    def _take(self, iri: str, said: Said) -> None:
        types = said.get(_TYPE, ())
        known = next((self._classes[type] for type in types if type in self._classes), None)
        if known is not None and _LABEL in said:
            self._thing(iri, known, said)
        elif f"{NAMESPACE}Observation" in types:
            self._figures.append((iri, said))
        elif f"{_ORG}Membership" in types:
            ends = _one(said, f"{_ORG}member"), _one(said, f"{_ORG}organization")
            self._posts.append((*ends, _one(said, f"{NAMESPACE}title")))
        elif f"{NAMESPACE}Article" in types:
            self._articles.append((iri, said))
        elif f"{NAMESPACE}Page" in types:
            self._found.pages.append(_page(iri, said))
        elif f"{NAMESPACE}Contributor" in types:
            self._people[iri] = _one(said, _LABEL)
        elif _REPLACED in said:
            self._replaced[iri] = _one(said, _REPLACED)
        elif _SPACE in said:
            self._found.base = _one(said, _SPACE)

    def _thing(self, iri: str, type: str, said: Said) -> None:
        number = len(self._iris)
        self._iris.append(iri)
        self._found.names.append(_one(said, _LABEL))
        self._found.types.append(type)
        if _ALIAS in said:
            self._found.aliases[number] = tuple(sorted(said[_ALIAS]))
        dates = tuple(tuple(sorted(said.get(NAMESPACE + name, ()))) for name in ("startDate", "endDate", "openedOn"))
        if any(dates):
            self._found.dates[number] = (dates[0], dates[1], dates[2])
        for predicate, objects in said.items():
            name = self._relations.get(predicate)
            if name is not None:
                self._ties.extend((number, name, other) for other in objects)

    def _settled(self, numbers: Mapping[str, int]) -> Iterator[Tie]:
        titled = defaultdict(list)
        for member, body, title in self._posts:
            titled[member, body].append(title)
        for subject, predicate, other in self._ties:
            if other not in numbers:
                continue
            titles = titled.get((self._iris[subject], other), [""]) if predicate == _POST else [""]
            yield from (Tie(subject, predicate, numbers[other], title) for title in sorted(titles))

    def _figure(self, iri: str, said: Said, numbers: Mapping[str, int]) -> Figure | None:
        subject = numbers.get(_one(said, f"{NAMESPACE}observationOf"))
        if subject is None:
            return None

        def text(name: str) -> str:
            return _one(said, NAMESPACE + name)

        return Figure(
            id=self._short(iri),
            subject=subject,
            indicator=text("indicator"),
            value=text("value"),
            unit=text("unit"),
            modifier=text("modifier"),
            start=text("startDate"),
            stop=text("endDate"),
            stated=min(said.get(f"{NAMESPACE}statedOn", ("",))),
        )

    def _article(self, iri: str, said: Said) -> Article:
        def people(predicate: str) -> tuple[str, ...]:
            return tuple(self._people.get(one, one) for one in said.get(predicate, ()))

        return Article(
            id=self._short(iri).removeprefix("article/"),
            document=_last(_one(said, f"{_SCHEMA}isPartOf")),
            headline=_one(said, f"{_SCHEMA}headline") or None,
            headline_span=None,
            titles=tuple(said.get(f"{_SCHEMA}alternativeHeadline", ())),
            bylines=people(f"{_SCHEMA}author"),
            photographers=people(f"{NAMESPACE}photographer"),
            paragraphs=(),
        )

    def _short(self, iri: str) -> str:
        return iri.removeprefix(self._found.base)


def _subjects(file: Path) -> Iterator[tuple[str, Said]]:
    """Yield what is said of each subject; a build writes all of it in one place."""
    for subject, quads in groupby(ox.parse(path=str(file), format=ox.RdfFormat.TURTLE), key=attrgetter("subject")):
        said: dict[str, list[str]] = {}
        for quad in quads:
            said.setdefault(quad.predicate.value, []).append(quad.object.value)
        yield subject.value, said


def _page(iri: str, said: Said) -> Document:
    return Document(
        id=_last(iri),
        name=_one(said, f"{NAMESPACE}fileName"),
        sha256=_one(said, f"{NAMESPACE}sha256"),
        text="",
        date=_one(said, f"{_SCHEMA}datePublished") or None,
        frame=_one(said, f"{NAMESPACE}frame") or None,
    )


def _one(said: Said, predicate: str) -> str:
    return next(iter(said.get(predicate, ())), "")


def _last(iri: str) -> str:
    return iri.rpartition("/")[2]
