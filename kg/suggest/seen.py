"""What a reading has seen of a sentence: its words, the names in it, and which of them some fact joins."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.extract import Extraction
from kg.extract.document import Extractor, Reading
from kg.extract.found import Found
from kg.extract.sentences import split_sentences
from kg.model import Article, Document
from kg.query import Limits, run_query
from kg.rules.schema import Pack
from kg.text.clean import clean

__all__ = ["Named", "Seen", "see_build", "see_extractions"]

_SENTENCES = """
SELECT ?page ?text ?date ?frame WHERE {
  ?sentence a ckg:Sentence ; nif:anchorOf ?text ; nif:beginIndex ?begin ; nif:referenceContext ?page .
  OPTIONAL { ?page schema:datePublished ?date }
  OPTIONAL { ?page ckg:frame ?frame }
} ORDER BY ?page ?begin
"""
_ALL = Limits(seconds=600, rows=10_000_000)


@dataclass(frozen=True, slots=True)
class Named:
    """A name at the clean range `[start, stop)` of a sentence."""

    start: int
    stop: int
    type: str
    name: str


@dataclass(frozen=True, slots=True)
class Seen:
    """A sentence of a page with its outermost names in order, and the pairs of names that facts of the page join."""

    page: str
    chars: str
    names: tuple[Named, ...]
    joined: frozenset[frozenset[str]]


def see_extractions(extractions: Iterable[Extraction]) -> Iterator[Seen]:
    """Yield the sentences of some pages with what was read in them."""
    for extraction in extractions:
        joined = _joined_in(extraction)
        names: dict[int, list[Named]] = defaultdict(list)
        offsets = {sentence.index: sentence.text.offsets for sentence in extraction.sentences}
        for mention in extraction.mentions:
            places = offsets[mention.sentence]
            start, stop = (bisect_left(places, place) for place in mention.span)
            names[mention.sentence].append(Named(start, stop, mention.type, mention.name))
        for sentence in extraction.sentences:
            outermost = tuple(_outermost(names[sentence.index]))
            yield Seen(extraction.document.id, sentence.text.chars, outermost, joined)


def see_build(directory: Path, pack: Pack) -> Iterator[Seen]:
    """Yield the sentences that a build keeps (those that a name or fact rests on), read anew by the rules of a pack."""
    pages: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for row in run_query(directory, _SENTENCES, limits=_ALL, evidence=True).rows:
        page, *told = (str(getattr(term, "value", "")) for term in row)
        pages[page].append(tuple(told))
    extractor = Extractor(pack)
    for page, told_of in sorted(pages.items()):
        _, date, frame = told_of[0]
        yield from _read_anew(page, [told[0] for told in told_of], (date or None, frame or None), extractor)


def _read_anew(
    page: str, texts: list[str], place: tuple[str | None, str | None], extractor: Extractor
) -> Iterator[Seen]:
    """Yield the sentences of a page that a build keeps; `place` is its date and its home district."""
    paragraphs = tuple(clean(text, 0, len(text)) for text in texts)
    article = Article(f"{page}-1", page, None, None, (), (), (), paragraphs)
    document = Document(page, page, "", "\n".join(texts), *place)
    readings = list(extractor.readings(document, split_sentences((article,))))
    joined = frozenset(pair for reading in readings for pair in _joined_by(reading, extractor))
    for reading in readings:
        names = tuple(Named(f.start, f.stop, f.type, f.name) for f in reading.names)
        yield Seen(page, reading.sentence.text.chars, names, joined)


def _joined_by(reading: Reading, extractor: Extractor) -> Iterator[frozenset[str]]:
    for layer in reading.layers():
        for stated in extractor.relations.read(layer.name, layer.encoded, layer.implied):
            if isinstance(stated.object, Found):
                yield frozenset({stated.subject.name, stated.object.name})


def _joined_in(extraction: Extraction) -> frozenset[frozenset[str]]:
    names = [mention.name for mention in extraction.mentions]
    facts = ((fact.subject, fact.object) for fact in extraction.facts)
    return frozenset(frozenset({names[s], names[o]}) for s, o in facts if isinstance(o, int))


def _outermost(names: Iterable[Named]) -> Iterator[Named]:
    """Yield names in order of position, those within others left out."""
    stop = 0
    for name in sorted(names, key=lambda named: (named.start, -named.stop)):
        if name.stop > stop:
            yield name
            stop = name.stop
