"""GraphML, for Gephi, yEd, Cytoscape and igraph: what the network holds, each attribute with its type."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import networkx as nx

from kg.export.form import Format
from kg.export.network import flat, network_of
from kg.export.source import Build
from kg.export.xml import all_printable

__all__ = ["FORMAT"]


def _write(build: Build, out: Path) -> None:
    network: nx.MultiDiGraph[Any] = all_printable(flat(network_of(build)))
    with out.open("wb") as stream:
        nx.write_graphml_xml(network, stream, named_key_ids=True)


FORMAT = Format(
    name="graphml",
    ending=".graphml",
    zh="GraphML：供 Gephi、yEd、Cytoscape、igraph 打开，属性有类型。",
    en="GraphML for Gephi, yEd, Cytoscape and igraph, with typed attributes.",
    write=_write,
)
