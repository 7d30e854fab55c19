"""Gather what the sentences of a page give into one extraction, with positions in the original text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.extract.extraction import Extraction, LocalFact, LocalFigure
from kg.extract.found import Found
from kg.extract.observations import Measured
from kg.extract.relations import Stated
from kg.model import Article, Document, Evidence, Mention, Period, Sentence

__all__ = ["Gatherer"]

_Key = tuple[int, int, int, str, str]  # sentence, start, stop, type, name


class Gatherer:
    """Numbers the mentions of a page and keeps facts and figures with their evidence, each once."""

    def __init__(self, document: Document, sentences: tuple[Sentence, ...]) -> None:
        self._document = document
        self._sentences = sentences
        self._numbers: dict[_Key, int] = {}
        self._mentions: list[Mention] = []
        self._facts: dict[tuple[object, ...], LocalFact] = {}
        self._figures: dict[tuple[object, ...], LocalFigure] = {}

    def mention(self, names: Iterable[Found]) -> None:
        """Note the names of a sentence and those within them."""
        for name in names:
            for found in (name, *name.parts):
                self._number(found)

    def state(self, sentence: Sentence, stated: Iterable[Stated]) -> None:
        """Note the facts that a sentence states."""
        for fact in stated:
            subject = self._number(fact.subject)
            obj = fact.object if isinstance(fact.object, Period) else self._number(fact.object)
            key = (subject, fact.predicate, obj, fact.title)
            kept = self._facts.get(key)
            if kept is None or kept.evidence.confidence < fact.confidence:
                evidence = self._evidence(sentence, fact.start, fact.stop, fact.rule, fact.confidence)
                self._facts[key] = LocalFact(subject, fact.predicate, obj, evidence, fact.title)

    def measure(self, sentence: Sentence, measured: Iterable[Measured]) -> None:
        """Note the figures that a sentence gives."""
        for figure in measured:
            evidence = self._evidence(sentence, figure.start, figure.stop, figure.rule, figure.confidence)
            subject = self._number(figure.subject)
            key = (subject, figure.indicator, figure.value, figure.unit, figure.period)
            self._figures.setdefault(
                key,
                LocalFigure(
                    subject, figure.indicator, figure.value, figure.unit, figure.modifier, figure.period, evidence
                ),
            )

    def extraction(self, articles: tuple[Article, ...]) -> Extraction:
        """Return everything gathered."""
        return Extraction(
            self._document,
            articles,
            self._sentences,
            tuple(self._mentions),
            tuple(self._with_ends()),
            tuple(self._figures.values()),
        )

    def _with_ends(self) -> Iterator[LocalFact]:
        """Yield the facts; the day until which an event lasts (`heldUntil`) becomes the end of when it is held."""
        ends = {
            self._mentions[fact.subject].name: fact.object
            for fact in self._facts.values()
            if fact.predicate == "heldUntil" and isinstance(fact.object, Period)
        }
        for fact in self._facts.values():
            end = ends.get(self._mentions[fact.subject].name) if fact.predicate == "heldOn" else None
            if end and isinstance(fact.object, Period) and fact.object.stop is None and fact.object.start < end.start:
                yield replace(fact, object=Period(fact.object.start, end.start))
            elif fact.predicate != "heldUntil":
                yield fact

    def _number(self, found: Found) -> int:
        """Return the number of the mention; a subject carried over from an earlier sentence keeps its own."""
        key = (found.sentence, found.start, found.stop, found.type, found.name)
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self._mentions)
            sentence = self._sentences[found.sentence]
            span = sentence.text.span(found.start, found.stop)
            self._mentions.append(
                Mention(span, found.type, found.name, found.rule, sentence.index, self._document.id, bool(found.refers))
            )
        return number

    def _evidence(self, sentence: Sentence, start: int, stop: int, rule: str, confidence: float) -> Evidence:
        words = sentence.text.span(start, stop)
        return Evidence(self._document.id, sentence.index, (words,), rule, confidence)
