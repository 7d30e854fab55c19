"""Turtle 1.2: each fact with its evidence as an annotation, the statement of evidence.ttl as its reifier.

    community:wenyuanlou-shequ-1f3a9c ckg:locatedIn subdistrict:youyilujie-8b4e21
        ~ f:jijv2k4vyb {| ckg:rule "nested" ; ckg:confidence 0.98 ; prov:wasDerivedFrom t:btfrvz-57-116 |} .

The sentences that the annotations point to follow at the end. What the evidence states and graph.ttl leaves out (a last
day that contradicts a first one) is reified without being asserted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from kg.export.compact import Compact
from kg.export.evidence import Evidence, Statement, Triple, read_evidence
from kg.export.form import Format
from kg.export.source import Build, Subject, blocks, triples_of
from kg.export.terms import CKG, RDF, value_of
from kg.rdf.turtle import NEXT_OBJECT, NEXT_PREDICATE, write_blocks

__all__ = ["FORMAT"]

_STATEMENT = frozenset(RDF + name for name in ("subject", "predicate", "object", "type"))


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
    notes = _annotations(build.needed_evidence(), compact)
    asserted: set[Triple] = set()
    for iri, said in blocks(triples_of(build.graph), file=build.graph):
        pairs = []
        for predicate, objects in said.items():
            triples = [(iri, predicate, value_of(term)) for term in objects]
            annotated = map(str.__add__, map(compact.term, objects), (_noted(evidence.of(*t), notes) for t in triples))
            pairs.append(f"{compact.predicate(predicate)} {NEXT_OBJECT.join(annotated)}")
            asserted.update(triple for triple in triples if triple in evidence.statements)
        yield f"{compact.iri(iri)} {NEXT_PREDICATE.join(pairs)} .\n"
    for triple, statements in evidence.statements.items():
        if triple not in asserted:
            yield from (_reified(statement, compact, notes) for statement in statements)


def _annotations(file: Path, compact: Compact) -> dict[str, str]:
    """Return what is said of each statement besides its triple, as an annotation."""
    return {
        iri: f"~ {compact.iri(iri)} {{| {' ; '.join(compact.pairs(_apart(said)))} |}}"
        for iri, said in blocks(triples_of(file), file=file)
        if RDF + "subject" in said
    }


def _apart(said: Subject) -> Subject:
    """Return what is said of a statement besides its triple, before which it stands, and its class."""
    return {predicate: objects for predicate, objects in said.items() if predicate not in _STATEMENT}


def _noted(statements: tuple[Statement, ...], notes: Mapping[str, str]) -> str:
    """Write the annotations of a triple: the address of each statement, and what it says."""
    return "".join(f"\n            {notes[statement.iri]}" for statement in statements)


def _reified(statement: Statement, compact: Compact, notes: Mapping[str, str]) -> str:
    """Write a triple that is stated and not asserted, with its annotation."""
    subject, predicate, _ = statement.triple
    triple = f"<<( {compact.iri(subject)} {compact.iri(predicate)} {compact.term(statement.object)} )>>"
    _, _, said = notes[statement.iri].partition(" {| ")
    return f"{compact.iri(statement.iri)} rdf:reifies {triple} ;\n    {said.removesuffix(' |}')} .\n"


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
