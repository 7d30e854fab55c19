"""What a build writes as RDF: the contract of graph.ttl and evidence.ttl, read back with two foreign parsers."""

from __future__ import annotations

import io
import os
import random
import re
import subprocess
import sys
import tracemalloc
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest
from gold_graph import GOLD, gold_graph
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_graph import made_graph
from rdflib import RDF, RDFS, BNode, Literal, Namespace, URIRef
from rdflib import Graph as RdfGraph
from rdflib.compare import isomorphic
from rdflib.namespace import ORG, PROV, SKOS, VOID
from small_graph import ACADEMY, BUREAU, COMMUNITY, FESTIVAL, PAGE, PERSON, PLAN, STREET, renamed, small_graph

from kg.errors import UsageError
from kg.graph import Graph, ordered
from kg.iri import BASE_IRI
from kg.model import Document, Entity, Evidence, Observation, Period, Relation
from kg.rdf import write_evidence, write_graph

CKG = Namespace("https://w3id.org/civic-kg/ontology#")
SCHEMA = Namespace("https://schema.org/")
XSD = Namespace("http://www.w3.org/2001/XMLSchema#")
NIF = Namespace("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#")
ITS = Namespace("http://www.w3.org/2005/11/its/rdf#")
ID = Namespace(BASE_IRI)
WRITERS = {"graph": write_graph, "evidence": write_evidence}
CALENDAR = {XSD.date, XSD.gYearMonth, XSD.gYear}


def text_of(graph: Graph, kind: str = "graph", **options: str) -> str:
    out = io.StringIO()
    WRITERS[kind](graph, out, **options)
    return out.getvalue()


def parsed(graph: Graph, kind: str = "graph") -> RdfGraph:
    return RdfGraph().parse(data=text_of(graph, kind), format="turtle")


def oxigraph(text: str) -> set[ox.Triple]:
    return {quad.triple for quad in ox.parse(text, format=ox.RdfFormat.TURTLE)}


@pytest.fixture(scope="module")
def facts() -> RdfGraph:
    return parsed(small_graph())


@pytest.fixture(scope="module")
def evidence() -> RdfGraph:
    return parsed(small_graph(), "evidence")


# ------ graph.ttl


def test_an_entity_has_its_class_and_names(facts: RdfGraph) -> None:
    academy = ID[ACADEMY]
    assert set(facts.objects(academy, RDF.type)) == {CKG.CulturalVenue, CKG.Place}
    assert list(facts.objects(academy, RDFS.label)) == [Literal("杜甫书院", lang="zh-Hans")]
    assert {str(name) for name in facts.objects(academy, SKOS.altLabel)} == {"书院", "杜甫草堂书院"}


def test_an_entity_can_be_found_by_its_pinyin(facts: RdfGraph) -> None:
    assert {str(key) for key in facts.objects(ID[ACADEMY], SKOS.hiddenLabel)} == {"dufushuyuan", "dfsy"}


def test_posts_and_figures_have_names_to_show(facts: RdfGraph) -> None:
    assert {str(name) for name in facts.objects(None, SCHEMA.name)} == {
        "浣花社区党委书记周明",
        "杜甫书院接待读者120000余人次",
    }


def test_relations_are_plain_triples(facts: RdfGraph) -> None:
    assert (ID[COMMUNITY], CKG.locatedIn, ID[STREET]) in facts
    assert (ID[BUREAU], CKG.operates, ID[ACADEMY]) in facts


def test_a_span_of_days_is_a_start_and_an_end(facts: RdfGraph) -> None:
    assert facts.value(ID[FESTIVAL], CKG.startDate) == Literal("2023-04-28", datatype=XSD.date)
    assert facts.value(ID[FESTIVAL], CKG.endDate) == Literal("2023-04-30", datatype=XSD.date)
    assert facts.value(ID[PLAN], CKG.openedOn) == Literal("2023", datatype=XSD.gYear)
    assert not list(facts.triples((None, CKG.heldOn, None)))


def test_a_post_has_a_membership_and_makes_an_official(facts: RdfGraph) -> None:
    (membership,) = facts.subjects(RDF.type, ORG.Membership)
    assert facts.value(membership, ORG.member) == ID[PERSON]
    assert facts.value(membership, ORG.organization) == ID[COMMUNITY]
    assert str(facts.value(membership, CKG.title)) == "党委书记"
    assert set(facts.objects(ID[PERSON], RDF.type)) == {CKG.Person, CKG.Official}
    assert (ID[PERSON], CKG.holdsPost, ID[COMMUNITY]) in facts


