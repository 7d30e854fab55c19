"""The network page: the same for the same graph, complete, and safe whatever its texts hold."""

import json
import re

import pytest
from gold_graph import gold_graph

from kg.graph import Graph
from kg.view import render_page


def block(html: str, id: str):
    return json.loads(re.search(rf'<script type="application/json" id="{id}">(.*?)</script>', html, re.DOTALL).group(1))


@pytest.mark.parametrize("name", ["seed000", "seed003"])
def test_page_holds_every_entity_and_relation_of_its_graph(name):
    graph = gold_graph(name)
    html = render_page(graph)
    tables, drawing = block(html, "tables"), block(html, "drawing")
    assert [row[0] for row in tables["entities"]] == [entity.id for entity in graph.entities]
    assert len(tables["relations"]) == len(graph.relations)
    assert len(tables["observations"]) == len(graph.observations)
    assert len(drawing["nodes"]) == len(graph.entities)


def test_page_of_an_empty_graph_is_made():
    assert block(render_page(Graph()), "tables")["entities"] == []
