"""GEXF 1.2, the format of Gephi: labels, weights and typed attributes; no date of writing in it."""

from __future__ import annotations

from pathlib import Path

from networkx.readwrite.gexf import GEXFWriter

from kg.export.form import Format
from kg.export.network import flat, network_of
from kg.export.source import Build
from kg.export.xml import all_printable

__all__ = ["FORMAT"]


def _write(build: Build, out: Path) -> None:
    network = all_printable(flat(network_of(build)))
    for _, _, key, data in network.edges(keys=True, data=True):
        data["id"] = key
    writer = GEXFWriter(encoding="utf-8", prettyprint=True, version="1.2draft")
    writer.add_graph(network)
    for meta in writer.xml.iter("meta"):
        meta.attrib.pop("lastmodifieddate", None)
    with out.open("wb") as stream:
        writer.write(stream)


FORMAT = Format(
    name="gexf",
    ending=".gexf",
    zh="GEXF 1.2：Gephi 的格式，有标签、权重和带类型的属性。",
    en="GEXF 1.2, the format of Gephi: labels, weights and typed attributes.",
    write=_write,
)
