"""A graph as a network of networkx, there and back."""

from __future__ import annotations

import io
import json

import networkx as nx
import pytest
from gold_graph import GOLD, gold_graph
from hypothesis import given, settings
from hypothesis import strategies as st
from small_graph import ACADEMY, BUREAU, COMMUNITY, FESTIVAL, PERSON, SOCIETY, STREET, renamed, small_graph

from kg.graph import Graph
from kg.network import from_networkx, to_networkx
from kg.rdf import write_evidence, write_graph

GRAPHS = [small_graph(), *map(gold_graph, GOLD)]


def test_entities_are_nodes_and_relations_edges() -> None:
    network = to_networkx(small_graph())
    assert network.nodes[ACADEMY]["type"] == "CulturalVenue"
    assert network.nodes[ACADEMY]["label"] == "杜甫书院"
    assert network.nodes[ACADEMY]["aliases"] == ["书院", "杜甫草堂书院"]
    assert network.has_edge(COMMUNITY, STREET, key="locatedIn")
    assert set(network.predecessors(ACADEMY)) >= {FESTIVAL, BUREAU, SOCIETY}
    post = network.edges[PERSON, COMMUNITY, "holdsPost 党委书记"]
    assert (post["predicate"], post["title"], post["confidence"]) == ("holdsPost", "党委书记", 0.85)


def test_dates_are_attributes_not_nodes() -> None:
    node = to_networkx(small_graph()).nodes[FESTIVAL]
    assert (node["start"], node["end"]) == ("2023-04-28", "2023-04-30")
    assert [date["predicate"] for date in node["dates"]] == ["heldOn"]


def test_figures_are_nodes_that_can_be_left_away() -> None:
    network = to_networkx(small_graph())
    (figure,) = (id for id, data in network.nodes(data=True) if data["kind"] == "figure")
    assert network.nodes[figure]["value"] == 120_000.0
    assert network.nodes[figure]["exact"] == "1.2E+5"
    assert list(network.successors(figure)) == [ACADEMY]
    assert len(to_networkx(small_graph(), figures=False)) == len(network) - 1 == 9


def test_pages_can_be_left_away() -> None:
    assert to_networkx(small_graph(), pages=False).graph == {}


@pytest.mark.parametrize("graph", GRAPHS, ids=["small", *GOLD])
def test_the_way_back_gives_the_same_graph(graph: Graph) -> None:
    back = from_networkx(to_networkx(graph))
    assert (back.entities, back.relations) == (graph.entities, graph.relations)
    assert set(back.observations) == set(graph.observations)
    assert (back.documents, back.articles, back.sentences) == (graph.documents, graph.articles, graph.sentences)
    assert back.mentions == graph.mentions


@pytest.mark.parametrize("graph", GRAPHS, ids=["small", *GOLD])
def test_the_way_through_json_gives_the_same_graph(graph: Graph) -> None:
    text = json.dumps(nx.node_link_data(to_networkx(graph), edges="edges"), ensure_ascii=False)
    back = from_networkx(nx.node_link_graph(json.loads(text), edges="edges"))
    assert back == from_networkx(to_networkx(graph))
    for write in (write_graph, write_evidence):
        one, other = io.BytesIO(), io.BytesIO()
        write(back, one)
        write(from_networkx(to_networkx(graph)), other)
        assert one.getvalue() == other.getvalue()


@given(st.text(min_size=1, max_size=20))
@settings(max_examples=30, deadline=None)
def test_any_text_comes_back(name: str) -> None:
    graph = renamed(small_graph(), name)
    assert from_networkx(to_networkx(graph)) == graph


def test_an_empty_graph_is_an_empty_network() -> None:
    assert from_networkx(to_networkx(Graph())) == Graph()


def test_networkx_can_analyse_it() -> None:
    network = to_networkx(gold_graph("seed000"), figures=False)
    assert nx.number_weakly_connected_components(network) < len(network) / 4
    names = nx.get_node_attributes(network, "label")
    degrees = nx.degree_centrality(network)
    assert names[max(degrees, key=lambda id: degrees[id])] == "河西区"
    inside = nx.ancestors(nx.subgraph_view(network, filter_edge=lambda s, o, key: key == "locatedIn"), node_of(names))
    assert len(inside) > 20


def node_of(names: dict[str, str]) -> str:
    return next(id for id, name in names.items() if name == "河西区")
