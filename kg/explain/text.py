"""Say what the rules make of a text: its names, how it looks to the relation rules, what they state or nearly state."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.errors import UsageError
from kg.explain.near import NearMiss, find_near_misses
from kg.explain.shown import write_encoded
from kg.extract.document import Extractor, Reading
from kg.extract.found import Found
from kg.extract.sentences import split_sentences
from kg.model import Article, Document, Text
from kg.proof import write_fact
from kg.rules.schema import Pack
from kg.text.clean import clean

__all__ = ["Firing", "NameAccount", "SentenceAccount", "explain_text"]


@dataclass(frozen=True, slots=True)
class NameAccount:
    """A name in a sentence: its words, what it is called (what it refers to, for 该街), its type and rule.

    `within` names the name that it is a part of.
    """

    words: str
    name: str
    type: str
    rule: str
    within: str = ""


@dataclass(frozen=True, slots=True)
class Firing:
    """A relation rule that fired: what it stated, and the words that it read it from."""

    rule: str
    layer: str
    confidence: float
    facts: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class SentenceAccount:
    """A sentence with all that the rules make of it. `layers` holds (layer, the sentence as its rules see it)."""

    text: str
    names: tuple[NameAccount, ...]
    layers: tuple[tuple[str, str], ...]
    fired: tuple[Firing, ...]
    near: tuple[NearMiss, ...]


def explain_text(
    text: str, pack: Pack, *, date: str | None = None, frame: str | None = None, limit: int = 8
) -> tuple[SentenceAccount, ...]:
    """Return what the rules of a pack make of a text, sentence by sentence; `limit` near misses a sentence at most.

    `date` (2023-04-27, 2023-04, 2023) and `frame` (河西区) are those of the page that it stands in. Raises UsageError
    for a text without any character.
    """
    cleaned = clean(text, 0, len(text))
    if not cleaned.chars.strip():
        raise UsageError("the text is empty: give a sentence, such as 河西区召开座谈会。")
    document = Document("text", "text", "", text, date, frame)
    extractor = Extractor(pack)
    extractor.compile()
    readings = extractor.readings(document, split_sentences((_article(cleaned),)))
    return tuple(_account(reading, extractor, pack, limit) for reading in readings)


def _article(text: Text) -> Article:
    return Article("text-1", "text", None, None, (), (), (), (text,))


def _account(reading: Reading, extractor: Extractor, pack: Pack, limit: int) -> SentenceAccount:
    chars = reading.sentence.text.chars
    fired = tuple(_firings(reading, extractor))
    layers = tuple(reading.layers())
    near = find_near_misses(layers, pack, fired=[firing.rule for firing in fired], limit=limit)
    written_out = dict.fromkeys((layer.name, write_encoded(layer.encoded)) for layer in layers)
    shown = tuple((name, written) for name, written in written_out if name != "inside" or written.count("⟨") > 1)
    return SentenceAccount(chars, tuple(_names(reading.names, chars)), shown, fired, near)


def _names(names: tuple[Found, ...], chars: str) -> Iterator[NameAccount]:
    for top in names:
        yield NameAccount(chars[top.start : top.stop], top.name, top.type, top.rule)
        for part in top.parts:
            yield NameAccount(chars[part.start : part.stop], part.name, part.type, part.rule, top.name)


def _firings(reading: Reading, extractor: Extractor) -> Iterator[Firing]:
    """Yield the rules that fired, each place of a sentence by itself."""
    chars = reading.sentence.text.chars
    for layer in reading.layers():
        groups: dict[tuple[str, float, int, int], list[str]] = {}
        for stated in extractor.relations.read(layer.name, layer.encoded, layer.implied):
            key = (stated.rule, stated.confidence, stated.start, stated.stop)
            groups.setdefault(key, []).append(write_fact(stated))
        for (rule, confidence, start, stop), facts in groups.items():
            yield Firing(rule, layer.name, confidence, tuple(dict.fromkeys(facts)), chars[start:stop])
