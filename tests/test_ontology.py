"""The ontology: complete, in two languages, consistent with what is built, and the same as the guide."""

from __future__ import annotations

import io
import subprocess
import sys
import time
import tomllib
from collections import Counter
from pathlib import Path

import owlrl
import pyoxigraph as ox
import pytest
from gold_graph import GOLD, gold_graph
from rdflib import OWL, RDF, RDFS, BNode, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.namespace import SKOS
from small_graph import small_graph

from kg.errors import BuildError
from kg.iri import class_slug
from kg.rdf import write_evidence, write_graph
from kg.vocabulary import NAMESPACE, ontology_file, read_vocabulary

ROOT = Path(__file__).parent.parent
CKG = Namespace(NAMESPACE)
EX = Namespace("https://example.org/")
SAID_TO_PEOPLE = {RDFS.label, RDFS.isDefinedBy, SKOS.altLabel, SKOS.definition, SKOS.example, SKOS.closeMatch}
TYPES = [
    "AdministrativeArea",
    "Subdistrict",
    "Community",
    "ResidentialCompound",
    "Road",
    "Place",
    "Company",
    "GovernmentBody",
    "School",
    "MedicalInstitution",
    "Organization",
    "Person",
    "Project",
    "Event",
    "Policy",
    "Product",
    "Award",
]
PREDICATES = [
    "locatedIn",
    "adjacentTo",
    "subOrganizationOf",
    "jurisdiction",
    "holdsPost",
    "livesIn",
    "organizes",
    "participatesIn",
    "heldAt",
    "heldOn",
    "subEventOf",
    "undertakes",
    "covers",
    "subProjectOf",
    "issues",
    "inspects",
    "signsAgreementWith",
    "cooperatesWith",
    "visits",
    "introduces",
    "establishes",
    "operates",
    "receivesAward",
    "openedOn",
    "formerly",
]
# The ends that the guide gives, in its own words; ours may be wider, never narrower.
GUIDE_ENDS = {
    "locatedIn": ("Person Event Company", "AdministrativeArea Subdistrict Community ResidentialCompound Place Road"),
    "adjacentTo": ("Place ResidentialCompound Project", "Road Place"),
    "subOrganizationOf": ("Organization GovernmentBody Company School", "Organization GovernmentBody Company School"),
    "jurisdiction": ("Organization GovernmentBody", "AdministrativeArea Subdistrict Community"),
    "holdsPost": ("Person", "Organization Company School AdministrativeArea Subdistrict Community"),
    "livesIn": ("Person", "ResidentialCompound Community"),
    "organizes": ("Organization Company AdministrativeArea", "Event"),
    "participatesIn": ("Person Organization", "Event"),
    "heldAt": ("Event", "Place Road School AdministrativeArea"),
    "subEventOf": ("Event", "Event"),
    "undertakes": ("Organization GovernmentBody AdministrativeArea", "Project"),
    "covers": ("Project", "ResidentialCompound Place Road AdministrativeArea"),
    "subProjectOf": ("Project", "Project Policy"),
    "issues": ("Organization GovernmentBody AdministrativeArea", "Policy"),
    "inspects": ("Organization Person", "Organization Place"),
    "signsAgreementWith": ("Organization AdministrativeArea", "Organization AdministrativeArea"),
    "cooperatesWith": ("Organization AdministrativeArea", "Organization AdministrativeArea"),
    "visits": ("Person Organization AdministrativeArea", "Organization Place AdministrativeArea"),
    "introduces": ("Place AdministrativeArea Organization", "Company Product"),
    "establishes": ("Organization AdministrativeArea", "Organization Place Product"),
    "operates": ("Organization AdministrativeArea", "Place Product Organization"),
    "receivesAward": ("Person Place Event Company", "Award"),
    "formerly": ("Place Organization", "Place Organization"),
}


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(ontology_file())


def ours(graph: Graph, *kinds: URIRef) -> set[URIRef]:
    return {t for kind in kinds for t in graph.subjects(RDF.type, kind) if str(t).startswith(NAMESPACE)}


