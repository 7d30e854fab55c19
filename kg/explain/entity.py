"""Say why a thing stands in a graph as it does: its names, facts, posts and figures, with the words that state each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.explain.built import ALIAS, DERIVED, LABEL, NAMES_IT, Built, local_name
from kg.vocabulary import NAMESPACE, read_vocabulary

__all__ = [
    "EntityAccount",
    "FactAccount",
    "FigureAccount",
    "MentionAccount",
    "Reading",
    "Source",
    "explain_entity",
    "home_of",
]

_NIF = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
_ORG = "http://www.w3.org/ns/org#"
_SCHEMA = "https://schema.org/"
_DATES = ("startDate", "endDate", "openedOn")
_PLACE = re.compile(r"^(?P<page>.*)-(?P<start>\d+)-(?P<stop>\d+)$")


@dataclass(frozen=True, slots=True)
class Source:
    """A sentence as it stands in a page, and the stretches of it that matter; the page's file, the article's headline.

    Where several articles of the page name all that the sentence is about, `articles` holds the headlines of all.
    """

    text: str
    marks: tuple[tuple[int, int], ...]
    page: str
    articles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """How one rule read a fact, and where."""

    rule: str
    confidence: float
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class FactAccount:
    """A fact of a thing: subject, predicate and object as names, the post's title, and who read it where."""

    subject: str
    predicate: str
    object: str
    title: str
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class FigureAccount:
    """A figure of a thing, as it would be said: 万象城 销售额 超607000000元, and its period."""

    indicator: str
    amount: str
    period: str
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class MentionAccount:
    """Where a page first names a thing, with which words, and the rule that read them as a name."""

    words: str
    rule: str
    source: Source


@dataclass(frozen=True, slots=True)
class EntityAccount:
    """All that a graph says of a thing; `facts` about others that lead to it come last."""

    iri: str
    name: str
    types: tuple[str, ...]
    aliases: tuple[str, ...]
    mentions: tuple[MentionAccount, ...]
    facts: tuple[FactAccount, ...]
    figures: tuple[FigureAccount, ...]


def explain_entity(directory: Path, name: str) -> tuple[EntityAccount, ...]:
    """Return what a build says of the things of a name or address, and from which words.

    Raises UsageError where nothing is called so, BuildError where there is no build.
    """
    built = Built(directory)
    return tuple(_Teller(built).account(iri) for iri in built.find(name))


def home_of(directory: Path) -> tuple[str | None, str | None]:
    """Return the date and the home district of a build's pages, None where they do not agree or none is known."""
    built = Built(directory)
    pages = sorted(subject for subject, _, _ in built.triples(None, NAMESPACE + "fileName"))
    dates = {built.value(page, _SCHEMA + "datePublished") for page in pages}
    frames = {built.value(page, NAMESPACE + "frame") for page in pages}
    return (min(dates) or None if len(dates) == 1 else None, min(frames) or None if len(frames) == 1 else None)


