"""What one page adds to what stands: its facts, its texts in the files, what the network page shows of it."""

from __future__ import annotations

import json
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from kg.graph import Graph
from kg.model import Article, Evidence, Observation, Period, Relation, Span, Text
from kg.rdf.evidence import evidence_by_page
from kg.rdf.facts import article_blocks, page_block, writers_of
from kg.rdf.names import observation_id
from kg.rdf.turtle import Names, digits
from kg.report import rules_in
from kg.view.marks import marks_in

__all__ = [
    "ARTICLES",
    "SENTENCES",
    "FactRow",
    "Part",
    "articles_of",
    "as_text",
    "evidence_of",
    "fact_row",
    "figure_row",
    "part_of",
    "relation_of",
]

ARTICLES, SENTENCES = "#articles", "#sentences"  # counted beside the rules
PERIODS = ("heldOn", "openedOn")
FIRST = 24  # characters of an article that the network page shows

FactRow = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Part:
    """What a page adds: its texts, rows of what it states, what is counted on it, who wrote it.

    `facts` and `figures` are rows of their tables behind the page, `shown` its articles for the network page.
    """

    page: str
    evidence: bytes
    articles: str
    card: str
    shown: str
    counts: Counter[str]
    writers: frozenset[str]
    facts: tuple[tuple[str, ...], ...]
    figures: tuple[tuple[str, ...], ...]
    sentences: tuple[tuple[object, ...], ...]

    @property
    def row(self) -> tuple[object, ...]:
        """Return the row of the table of parts."""
        return self.page, self.evidence, self.articles, self.card, self.shown, json.dumps(self.counts)


def part_of(graph: Graph, names: Names) -> Part:
    """Return what the one page of a graph adds."""
    (document,) = graph.documents
    ((_, evidence),) = evidence_by_page(graph, names)
    return Part(
        document.id,
        zlib.compress(evidence.encode("utf-8"), 1),
        "".join(article_blocks(graph, names)),
        page_block(document, names),
        _json([_article(article, graph) for article in graph.articles]),
        Counter(rules_in(graph)) + Counter({ARTICLES: len(graph.articles), SENTENCES: len(graph.sentences)}),
        frozenset(writers_of(graph)),
        tuple((*fact_row(relation), _cited(relation.evidence, graph)) for relation in graph.relations),
        tuple((*figure_row(figure), _cited(figure.evidence, graph)) for figure in graph.observations),
        tuple(_sentences(graph)),
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _article(article: Article, graph: Graph) -> list[object]:
    first = article.paragraphs[0].chars[:FIRST] if article.paragraphs else ""
    return [article.id, article.headline, first, graph.mentions.get(article.id, ())]


def _cited(evidence: Iterable[Evidence], graph: Graph) -> str:
    """Write evidence: the number of its sentence, its rule, its confidence, where its words are in the sentence."""
    rows = []
    for one in evidence:
        marks = marks_in(graph.sentences[one.document, one.sentence].text, one.spans)
        rows.append([one.sentence, one.rule, one.confidence, marks])
    return _json(rows)


def _sentences(graph: Graph) -> Iterator[tuple[object, ...]]:
    """Yield the sentences that facts and figures rest on: number, article and clean text."""
    stated: list[Relation | Observation] = [*graph.relations, *graph.observations]
    for page, index in sorted({(e.document, e.sentence) for one in stated for e in one.evidence}):
        sentence = graph.sentences[page, index]
        yield index, sentence.article, sentence.text.chars


def articles_of(parts: Iterable[tuple[str, str]]) -> Iterator[tuple[Article, tuple[str, ...]]]:
    """Yield the articles of pages as the network page shows them, with the things that each names."""
    pages, shown = _columns(parts)
    for page, articles in zip(pages, _loaded(shown), strict=True):
        for id, headline, first, named in articles:
            yield Article(id, page, headline, None, (), (), (), (Text(first, ()),) if first else ()), tuple(named)


def evidence_of(cited: Iterable[tuple[str, str]]) -> Iterator[list[Evidence]]:
    """Yield the evidence of facts, each given by its page and what is cited; positions are those in clean sentences."""
    pages, texts = _columns(cited)
    for page, rows in zip(pages, _loaded(texts), strict=True):
        yield [Evidence(page, index, tuple([Span(*m) for m in marks]), rule, sure) for index, rule, sure, marks in rows]


def as_text(chars: str) -> Text:
    """Return a clean sentence whose positions are its own."""
    return Text(chars, _places(len(chars)))


@lru_cache(maxsize=1 << 10)
def _places(length: int) -> tuple[int, ...]:
    return tuple(range(length))


def _columns(rows: Iterable[tuple[str, str]]) -> tuple[list[str], list[str]]:
    pairs = list(rows)
    return [first for first, _ in pairs], [second for _, second in pairs]


def _loaded(texts: Iterable[str]) -> list[Any]:
    """Read many pieces of JSON at once, which is quicker than one by one."""
    return list(json.loads(f"[{','.join(texts)}]"))


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
