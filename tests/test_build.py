"""What holds for every build of the seeds: the same bytes whatever the circumstances, and evidence for every fact."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from conftest import SEEDS, run_kg
from rdflib import RDF, RDFS, Namespace, URIRef
from rdflib.namespace import PROV, SKOS

from kg.directory import EVIDENCE, GRAPH, PAGE
from kg.rdf.names import ONTOLOGY
from kg.vocabulary import read_vocabulary

CKG = Namespace(ONTOLOGY)
NIF = Namespace("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#")
ITSRDF = Namespace("http://www.w3.org/2005/11/its/rdf#")
SCHEMA = Namespace("https://schema.org/")
DATED = {CKG.startDate, CKG.endDate, CKG.openedOn}


def _triples(path: Path) -> rdflib.Graph:
    """Read Turtle with the fast parser into rdflib."""
    graph = rdflib.Graph()
    quads = pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TURTLE)
    lines = pyoxigraph.serialize((quad.triple for quad in quads), format=pyoxigraph.RdfFormat.N_TRIPLES)
    return graph.parse(data=lines, format="nt")


@pytest.fixture(scope="module")
def graph(built: Path) -> rdflib.Graph:
    return _triples(built / GRAPH)


@pytest.fixture(scope="module")
def evidence(built: Path) -> rdflib.Graph:
    return _triples(built / EVIDENCE)


@pytest.mark.parametrize(
    ("paths", "options", "hash_seed"),
    [
        (sorted(SEEDS.iterdir(), reverse=True), (), "0"),
        ([SEEDS], (), "1"),
        ([SEEDS, *sorted(SEEDS.iterdir())], ("--jobs", "2"), "12345"),
    ],
    ids=["other order", "other hash seed", "two processes"],
)
def test_the_same_bytes(
    paths: list[Path], options: tuple[str, ...], hash_seed: str, built: Path, tmp_path: Path
) -> None:
    result = run_kg("build", *paths, "-o", tmp_path / "again", *options, hash_seed=hash_seed)
    assert result.returncode == 0, result.stderr
    for name in (GRAPH, EVIDENCE, PAGE):
        assert (tmp_path / "again" / name).read_bytes() == (built / name).read_bytes()


@pytest.mark.parametrize("name", [GRAPH, EVIDENCE])
def test_turtle_that_every_importer_takes(name: str, built: Path) -> None:
    data = (built / name).read_bytes()
    text = data.decode("utf-8")
    assert not data.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in data
    assert text.endswith("\n")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    prefixes = [number for number, line in enumerate(lines) if line.startswith("@prefix")]
    assert prefixes == list(range(len(prefixes)))
    graph = rdflib.Graph().parse(data=data, format="turtle")
    assert not any(isinstance(term, rdflib.BNode) for triple in graph for term in triple)
    assert all(str(term).isascii() for triple in graph for term in triple if isinstance(term, URIRef))
    assert graph.isomorphic(_triples(built / name))


def test_every_entity_has_one_label_and_a_type_of_the_ontology(graph: rdflib.Graph) -> None:
    entities = set(graph.objects(None, SCHEMA.mentions))
    assert len(entities) > 200
    vocabulary = read_vocabulary()
    for entity in entities:
        labels = list(graph.objects(entity, RDFS.label))
        assert len(labels) == 1
        assert labels[0].language == "zh-hans"
        assert labels[0] not in set(graph.objects(entity, SKOS.altLabel))
        types = {str(type).removeprefix(ONTOLOGY) for type in graph.objects(entity, RDF.type)}
        assert types <= set(vocabulary.classes)


def test_every_fact_has_evidence(graph: rdflib.Graph, evidence: rdflib.Graph) -> None:
    stated = {
        (evidence.value(fact, RDF.subject), evidence.value(fact, RDF.predicate), evidence.value(fact, RDF.object))
        for fact in evidence.subjects(RDF.type, CKG.Statement)
    }
    entities = set(graph.objects(None, SCHEMA.mentions))
    facts = {
        (s, p, o)
        for s, p, o in graph
        if str(p).startswith(ONTOLOGY) and s in entities and (o in entities or p in DATED)
    }
    facts |= set(graph.triples((None, CKG.observationOf, None)))
    assert len(facts) > 150
    assert facts - stated == set()
    left_out = stated - set(graph)
    assert {p for _, p, _ in left_out} <= DATED  # of two dates for one event the graph has one, the evidence both


def test_every_statement_names_rule_sentence_and_confidence(evidence: rdflib.Graph) -> None:
    facts = list(evidence.subjects(RDF.type, CKG.Statement))
    assert len(facts) > 150
    for fact in facts:
        assert evidence.value(fact, CKG.rule)
        assert 0 < float(evidence.value(fact, CKG.confidence)) <= 1
        sentences = list(evidence.objects(fact, PROV.wasDerivedFrom))
        assert sentences
        assert all((sentence, RDF.type, CKG.Sentence) in evidence for sentence in sentences)


def test_every_span_gives_the_text_that_it_claims(graph: rdflib.Graph, evidence: rdflib.Graph) -> None:
    texts = {file.name: file.read_bytes().decode("utf-8") for file in SEEDS.iterdir()}
    spans: dict[str, tuple[str, int, int]] = {}
    for sentence in evidence.subjects(RDF.type, CKG.Sentence):
        page = evidence.value(sentence, NIF.referenceContext)
        file = str(graph.value(page, CKG.fileName))
        start, stop = (int(evidence.value(sentence, term)) for term in (NIF.beginIndex, NIF.endIndex))
        assert texts[file][start:stop] == str(evidence.value(sentence, NIF.anchorOf))
        spans[str(sentence)] = file, start, stop
    assert len(spans) > 100
    for fact in evidence.subjects(RDF.type, CKG.Statement):
        sentences = [spans[str(sentence)] for sentence in evidence.objects(fact, PROV.wasDerivedFrom)]
        for words in evidence.objects(fact, CKG.words):
            _, begin, end = str(words).rsplit("-", 2)
            assert any(start <= int(begin) < int(end) <= stop for _, start, stop in sentences)


def test_every_entity_is_shown_where_it_is_named(graph: rdflib.Graph, evidence: rdflib.Graph) -> None:
    mentions = set(evidence.subjects(RDF.type, CKG.Mention))
    assert all(
        (evidence.value(mention, PROV.wasDerivedFrom), RDF.type, CKG.Sentence) in evidence for mention in mentions
    )
    shown = {evidence.value(mention, ITSRDF.taIdentRef) for mention in mentions}
    entities = set(graph.objects(None, SCHEMA.mentions))
    assert len(entities & shown) > 0.9 * len(entities)  # headlines and bylines are no sentences