def test_two_posts_at_one_body_are_one_triple_and_two_memberships() -> None:
    graph = small_graph()
    second = replace(next(r for r in graph.relations if r.title), title="社区居委会主任")
    found = parsed(ordered(replace(graph, relations=(*graph.relations, second))))
    assert len(list(found.triples((ID[PERSON], CKG.holdsPost, None)))) == 1
    assert {str(title) for title in found.objects(None, CKG.title)} == {"党委书记", "社区居委会主任"}


def test_a_post_at_a_company_makes_no_official() -> None:
    graph = small_graph()
    entities = tuple(replace(e, type="Company") if e.id == COMMUNITY else e for e in graph.entities)
    assert not list(parsed(replace(graph, entities=entities)).subjects(RDF.type, CKG.Official))


def test_a_figure_is_an_observation(facts: RdfGraph) -> None:
    (figure,) = facts.subjects(RDF.type, CKG.Observation)
    said = {predicate: facts.value(figure, predicate) for predicate in facts.predicates(figure)}
    assert said[CKG.observationOf] == ID[ACADEMY]
    assert said[CKG.value] == Literal("120000", datatype=XSD.decimal)
    assert [str(said[p]) for p in (CKG.indicator, CKG.unit, CKG.modifier)] == ["接待读者", "人次", "余"]
    assert said[CKG.startDate] == Literal("2022", datatype=XSD.gYear)
    assert CKG.endDate not in said


def test_an_article_names_its_authors_page_and_entities(facts: RdfGraph) -> None:
    article, caption = ID["article/p1-1"], ID["article/p1-2"]
    assert str(facts.value(article, SCHEMA.headline)) == "青羊区启动书香计划"
    assert facts.value(caption, SCHEMA.headline) is None
    assert facts.value(article, SCHEMA.datePublished) == Literal("2023-04-27", datatype=XSD.date)
    assert facts.value(article, SCHEMA.isPartOf) == ID["page/p1"]
    names = {
        str(facts.value(node, RDFS.label))
        for predicate in (SCHEMA.author, CKG.photographer)
        for node in facts.objects(article, predicate)
    }
    assert names == {"李明", "王芳"}
    assert len(list(facts.objects(caption, CKG.photographer))) == 2
    assert len(list(facts.objects(article, SCHEMA.mentions))) == 9


def test_who_wrote_is_not_among_the_entities(facts: RdfGraph) -> None:
    writers = {*facts.objects(None, SCHEMA.author), *facts.objects(None, CKG.photographer)}
    assert len(writers) == 3
    assert writers.isdisjoint(facts.objects(None, SCHEMA.mentions))
    assert {kind for writer in writers for kind in facts.objects(writer, RDF.type)} == {CKG.Contributor}


def test_a_page_has_its_file_date_and_frame(facts: RdfGraph) -> None:
    page = ID["page/p1"]
    assert str(facts.value(page, CKG.fileName)) == "p1 “青羊”.txt"
    assert str(facts.value(page, CKG.sha256)) == "ab" * 32
    assert str(facts.value(page, CKG.frame)) == "青羊区"
    assert facts.value(page, SCHEMA.datePublished) == Literal("2023-04-27", datatype=XSD.date)


def test_the_graph_says_what_is_in_it(facts: RdfGraph) -> None:
    dataset = ID["build/graph"]
    assert facts.value(dataset, VOID.entities) == Literal(9)
    parts = {
        facts.value(part, VOID["class"]): facts.value(part, VOID.entities)
        for part in facts.objects(dataset, VOID.classPartition)
    }
    assert parts[CKG.Place] == Literal(1)
    assert sum(int(count) for count in parts.values()) == 9
    assert facts.value(ID["build/run"], PROV.used) == ID["page/p1"]


def test_what_is_unknown_is_left_out() -> None:
    page = replace(PAGE, date=None, frame=None)
    figure = replace(small_graph().observations[0], unit=None, modifier=None, period=None)
    found = parsed(replace(small_graph(), documents=(page,), observations=(figure,)))
    for predicate in (SCHEMA.datePublished, CKG.frame, CKG.unit, CKG.modifier):
        assert not list(found.triples((None, predicate, None)))


