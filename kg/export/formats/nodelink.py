"""The node-link JSON of networkx: `networkx.node_link_graph(json.load(file), edges="edges")` gives a MultiDiGraph."""

from __future__ import annotations

import json
from pathlib import Path

import networkx as nx

from kg.export.form import Format
from kg.export.network import network_of
from kg.export.source import Build

__all__ = ["FORMAT"]


def _write(build: Build, out: Path) -> None:
    data = nx.node_link_data(network_of(build), edges="edges")
    with out.open("w", encoding="utf-8", newline="\n") as stream:
        json.dump(data, stream, ensure_ascii=False, indent=1)
        stream.write("\n")


FORMAT = Format(
    name="nodelink",
    ending=".json",
    zh="networkx 的 node-link JSON：实体、数据与关系，属性保留类型和列表。",
    en="The node-link JSON of networkx: things, figures and relations, with typed attributes and lists.",
    write=_write,
)
