"""Exports to RDF, read back by parsers that are not ours and compared triple by triple; there are no blank nodes."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
from exported import GRAPHS, HOSTILE, exported
from pyld import jsonld
from rdflib import RDF, XSD, Dataset, Literal, Namespace, Node
from rdflib import Graph as RdfGraph
from rdflib.namespace import PROV

from kg.directory import EVIDENCE, GRAPH
from kg.export import export
from kg.export.xml import printable
from kg.rdf import write_graph

CKG = Namespace("https://w3id.org/civic-kg/ontology#")
NIF = Namespace("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#")
REIFIES = "http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies"

Term = tuple[str, ...]
Triples = set[tuple[Term, ...]]


def term_of(term: object) -> Term:
    """Return a term of whichever library: its text; of a literal also its language, in lower case, and its datatype."""
    if isinstance(term, ox.Literal):
        return term.value, (term.language or "").lower(), term.datatype.value
    if isinstance(term, Literal):
        datatype = str(term.datatype or (RDF.langString if term.language else XSD.string))
        return str(term), (term.language or "").lower(), datatype
    return (str(getattr(term, "value", term)),)


def by_rdflib(form: str) -> Callable[[Path], Triples]:
    return lambda path: {tuple(map(term_of, triple)) for triple in RdfGraph().parse(path, format=form)}


def quads_by_rdflib(path: Path) -> Triples:
    return {tuple(map(term_of, quad[:3])) for quad in Dataset().parse(path, format="trig").quads()}


def of_oxigraph(triple: ox.Triple) -> tuple[Term, ...]:
    return term_of(triple.subject), term_of(triple.predicate), term_of(triple.object)


def by_oxigraph(form: ox.RdfFormat) -> Callable[[Path], Triples]:
    return lambda path: {of_oxigraph(quad.triple) for quad in ox.parse(path=str(path), format=form)}


def by_pyld(path: Path) -> Triples:
    """Expand with PyLD and make RDF of it, which another parser reads."""
    quads = jsonld.to_rdf(json.loads(path.read_text(encoding="utf-8")), {"format": "application/n-quads"})
    return {of_oxigraph(quad.triple) for quad in ox.parse(quads, format=ox.RdfFormat.N_QUADS)}


FORMATS: dict[str, list[Callable[[Path], Triples]]] = {
    "jsonld": [by_rdflib("json-ld"), by_oxigraph(ox.RdfFormat.JSON_LD), by_pyld],
    "ntriples": [by_rdflib("nt"), by_oxigraph(ox.RdfFormat.N_TRIPLES)],
    "rdfxml": [by_rdflib("xml"), by_oxigraph(ox.RdfFormat.RDF_XML)],
    "trig": [quads_by_rdflib, by_oxigraph(ox.RdfFormat.TRIG)],
    "turtle": [by_rdflib("turtle"), by_oxigraph(ox.RdfFormat.TURTLE)],
}


@cache
def triples_of(file: Path) -> Triples:
    return by_oxigraph(ox.RdfFormat.TURTLE)(file)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("evidence", [False, True])
def test_the_seeds_are_read_back_the_same(built: Path, tmp_path: Path, name: str, evidence: bool) -> None:
    export(built, name, tmp_path / "export", evidence=evidence)
    expected = triples_of(built / GRAPH) | (triples_of(built / EVIDENCE) if evidence else set())
    assert len(expected) > (7000 if evidence else 3000)
    for reader in FORMATS[name][1:] if evidence else FORMATS[name]:  # rdflib is slow
        assert reader(tmp_path / "export") == expected


@pytest.mark.parametrize("name", FORMATS)
def test_hostile_text_is_read_back_the_same(tmp_path: Path, name: str) -> None:
    """XML has no place for a control character; all else is as it was."""
    graph = GRAPHS["hostile"]
    written = (printable if name == "rdfxml" else str)(HOSTILE)
    with (tmp_path / GRAPH).open("wb") as stream:
        write_graph(graph, stream)
    expected = {
        tuple((printable(term[0]) if name == "rdfxml" else term[0], *term[1:]) for term in triple)
        for triple in triples_of(tmp_path / GRAPH)
    }
    assert (written, "zh-hans", str(RDF.langString)) in {triple[2] for triple in expected}
    out = exported(graph, name, tmp_path)
    for reader in FORMATS[name]:
        assert reader(out) == expected


@pytest.mark.parametrize("name", FORMATS)
def test_chinese_and_its_language_tag_are_as_they_were(built: Path, tmp_path: Path, name: str) -> None:
    export(built, name, tmp_path / "export")
    text = (tmp_path / "export").read_text(encoding="utf-8")
    assert "zh-hans" not in text
    assert "zh-Hans" in text
    assert "文苑楼社区" in text
    assert "\\u6587" not in text


# ------ evidence


def test_turtle12_annotates_each_fact(built: Path, tmp_path: Path) -> None:
    """The annotations say what evidence.ttl says, and nothing is asserted that graph.ttl does not assert."""
    export(built, "turtle12", tmp_path / "export.ttl")
    triples = [q.triple for q in ox.parse(path=str(tmp_path / "export.ttl"), format=ox.RdfFormat.TURTLE)]
    rebuilt: Triples = set()
    for triple in triples:
        if triple.predicate.value == REIFIES:
            said = zip((RDF.subject, RDF.predicate, RDF.object), of_oxigraph(triple.object), strict=True)
            rebuilt |= {(term_of(triple.subject), term_of(part), term) for part, term in said}
            rebuilt.add((term_of(triple.subject), term_of(RDF.type), term_of(CKG.Statement)))
        else:
            rebuilt.add(of_oxigraph(triple))
    assert sum(triple.predicate.value == REIFIES for triple in triples) > 500
    assert rebuilt == triples_of(built / GRAPH) | triples_of(built / EVIDENCE)


def test_turtle12_shows_rule_confidence_and_sentence_beside_the_fact(tmp_path: Path) -> None:
    text = exported(GRAPHS["small"], "turtle12", tmp_path).read_text(encoding="utf-8")
    (line,) = [line for line in text.splitlines() if "{|" in line and '"venue"' in line]
    assert line.strip().startswith("~ f:")
    assert 'ckg:confidence "0.85"^^xsd:decimal' in line
    assert "prov:wasDerivedFrom t:" in line
    assert "在杜甫书院举行" in text


def test_trig_has_a_graph_for_each_page(built: Path, tmp_path: Path) -> None:
    """Each graph holds what the evidence says that its page states."""
    export(built, "trig", tmp_path / "export.trig")
    dataset = Dataset().parse(tmp_path / "export.trig", format="trig")
    graph, evidence = RdfGraph().parse(built / GRAPH), RdfGraph().parse(built / EVIDENCE)
    pages = set(graph.subjects(RDF.type, CKG.Page))
    assert {g.identifier for g in dataset.graphs() if len(g)} - {dataset.default_graph.identifier} == pages
    for page in pages:
        stated = _stated_on(page, evidence) & set(graph)
        held = set(dataset.graph(page))
        assert stated <= held
        assert {triple for triple in held if triple[1] == CKG.locatedIn} <= stated
    assert not list(dataset.default_graph.triples((None, CKG.locatedIn, None)))


def _stated_on(page: Node, evidence: RdfGraph) -> set[tuple[Node | None, ...]]:
    found: set[tuple[Node | None, ...]] = set()
    for statement in evidence.subjects(RDF.type, CKG.Statement):
        sentences = evidence.objects(statement, PROV.wasDerivedFrom)
        if any((sentence, NIF.referenceContext, page) in evidence for sentence in sentences):
            found.add(tuple(evidence.value(statement, part) for part in (RDF.subject, RDF.predicate, RDF.object)))
    return found


def test_jsonld_reads_like_json(tmp_path: Path) -> None:
    document = json.loads(exported(GRAPHS["small"], "jsonld", tmp_path).read_text(encoding="utf-8"))
    academy = next(thing for thing in document["@graph"] if thing.get("label") == "杜甫书院")
    assert academy["type"] == ["CulturalVenue", "Place"]
    assert academy["altLabel"] == ["书院", "杜甫草堂书院"]
    (figure,) = [thing for thing in document["@graph"] if "Observation" in thing["type"]]
    assert (figure["indicator"], figure["value"], figure["unit"]) == ("接待读者", "120000", "人次")
    assert figure["observationOf"] == academy["id"]