def test_an_empty_graph_is_written() -> None:
    for kind in WRITERS:
        assert not list(parsed(Graph(), kind).subjects(RDF.type, CKG.Place))
    assert parsed(Graph()).value(ID["build/graph"], VOID.entities) == Literal(0)


# ------ the form of both files


@pytest.mark.parametrize("kind", WRITERS)
def test_the_form_suits_every_importer(kind: str) -> None:
    text = text_of(small_graph(), kind)
    head, _, body = text.partition("\n\n")
    assert all(re.fullmatch(r"#.*|@prefix [A-Za-z]+: <[^<>\s]+> \.", line) for line in head.splitlines())
    assert "@prefix" not in body
    assert "\r" not in text
    assert "\ufeff" not in text
    assert not re.search(r"^_:|\[|<<|\"\"\"", body.replace(PAGE.text, ""), re.MULTILINE)
    assert all(not isinstance(term, BNode) for triple in parsed(small_graph(), kind) for term in triple)


@pytest.mark.parametrize("kind", WRITERS)
def test_every_declared_prefix_is_needed_or_common(kind: str) -> None:
    declared = dict(re.findall(r"@prefix (\w+): <([^>]+)>", text_of(small_graph(), kind)))
    assert len(declared) == len(set(declared.values()))
    assert set(re.findall(r"^(\w+):", text_of(small_graph(), kind), re.MULTILINE)) <= set(declared)


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("name", GOLD)
def test_two_parsers_read_the_same_triples(name: str, kind: str) -> None:
    text = text_of(gold_graph(name), kind)
    triples = oxigraph(text)
    ntriples = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES).decode()
    other = RdfGraph().parse(data=ntriples, format="nt")
    one = RdfGraph().parse(data=text.replace("@zh-Hans", "@zh-hans"), format="turtle")
    assert len(one) == len(triples) > 1000
    assert isomorphic(one, other)


@pytest.mark.parametrize("kind", WRITERS)
def test_bytes_and_text_are_the_same(kind: str) -> None:
    out = io.BytesIO()
    WRITERS[kind](small_graph(), out)
    assert out.getvalue().decode() == text_of(small_graph(), kind)


def test_the_bytes_do_not_depend_on_the_hash_seed() -> None:
    program = (
        "import sys; from gold_graph import gold_graph; from kg.rdf import write_evidence, write_graph;"
        "graph = gold_graph('seed000'); [write(graph, sys.stdout.buffer) for write in (write_graph, write_evidence)]"
    )
    tests = str(Path(__file__).parent)
    written = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": tests},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "4242")
    }
    assert len(written) == 1
    assert len(written.pop()) > 100_000


@given(st.randoms(use_true_random=False))
@settings(max_examples=20, deadline=None)
def test_putting_in_order_undoes_any_shuffling(shuffler: random.Random) -> None:
    graph = small_graph()

    def shuffled(items: tuple) -> tuple:
        return tuple(shuffler.sample(items, len(items)))

    mixed = replace(
        graph,
        entities=shuffled(graph.entities),
        relations=shuffled(graph.relations),
        articles=shuffled(graph.articles),
        sentences=dict(shuffled(tuple(graph.sentences.items()))),
    )
    for kind in WRITERS:
        assert text_of(ordered(mixed), kind) == text_of(graph, kind)


def test_a_graph_out_of_order_is_refused_not_miswritten() -> None:
    graph = small_graph()
    with pytest.raises(ValueError, match="not in order"):
        text_of(replace(graph, entities=graph.entities[::-1]))


# ------ hostile text


def unread(triples: set[ox.Triple]) -> set[ox.Triple]:
    """Leave out how names are read: a name may have no pinyin, or the same whole and short."""
    return {triple for triple in triples if triple.predicate.value != str(SKOS.hiddenLabel)}


HOSTILE = st.text(st.characters(), min_size=1, max_size=30) | st.sampled_from(
    [
        '"@en . <https://evil.example/a> <https://evil.example/b> "',
        "\\", "\\u0041", "\\\"", '"""', "a\r\nb\tc", "\x00\x01\x1f\x7f\x85", "\u2028\u2029", "\u202eabc\u200f",
        "<script>alert(1)</script>", "😀🇨🇳", "\ufffe\uffff", "'; DROP TABLE", "﻿头", "社" * 10_000,
    ]
)  # fmt: skip


