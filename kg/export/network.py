"""The things and figures of a build as a network for networkx, for programs that lay out, measure and draw.

    node  label, kind (Entity or Figure), type (its narrowest class), and the columns of its kind
    edge  label (in Chinese), predicate, weight (how many sentences state it), and its evidence

Articles and pages are no nodes: each would join all that it names. An edge tells its pages.
"""

from __future__ import annotations

import json
from typing import Any

import networkx as nx

from kg.export.source import Build
from kg.export.table import Edge, Node, Value, edges_of, nodes_of
from kg.vocabulary import read_vocabulary

__all__ = ["flat", "network_of"]

_DRAWN = frozenset({"Entity", "Figure"})
_LABELS = {"observationOf": "数据主体"}


def network_of(build: Build) -> nx.MultiDiGraph[str]:
    """Return the network of a build; lists are lists, and what is not known is left out."""
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in nodes_of(build):
        if node.kind in _DRAWN:
            network.add_node(node.iri, **_node(node))
    number = 0
    for edge in edges_of(build):
        if edge.source in network and edge.target in network:
            network.add_edge(edge.source, edge.target, key=f"e{number}", **_edge(edge))
            number += 1
    return network


def flat(network: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """Return a network without lists, for formats that have none: a list is its JSON, `["书院", "草堂"]`."""
    copy: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    copy.add_nodes_from((id, _flat(data)) for id, data in network.nodes(data=True))
    for source, target, key, data in network.edges(keys=True, data=True):
        copy.add_edge(source, target, key=key, **_flat(data))
    return copy


def _node(node: Node) -> dict[str, Any]:
    values = {name: value for name, value in node.values.items() if name != "name"}
    return {"label": node.name, "kind": node.kind, "type": node.classes[0], **_known(values)}


def _edge(edge: Edge) -> dict[str, Any]:
    known = _known(dict(edge.values))
    weight = float(len(known.get("sentences", ())) or 1)
    return {"label": _label(edge.type), "predicate": edge.type, "weight": weight, **known}


def _label(predicate: str) -> str:
    found = read_vocabulary().predicates.get(predicate)
    return found.label_zh if found else _LABELS.get(predicate, predicate)


def _known(values: dict[str, Value]) -> dict[str, Any]:
    known = {name: value for name, value in values.items() if value not in (None, ())}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in known.items()}


def _flat(data: dict[str, Any]) -> dict[str, Any]:
    return {
        name: json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value
        for name, value in data.items()
    }
