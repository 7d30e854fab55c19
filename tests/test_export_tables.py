"""Exports to tables and networks, read back by their own programs and compared with the graph they were made of."""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import kglite
import ladybug
import networkx as nx
import pyarrow.parquet as pq
import pytest
from exported import GRAPHS, HOSTILE, Fact, Thing, exported, facts, figures, things
from small_graph import ACADEMY, FESTIVAL, PLAN, small_graph

from kg.graph import Graph
from kg.iri import BASE_IRI

# Read back in this file, by which program.
READ_BACK = {
    "cypher": "kglite",
    "gexf": "networkx",
    "graphml": "networkx",
    "ladybug": "ladybug",
    "neo4j": "csv",
    "nodelink": "networkx",
    "parquet": "pyarrow",
    "plain": "csv",
    "sssom": "csv",
}
Rows = list[dict[str, Any]]

every_graph = pytest.mark.parametrize("graph", GRAPHS.values(), ids=GRAPHS)


def thing(row: Mapping[str, Any]) -> Thing:
    return Thing(row["iri"], row["name"], tuple(row["aliases"] or ()))


def fact(row: Mapping[str, Any]) -> Fact:
    lists = (tuple(row[name] or ()) for name in ("rules", "sentences", "words"))
    return Fact(row["source"], row["type"], row["target"], row["title"] or "", row["confidence"], *lists)


def related(rows: Iterable[Mapping[str, Any]], graph: Graph) -> Counter[Fact]:
    """Return the facts in rows of edges, without the links of articles and figures."""
    entities = {BASE_IRI + entity.id for entity in graph.entities}
    return Counter(fact(row) for row in rows if {row["source"], row["target"]} <= entities)


def figure(row: Mapping[str, Any], of: str) -> tuple[str, str, float, str, str]:
    return row["iri"], row["indicator"], row["value"], row["unit"] or "", of


def compare(nodes: Rows, edges: Rows, graph: Graph) -> None:
    """Compare nodes and edges with the graph: all columns by name, all kinds of nodes in one list."""
    assert {thing(row) for row in nodes if row["kind"] == "Entity"} == things(graph)
    assert related(edges, graph) == facts(graph)
    of = {row["source"]: row["target"] for row in edges if row["type"] == "observationOf"}
    assert {figure(row, of[row["iri"]]) for row in nodes if row["kind"] == "Figure"} == figures(graph)
    by_iri = {row["iri"]: row for row in nodes}
    assert list(by_iri[BASE_IRI + FESTIVAL]["startDate"]) == ["2023-04-28"]
    assert list(by_iri[BASE_IRI + FESTIVAL]["endDate"]) == ["2023-04-30"]
    assert list(by_iri[BASE_IRI + PLAN]["openedOn"]) == ["2023"]


def compare_articles(nodes: Rows, edges: Rows, graph: Graph) -> None:
    kinds = Counter(row["kind"] for row in nodes)
    assert (kinds["Article"], kinds["Page"]) == (2, 1)
    headlines = {row["name"] for row in nodes if row["kind"] == "Article" and row["name"]}
    assert headlines == {article.headline for article in graph.articles if article.headline}
    links = Counter(row["type"] for row in edges)
    assert (links["mentions"], links["isPartOf"], links["photographer"]) == (9, 2, 3)
    assert links["author"] == sum(len(article.bylines) for article in graph.articles)


# ------ Neo4j's CSV


def typed(file: Path) -> Iterator[dict[str, Any]]:
    """Read a file as Neo4j's importer does: types by header, empty is nothing, lists apart by U+001F."""
    with file.open(encoding="utf-8", newline="") as stream:
        header, *rows = csv.reader(stream)
    for row in rows:
        assert len(row) == len(header)
        yield dict(map(typed_cell, header, row))


def typed_cell(head: str, cell: str) -> tuple[str, Any]:
    name, _, kind = head.partition(":")
    if kind in {"string[]", "LABEL"}:
        return name or kind, cell.split("\x1f") if cell else []
    if kind == "double":
        return name, float(cell) if cell else None
    assert kind in {"string", "ID", "START_ID", "END_ID", "TYPE"}
    return name or kind, cell or None