def kept(text: str) -> str:
    """Return what a graph keeps of a text: all but what is no character."""
    return re.sub("[\x00\ud800-\udfff\ufffe\uffff]", "\ufffd", text)


@given(HOSTILE)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_hostile_names_stay_text_for_pyoxigraph(name: str) -> None:
    quads = unread(oxigraph(text_of(renamed(small_graph(), name))))
    assert len(quads) == len(unread(oxigraph(text_of(renamed(small_graph(), "名")))))
    labels = {q.object.value for q in quads if q.predicate.value == str(RDFS.label)}
    assert kept(name) in labels
    assert {q.object.value for q in quads if q.predicate.value == str(CKG.unit)} == {kept(name)}


@given(HOSTILE)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_hostile_names_stay_text_for_rdflib(name: str) -> None:
    found = parsed(renamed(small_graph(), name))
    assert str(found.value(ID[ACADEMY], RDFS.label)) == kept(name)
    assert {str(title) for title in found.objects(None, CKG.title)} == {kept(name)}


@pytest.mark.parametrize("bad", ["\ud800", "\x00", "\ufffe", "\uffff"])
def test_what_is_no_character_is_replaced_one_by_one(bad: str) -> None:
    text = text_of(renamed(small_graph(), f"坏{bad}字"))
    assert "坏\ufffd字" in text
    assert text.encode("utf-8")
    assert oxigraph(text)


def test_the_sentence_keeps_its_length_whatever_stands_in_it() -> None:
    page = replace(PAGE, text=PAGE.text.replace("周明", "\x00\ufffe"))
    found = parsed(replace(small_graph(), documents=(page,)), "evidence")
    for sentence in found.subjects(RDF.type, CKG.Sentence):
        start, stop = (int(found.value(sentence, p)) for p in (NIF.beginIndex, NIF.endIndex))
        assert len(str(found.value(sentence, NIF.anchorOf))) == stop - start


@pytest.mark.parametrize("id", ["p 1> . <x", "页.面", "../../etc", "a:b", "%41", "", "-", "a\ud800"])
def test_a_hostile_page_id_stays_one_address(id: str) -> None:
    graph = small_graph()
    page = replace(PAGE, id=id)
    article = replace(graph.articles[0], id=f"{id}-1", document=id)
    mentions = {article.id: graph.mentions["p1-1"]}
    text = text_of(replace(graph, documents=(page,), articles=(article,), mentions=mentions))
    subjects = {q.subject.value for q in oxigraph(text)}
    assert len([s for s in subjects if s.startswith(BASE_IRI + "page/")]) == 1
    assert all(s.isascii() for s in subjects)
    assert len(RdfGraph().parse(data=text, format="turtle")) == len(oxigraph(text))


def test_a_hostile_entity_address_stays_one_address() -> None:
    bad = Entity("pla ce/x> . <y", "Place", "坏地址")
    good = small_graph()
    graph = ordered(replace(good, entities=(*good.entities, bad)))
    (subject,) = (q.subject.value for q in oxigraph(text_of(graph)) if "坏地址" in str(q.object))
    assert subject == BASE_IRI + "pla%20ce/x%3E%20.%20%3Cy"


@pytest.mark.parametrize("base", ["", "id/", "https://example.org/id", "https://e.org/a b/", "https://e.org/>/", "x"])
def test_a_base_that_is_no_address_is_refused(base: str) -> None:
    with pytest.raises(UsageError):
        text_of(small_graph(), base=base)


@pytest.mark.parametrize("base", ["https://example.org/kg#", "urn:kg:/", "http://localhost:8000/河西/"])
def test_another_base_moves_every_address(base: str) -> None:
    for kind in WRITERS:
        text = text_of(small_graph(), kind, base=base)
        assert BASE_IRI not in text
        assert all(q.subject.value.startswith(base) for q in oxigraph(text))


# ------ evidence.ttl


def triples_with_evidence(evidence: RdfGraph) -> set[tuple]:
    return {
        tuple(evidence.value(statement, p) for p in (RDF.subject, RDF.predicate, RDF.object))
        for statement in evidence.subjects(RDF.type, CKG.Statement)
    }