def written(name: str | None = None) -> Graph:
    graph = Graph()
    for write in (write_graph, write_evidence):
        out = io.StringIO()
        write(gold_graph(name) if name else small_graph(), out)
        graph.parse(data=out.getvalue(), format="turtle")
    return graph


# ------ what it declares


def test_the_guides_terms_are_there_in_order() -> None:
    vocabulary = read_vocabulary()
    assert list(vocabulary.types) == TYPES
    assert list(vocabulary.relations) == PREDICATES


def test_every_term_is_named_and_defined_in_two_languages(ontology: Graph) -> None:
    terms = ours(ontology, OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, RDFS.Datatype)
    assert len(terms) == 114
    for term in terms:
        for predicate in (RDFS.label, SKOS.definition):
            texts = [o for o in ontology.objects(term, predicate) if isinstance(o, Literal)]
            assert Counter(text.language for text in texts) == {"zh-Hans": 1, "en": 1}, term
            assert all(str(text).strip() for text in texts)
        assert ontology.value(term, RDFS.isDefinedBy) == URIRef("https://w3id.org/civic-kg/ontology")


def test_no_two_terms_share_a_name(ontology: Graph) -> None:
    for kinds in ((OWL.Class,), (OWL.ObjectProperty, OWL.DatatypeProperty)):
        labels = Counter(label for term in ours(ontology, *kinds) for label in ontology.objects(term, RDFS.label))
        assert [label for label, count in labels.items() if count > 1] == []


def test_types_and_predicates_of_the_guide_have_examples(ontology: Graph) -> None:
    assert [name for name in TYPES + PREDICATES if (CKG[name], SKOS.example, None) not in ontology] == []


def test_every_class_below_place_and_person_falls_under_its_type() -> None:
    vocabulary = read_vocabulary()
    narrower = {name: c.type for name, c in vocabulary.classes.items() if c.position is None and c.type}
    assert narrower.pop("Official") == "Person"
    assert set(narrower.values()) == {"Place"}
    assert {"Mall", "Park", "Museum", "Market", "Square", "Station", "Building", "BusinessPark"} <= set(narrower)
    assert vocabulary.lineage("Mall") == ("Mall", "Place")
    assert vocabulary.lineage("Unheard") == ("Unheard",)


def test_no_type_of_the_guide_falls_under_another() -> None:
    classes = read_vocabulary().classes
    assert {name: classes[name].type for name in TYPES} == {name: name for name in TYPES}


@pytest.mark.parametrize("predicate", GUIDE_ENDS)
def test_ends_are_at_least_those_of_the_guide(predicate: str) -> None:
    found = read_vocabulary().predicates[predicate]
    domain, range = (set(end.split()) for end in GUIDE_ENDS[predicate])
    assert domain <= found.domain <= set(TYPES)
    assert range <= found.range <= set(TYPES)


def test_all_predicates_between_entities_have_their_ends_tested() -> None:
    assert set(GUIDE_ENDS) == set(PREDICATES) - {"heldOn", "openedOn"}


def test_ends_still_exclude_what_makes_no_sense() -> None:
    fits = read_vocabulary().fits
    assert not fits("Community", "holdsPost", "School")
    assert not fits("Person", "organizes", "Place")
    assert not fits("Event", "locatedIn", "Person")
    assert not fits("Road", "heldOn", None)
    assert not fits("Person", "unheard", "Place")
    assert fits("Event", "heldOn", None)
    assert fits("Official", "livesIn", "Community")
    assert fits("Company", "operates", "Mall")


