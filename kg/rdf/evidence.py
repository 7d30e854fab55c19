"""Write evidence.ttl: page by page, for each fact the sentences, words and rules that it rests on, a node a line.

    f:…   a ckg:Statement      subject, predicate and object of one triple of graph.ttl, as one rule read it on a page
    t:…   a ckg:Sentence       a sentence as it stands in the page: its text, page, article, its code points
    t:…   a ckg:Mention        a name as it stands in the page, and the entity that it names

A statement points to its sentences (prov:wasDerivedFrom) and to the words that state it (ckg:words). The address of a
stretch of text is a short key of its page and its code points: t:o4ese5-120-126 is `text[120:126]`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, groupby
from operator import attrgetter
from typing import BinaryIO, TextIO

from kg import __version__
from kg.graph import Graph
from kg.iri import BASE_IRI
from kg.model import Document, Evidence, Mention, Observation, Period, Relation, Sentence, Span
from kg.rdf.dates import settle_moment
from kg.rdf.names import EVIDENCE_FOLDERS, EVIDENCE_PREFIXES, fact_id, membership_id, name_all, observation_id, text_id
from kg.rdf.turtle import Names, date, literal, prefix_block, write_blocks

__all__ = ["evidence_by_page", "evidence_head", "write_evidence"]


def write_evidence(graph: Graph, out: TextIO | BinaryIO, *, base: str = BASE_IRI) -> None:
    """Write where each fact of a graph stands, as Turtle; `out` and `base` are those of `write_graph`."""
    names = name_all(graph, base, EVIDENCE_FOLDERS)
    write_blocks((evidence_head(names), *(text for _, text in evidence_by_page(graph, names))), out)


def evidence_head(names: Names) -> str:
    """Return what evidence.ttl begins with."""
    told = f"# Made by civic-kg {__version__}: the sentences, words and rules behind each fact, page by page."
    return f"{told}\n" + prefix_block(EVIDENCE_PREFIXES | names.declarations())


def evidence_by_page(graph: Graph, names: Names) -> Iterator[tuple[str, str]]:
    """Yield the id of each page with its part of evidence.ttl: its facts, its names, its sentences."""
    slices = {document.id: _Slice(document) for document in graph.documents}
    statements: Iterable[Relation | Observation] = chain(graph.relations, graph.observations)
    for statement in statements:
        for document, evidence in groupby(statement.evidence, key=attrgetter("document")):
            slices[document].stated.append((statement, tuple(evidence)))
    for entity in graph.entities:
        for document, mentions in groupby(entity.mentions, key=attrgetter("document")):
            if document in slices:
                slices[document].named.append((entity.id, tuple(mentions)))
    for id, page in slices.items():
        yield id, "".join(_blocks(page, _Places(graph, names, date(page.document.date) if page.document.date else "")))


@dataclass(frozen=True, slots=True)
class _Slice:
    """What one page adds to a graph: what it states, with its evidence, and the things that it names."""

    document: Document
    stated: list[tuple[Relation | Observation, tuple[Evidence, ...]]] = field(default_factory=list)
    named: list[tuple[str, tuple[Mention, ...]]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Places:
    """Names the sentences and words that facts rest on, and keeps in mind which sentences it has named."""

    graph: Graph
    names: Names
    day: str  # of the page, as a term
    used: dict[tuple[str, int], str] = field(default_factory=dict)

    def sentence(self, document: str, index: int) -> str:
        term = self.used.get((document, index))
        if term is None:
            span = self.graph.sentences[document, index].span
            term = self.used[document, index] = self.names.own(text_id(document, span))
        return term

    def sentences(self, evidence: Sequence[Evidence]) -> str:
        if len(evidence) == 1:
            return self.sentence(evidence[0].document, evidence[0].sentence)
        return ", ".join(dict.fromkeys(self.sentence(item.document, item.sentence) for item in evidence))

    def words(self, evidence: Iterable[Evidence]) -> str:
        found = [text_id(item.document, span) for item in evidence for span in item.spans]
        return ", ".join(map(self.names.own, dict.fromkeys(found)))


def _blocks(page: _Slice, places: _Places) -> Iterator[str]:
    yield f"\n# {places.names.term(f'page/{page.document.id}')}\n"
    for statement, evidence in page.stated:
        if isinstance(statement, Relation):
            yield from _relation(statement, evidence, places)
        else:
            yield from _observation(statement, evidence, places)
    for entity, mentions in page.named:
        if (first := _first_mention(mentions, places)) is not None:
            yield _mention(entity, first, places)
    whole = places.names.term(f"page/{page.document.id}")
    for key in sorted(places.used):
        yield _sentence(places.graph.sentences[key], page.document, whole, places.names)


def _relation(relation: Relation, evidence: Sequence[Evidence], places: _Places) -> Iterator[str]:
    """Yield the statements of a relation: one for each triple that it makes and each rule that read it."""
    names, membership = places.names, ""
    if relation.predicate == "holdsPost":
        membership = f"; ckg:membership {names.own(membership_id(relation))}"
    for predicate, term in _objects(relation, names):
        triple = _triple(names.term(relation.subject), predicate, term) + membership
        for rule, group in _by_rule(evidence):
            page = group[0].document
            fact = fact_id(relation.subject, predicate, str(relation.object), relation.title or "", rule, page)
            yield _statement(fact, triple, group, places)


def _triple(subject: str, predicate: str, object: str) -> str:
    """Write what a statement says."""
    return f"rdf:subject {subject}; rdf:predicate {predicate}; rdf:object {object}"


def _objects(relation: Relation, names: Names) -> Iterator[tuple[str, str]]:
    """Yield the predicate and the object, as terms, of each triple that a relation makes."""
    object = relation.object
    if not isinstance(object, Period):
        yield f"ckg:{relation.predicate}", names.term(object)
    elif relation.predicate == "openedOn":
        yield "ckg:openedOn", date(settle_moment(object))
    else:
        yield "ckg:startDate", date(object.start)
        if object.stop:
            yield "ckg:endDate", date(object.stop)


def _observation(observation: Observation, evidence: Sequence[Evidence], places: _Places) -> Iterator[str]:
    """Yield the statements that a figure is one of its subject, one for each rule that read it."""
    id = observation_id(observation)
    triple = _triple(places.names.own(id), "ckg:observationOf", places.names.term(observation.subject))
    for rule, group in _by_rule(evidence):
        yield _statement(fact_id(id, rule, group[0].document), triple, group, places)


def _by_rule(evidence: Sequence[Evidence]) -> Iterable[tuple[str, Sequence[Evidence]]]:
    """Group evidence by rule, sorted, each group by its place."""
    if len(evidence) == 1:
        return ((evidence[0].rule, evidence),)
    ordered = sorted(set(evidence), key=lambda e: (e.rule, e.document, e.sentence, e.spans, e.confidence))
    return [(rule, list(group)) for rule, group in groupby(ordered, key=attrgetter("rule"))]


def _statement(fact: str, triple: str, evidence: Sequence[Evidence], places: _Places) -> str:
    day = f"; ckg:statedOn {places.day}" if places.day else ""
    confidence = max([item.confidence for item in evidence])
    return (
        f"{places.names.own(fact)} a ckg:Statement; {triple}; prov:wasDerivedFrom {places.sentences(evidence)}; "
        f"ckg:words {places.words(evidence)}; ckg:rule {literal(evidence[0].rule)}; "
        f"ckg:confidence {confidence:.2f}{day} .\n"
    )


def _first_mention(mentions: Iterable[Mention], places: _Places) -> Mention | None:
    """Return where a page first names a thing; a sentence that states facts goes before one that only names it."""
    known = (mention for mention in mentions if (mention.document, mention.sentence) in places.graph.sentences)
    return min(known, key=partial(_mention_order, places=places), default=None)


def _mention_order(mention: Mention, *, places: _Places) -> tuple[bool, bool, Span]:
    silent = (mention.document, mention.sentence) not in places.used
    return mention.reference, silent, mention.span


def _mention(entity: str, mention: Mention, places: _Places) -> str:
    names = places.names
    return (
        f"{names.own(text_id(mention.document, mention.span))} a ckg:Mention; itsrdf:taIdentRef {names.term(entity)}; "
        f"prov:wasDerivedFrom {places.sentence(mention.document, mention.sentence)}; "
        f"ckg:rule {literal(mention.rule)} .\n"
    )


def _sentence(sentence: Sentence, document: Document, page: str, names: Names) -> str:
    span = sentence.span
    part_of = f"; schema:isPartOf {names.term(f'article/{sentence.article}')}" if sentence.article else ""
    return (
        f"{names.own(text_id(document.id, span))} a ckg:Sentence; "
        f"nif:anchorOf {literal(document.text[span.start : span.stop])}; "
        f"nif:beginIndex {span.start}; nif:endIndex {span.stop}; "
        f"nif:referenceContext {page}{part_of} .\n"
    )
