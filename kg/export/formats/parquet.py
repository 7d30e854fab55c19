"""Parquet, for data frames and lakes: nodes.parquet, edges.parquet and observations.parquet, lists as lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from kg.export.form import Format
from kg.export.source import Build
from kg.export.table import EDGE_COLUMNS, KINDS, Column, edges_of, nodes_of

try:
    import pyarrow as pa
    import pyarrow.parquet as pq
except ImportError:  # `needs` tells what to install
    pa = None

__all__ = ["FORMAT"]

_AT_ONCE = 10_000
_NODE = (Column("iri", "string"), Column("kind", "string"), Column("classes", "string[]"))
_EDGE = (Column("source", "string"), Column("type", "string"), Column("target", "string"))
_OF = (Column("iri", "string"), Column("observationOf", "string"))

Row = dict[str, Any]


def _write(build: Build, out: Path) -> None:
    columns = tuple(dict.fromkeys(Column(c.name, c.type) for kind in KINDS.values() for c in kind))
    _write_table(out / "nodes.parquet", (*_NODE, *columns), _nodes(build))
    _write_table(out / "edges.parquet", (*_EDGE, *EDGE_COLUMNS), _edges(build))
    evidence = tuple(column for column in EDGE_COLUMNS if column.name not in {"title", "statedOn"})
    _write_table(out / "observations.parquet", (*_OF, *KINDS["Figure"], *evidence), _observations(build))


def _nodes(build: Build) -> Iterator[Row]:
    for node in nodes_of(build):
        yield {"iri": node.iri, "kind": node.kind, "classes": node.classes, **node.values}


def _edges(build: Build) -> Iterator[Row]:
    for edge in edges_of(build):
        yield {"source": edge.source, "type": edge.type, "target": edge.target, **edge.values}


def _observations(build: Build) -> Iterator[Row]:
    """Yield each figure with what it is of and where it stands."""
    of = {edge.source: edge for edge in edges_of(build) if edge.type == "observationOf"}
    for node in nodes_of(build):
        if node.kind == "Figure" and node.iri in of:
            edge = of[node.iri]
            yield {"iri": node.iri, "observationOf": edge.target, **edge.values, **node.values}


def _write_table(file: Path, columns: tuple[Column, ...], rows: Iterable[Row]) -> None:
    types = {"string": pa.string(), "string[]": pa.list_(pa.string()), "double": pa.float64()}
    schema = pa.schema([(column.name, types[column.type]) for column in columns])
    left = iter(rows)
    with pq.ParquetWriter(file, schema, compression="zstd") as writer:
        while batch := list(islice(left, _AT_ONCE)):
            writer.write_table(pa.Table.from_pylist([_listed(row) for row in batch], schema=schema))


def _listed(row: Row) -> Row:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in row.items()}


FORMAT = Format(
    name="parquet",
    ending="",
    zh="Parquet：节点、边、数据三张表，供 pandas、DuckDB、Spark 使用。",
    en="Parquet tables of nodes, edges and observations, for pandas, DuckDB and Spark.",
    write=_write,
    needs="pyarrow",
)