def test_inverses_symmetry_and_transitivity(ontology: Graph) -> None:
    predicates = read_vocabulary().predicates
    assert {p for p, found in predicates.items() if found.symmetric} == {"signsAgreementWith", "cooperatesWith"}
    transitive = {"locatedIn", "subOrganizationOf", "subEventOf", "subProjectOf"}
    assert {p for p, found in predicates.items() if found.transitive} == transitive
    inverses = {p: found.inverse for p, found in predicates.items() if found.inverse}
    assert inverses["locatedIn"] == "contains"
    assert inverses["contains"] == "locatedIn"
    assert len(inverses) == 40
    without = {p for p in PREDICATES if p not in inverses}
    assert without == {"adjacentTo", "signsAgreementWith", "cooperatesWith", "heldOn", "openedOn"}
    assert all((CKG[p], RDF.type, OWL.ObjectProperty) in ontology for p in inverses)


def test_it_leans_on_the_standards(ontology: Graph) -> None:
    mapped = {
        str(o).rpartition("#")[0] or str(o).rpartition("/")[0]
        for predicate in (RDFS.subClassOf, RDFS.subPropertyOf, SKOS.closeMatch)
        for o in ontology.objects(None, predicate)
        if isinstance(o, URIRef) and not str(o).startswith(NAMESPACE)
    }
    assert mapped >= {
        "https://schema.org",
        "http://www.w3.org/ns/org",
        "http://xmlns.com/foaf/0.1",
        "http://www.w3.org/ns/prov",
        "http://www.w3.org/2006/time",
        "http://www.opengis.net/ont/geosparql",
        "http://purl.org/linked-data/cube",
        "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core",
        "http://purl.org/dc/terms",
    }


def test_it_declares_every_term_that_a_build_uses(ontology: Graph) -> None:
    for name in (None, *GOLD):
        graph = written(name)
        classes = set(graph.objects(None, RDF.type))
        predicates = set(graph.predicates()) - {RDF.type, RDFS.label, SKOS.altLabel}
        assert len(classes) > 15
        known = {OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}
        assert [c for c in classes if (c, RDF.type, OWL.Class) not in ontology] == []
        assert [p for p in predicates if known.isdisjoint(ontology.objects(p, RDF.type))] == []


def test_its_unions_are_lists_of_classes(ontology: Graph) -> None:
    unions = [Collection(ontology, node) for node in ontology.objects(None, OWL.unionOf)]
    assert len(unions) > 20
    assert all(len(union) > 1 for union in unions)
    kinds = {OWL.Class, RDFS.Datatype}
    assert [m for union in unions for m in union if kinds.isdisjoint(ontology.objects(m, RDF.type))] == []


# ------ what a reasoner finds


def reasoned(*graphs: Graph) -> tuple[Graph, list[str]]:
    """Return the closure under OWL 2 RL, and the inconsistencies; names and definitions say nothing to a reasoner."""
    together = Graph()
    for graph in graphs:
        for triple in graph:
            if triple[1] not in SAID_TO_PEOPLE:
                together.add(triple)
    closure = owlrl.OWLRL_Semantics(together, False, False, False)
    closure.closure()
    return together, closure.error_messages


def test_it_is_consistent_with_a_made_graph(ontology: Graph) -> None:
    graph = written()
    _, errors = reasoned(ontology, graph)
    assert len(graph) > 200
    assert errors == []


def test_it_is_consistent_with_a_build_of_the_seeds(ontology: Graph, built: Path) -> None:
    graph = Graph().parse(built / "graph.ttl")
    _, errors = reasoned(ontology, graph)
    assert len(graph) > 2000
    assert errors == []


@pytest.mark.parametrize(
    "triples",
    [
        [(EX.a, RDF.type, CKG.Person), (EX.a, RDF.type, CKG.Company)],
        [(EX.a, RDF.type, CKG.Road), (EX.a, RDF.type, CKG.Subdistrict)],
        [(EX.a, RDF.type, CKG.Official), (EX.a, RDF.type, CKG.Mall)],
        [(EX.a, RDF.type, CKG.Policy), (EX.b, CKG.livesIn, EX.a)],
        [(EX.a, CKG.holdsPost, EX.b), (EX.a, RDF.type, CKG.Event)],
        [(EX.a, RDF.type, CKG.Award), (EX.b, CKG.receivesAward, EX.a), (EX.a, RDF.type, CKG.Person)],
        [(EX.a, RDF.type, CKG.Article), (EX.a, RDF.type, CKG.Project)],
    ],
)
def test_what_cannot_be_is_found(ontology: Graph, triples: list[tuple]) -> None:
    graph = Graph()
    for triple in triples:
        graph.add(triple)
    assert reasoned(ontology, graph)[1]


