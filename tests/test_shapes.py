"""The shapes hold for what a build writes, and each of them fails where it is broken.

`data/shapes/NAME.ru` is a SPARQL update that breaks the small graph, and names all shapes that must find it.
"""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from conftest import run_kg
from gold_graph import GOLD, gold_graph
from made_graph import made_graph
from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.namespace import SH
from small_graph import ACADEMY, small_graph

from kg.check import Finding, check, check_graph
from kg.errors import BuildError
from kg.graph import Graph as KnowledgeGraph
from kg.iri import BASE_IRI
from kg.rdf import write_evidence, write_graph
from kg.vocabulary import NAMESPACE, ontology_file, read_vocabulary

CKG = Namespace(NAMESPACE)
ID = Namespace(BASE_IRI)
SHAPES = Namespace("https://w3id.org/civic-kg/shapes#")
BROKEN = sorted((Path(__file__).parent / "data" / "shapes").glob("*.ru"))
RELATIONS = [name for name in read_vocabulary().relations if name not in ("heldOn", "openedOn")]
DATES = ["startDate", "endDate", "openedOn"]
YEAR = Literal("2023", datatype="http://www.w3.org/2001/XMLSchema#gYear")


def turtle_of(graph: KnowledgeGraph) -> tuple[str, str]:
    texts = []
    for write in (write_graph, write_evidence):
        out = io.StringIO()
        write(graph, out)
        texts.append(out.getvalue())
    return texts[0], texts[1]


def rdf_of(graph: KnowledgeGraph) -> Graph:
    together = Graph()
    for text in turtle_of(graph):
        together.parse(data=text, format="turtle")
    return together


def shapes_of(findings: tuple[Finding, ...]) -> set[str]:
    return {finding.shape for finding in findings}


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph().parse(ontology_file("shapes.ttl"))


def saying_shapes(shapes: Graph) -> set[str]:
    """Return the named shapes that ask for something: those with a message."""
    return {str(s).removeprefix(SHAPES) for s in shapes.subjects(SH.message) if isinstance(s, URIRef)}


@pytest.mark.parametrize(
    "graph", [small_graph(), *map(gold_graph, GOLD), made_graph(100)], ids=["small", *GOLD, "made"]
)
def test_what_is_written_conforms(graph: KnowledgeGraph) -> None:
    together = rdf_of(graph)
    assert len(together) > 200
    assert check_graph(together) == ()


@pytest.mark.parametrize("path", BROKEN, ids=[path.stem for path in BROKEN])
def test_a_broken_graph_is_found(path: Path) -> None:
    update = path.read_text(encoding="utf-8")
    expected = update.partition("# breaks: ")[2].partition("\n")[0].split()
    graph = rdf_of(small_graph())
    graph.update(update, initNs=dict(graph.namespaces()))
    findings = check_graph(graph)
    assert shapes_of(findings) == set(expected)
    assert all(finding.message_zh and finding.message_en for finding in findings)


def test_there_are_broken_graphs_for_all_shapes_written_by_hand(shapes: Graph) -> None:
    made = {f"{name}-{part}" for name in RELATIONS for part in ("subject", "object", "address", "evidence")}
    made |= {f"{name}-{part}" for name in DATES for part in ("subject", "value", "evidence")}
    expected = {
        name
        for path in BROKEN
        for name in path.read_text(encoding="utf-8").partition("# breaks: ")[2].partition("\n")[0].split()
    }
    assert saying_shapes(shapes) - made == expected - made - {"evidence"}
    assert made <= saying_shapes(shapes)
    assert len(BROKEN) == 63


def test_the_wrong_kind_of_subject_is_found() -> None:
    graph = rdf_of(small_graph())
    for name in RELATIONS + DATES:
        graph.add((ID["page/p1"], CKG[name], YEAR if name in DATES else ID[ACADEMY]))
    found = shapes_of(check_graph(graph))
    expected = {f"{name}-{part}" for name in RELATIONS + DATES for part in ("subject", "evidence")}
    assert expected - found == set()
    assert "entity" in found


