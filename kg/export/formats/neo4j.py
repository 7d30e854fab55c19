"""CSV for `neo4j-admin database import`: a file for each kind of node, one for relations, one for the other links.

neo4j-admin database import full neo4j --array-delimiter=U+001F --multiline-fields=true
    --nodes=entities.csv --nodes=figures.csv --nodes=articles.csv --nodes=pages.csv --nodes=contributors.csv
    --relationships=relations.csv --relationships=links.csv
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg.export.cells import row, write_tables
from kg.export.form import Format
from kg.export.source import Build
from kg.export.table import EDGE_COLUMNS, KINDS, LINKS, Column, edges_of, labels_of, nodes_of

__all__ = ["FORMAT"]

_FILES = {
    "Entity": "entities.csv",
    "Figure": "figures.csv",
    "Article": "articles.csv",
    "Page": "pages.csv",
    "Contributor": "contributors.csv",
}
_RELATIONS, _LINKS = "relations.csv", "links.csv"


def _write(build: Build, out: Path) -> None:
    headers = {_FILES[kind]: _header("iri:ID", columns, ":LABEL") for kind, columns in KINDS.items()}
    headers |= dict.fromkeys((_RELATIONS, _LINKS), _header(":START_ID", EDGE_COLUMNS, ":END_ID,:TYPE"))
    write_tables(out, headers, _rows(build))


def _header(first: str, columns: tuple[Column, ...], last: str) -> str:
    return ",".join([first, *(f"{column.name}:{column.type}" for column in columns), last])


def _rows(build: Build) -> Iterator[tuple[str, str]]:
    for node in nodes_of(build):
        yield _FILES[node.kind], row([node.iri, *node.values.values(), labels_of(node)])
    for edge in edges_of(build):
        file = _LINKS if edge.type in LINKS else _RELATIONS
        yield file, row([edge.source, *edge.values.values(), edge.target, edge.type])


FORMAT = Format(
    name="neo4j",
    ending="",
    zh="供 neo4j-admin database import 使用的 CSV，列有类型；须加 --array-delimiter=U+001F --multiline-fields=true。",
    en="CSV for neo4j-admin database import, columns typed; it takes --array-delimiter=U+001F --multiline-fields=true.",
    write=_write,
)