@every_graph
def test_neo4j_csv(graph: Graph, tmp_path: Path) -> None:
    out = exported(graph, "neo4j", tmp_path)
    nodes: Rows = []
    for name in ("entities", "figures", "articles", "pages", "contributors"):
        for row in typed(out / f"{name}.csv"):
            assert row["LABEL"][0] == "Resource"
            nodes.append(row | {"kind": row["LABEL"][1]})
    edges = [
        row | {"source": row["START_ID"], "target": row["END_ID"], "type": row["TYPE"]}
        for name in ("relations", "links")
        for row in typed(out / f"{name}.csv")
    ]
    compare(nodes, edges, graph)
    compare_articles(nodes, edges, graph)
    academy = next(row for row in nodes if row["iri"] == BASE_IRI + ACADEMY)
    assert academy["LABEL"] == ["Resource", "Entity", "CulturalVenue", "Place"]
    known = {row["iri"] for row in nodes}
    assert len(known) == len(nodes)
    assert {end for row in edges for end in (row["source"], row["target"])} <= known


def test_neo4j_tells_nothing_from_an_empty_text(tmp_path: Path) -> None:
    lines = (exported(small_graph(), "neo4j", tmp_path) / "entities.csv").read_text(encoding="utf-8").splitlines()
    assert '""' not in lines[1]
    assert ",," in lines[1]


# ------ Ladybug


