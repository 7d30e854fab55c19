"""The evidence of a build, looked up by fact: which sentences, words and rules a triple rests on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.export.source import Build, Subject, Term, blocks, triples_of
from kg.export.terms import CKG, NIF, PROV, RDF, text_of, texts_of

__all__ = ["Evidence", "Sentence", "Statement", "Triple", "read_evidence"]

Triple = tuple[str, str, str]
"""Addresses; of a literal, its text."""

_SPAN = re.compile(r"(.*)-([0-9]+)-([0-9]+)")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as it stands in its page, from code point `start` on."""

    text: str
    start: int
    page: str


@dataclass(frozen=True, slots=True)
class Statement:
    """That one triple is stated: by which sentences and words, as one rule read it."""

    iri: str
    triple: Triple
    object: Term
    rule: str
    confidence: str  # as the file has it: 0.90
    sentences: tuple[str, ...]
    words: tuple[str, ...]
    stated_on: tuple[str, ...]
    membership: str = ""


@dataclass(frozen=True)
class Evidence:
    """Statements by triple (addresses, and the texts of literals), and sentences by address."""

    statements: Mapping[Triple, tuple[Statement, ...]] = field(default_factory=dict)
    sentences: Mapping[str, Sentence] = field(default_factory=dict)

    def of(self, subject: str, predicate: str, object: str, *, membership: str = "") -> tuple[Statement, ...]:
        """Return the statements of a triple; with `membership`, those that belong to one post."""
        found = self.statements.get((subject, predicate, object), ())
        return tuple(s for s in found if not membership or s.membership in ("", membership))

    def pages(self, statement: Statement) -> tuple[str, ...]:
        """Return the addresses of the pages that a statement rests on, each once."""
        found = (self.sentences[iri].page for iri in statement.sentences if iri in self.sentences)
        return tuple(dict.fromkeys(found))

    def texts(self, statement: Statement) -> tuple[str, ...]:
        """Return the sentences that a statement rests on, as they stand in the page."""
        return tuple(self.sentences[iri].text for iri in statement.sentences if iri in self.sentences)

    def words(self, statement: Statement, sentence: str = "") -> tuple[str, ...]:
        """Return the words that state it, cut out of its sentences, or of one of them alone."""
        sentences = (sentence,) if sentence else statement.sentences
        found = (self._cut(word, sentences) for word in statement.words)
        return tuple(words for words in found if words)

    def _cut(self, word: str, sentences: tuple[str, ...]) -> str:
        match = _SPAN.fullmatch(word)
        if match is None:
            return ""
        page, start, stop = match[1], int(match[2]), int(match[3])
        for iri in sentences:
            sentence = self.sentences.get(iri)
            if sentence is not None and iri.startswith(f"{page}-") and sentence.start <= start:
                words = sentence.text[start - sentence.start : stop - sentence.start]
                if len(words) == stop - start:
                    return words
        return ""


def read_evidence(build: Build) -> Evidence:
    """Read the evidence of a build; nothing where it has none."""
    if build.evidence is None:
        return Evidence()
    statements: dict[Triple, tuple[Statement, ...]] = {}
    sentences: dict[str, Sentence] = {}
    for iri, said in blocks(triples_of(build.evidence), file=build.evidence):
        if RDF + "subject" in said:
            statement = _statement(iri, said)
            statements[statement.triple] = (*statements.get(statement.triple, ()), statement)
        elif NIF + "anchorOf" in said:
            start = int(text_of(said, NIF + "beginIndex") or 0)
            sentences[iri] = Sentence(text_of(said, NIF + "anchorOf"), start, text_of(said, NIF + "referenceContext"))
    return Evidence(statements, sentences)


def _statement(iri: str, said: Subject) -> Statement:
    subject, predicate, object = (text_of(said, RDF + part) for part in ("subject", "predicate", "object"))
    return Statement(
        iri,
        (subject, predicate, object),
        said[RDF + "object"][0],
        text_of(said, CKG + "rule"),
        text_of(said, CKG + "confidence"),
        texts_of(said, PROV + "wasDerivedFrom"),
        texts_of(said, CKG + "words"),
        texts_of(said, CKG + "statedOn"),
        text_of(said, CKG + "membership"),
    )
