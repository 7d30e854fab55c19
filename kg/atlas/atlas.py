"""A build at hand: its things by number, what ties them, their figures, articles and pages; parts of it as graphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from kg.atlas.proofs import Passage, Proof, Proofs, Triple
from kg.atlas.read import Contents, Tie, read_contents
from kg.directory import EVIDENCE, GRAPH, build_file
from kg.graph import Graph, ordered
from kg.model import Entity, Evidence, Observation, Period, Relation, Sentence

__all__ = ["Atlas", "open_atlas"]


class _Dated(NamedTuple):
    """A date of a thing, and the dates of the triples that its evidence speaks of."""

    predicate: str
    period: Period
    stated: tuple[tuple[str, str], ...]  # (predicate of the triple, date)


@dataclass(frozen=True)
class Atlas:
    """A build that is looked at. Things have numbers; `ties_of[n]` are the numbers of the ties of thing n."""

    contents: Contents
    proofs: Proofs
    number: dict[str, int]
    ties_of: Sequence[Sequence[int]]
    figures_of: dict[int, list[int]] = field(default_factory=dict)
    articles_of: dict[int, list[int]] = field(default_factory=dict)
    article_number: dict[str, int] = field(default_factory=dict)
    page_number: dict[str, int] = field(default_factory=dict)
    articles_on: dict[str, list[int]] = field(default_factory=dict)

    @property
    def base(self) -> str:
        """The address that all others stand below."""
        return self.contents.base

    def degree(self, number: int) -> int:
        """Return how many ties a thing has."""
        return len(self.ties_of[number])

    def other_end(self, tie: int, number: int) -> int:
        """Return the thing at the other end of a tie."""
        one = self.contents.ties[tie]
        return one.object if one.subject == number else one.subject

    def around(self, number: int, *, most: int) -> Graph:
        """Return a thing with what is said of it, both ways; of very many ties, the first of each kind."""
        ties = _spread(self.contents.ties, self.ties_of[number], most)
        return self.graph(ties, {number}, figures=self.figures_of.get(number, ()), of=number)

    def part(self, numbers: Iterable[int], *, most_ties: int = 4_000) -> Graph:
        """Return some things with all that is said among them."""
        kept = set(numbers)
        ties = (t for n in sorted(kept) for t in self.ties_of[n] if self.contents.ties[t].subject == n)
        inner = [t for t in ties if self.contents.ties[t].object in kept][:most_ties]
        figures = [f for n in sorted(kept) for f in self.figures_of.get(n, ())[:40]]
        return self.graph(inner, kept, figures=figures)

    def bare(self) -> Graph:
        """Return the whole graph without its evidence: things, ties, dates, articles and pages."""
        found = self.contents
        ids = found.ids
        ties = [Relation(ids[t.subject], t.predicate, ids[t.object], (), t.title or None) for t in found.ties]
        dates = [Relation(ids[n], one.predicate, one.period, ()) for n in found.dates for one in self._dates(n)]
        return ordered(
            Graph(
                documents=tuple(found.pages),
                articles=tuple(found.articles),
                entities=tuple(map(self.entity, range(len(ids)))),
                relations=(*ties, *dates),
            )
        )

    def graph(self, ties: Iterable[int], numbers: set[int], *, figures: Iterable[int], of: int | None = None) -> Graph:
        """Return a graph of some ties and figures with their evidence, and of the things at their ends.

        With `of`, dates and articles are those of that thing alone.
        """
        chosen = [self.contents.ties[tie] for tie in ties]
        things = numbers | {end for tie in chosen for end in (tie.subject, tie.object)}
        whose = things if of is None else {of}
        relations, observations, sentences = self._stated(chosen, whose, figures)
        articles = dict.fromkeys(a for n in sorted(whose) for a in self.articles_of.get(n, ())[:200])
        articles |= {
            self.article_number[s.article]: None for s in sentences.values() if s.article in self.article_number
        }
        shown = [self.contents.articles[number] for number in articles]
        pages = {article.document for article in shown} | {page for page, _ in sentences}
        return ordered(
            Graph(
                documents=tuple(self.contents.pages[self.page_number[p]] for p in pages if p in self.page_number),
                articles=tuple(shown),
                sentences=sentences,
                entities=tuple(self.entity(number) for number in things),
                relations=relations,
                observations=observations,
                mentions={a.id: self._mentioned(a.id, things) for a in shown},
            )
        )

    def entity(self, number: int) -> Entity:
        """Return a thing with its names."""
        found = self.contents
        return Entity(found.ids[number], found.types[number], found.names[number], found.aliases.get(number, ()))

    def _mentioned(self, article: str, things: set[int]) -> tuple[str, ...]:
        named = self.contents.mentions[self.article_number[article]]
        return tuple(self.contents.ids[number] for number in named if number in things)

    def _stated(
        self, ties: Sequence[Tie], things: Iterable[int], figures: Iterable[int]
    ) -> tuple[tuple[Relation, ...], tuple[Observation, ...], dict[tuple[str, int], Sentence]]:
        """Return relations and figures with their evidence, and the sentences that these rest on."""
        ids = self.contents.ids
        dated = [(ids[n], one) for n in sorted(things) for one in self._dates(n)]
        counted = [self.contents.figures[number] for number in figures]
        plain = [(ids[tie.subject], tie.predicate, ids[tie.object]) for tie in ties]
        asked = [
            *plain,
            *((id, predicate, day) for id, one in dated for predicate, day in one.stated),
            *((figure.id, "observationOf", ids[figure.subject]) for figure in counted),
        ]
        found = self.proofs.of_triples(asked)
        passages = self.proofs.passages({proof.sentence for proofs in found.values() for proof in proofs})

        def settle(triple: Triple) -> tuple[Evidence, ...]:
            return tuple(_evidence(proof, passages) for proof in found[triple] if proof.sentence in passages)

        relations = [Relation(*t, settle(t), tie.title or None) for t, tie in zip(plain, ties, strict=True)]
        for id, one in dated:
            stated = dict.fromkeys(e for predicate, day in one.stated for e in settle((id, predicate, day)))
            relations.append(Relation(id, one.predicate, one.period, tuple(stated)))
        observations = [one.observation(ids, settle((one.id, "observationOf", ids[one.subject]))) for one in counted]
        sentences = {(passage.page, passage.start): passage.as_sentence() for passage in passages.values()}
        return tuple(relations), tuple(observations), sentences

    def _dates(self, number: int) -> Iterator[_Dated]:
        """Yield when a thing was held and when it opened."""
        starts, stops, opened = self.contents.dates.get(number, ((), (), ()))
        if len(starts) == len(stops) == 1:
            yield _Dated("heldOn", Period(starts[0], stops[0]), (("startDate", starts[0]), ("endDate", stops[0])))
        else:
            yield from (_Dated("heldOn", Period(day), (("startDate", day),)) for day in starts)
        yield from (_Dated("openedOn", Period(day), (("openedOn", day),)) for day in opened)


def open_atlas(directory: Path) -> Atlas:
    """Read the build in a directory. Raises BuildError where there is none, or none that can be read."""
    contents = read_contents(build_file(directory, GRAPH))
    folders = {id.partition("/")[0] for id in contents.ids}
    proofs = Proofs.open(build_file(directory, EVIDENCE), contents.base, folders)
    figures_of: dict[int, list[int]] = {}
    for number, figure in enumerate(contents.figures):
        figures_of.setdefault(figure.subject, []).append(number)
    articles_of: dict[int, list[int]] = {}
    for number, named in enumerate(contents.mentions):
        for thing in named:
            articles_of.setdefault(thing, []).append(number)
    articles_on: dict[str, list[int]] = {}
    for number, article in enumerate(contents.articles):
        articles_on.setdefault(article.document, []).append(number)
    return Atlas(
        contents=contents,
        proofs=proofs,
        number={id: number for number, id in enumerate(contents.ids)},
        ties_of=_ties_of(contents),
        figures_of=figures_of,
        articles_of=articles_of,
        article_number={article.id: number for number, article in enumerate(contents.articles)},
        page_number={page.id: number for number, page in enumerate(contents.pages)},
        articles_on=articles_on,
    )


def _ties_of(contents: Contents) -> list[list[int]]:
    found: list[list[int]] = [[] for _ in contents.ids]
    for number, tie in enumerate(contents.ties):
        found[tie.subject].append(number)
        if tie.object != tie.subject:
            found[tie.object].append(number)
    return found


def _spread(ties: Sequence[Tie], numbers: Sequence[int], most: int) -> list[int]:
    """Keep of very many ties the same share of each predicate, so that none is lost for the others."""
    if len(numbers) <= most:
        return list(numbers)
    by_kind: dict[str, list[int]] = {}
    for number in numbers:
        by_kind.setdefault(ties[number].predicate, []).append(number)
    share = max(1, most // len(by_kind))
    return [number for kind in sorted(by_kind) for number in by_kind[kind][:share]]


def _evidence(proof: Proof, passages: Mapping[str, Passage]) -> Evidence:
    passage = passages[proof.sentence]
    return Evidence(passage.page, passage.start, proof.spans, proof.rule, proof.confidence)
