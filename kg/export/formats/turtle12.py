"""Turtle 1.2: each fact with its evidence as an annotation, the statement of evidence.ttl as its reifier.

    community:wenyuanlou-shequ-1f3a9c ckg:locatedIn subdistrict:youyilujie-8b4e21
        ~ f:jijv2k4vyb {| ckg:rule "nested" ; ckg:confidence 0.98 ; prov:wasDerivedFrom t:btfrvz-57-116 |} .

The sentences that the annotations point to follow at the end. What the evidence states and graph.ttl leaves out (a last
day that contradicts a first one) is reified without being asserted.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg.export.compact import Compact
from kg.export.evidence import Evidence, Statement, read_evidence
from kg.export.form import Format
from kg.export.source import Build, Subject, Term, blocks, triples_of
from kg.export.terms import CKG, RDF, value_of
from kg.rdf.turtle import NEXT_OBJECT, NEXT_PREDICATE, write_blocks

__all__ = ["FORMAT"]

_STATEMENT = frozenset({RDF + "subject", RDF + "predicate", RDF + "object"})


def _write(build: Build, out: Path) -> None:
    evidence_file = build.needed_evidence()
    compact = Compact.of(Build(build.graph, evidence_file, with_evidence=True))
    evidence = read_evidence(build)
    with out.open("wb") as stream:
        write_blocks([compact.head()], stream)
        write_blocks(_facts(build, evidence, compact), stream)
        write_blocks(_rest(evidence_file, compact), stream)


def _facts(build: Build, evidence: Evidence, compact: Compact) -> Iterator[str]:
    """Yield what graph.ttl says, annotated, and after it what only the evidence says."""
    said_of = _annotations(build.needed_evidence(), compact)
    asserted: set[tuple[str, str, str]] = set()
    for iri, said in blocks(triples_of(build.graph), file=build.graph):
        pairs = []
        for predicate, objects in said.items():
            terms = [_annotated(iri, predicate, term, evidence, compact, said_of) for term in objects]
            pairs.append(f"{compact.predicate(predicate)} {NEXT_OBJECT.join(terms)}")
            asserted.update((iri, predicate, value_of(term)) for term in objects)
        yield f"{compact.iri(iri)} {NEXT_PREDICATE.join(pairs)} .\n"
    for triple, statements in evidence.statements.items():
        if triple not in asserted:
            yield from (_reified(statement, compact, said_of) for statement in statements)


def _annotations(file: Path, compact: Compact) -> dict[str, str]:
    """Return what is said of each statement besides its triple, as Turtle."""
    return {
        iri: " ; ".join(compact.pairs({name: objects for name, objects in said.items() if _is_apart(name)}))
        for iri, said in blocks(triples_of(file), file=file)
        if RDF + "subject" in said
    }


def _is_apart(predicate: str) -> bool:
    """Say whether a predicate of a statement is kept: its triple stands before it, its class says nothing more."""
    return predicate not in _STATEMENT and predicate != RDF + "type"


def _annotated(
    iri: str, predicate: str, term: Term, evidence: Evidence, compact: Compact, said_of: dict[str, str]
) -> str:
    notes = (
        f"\n            ~ {compact.iri(statement.iri)} {{| {said_of[statement.iri]} |}}"
        for statement in evidence.of(iri, predicate, value_of(term))
    )
    return compact.term(term) + "".join(notes)


def _reified(statement: Statement, compact: Compact, said_of: dict[str, str]) -> str:
    subject, predicate, _ = statement.triple
    triple = f"<<( {compact.iri(subject)} {compact.iri(predicate)} {compact.term(statement.object)} )>>"
    return f"{compact.iri(statement.iri)} rdf:reifies {triple} ;\n    {said_of[statement.iri]} .\n"


def _rest(file: Path, compact: Compact) -> Iterator[str]:
    """Yield the sentences and names of evidence.ttl."""
    return compact.blocks((iri, said) for iri, said in blocks(triples_of(file), file=file) if not _is_statement(said))


def _is_statement(said: Subject) -> bool:
    return CKG + "Statement" in map(value_of, said.get(RDF + "type", ()))


FORMAT = Format(
    name="turtle12",
    ending=".ttl",
    zh="Turtle 1.2（RDF 1.2）：每条事实以 {| |} 注明规则、可信度和句子。",
    en="Turtle 1.2 (RDF 1.2): each fact annotated {| |} with its rule, confidence and sentences.",
    write=_write,
)