def facts_of(facts: RdfGraph) -> set[tuple]:
    """Return the triples that state something of an entity, and which entity a figure is of."""
    entities = set(facts.objects(None, SCHEMA.mentions))
    stated = {(s, p, o) for s, p, o in facts if s in entities and str(p).startswith(str(CKG))}
    return stated | set(facts.triples((None, CKG.observationOf, None)))


@pytest.mark.parametrize("graph", [small_graph(), *map(gold_graph, GOLD)], ids=["small", *GOLD])
def test_every_fact_has_its_evidence(graph: Graph) -> None:
    stated = facts_of(parsed(graph))
    assert len(stated) >= 10
    assert stated <= triples_with_evidence(parsed(graph, "evidence"))


@pytest.mark.parametrize("graph", [small_graph(), *map(gold_graph, GOLD)], ids=["small", *GOLD])
def test_every_span_gives_the_text_it_claims(graph: Graph) -> None:
    evidence, page = parsed(graph, "evidence"), graph.documents[0]
    sentences = list(evidence.subjects(RDF.type, CKG.Sentence))
    assert len(sentences) >= 3
    for sentence in sentences:
        start, stop = (int(evidence.value(sentence, p)) for p in (NIF.beginIndex, NIF.endIndex))
        assert str(evidence.value(sentence, NIF.anchorOf)) == page.text[start:stop]
        assert evidence.value(sentence, NIF.referenceContext) == ID[f"page/{page.id}"]


def test_words_lie_in_a_sentence_of_their_fact(evidence: RdfGraph) -> None:
    found = []
    for statement in evidence.subjects(RDF.type, CKG.Statement):
        ranges = [tuple(map(int, str(s).split("-")[-2:])) for s in evidence.objects(statement, PROV.wasDerivedFrom)]
        for words in evidence.objects(statement, CKG.words):
            start, stop = map(int, str(words).split("-")[-2:])
            assert any(first <= start < stop <= last for first, last in ranges)
            found.append(PAGE.text[start:stop])
    assert len(found) == 13
    assert "在杜甫书院举行" in found


def test_every_entity_is_shown_where_a_page_names_it(evidence: RdfGraph) -> None:
    named = {
        str(evidence.value(mention, ITS.taIdentRef)).removeprefix(BASE_IRI): mention
        for mention in evidence.subjects(RDF.type, CKG.Mention)
    }
    assert set(named) == {entity.id for entity in small_graph().entities}
    start, stop = map(int, str(named[ACADEMY]).split("-")[-2:])
    assert PAGE.text[start:stop] == "杜甫书院"
    assert (evidence.value(named[ACADEMY], PROV.wasDerivedFrom), RDF.type, CKG.Sentence) in evidence
    assert str(evidence.value(named[ACADEMY], CKG.rule)) == "culturalvenue-name"


def test_a_fact_that_two_rules_read_has_a_statement_for_each(evidence: RdfGraph) -> None:
    statements = list(evidence.subjects(RDF.predicate, CKG.cooperatesWith))
    assert {str(evidence.value(s, CKG.rule)) for s in statements} == {"together", "operate"}
    for statement in statements:
        assert evidence.value(statement, CKG.confidence) == Literal("0.85", datatype=XSD.decimal)


def test_a_fact_that_two_pages_state_has_a_statement_for_each() -> None:
    graph = small_graph()
    page = replace(PAGE, id="p2")
    sentences = graph.sentences | {("p2", i): s for (_, i), s in graph.sentences.items()}
    relations = tuple(
        replace(r, evidence=(*r.evidence, *(replace(e, document="p2", confidence=0.5) for e in r.evidence)))
        for r in graph.relations
    )
    found = parsed(
        ordered(replace(graph, documents=(PAGE, page), sentences=sentences, relations=relations)), "evidence"
    )
    one, other = found.subjects(RDF.predicate, CKG.heldAt)
    assert {len(list(found.objects(s, PROV.wasDerivedFrom))) for s in (one, other)} == {1}
    assert found.value(one, PROV.wasDerivedFrom) != found.value(other, PROV.wasDerivedFrom)
    assert {str(found.value(s, CKG.confidence)) for s in (one, other)} == {"0.85", "0.50"}