def test_what_may_be_is_not_found(ontology: Graph) -> None:
    graph = Graph()
    for kind in (CKG.Mall, CKG.Company):
        graph.add((EX.mall, RDF.type, kind))
    graph.add((EX.area, RDF.type, CKG.AdministrativeArea))
    graph.add((EX.area, CKG.organizes, EX.fair))
    assert reasoned(ontology, graph)[1] == []


def test_what_follows_is_concluded(ontology: Graph) -> None:
    graph = Graph()
    for a, b in ((EX.compound, EX.community), (EX.community, EX.street), (EX.street, EX.district)):
        graph.add((a, CKG.locatedIn, b))
    graph.add((EX.firm, CKG.cooperatesWith, EX.school))
    graph.add((EX.mall, RDF.type, CKG.Mall))
    graph.add((EX.fair, CKG.startDate, Literal("2023-04-28", datatype="http://www.w3.org/2001/XMLSchema#date")))
    closed, errors = reasoned(ontology, graph)
    assert errors == []
    for triple in (
        (EX.compound, CKG.locatedIn, EX.district),
        (EX.district, CKG.contains, EX.compound),
        (EX.school, CKG.cooperatesWith, EX.firm),
        (EX.mall, RDF.type, URIRef("https://schema.org/Place")),
        (EX.fair, CKG.heldOn, None),
    ):
        assert triple in closed


# ------ the files


def test_what_is_made_from_it_is_up_to_date() -> None:
    make = ROOT / "ontology" / "make.py"
    program = (
        f"import runpy; made = runpy.run_path({str(make)!r});"
        "graph = made['Graph']().parse(made['HERE'] / 'civic-kg.ttl');"
        "old = [n for n, t in made['products'](graph).items() if t != (made['HERE'] / n).read_text(encoding='utf-8')];"
        "assert not old, f'run python ontology/make.py: {old}'"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_it_is_packed_into_the_wheel() -> None:
    packed = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    included = packed["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert {source: target for source, target in included.items() if source.startswith("ontology/")} == {
        "ontology/civic-kg.ttl": "kg/ontology/civic-kg.ttl",
        "ontology/context.jsonld": "kg/ontology/context.jsonld",
        "ontology/shapes.ttl": "kg/ontology/shapes.ttl",
    }
    assert all((ROOT / source).is_file() for source in included)


def test_a_missing_ontology_is_said_plainly() -> None:
    with pytest.raises(BuildError, match="install civic-kg again"):
        ontology_file("unheard.ttl")


@pytest.mark.parametrize("name", ["civic-kg.ttl", "shapes.ttl"])
def test_two_parsers_read_the_same(name: str) -> None:
    triples = list(ox.parse(path=str(ontology_file(name)), format=ox.RdfFormat.TURTLE))
    assert len(Graph().parse(ontology_file(name))) == len(triples) > 1000


def test_it_is_read_quickly() -> None:
    read_vocabulary.cache_clear()
    start = time.process_time()
    read_vocabulary()
    assert time.process_time() - start < 0.1  # 0.01 s by itself


def test_no_blank_node_stands_for_a_term(ontology: Graph) -> None:
    named = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    assert not [s for kind in named for s in ontology.subjects(RDF.type, kind) if isinstance(s, BNode)]


def test_classes_are_addressed_by_lower_case_words() -> None:
    slugs = [class_slug(name) for name in read_vocabulary().classes]
    assert len(set(slugs)) == len(slugs) == 43
    assert "administrative-area" in slugs
