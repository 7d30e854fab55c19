"""Read one page: from its text to mentions, facts and figures. A pure function of the document and the pack."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from kg.extract.areas import Frame, gazetteer_of
from kg.extract.articles import split_articles
from kg.extract.encode import Encoded, Topics, Unit, encode_beside, encode_inside, encode_sentence
from kg.extract.extraction import Extraction
from kg.extract.found import Found
from kg.extract.gather import Gatherer
from kg.extract.names import NameReader
from kg.extract.observations import FigureReader
from kg.extract.recognise import Sighted
from kg.extract.references import resolve_references
from kg.extract.relations import RelationReader
from kg.extract.sentences import split_sentences
from kg.model import Document, Period, Sentence
from kg.rules.schema import Pack
from kg.text.dates import find_dates

__all__ = ["Extractor", "Layer", "Reading", "encode_layers", "extract_document"]

Types = tuple[str, ...]


def extract_document(document: Document, pack: Pack) -> Extraction:
    """Return everything that the rules of `pack` read on one page."""
    return _extractor(pack).extract(document)


@lru_cache(maxsize=4)
def _extractor(pack: Pack) -> Extractor:
    return Extractor(pack)


@dataclass(frozen=True, slots=True)
class Layer:
    """A sentence as the relation rules of a layer see it; `implied` is what slots such as `frame` stand for."""

    name: str
    encoded: Encoded
    implied: Mapping[str, Found | Period]


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence with its names, references resolved, as the relation rules see it.

    `whole`: the layers of the sentence, `sentence` first; each of its names has a layer of its own, `inside`.
    """

    sentence: Sentence
    names: tuple[Found, ...]
    whole: tuple[Layer, ...]
    frame: Frame

    @property
    def layers(self) -> tuple[Layer, ...]:
        """All layers, `sentence` first."""
        return (*self.whole, *self.inside())

    def inside(self, admits: Callable[[Types], bool] | None = None) -> Iterator[Layer]:
        """Yield the layers of the names, of those alone whose own type and parts' types a test admits."""
        return encode_names(self.sentence.text.chars, self.names, self.frame, admits)


class Extractor:
    """The compiled rules of a pack, applied to one document after another."""

    def __init__(self, pack: Pack) -> None:
        self.names = NameReader(pack)
        self.relations = RelationReader(pack)
        self.figures = FigureReader(pack.words, pack.counts)
        self.gazetteer = gazetteer_of(pack)

    def extract(self, document: Document) -> Extraction:
        """Read a document: articles, sentences, names, facts, figures."""
        articles = split_articles(document)
        sentences = split_sentences(articles)
        gatherer = Gatherer(document, sentences)
        for reading in self.readings(document, sentences):
            gatherer.mention(reading.names)
            for layer in (*reading.whole, *reading.inside(self.relations.admits_inside)):
                gatherer.state(reading.sentence, self.relations.read(layer.name, layer.encoded, layer.implied))
            whole, chars = reading.whole[0], reading.sentence.text.chars
            gatherer.measure(reading.sentence, self.figures.read(whole.encoded, chars, whole.implied))
        return gatherer.extraction(articles)

    def readings(self, document: Document, sentences: tuple[Sentence, ...]) -> Iterator[Reading]:
        """Yield the sentences of a document with their names and what the relation rules see of them."""
        frame = self.gazetteer.frame(document.frame, document.text)
        sighted = [Sighted.of(s.text.chars) for s in sentences]
        found = self.names.read(sighted, frame)
        for numbers in _by_article(sentences):
            topics = Topics()
            for number in numbers:
                sentence = sentences[number]
                topics.enter(sentence.paragraph)
                named = tuple(f.within(number) for f in found[number])
                names = resolve_references(named, topics, frame)
                dates = _date_units(sentence.text.chars, names, document.date)
                whole = encode_whole(sentence.text.chars, names, dates, topics, frame)
                yield Reading(sentence, names, whole, frame)


def encode_layers(
    chars: str, names: tuple[Found, ...], dates: list[Unit], topics: Topics, frame: Frame
) -> tuple[Layer, ...]:
    """Encode a sentence for each layer of the relation rules, `sentence` first; `topics` moves on."""
    return (*encode_whole(chars, names, dates, topics, frame), *encode_names(chars, names, frame))


def encode_whole(
    chars: str, names: tuple[Found, ...], dates: list[Unit], topics: Topics, frame: Frame
) -> tuple[Layer, Layer]:
    """Encode a sentence for the layers `sentence` and `beside`; `topics` moves on."""
    topics.main = {name.type: name for name in reversed(names)} | topics.main  # the first of its paragraph stays
    last = {f"last{type_}": found for type_, found in topics.latest.items()}
    last |= {f"main{type_}": found for type_, found in topics.main.items()}
    topics.latest.update((name.type, name) for name in names)
    encoded = encode_sentence(chars, names, dates, topics)
    implied: dict[str, Found | Period] = {**(_implied(names[0], frame) if names else {}), **last}
    if topics.date:
        implied["lastDate"] = topics.date
    return Layer("sentence", encoded, implied), Layer("beside", encode_beside(chars, names, dates), implied)


def encode_names(
    chars: str, names: tuple[Found, ...], frame: Frame, admits: Callable[[Types], bool] | None = None
) -> Iterator[Layer]:
    """Encode each name, and each within it, for the layer `inside`; `admits` is given its type and its parts'."""
    for name in (name for name in names if not name.refers):
        for outer in (name, *name.parts):
            whole = _with_parts_of(outer, name)
            if admits is None or admits((whole.type, *(part.type for part in whole.parts))):
                yield Layer("inside", encode_inside(whole, chars), _implied(outer, frame))


def _with_parts_of(outer: Found, name: Found) -> Found:
    """Return a part with the parts that lie within it."""
    if outer is name:
        return name
    inner = tuple(p for p in name.parts if p is not outer and outer.start <= p.start and p.stop <= outer.stop)
    return outer._replace(parts=inner) if inner else outer


def _implied(outer: Found, frame: Frame) -> dict[str, Found]:
    """Return what a name in a page's frame implies: its home district and its city, at the name's first character."""

    def area(name: str, refers: str) -> Found:
        return Found(outer.start, outer.start + 1, "AdministrativeArea", "frame", 20, name, refers, (), outer.sentence)

    is_home = outer.name == frame.home and frame.city != frame.home and frame.city_named
    known = {"frame": frame.home, "city": frame.city, "cityOfHome": frame.city if is_home else ""}
    return {key: area(name, key) for key, name in known.items() if name}


def _by_article(sentences: tuple[Sentence, ...]) -> Iterable[list[int]]:
    """Group the numbers of the sentences by article, in order."""
    groups: dict[str, list[int]] = {}
    for number, sentence in enumerate(sentences):
        groups.setdefault(sentence.article, []).append(number)
    return groups.values()


def _date_units(chars: str, names: tuple[Found, ...], anchor: str | None) -> list[Unit]:
    """Return the dates that stand outside of names and could be worked out."""
    return [
        Unit(d.start, d.stop, period=d.period)
        for d in find_dates(chars, anchor=anchor)
        if d.period is not None and not any(n.start < d.stop and d.start < n.stop for n in names)
    ]