class _Teller:
    """Tells of the things of one build."""

    def __init__(self, built: Built) -> None:
        self._built = built

    def account(self, iri: str) -> EntityAccount:
        """Return the account of one thing."""
        built = self._built
        return EntityAccount(
            iri,
            built.name(iri),
            built.entities[iri],
            tuple(built.values(iri, ALIAS)),
            tuple(self._mentions(iri)),
            tuple(self._facts(iri)),
            tuple(self._figures(iri)),
        )

    def _mentions(self, iri: str) -> Iterator[MentionAccount]:
        for node in sorted(subject for subject, _, _ in self._built.triples(None, NAMES_IT, iri)):
            for sentence in self._built.values(node, DERIVED):
                source = self._source(sentence, [node])
                words = "".join(source.text[start:stop] for start, stop in source.marks)
                yield MentionAccount(words, self._built.value(node, NAMESPACE + "rule"), source)

    def _facts(self, iri: str) -> Iterator[FactAccount]:
        """Yield the facts at whose ends a thing stands, in the order of the guide's predicates."""
        order = {name: number for number, name in enumerate((*read_vocabulary().relations, *_DATES))}
        triples = {*self._built.triples(iri), *self._built.triples(None, None, iri)}
        known = [(s, p, o) for s, p, o in triples if p.startswith(NAMESPACE) and local_name(p) in order]
        for s, p, o in sorted(known, key=lambda t: (t[0] != iri, order[local_name(t[1])], t)):
            for title, statements in self._by_title(s, p, o):
                readings = tuple(map(self._reading, statements))
                yield FactAccount(self._shown(s), local_name(p), self._shown(o), title, readings)

    def _by_title(self, subject: str, predicate: str, object_: str) -> Iterator[tuple[str, list[str]]]:
        """Yield the statements of a triple, those of each post by themselves."""
        titles: dict[str, list[str]] = {}
        for node in self._built.statements(subject, predicate, object_):
            post = self._built.value(node, NAMESPACE + "membership")
            titles.setdefault(self._built.value(post, NAMESPACE + "title") if post else "", []).append(node)
        yield from sorted(titles.items()) if titles else [("", [])]

    def _figures(self, iri: str) -> Iterator[FigureAccount]:
        of = NAMESPACE + "observationOf"
        for node in sorted(subject for subject, _, _ in self._built.triples(None, of, iri)):
            said = {key: self._built.value(node, NAMESPACE + key) for key in _FIGURE}
            amount = f"{said['modifier']}{said['value']}{said['unit']}"
            period = "/".join(filter(None, (said["startDate"], said["endDate"])))
            readings = tuple(map(self._reading, self._built.statements(node, of, iri)))
            yield FigureAccount(said["indicator"], amount, period, readings)

    def _reading(self, statement: str) -> Reading:
        built = self._built
        words = built.values(statement, NAMESPACE + "words")
        sentences = built.values(statement, DERIVED)
        sources = tuple(self._source(sentence, words) for sentence in sorted(sentences, key=_place))
        confidence = float(built.value(statement, NAMESPACE + "confidence") or 0)
        return Reading(built.value(statement, NAMESPACE + "rule"), confidence, sources)

    def _source(self, sentence: str, words: list[str]) -> Source:
        """Return a sentence with those of the words marked that stand in it."""
        built = self._built
        text = built.value(sentence, _NIF + "anchorOf")
        page, begin, _ = _place(sentence)
        places = {
            (max(start - begin, 0), min(stop - begin, len(text))) for p, start, stop in map(_place, words) if p == page
        }
        marks = tuple(sorted((start, stop) for start, stop in places if start < stop))
        file = built.value(sentence, _NIF + "referenceContext")
        return Source(text, marks, built.value(file, NAMESPACE + "fileName"), self._articles(sentence, file))

    def _articles(self, sentence: str, page: str) -> tuple[str, ...]:
        """Return the headline of the article that a sentence is part of.

        Where the evidence does not tell, those of the articles of its page that name all things which it is about.
        """
        built = self._built
        if article := built.value(sentence, _SCHEMA + "isPartOf"):
            return tuple(filter(None, [built.value(article, _SCHEMA + "headline")]))
        articles = {subject for subject, _, _ in built.triples(None, _SCHEMA + "isPartOf", page)}
        for thing in built.named_in(sentence):
            articles &= {subject for subject, _, _ in built.triples(None, _SCHEMA + "mentions", thing)}
        headlines = (built.value(article, _SCHEMA + "headline") for article in sorted(articles))
        return tuple(dict.fromkeys(headline for headline in headlines if headline))

    def _shown(self, term: str) -> str:
        return self._built.value(term, LABEL) if term in self._built.entities else term


_FIGURE = ("indicator", "value", "unit", "modifier", "startDate", "endDate")


def _place(address: str) -> tuple[str, int, int]:
    """Return (page's key, start, stop) of the address of a stretch of a page."""
    found = _PLACE.match(address)
    return (found["page"], int(found["start"]), int(found["stop"])) if found else (address, 0, 0)
