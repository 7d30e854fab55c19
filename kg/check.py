"""Check a build against the ontology's shapes, and each of its facts for evidence.

SHACL's core cannot ask whether one certain triple has a statement, nor does pyshacl put months and years in order:
these two are checked here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import pyshacl
from rdflib import RDF, RDFS, Graph, Literal, URIRef
from rdflib.namespace import SH
from rdflib.term import Node

from kg.directory import EVIDENCE, GRAPH, build_file
from kg.errors import BuildError
from kg.vocabulary import NAMESPACE, ontology_file, read_vocabulary

__all__ = ["Finding", "check", "check_graph"]

_SHAPES = "https://w3id.org/civic-kg/shapes#"
_SPAN = ("startDate", "endDate")

Triple = tuple[Node, Node, Node]


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Something in a build that should not be: which shape, of what thing, why.

    `shape` is the local name in `ontology/shapes.ttl`, or `evidence` for what is checked beside them.
    """

    shape: str
    subject: str
    name: str
    value: str
    message_zh: str
    message_en: str

    def __str__(self) -> str:
        named = f"{self.name} <{self.subject}>" if self.name else f"<{self.subject}>"
        value = f"\n    {self.value}" if self.value else ""
        return f"[{self.shape}] {named}\n    {self.message_zh}\n    {self.message_en}{value}"


def check(directory: str | Path) -> tuple[Finding, ...]:
    """Return what is wrong with the build in a directory, sorted; nothing for a build that is as it should be.

    Raises BuildError where there is no build, or its files are no Turtle.
    """
    graph = Graph()
    for name in (GRAPH, EVIDENCE):
        _read(build_file(Path(directory), name), graph)
    return check_graph(graph)


def check_graph(graph: Graph) -> tuple[Finding, ...]:
    """Return what is wrong with a graph that holds the triples of graph.ttl and evidence.ttl together, sorted."""
    disordered = _out_of_order(graph)
    for triple in disordered:
        graph.remove(triple)  # pyshacl stops at years that are out of order
    found = {*_validate(graph), *disordered.values()}
    for triple in disordered:
        graph.add(triple)
    return tuple(sorted(found | set(_without_evidence(graph))))


def _read(file: Path, graph: Graph) -> None:
    """Add the triples of a Turtle file; pyoxigraph reads it several times faster than rdflib."""
    try:
        for quad in ox.parse(path=str(file), format=ox.RdfFormat.TURTLE):
            graph.add((_node(quad.subject), _node(quad.predicate), _node(quad.object)))
    except SyntaxError as error:
        raise BuildError(f"{file}: this is no Turtle: {error}") from error


def _node(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Node:
    if isinstance(term, ox.Literal):
        return Literal(term.value, lang=term.language, datatype=None if term.language else term.datatype.value)
    return URIRef(term.value if isinstance(term, ox.NamedNode) else str(term))


def _validate(graph: Graph) -> Iterator[Finding]:
    shapes = Graph().parse(ontology_file("shapes.ttl"))
    ontology = Graph().parse(ontology_file())
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes, ont_graph=ontology, inference="none")
    for result in report.subjects(RDF.type, SH.ValidationResult):
        yield _finding(result, report, shapes, graph)


def _finding(result: Node, report: Graph, shapes: Graph, graph: Graph) -> Finding:
    shape = report.value(result, SH.sourceShape)
    subject = report.value(result, SH.focusNode)
    value = report.value(result, SH.value)
    messages = {_language(m): str(m) for m in shapes.objects(shape, SH.message)} if shape is not None else {}
    return Finding(
        shape=str(shape).removeprefix(_SHAPES),
        subject=str(subject),
        name=_name(subject, graph),
        value="" if value in (None, subject) else str(value),
        message_zh=messages.get("zh-hans", ""),
        message_en=messages.get("en", ""),
    )


def _language(message: Node) -> str:
    return (message.language or "").lower() if isinstance(message, Literal) else ""


def _name(subject: Node | None, graph: Graph) -> str:
    found = graph.value(subject, RDFS.label) if subject is not None else None
    return str(found or "")


def _without_evidence(graph: Graph) -> Iterator[Finding]:
    """Find facts that no statement of the evidence names."""
    subjects, predicates, objects = (dict(graph.subject_objects(p)) for p in (RDF.subject, RDF.predicate, RDF.object))
    proved = {(subjects[node], predicates.get(node), objects.get(node)) for node in subjects}
    for predicate in (*read_vocabulary().relations, *_SPAN):
        iri = URIRef(NAMESPACE + predicate)
        for subject, object in graph.subject_objects(iri):
            if (subject, iri, object) not in proved and not _is_figure(subject, graph):
                zh, en = "这条事实没有出处。", "No statement of the evidence names this fact."
                yield Finding("evidence", str(subject), _name(subject, graph), f"{predicate} {object}", zh, en)


def _is_figure(subject: Node, graph: Graph) -> bool:
    return (subject, RDF.type, URIRef(NAMESPACE + "Observation")) in graph


def _out_of_order(graph: Graph) -> dict[Triple, Finding]:
    """Find things that end before they start; days, months and years are compared as far as both are given."""
    start, end = (URIRef(NAMESPACE + name) for name in _SPAN)
    found: dict[Triple, Finding] = {}
    for subject, last in graph.subject_objects(end):
        for first in sorted(map(str, graph.objects(subject, start))):
            length = min(len(first), len(str(last)))
            if first[:length] > str(last)[:length]:
                zh, en = "结束日期早于开始日期。", "The end date is before the start date."
                value = f"{first} / {last}"
                found[subject, end, last] = Finding("dates-order", str(subject), _name(subject, graph), value, zh, en)
    return found
