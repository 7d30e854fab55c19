"""Ladybug, a property graph, is filled with a build and must know the same things and relations as its Turtle."""

from __future__ import annotations

import sys
from pathlib import Path

import ladybug
import pytest
from imports.scripts import run_script
from pyoxigraph import RdfFormat, Store

CKG = "https://w3id.org/civic-kg/ontology#"
PREFIXES = {
    "ckg": CKG,
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
}

# The same question in SPARQL and in Cypher. What has several values is a row each, or a list in Cypher.
QUESTIONS = {
    "things": (
        "SELECT ?s ?name { ?s rdfs:label ?name . FILTER EXISTS { ?a schema:mentions ?s } }",
        "MATCH (s:Entity) RETURN s.iri, s.name",
    ),
    "other names": (
        "SELECT ?s ?name { ?s skos:altLabel ?name . FILTER EXISTS { ?a schema:mentions ?s } }",
        "MATCH (s:Entity) UNWIND s.aliases AS name RETURN s.iri, name",
    ),
    "relations": (
        "SELECT ?s ?p ?o { ?s ?p ?o FILTER EXISTS { ?a schema:mentions ?s } FILTER EXISTS { ?b schema:mentions ?o } }",
        "MATCH (s:Entity)-[r]->(o:Entity) RETURN DISTINCT s.iri, $ckg + label(r), o.iri",
    ),
    "figures": (
        "SELECT ?s ?indicator ?value ?unit { ?f ckg:observationOf ?s ; ckg:indicator ?indicator ; ckg:value ?value ."
        " OPTIONAL { ?f ckg:unit ?unit } }",
        "MATCH (f:Figure)-[:observationOf]->(s:Entity) RETURN s.iri, f.indicator, f.exact, f.unit",
    ),
    "what articles name": (
        "SELECT ?a ?o { ?a schema:mentions ?o }",
        "MATCH (a:Article)-[:mentions]->(o:Entity) RETURN a.iri, o.iri",
    ),
    "evidence": (
        "SELECT DISTINCT ?s ?o ?text { ?f rdf:subject ?s ; rdf:predicate ckg:locatedIn ; rdf:object ?o ;"
        " prov:wasDerivedFrom/nif:anchorOf ?text }",
        "MATCH (s)-[r:locatedIn]->(o) UNWIND r.sentences AS text RETURN s.iri, o.iri, text",
    ),
    "communities": (
        'SELECT ?name { ?area rdfs:label "友谊路街"@zh-Hans . ?c ckg:locatedIn+ ?area ; a ckg:Community ;'
        " rdfs:label ?name }",
        "MATCH (c:Entity)-[:locatedIn*1..5]->(area:Entity {name: '友谊路街'})"
        " WHERE 'Community' IN c.classes RETURN DISTINCT c.name",
    ),
}


@pytest.fixture(scope="module")
def store(build: Path) -> Store:
    store = Store()
    for name in ("graph.ttl", "evidence.ttl"):
        store.load(path=str(build / name), format=RdfFormat.TURTLE)
    return store


@pytest.fixture(scope="module")
def loaded(build: Path, tmp_path_factory: pytest.TempPathFactory) -> ladybug.Connection:
    file = tmp_path_factory.mktemp("ladybug") / "新闻 图谱.lbug"
    result = run_script("ladybug/load.sh", build, file, environment={"PYTHON": sys.executable})
    assert result.returncode == 0, result.stderr
    assert "nodes" in result.stdout
    again = run_script("ladybug/load.sh", build, file, environment={"PYTHON": sys.executable})
    assert (again.returncode, "is there" in again.stderr) == (2, True)
    return ladybug.Connection(ladybug.Database(str(file), read_only=True))


@pytest.mark.parametrize("question", QUESTIONS)
def test_ladybug_answers_as_sparql_does(question: str, loaded: ladybug.Connection, store: Store) -> None:
    sparql, cypher = QUESTIONS[question]
    solutions = store.query(sparql, prefixes=PREFIXES)
    wanted = sorted([term.value if term is not None else "" for term in row] for row in solutions)
    answer = loaded.execute(cypher, {"ckg": CKG} if "$ckg" in cypher else {})
    assert wanted
    assert sorted([value or "" for value in row] for row in answer.get_all()) == wanted