@every_graph
def test_ladybug(graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(exported(graph, "ladybug", tmp_path))
    connection = ladybug.Connection(ladybug.Database(":memory:"))
    for script in ("schema.cypher", "copy.cypher"):
        for statement in Path(script).read_text(encoding="utf-8").splitlines():
            connection.execute(statement)

    def ask(query: str) -> Rows:
        found = connection.execute(query)
        return [dict(zip(found.get_column_names(), row, strict=True)) for row in found.get_all()]

    nodes = []
    for kind in ("Entity", "Figure", "Article", "Page", "Contributor"):
        nodes += [short(row) | {"kind": kind} for row in ask(f"MATCH (n:{kind}) RETURN n.*")]
    edges = ask("MATCH (a)-[r]->(b) RETURN a.iri AS source, label(r) AS type, b.iri AS target, r.*")
    edges = [short(row) for row in edges]
    compare(nodes, edges, graph)
    compare_articles(nodes, edges, graph)


def short(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name.rpartition(".")[2]: value for name, value in row.items()}


# ------ Cypher


@every_graph
def test_cypher_can_be_run_twice(graph: Graph, tmp_path: Path) -> None:
    script = exported(graph, "cypher", tmp_path).read_text(encoding="utf-8")
    statements = [statement for statement in script.split(";\n") if statement]
    assert statements[0].startswith("CREATE CONSTRAINT")
    database = kglite.KnowledgeGraph()
    for statement in (*statements, *statements):
        database.cypher(statement)
    columns = "name aliases startDate endDate openedOn indicator value unit"
    nodes: Rows = []
    for kind in ("Entity", "Figure", "Article", "Page", "Contributor"):
        found = database.cypher(f"MATCH (n:Resource:{kind}) RETURN n.iri AS iri, {returned('n', columns)}")
        nodes += [dict(row) | {"kind": kind, "name": named(row["name"])} for row in found]
    columns = "title confidence rules sentences words"
    ends = "a.iri AS source, type(r) AS type, b.iri AS target"
    edges = [dict(row) for row in database.cypher(f"MATCH (a)-[r]->(b) RETURN {ends}, {returned('r', columns)}")]
    compare(nodes, edges, graph)
    compare_articles(nodes, edges, graph)


def named(name: str | None) -> str | None:
    """Return a name; kglite calls a node without one by its label and number."""
    return None if name is not None and re.fullmatch(r"Resource_\d+", name) else name


def returned(variable: str, columns: str) -> str:
    return ", ".join(f"{variable}.{name} AS {name}" for name in columns.split())


def test_cypher_holds_no_text_outside_of_literals(tmp_path: Path) -> None:
    """What stands between quotes is taken away; what is left is ours."""
    texts = [exported(graph, "cypher", tmp_path).read_text(encoding="utf-8") for graph in GRAPHS.values()]
    for text in texts:
        assert {character for character in text if unicodedata.category(character) in {"Cc", "Cf"}} == {"\n"}
    plain, hostile = (re.sub(r"[\s,\[\]]+", " ", outside_quotes(text)) for text in texts)
    assert "DETACH" in texts[1]
    assert set(hostile.split()) <= set(plain.split())


def outside_quotes(text: str) -> str:
    left, quoted, escaped = [], False, False
    for character in text:
        if escaped:
            escaped = False
        elif quoted and character == "\\":
            escaped = True
        elif character == "'":
            quoted = not quoted
        elif not quoted:
            left.append(character)
    assert not quoted
    return "".join(left)


# ------ Parquet


@every_graph
def test_parquet(graph: Graph, tmp_path: Path) -> None:
    out = exported(graph, "parquet", tmp_path)
    nodes, edges = (pq.read_table(out / f"{name}.parquet").to_pylist() for name in ("nodes", "edges"))
    compare(nodes, edges, graph)
    compare_articles(nodes, edges, graph)
    observations = pq.read_table(out / "observations.parquet").to_pylist()
    assert {figure(row, row["observationOf"]) for row in observations} == figures(graph)
    assert [row["rules"] for row in observations] == [["figure"]]
    assert pq.read_schema(out / "observations.parquet").field("value").type == "double"


# ------ networks


def by_nodelink(path: Path) -> nx.MultiDiGraph:
    return nx.node_link_graph(json.loads(path.read_text(encoding="utf-8")), edges="edges")


def by_graphml(path: Path) -> nx.MultiDiGraph:
    return nx.read_graphml(path, force_multigraph=True)


def by_gexf(path: Path) -> nx.MultiDiGraph:
    return nx.MultiDiGraph(nx.read_gexf(path))  # it reads a graph without parallel edges as a simple one


NETWORKS = {"nodelink": by_nodelink, "graphml": by_graphml, "gexf": by_gexf}
LISTS = {"aliases", "startDate", "endDate", "openedOn", "rules", "sentences", "words"}


def filled(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return attributes with all columns, lists as lists."""
    lists = {name: json.loads(v) if isinstance(v := data.get(name, []), str) else v for name in LISTS}
    return dict.fromkeys(("title", "confidence", "unit", "value", "indicator")) | dict(data) | lists


@pytest.mark.parametrize("name", NETWORKS)
def test_networks(name: str, tmp_path: Path) -> None:
    network = NETWORKS[name](exported(small_graph(), name, tmp_path))
    assert isinstance(network, nx.MultiDiGraph)
    nodes = [filled(data) | {"iri": iri, "name": data["label"]} for iri, data in network.nodes(data=True)]
    edges = [
        filled(data) | {"source": u, "target": v, "type": data["predicate"]} for u, v, data in network.edges(data=True)
    ]
    compare(nodes, edges, small_graph())
    assert {data["type"] for _, data in network.nodes(data=True)} >= {"CulturalVenue", "Observation", "Person"}
    assert all(data["weight"] == 1.0 and data["label"] for *_, data in network.edges(data=True))
    assert {data["label"] for *_, data in network.edges(data=True)} >= {"位于", "任职于", "数据主体"}


@pytest.mark.parametrize("name", NETWORKS)
def test_networks_keep_hostile_text(name: str, tmp_path: Path) -> None:
    network = NETWORKS[name](exported(GRAPHS["hostile"], name, tmp_path))
    written = HOSTILE if name == "nodelink" else HOSTILE.replace("\x1b", "\ufffd")
    labels = [data["label"] for _, data in network.nodes(data=True) if data["kind"] == "Entity"]
    assert labels == [written] * 9


def test_gexf_is_typed_and_undated(tmp_path: Path) -> None:
    text = exported(small_graph(), "gexf", tmp_path).read_text(encoding="utf-8")
    assert "lastmodifieddate" not in text
    assert 'title="confidence" type="double"' in text
    assert 'weight="1.0"' in text


# ------ the table for people


def cells_of(path: Path) -> Rows:
    lines = path.read_text(encoding="utf-8").split("\n")
    header, *rows = (line.split("\t") for line in lines[:-1])
    assert lines[-1] == ""
    return [dict(zip(header, row, strict=True)) for row in rows]


def text_of(cell: str) -> str:
    """Return what a cell says: an apostrophe before it dropped, escapes undone as JSON undoes them."""
    bare = cell.removeprefix("'")
    return json.loads('"' + bare.replace('"', '\\"') + '"')


@every_graph
def test_plain(graph: Graph, tmp_path: Path) -> None:
    rows = cells_of(exported(graph, "plain", tmp_path))
    names = {BASE_IRI + entity.id: entity.name for entity in graph.entities}
    found = [
        (row["subject_iri"], row["predicate_iri"].rpartition("#")[2], row["object_iri"], text_of(row["title"]))
        for row in rows
    ]
    stated = {(f.source, f.predicate, f.target, f.title) for f in facts(graph)}
    assert {row for row in found if row[2] in names and row[1] != "observationOf"} == stated
    for row in rows:
        assert text_of(row["subject"]) == names[row["subject_iri"]]
        assert row["object_iri"] not in names or text_of(row["object"]) == names[row["object_iri"]]
        assert text_of(row["page"]) == graph.documents[0].name
        assert text_of(row["words"]) in text_of(row["sentence"])
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row.values())
    assert {row["object"] for row in rows if row["predicate"] == "开始日期"} == {"2023-04-28"}
    assert {row["predicate"] for row in rows} >= {"位于", "结束日期", "数据"}


# ------ SSSOM


REQUIRED = {"predicate_id", "mapping_justification", "object_id", "subject_type"}
ENTITY_TYPES = {"rdfs literal", "owl named individual"}  # of the schema's entity_type_enum
JUSTIFICATIONS = {"semapv:LexicalMatching", "semapv:UnspecifiedMatching"}


@every_graph
def test_sssom(graph: Graph, tmp_path: Path) -> None:
    now = graph.entities[0].id
    merged = Graph(**{**vars_of(graph), "replaced": {"place/jiu-000000": now}})
    lines = exported(merged, "sssom", tmp_path).read_text(encoding="utf-8").split("\n")
    head = [line for line in lines if line.startswith("#")]
    assert any(line.startswith("# mapping_set_id:") for line in head)
    assert any(line.startswith("# license:") for line in head)
    assert f'#   kgid: "{BASE_IRI}"' in head
    rows = list(csv.DictReader(io_of(lines[len(head) :]), delimiter="\t"))
    assert {row["mapping_justification"] for row in rows} == JUSTIFICATIONS
    for row in rows:
        assert all(row[name] for name in REQUIRED)
        assert {row["subject_type"], row["object_type"]} <= ENTITY_TYPES
        assert bool(row["subject_id"]) != (row["subject_type"] == "rdfs literal")
    aliases = {(row["subject_label"], row["object_id"], row["object_label"]) for row in rows if not row["subject_id"]}
    assert aliases == {(alias, f"kgid:{e.id}", e.name) for e in graph.entities for alias in e.aliases}
    (former,) = (row for row in rows if row["subject_id"])
    assert (former["subject_id"], former["object_id"]) == ("kgid:place/jiu-000000", f"kgid:{now}")


def vars_of(graph: Graph) -> dict[str, Any]:
    return {name: getattr(graph, name) for name in graph.__dataclass_fields__}


def io_of(lines: list[str]) -> Iterator[str]:
    return (line + "\n" for line in lines if line)