def test_the_wrong_kind_of_object_is_found() -> None:
    graph = rdf_of(small_graph())
    for name in RELATIONS + DATES:
        domain = read_vocabulary().predicates["heldOn" if name in DATES[:2] else name].domain
        subject = next(s for type in sorted(domain) for s in graph.subjects(RDF.type, CKG[type]))
        graph.add((subject, CKG[name], Literal("某处")))
        graph.add((subject, CKG[name], ID["page/p1"]))
    found = shapes_of(check_graph(graph))
    expected = {f"{name}-{part}" for name in RELATIONS for part in ("object", "address")}
    assert expected - found == set()
    assert {f"{name}-value" for name in DATES} <= found
    assert found.isdisjoint(f"{name}-subject" for name in RELATIONS + DATES)


def test_a_relation_to_what_has_no_class_is_found() -> None:
    graph = rdf_of(small_graph())
    graph.add((ID[ACADEMY], CKG.locatedIn, ID["place/nowhere-0000ff"]))
    nowhere = {f.shape for f in check_graph(graph) if f.subject.endswith("nowhere-0000ff")}
    assert nowhere == {"entity"}


def test_every_shape_speaks_two_languages(shapes: Graph) -> None:
    for shape in set(shapes.subjects(SH.message)):
        languages = sorted(m.language for m in shapes.objects(shape, SH.message) if isinstance(m, Literal))
        assert languages == ["en", "zh-Hans"], shape
    for shape in {*shapes.subjects(RDF.type, SH.PropertyShape)}:
        assert (shape, SH.message, None) in shapes


def test_shapes_are_core_constraints_only(shapes: Graph) -> None:
    used = {str(p).removeprefix(str(SH)) for p in shapes.predicates() if str(p).startswith(str(SH))}
    assert used.isdisjoint({"sparql", "js", "rule", "select", "expression", "validator"})
    assert len(used) > 15


# ------ a build's directory


def test_a_build_of_the_seeds_conforms(built: Path) -> None:
    assert check(built) == ()


def test_a_build_of_the_test_pages_conforms(tmp_path: Path) -> None:
    pages = sorted((Path(__file__).parent / "gold").glob("*.txt"))
    assert len(pages) >= 10
    done = run_kg("build", *pages, "-o", tmp_path / "build")
    assert done.returncode == 0, done.stderr
    assert check(tmp_path / "build") == ()


@pytest.fixture
def small_build(tmp_path: Path) -> Path:
    for name, text in zip(("graph.ttl", "evidence.ttl"), turtle_of(small_graph()), strict=True):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_a_good_build_has_no_findings(small_build: Path) -> None:
    assert check(small_build) == ()


def test_findings_name_the_thing_and_read_well(small_build: Path) -> None:
    graph = small_build / "graph.ttl"
    graph.write_text(graph.read_text(encoding="utf-8").replace("ckg:heldAt", "ckg:livesIn"), encoding="utf-8")
    findings = check(small_build)
    (finding,) = (f for f in findings if f.shape == "livesIn-subject")
    assert finding.name == "浣花读书节"
    assert finding.subject.endswith("event/huanhuadushujie-000005")
    assert str(finding).splitlines() == [
        f"[livesIn-subject] 浣花读书节 <{finding.subject}>",
        "    “居住于”的主体类型不对，应为：人物。",
        "    The subject of “lives in” must be one of: person.",
        "    https://w3id.org/civic-kg/ontology#Event",
    ]
    assert list(findings) == sorted(findings)


def test_a_missing_file_is_said_plainly(tmp_path: Path, small_build: Path) -> None:
    (small_build / "evidence.ttl").unlink()
    with pytest.raises(BuildError, match=r"evidence\.ttl"):
        check(small_build)
    with pytest.raises(BuildError):
        check(tmp_path / "nowhere")


def test_what_is_no_turtle_is_said_plainly(small_build: Path) -> None:
    (small_build / "graph.ttl").write_text("这不是 Turtle", encoding="utf-8")
    with pytest.raises(BuildError, match="no Turtle"):
        check(small_build)