def test_a_post_leads_to_its_membership(facts: RdfGraph, evidence: RdfGraph) -> None:
    (statement,) = evidence.subjects(RDF.predicate, CKG.holdsPost)
    assert (evidence.value(statement, CKG.membership), RDF.type, ORG.Membership) in facts


@pytest.mark.parametrize("name", GOLD)
def test_evidence_stays_small(name: str) -> None:
    graph = gold_graph(name)
    sizes = [len(text_of(graph, kind).encode()) for kind in ("evidence", "graph")]
    assert sizes[0] <= 2.5 * sizes[1]


def test_evidence_of_the_seeds_stays_small(built: Path) -> None:
    evidence, graph = ((built / f"{name}.ttl").stat().st_size for name in ("evidence", "graph"))
    assert evidence <= 2.5 * graph


# ------ dates that do not agree


def dated(*periods: Period) -> RdfGraph:
    graph = small_graph()
    evidence = next(r for r in graph.relations if r.predicate == "heldOn").evidence
    relations = [r for r in graph.relations if r.predicate != "heldOn"]
    relations += [Relation(FESTIVAL, "heldOn", period, evidence) for period in periods]
    return parsed(ordered(replace(graph, relations=tuple(relations))))


def test_dates_that_do_not_agree_are_kept_without_a_false_end() -> None:
    found = dated(Period("2023-04-28", "2023-04-30"), Period("2023-05-04"))
    assert {str(day) for day in found.objects(ID[FESTIVAL], CKG.startDate)} == {"2023-04-28", "2023-05-04"}
    assert not list(found.objects(ID[FESTIVAL], CKG.endDate))


def test_dates_of_the_same_start_keep_their_end() -> None:
    found = dated(Period("2023-04-28", "2023-04-30"), Period("2023-04-28"))
    assert [str(day) for day in found.objects(ID[FESTIVAL], CKG.startDate)] == ["2023-04-28"]
    assert [str(day) for day in found.objects(ID[FESTIVAL], CKG.endDate)] == ["2023-04-30"]


# ------ numbers


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12))
@settings(max_examples=60, deadline=None)
def test_numbers_are_decimals_of_the_same_value(value: Decimal) -> None:
    figure = Observation(ACADEMY, "数", value, "个", evidence=(Evidence("p1", 0, (), "r", 1.0),))
    found = oxigraph(text_of(replace(small_graph(), observations=(figure,))))
    (literal,) = (q.object for q in found if q.predicate.value == str(CKG.value))
    assert literal.datatype.value == str(XSD.decimal)
    assert Decimal(literal.value) == value
    assert re.fullmatch(r"-?\d+(\.\d*[1-9])?", literal.value)


def test_dates_are_typed_by_their_length() -> None:
    found = parsed(small_graph())
    dates = [
        o for p in (CKG.startDate, CKG.endDate, CKG.openedOn, SCHEMA.datePublished) for o in found.objects(None, p)
    ]
    assert {date.datatype for date in dates} <= CALENDAR
    assert len(dates) == 7


def test_documents_named_alike_keep_their_texts_apart() -> None:
    pages = (Document("a", "a", "0" * 64, PAGE.text), Document("b", "b", "1" * 64, PAGE.text))
    sentence = small_graph().sentences["p1", 0]
    graph = Graph(
        documents=pages, sentences={("a", 0): sentence, ("b", 0): sentence}, entities=small_graph().entities[:1]
    )
    evidence = tuple(Evidence(page.id, 0, (sentence.span,), "r", 0.5) for page in pages)
    relation = Relation(graph.entities[0].id, "openedOn", Period("2023"), evidence)
    found = parsed(replace(graph, relations=(relation,)), "evidence")
    assert len(list(found.subjects(RDF.type, CKG.Sentence))) == 2
    assert {str(o) for o in found.objects(None, NIF.referenceContext)} == {BASE_IRI + "page/a", BASE_IRI + "page/b"}
    assert isinstance(next(found.subjects(RDF.type, CKG.Sentence)), URIRef)


def test_a_large_graph_takes_no_more_memory_to_write() -> None:
    peaks = []
    for groups in (100, 1600):
        graph = made_graph(groups)
        with (Path(os.devnull)).open("wb") as out:
            tracemalloc.start()
            write_graph(graph, out)
            peaks.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
    assert peaks[1] < peaks[0] + 1_000_000
