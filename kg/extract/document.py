"""Read one page: from its text to mentions, facts and figures. A pure function of the document and the pack."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial
from typing import NamedTuple

from kg.extract.areas import Frame, gazetteer_of
from kg.extract.articles import split_articles
from kg.extract.encode import Encoded, Topics, Unit, encode_beside, encode_inside, encode_sentence
from kg.extract.extraction import Extraction
from kg.extract.found import Found
from kg.extract.gather import Gatherer
from kg.extract.implied import Implied
from kg.extract.names import NameReader
from kg.extract.observations import FigureReader, Measured
from kg.extract.otherwise import without_overruled
from kg.extract.recognise import Sighted
from kg.extract.references import References
from kg.extract.relations import RelationReader, Stated
from kg.extract.sentences import split_sentences
from kg.model import Document, Sentence
from kg.rules.schema import Pack
from kg.text.dates import DateMention, find_dates

__all__ = ["Extractor", "Layer", "Reading", "compile_rules", "encode_layers", "extract_document"]

Fitting = Callable[[str, list[str], frozenset[str] | None], int]


def extract_document(document: Document, pack: Pack) -> Extraction:
    """Return everything that the rules of `pack` read on one page."""
    return _extractor(pack).extract(document)


def compile_rules(pack: Pack) -> None:
    """Compile all rules of a pack now; else each is compiled when a page first needs it.

    Raises RuleError where one is not right.
    """
    _extractor(pack).compile()


@lru_cache(maxsize=4)
def _extractor(pack: Pack) -> Extractor:
    return Extractor(pack)


class Layer(NamedTuple):
    """A sentence as the relation rules of a layer see it; `implied` is what slots such as `frame` stand for.

    `rules` are those that could fit, as bits, if that is known.
    """

    name: str
    encoded: Encoded
    implied: Implied
    rules: int | None = None


class Reading(NamedTuple):
    """A sentence with its names, references resolved, and as the relation rules see it: `whole` is its first layer."""

    sentence: Sentence
    names: tuple[Found, ...]
    dates: list[Unit]
    whole: Layer

    def layers(self) -> Iterator[Layer]:
        """Yield the layers: the sentence with lists folded, each name by itself, each name with those within it."""
        yield self.whole
        yield from encode_apart(self.sentence.text.chars, self.names, self.dates, self.whole.implied)


class Extractor:
    """The rules of a pack, applied to one document after another."""

    def __init__(self, pack: Pack) -> None:
        self.names = NameReader(pack)
        self.relations = RelationReader(pack)
        self.figures = FigureReader(pack.words, pack.counts)
        self.references = References(pack.lexicons.get("kinds", ()))
        self.gazetteer = gazetteer_of(pack)

    def compile(self) -> None:
        """Compile all rules; raise RuleError where one is not right."""
        for expression in (*self.names.expressions(), *self.relations.expressions()):
            _ = expression.regex

    def extract(self, document: Document) -> Extraction:
        """Read a document: articles, sentences, names, facts, figures.

        One stage after the other goes over the whole page: what a stage needs stays in the processor's cache.
        """
        articles = split_articles(document)
        sentences = split_sentences(articles)
        readings = list(self.readings(document, sentences))
        awake = [self.relations.awake(reading.sentence.text.chars) for reading in readings]
        read = [self._state(reading, rules) for reading, rules in zip(readings, awake, strict=True)]
        stated = without_overruled(read, self.relations.weak)
        measured = [list(self._measure(reading)) for reading in readings]
        gatherer = Gatherer(document, sentences)
        for reading, facts, figures in zip(readings, stated, measured, strict=True):
            gatherer.mention(reading.names)
            gatherer.state(reading.sentence, facts)
            gatherer.measure(reading.sentence, figures)
        return gatherer.extraction(articles)

    def _state(self, reading: Reading, awake: int) -> list[Stated]:
        """Return what a sentence states, layer by layer; `awake` are the rules whose words stand in it."""
        encoded, implied = reading.whole.encoded, reading.whole.implied
        if not encoded.units:
            return []
        relations = self.relations
        fitting = partial(relations.fitting, awake)
        rules = fitting("sentence", [unit.type for unit in encoded.units.values()])
        stated = relations.read("sentence", encoded, implied, rules)
        for layer in encode_apart(reading.sentence.text.chars, reading.names, reading.dates, implied, fitting):
            stated += relations.read(*layer)
        return stated

    def _measure(self, reading: Reading) -> Iterator[Measured]:
        """Yield the figures that a sentence gives."""
        whole = reading.whole
        return self.figures.read(whole.encoded, reading.sentence.text.chars, whole.implied)

    def readings(self, document: Document, sentences: tuple[Sentence, ...]) -> Iterator[Reading]:
        """Yield the sentences of a document with their names and what the relation rules see of them."""
        frame = self.gazetteer.frame(document.frame, document.text)
        sighted = [Sighted.of(s.text.chars) for s in sentences]
        found = self.names.read(sighted, frame)
        dated = [find_dates(s.text.chars, anchor=document.date) for s in sentences]
        for numbers in _by_article(sentences):
            topics = Topics()
            for number in numbers:
                sentence = sentences[number]
                topics.enter(sentence.paragraph)
                named = tuple(f.within(number) for f in found[number])
                names = self.references.resolve(named, topics, frame)
                dates = _date_units(dated[number], names)
                whole = encode_whole(sentence.text.chars, names, dates, topics, frame)
                yield Reading(sentence, names, dates, whole)


def encode_layers(
    chars: str, names: tuple[Found, ...], dates: list[Unit], topics: Topics, frame: Frame
) -> tuple[Layer, ...]:
    """Encode a sentence for each layer of the relation rules, `sentence` first; `topics` moves on."""
    whole = encode_whole(chars, names, dates, topics, frame)
    return (whole, *encode_apart(chars, names, dates, whole.implied))


def encode_whole(chars: str, names: tuple[Found, ...], dates: list[Unit], topics: Topics, frame: Frame) -> Layer:
    """Encode a sentence for the layer `sentence`; `topics` moves on."""
    latest = topics.latest
    encoded = encode_sentence(chars, names, dates, topics)
    topics.note(names)
    return Layer("sentence", encoded, Implied(names[0] if names else None, frame, latest, topics.main, topics.date))


def encode_apart(
    chars: str, names: tuple[Found, ...], dates: list[Unit], implied: Implied, fitting: Fitting | None = None
) -> Iterator[Layer]:
    """Encode a sentence for the layer `beside`, and each of its names and each name within one for `inside`.

    `fitting` tells, by the layer, the types of the names in it and what is implied, which rules could fit (as bits):
    where none could, the layer is not written.
    """
    rules = fitting("beside", [*[n.type for n in names], *["Date" for _ in dates]], None) if fitting else None
    if rules != 0:
        yield Layer("beside", encode_beside(chars, names, dates), implied, rules)
    for name in names:
        if name.refers:
            continue
        for outer in (name, *name.parts):
            whole = _with_parts_of(outer, name)
            if fitting:
                types = [whole.type, *[part.type for part in whole.parts]]
                rules = fitting("inside", types, implied.areas_at(whole.name))
            if rules != 0:
                yield Layer("inside", encode_inside(whole, chars), implied.at(whole), rules)


def _with_parts_of(outer: Found, name: Found) -> Found:
    """Return a part with the parts that lie within it."""
    if outer is name or len(name.parts) == 1:
        return outer
    inner = tuple([p for p in name.parts if p is not outer and outer.start <= p.start and p.stop <= outer.stop])
    return outer._replace(parts=inner) if inner else outer


def _by_article(sentences: tuple[Sentence, ...]) -> Iterable[list[int]]:
    """Group the numbers of the sentences by article, in order."""
    groups: dict[str, list[int]] = {}
    for number, sentence in enumerate(sentences):
        groups.setdefault(sentence.article, []).append(number)
    return groups.values()


def _date_units(dates: Iterable[DateMention], names: tuple[Found, ...]) -> list[Unit]:
    """Return the dates that stand outside of names and could be worked out."""
    return [
        Unit(d.start, d.stop, period=d.period)
        for d in dates
        if d.period is not None and not any(n.start < d.stop and d.start < n.stop for n in names)
    ]
