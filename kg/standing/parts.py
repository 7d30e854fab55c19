"""What one page adds to what stands: its facts, its texts in the files, what the network page shows of it."""

from __future__ import annotations

import json
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kg.graph import Graph
from kg.model import Article, Evidence, Observation, Period, Relation, Sentence, Span, Text
from kg.rdf.evidence import evidence_by_page
from kg.rdf.facts import article_blocks, page_block, writers_of
from kg.rdf.names import observation_id
from kg.rdf.turtle import Names, digits
from kg.report import rules_in
from kg.view.marks import marks_in

__all__ = ["Part", "Shows", "fact_row", "figure_row", "part_of", "relation_of"]

PERIODS = ("heldOn", "openedOn")
FIRST = 24  # characters of an article that the network page shows

FactRow = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Part:
    """What a page adds; `facts` and `figures` are rows of the tables without the page."""

    page: str
    evidence: bytes
    articles: str
    card: str
    about: str
    view: bytes
    facts: tuple[FactRow, ...]
    figures: tuple[tuple[str, ...], ...]

    @property
    def row(self) -> tuple[object, ...]:
        """Return the row of the table of parts."""
        return self.page, self.evidence, self.articles, self.card, self.about, self.view


def part_of(graph: Graph, names: Names) -> Part:
    """Return what the one page of a graph adds."""
    (document,) = graph.documents
    ((_, evidence),) = evidence_by_page(graph, names)
    about = {
        "writers": sorted(writers_of(graph)),
        "articles": len(graph.articles),
        "sentences": len(graph.sentences),
        "rules": Counter(rules_in(graph)),
    }
    return Part(
        document.id,
        zlib.compress(evidence.encode("utf-8"), 1),
        "".join(article_blocks(graph, names)),
        page_block(document, names),
        json.dumps(about, ensure_ascii=False, sort_keys=True),
        zlib.compress(json.dumps(_view(graph), ensure_ascii=False, separators=(",", ":")).encode("utf-8"), 1),
        tuple(map(fact_row, graph.relations)),
        tuple(map(figure_row, graph.observations)),
    )


def fact_row(relation: Relation) -> FactRow:
    """Return a relation as a row: subject, predicate, object or period, title."""
    return relation.subject, relation.predicate, str(relation.object), relation.title or ""


def relation_of(row: Sequence[str], evidence: tuple[Evidence, ...] = ()) -> Relation:
    """Return the relation that `fact_row` made a row of.

    >>> relation_of(("event/a", "heldOn", "2023-04-29/2023-05-03", "")).object
    Period(start='2023-04-29', stop='2023-05-03')
    """
    subject, predicate, told, title = row
    object: str | Period = Period(*told.split("/")) if predicate in PERIODS else told
    return Relation(subject, predicate, object, evidence, title or None)


def figure_row(figure: Observation) -> tuple[str, ...]:
    """Return a figure as a row, its address first."""
    said = figure.subject, figure.indicator, digits(figure.value), figure.unit or "", figure.modifier or ""
    return observation_id(figure), *said, str(figure.period or "")


def _view(graph: Graph) -> dict[str, Any]:
    """Return the articles, and for each fact and figure where in which sentence it stands."""
    stated: list[Relation | Observation] = [*graph.relations, *graph.observations]
    used = sorted({(e.document, e.sentence) for one in stated for e in one.evidence})
    sentences = [(index, graph.sentences[page, index]) for page, index in used]
    return {
        "articles": [
            [a.id, a.headline, a.paragraphs[0].chars[:FIRST] if a.paragraphs else "", graph.mentions.get(a.id, ())]
            for a in graph.articles
        ],
        "sentences": [[index, sentence.article, sentence.text.chars] for index, sentence in sentences],
        "facts": [[*fact_row(relation), _places(relation.evidence, graph)] for relation in graph.relations],
        "figures": [[observation_id(figure), _places(figure.evidence, graph)] for figure in graph.observations],
    }


def _places(evidence: Iterable[Evidence], graph: Graph) -> list[list[Any]]:
    return [
        [e.sentence, e.rule, e.confidence, marks_in(graph.sentences[e.document, e.sentence].text, e.spans)]
        for e in evidence
    ]


class Shows:
    """What the network page shows of a page; positions are those in clean sentences."""

    def __init__(self, page: str, view: bytes) -> None:
        self._page, self._plain = page, json.loads(zlib.decompress(view))

    def articles(self) -> Iterator[tuple[Article, tuple[str, ...]]]:
        """Yield the articles with the things that each names."""
        for id, headline, first, named in self._plain["articles"]:
            article = Article(id, self._page, headline, None, (), (), (), (Text(first, ()),) if first else ())
            yield article, tuple(named)

    def sentences(self) -> Iterator[tuple[tuple[str, int], Sentence]]:
        """Yield the sentences that something rests on, by page and number."""
        for index, article, chars in self._plain["sentences"]:
            yield (self._page, index), Sentence(article, index, 0, Text(chars, tuple(range(len(chars)))))

    def facts(self) -> Iterator[tuple[FactRow, list[Evidence]]]:
        """Yield the facts with their evidence."""
        for subject, predicate, object, title, places in self._plain["facts"]:
            yield (subject, predicate, object, title), [self._evidence(*place) for place in places]

    def figures(self) -> Iterator[tuple[str, list[Evidence]]]:
        """Yield the addresses of the figures with their evidence."""
        yield from ((id, [self._evidence(*place) for place in places]) for id, places in self._plain["figures"])

    def _evidence(self, sentence: int, rule: str, confidence: float, marks: Iterable[tuple[int, int]]) -> Evidence:
        return Evidence(self._page, sentence, tuple(Span(*mark) for mark in marks), rule, confidence)
