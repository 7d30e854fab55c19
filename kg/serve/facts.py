"""What pages show of facts: their kind, the other end, the sentences with the words marked, where these stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.graph import Graph
from kg.model import Article, Document, Evidence, Observation, Period, Relation, Span, Text
from kg.view.marks import marks_in

__all__ = ["Piece", "Source", "Stated", "pieces_of", "sources_of", "stated_figure", "stated_relation"]

LONGEST_QUOTE = 72
MOST_SOURCES = 20

Piece = tuple[str, bool]  # a stretch of a sentence, and whether it is marked


@dataclass(frozen=True, slots=True)
class Source:
    """A sentence that states a fact."""

    pieces: tuple[Piece, ...]
    quote: tuple[Piece, ...]  # a short form of it
    article: Article | None
    page: Document | None
    rule: str
    confidence: int  # percent


@dataclass(frozen=True, slots=True)
class Stated:
    """A fact as a row: the thing at the other end, or a period, or a figure."""

    other: str | None = None  # Entity.id
    period: Period | None = None
    title: str = ""
    figure: Observation | None = None
    sources: tuple[Source, ...] = field(default=())
    more: int = 0  # sources that are left out


def stated_relation(graph: Graph, relation: Relation, thing: str) -> Stated:
    """Return a relation as one of its ends sees it."""
    sources, more = sources_of(graph, relation.evidence)
    if isinstance(relation.object, Period):
        return Stated(period=relation.object, sources=sources, more=more)
    other = relation.subject if relation.object == thing else relation.object
    return Stated(other=other, title=relation.title or "", sources=sources, more=more)


def stated_figure(graph: Graph, figure: Observation) -> Stated:
    """Return a figure as a row."""
    sources, more = sources_of(graph, figure.evidence)
    return Stated(figure=figure, period=figure.period, sources=sources, more=more)


def sources_of(graph: Graph, evidence: Sequence[Evidence]) -> tuple[tuple[Source, ...], int]:
    """Return the sentences that evidence speaks of, the first of very many, and how many are left out."""
    articles = {article.id: article for article in graph.articles}
    pages = {page.id: page for page in graph.documents}
    found = []
    for one in evidence[:MOST_SOURCES]:
        sentence = graph.sentences.get((one.document, one.sentence))
        if sentence is None:
            continue
        marks = marks_in(sentence.text, one.spans)
        found.append(
            Source(
                pieces=_cut_up(sentence.text.chars, marks),
                quote=_short(sentence.text.chars, marks),
                article=articles.get(sentence.article),
                page=pages.get(one.document),
                rule=one.rule,
                confidence=round(one.confidence * 100),
            )
        )
    return tuple(found), max(0, len(evidence) - MOST_SOURCES)


def pieces_of(text: Text, spans: Iterable[Span]) -> tuple[Piece, ...]:
    """Cut a sentence up into what is marked and what is not."""
    return _cut_up(text.chars, marks_in(text, spans))


def _cut_up(chars: str, marks: Sequence[tuple[int, int]], start: int = 0, stop: int | None = None) -> tuple[Piece, ...]:
    """Cut up what stands in a range.

    >>> _cut_up("红石榴宣讲团成立", [(0, 3), (6, 8)])
    (('红石榴', True), ('宣讲团', False), ('成立', True))
    """
    end = len(chars) if stop is None else stop
    pieces, at = [], start
    for first, last in marks:
        low, high = max(first, at), min(last, end)
        if low < high:
            pieces += [(chars[at:low], False), (chars[low:high], True)]
            at = high
    pieces.append((chars[at:end], False))
    return tuple(piece for piece in pieces if piece[0])


def _short(chars: str, marks: Sequence[tuple[int, int]]) -> tuple[Piece, ...]:
    """Keep what stands around the first mark."""
    first = marks[0][0] if marks else 0
    start = min(first - 16, max(0, len(chars) - LONGEST_QUOTE)) if first > 24 else 0
    stop = min(len(chars), start + LONGEST_QUOTE)
    before: tuple[Piece, ...] = (("…", False),) if start else ()
    after: tuple[Piece, ...] = (("…", False),) if stop < len(chars) else ()
    return before + _cut_up(chars, marks, start, stop) + after
