"""Ladybug (and Kuzu): CSV with the tables' schema and the COPY statements; run both scripts from within the folder.

    schema.cypher   a node table for each kind, a relation table for each predicate
    copy.cypher     COPY of all tables; it names the files without a folder

Lists are one cell in the CSV and are split on loading, so that no text needs a second kind of quoting.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg.export.cells import row, write_tables
from kg.export.form import Format
from kg.export.source import Build
from kg.export.table import EDGE_COLUMNS, KINDS, LINKS, Column, edges_of, nodes_of, relation_types

__all__ = ["FORMAT"]

_EDGES = "edges.csv"
_IRI, _CLASSES = Column("iri", "string"), Column("classes", "string[]")
_ENDS = (Column("source", "string"), Column("target", "string"))
_TYPES = {"string": "STRING", "string[]": "STRING[]", "double": "DOUBLE"}
_READING = "(header=true, parallel=false, escape='\"')"  # texts may hold line breaks, quotes are doubled


def _write(build: Build, out: Path) -> None:
    (out / "schema.cypher").write_text("".join(_schema()), encoding="utf-8", newline="\n")
    (out / "copy.cypher").write_text("".join(_copies()), encoding="utf-8", newline="\n")
    headers = {f"{kind}.csv": _names((_IRI, _CLASSES, *columns)) for kind, columns in KINDS.items()}
    headers[_EDGES] = _names((Column("type", "string"), *_ENDS, *EDGE_COLUMNS))
    write_tables(out, headers, _rows(build))


def _rows(build: Build) -> Iterator[tuple[str, str]]:
    for node in nodes_of(build):
        yield f"{node.kind}.csv", row([node.iri, node.classes, *node.values.values()])
    for edge in edges_of(build):
        yield _EDGES, row([edge.type, edge.source, edge.target, *edge.values.values()])


def _names(columns: tuple[Column, ...]) -> str:
    return ",".join(column.name for column in columns)


def _connections() -> Iterator[tuple[str, str, str]]:
    """Yield each relation table with the node tables at its ends."""
    yield from ((name, "Entity", "Entity") for name in relation_types())
    yield from ((name, source, target) for name, (source, target, _) in LINKS.items())


def _schema() -> Iterator[str]:
    for kind, columns in KINDS.items():
        yield f"CREATE NODE TABLE {kind}(iri STRING PRIMARY KEY, {_typed((_CLASSES, *columns))});\n"
    for name, source, target in _connections():
        yield f"CREATE REL TABLE {name}(FROM {source} TO {target}, {_typed(EDGE_COLUMNS)});\n"


def _typed(columns: tuple[Column, ...]) -> str:
    return ", ".join(f"{column.name} {_TYPES[column.type]}" for column in columns)


def _copies() -> Iterator[str]:
    for kind, columns in KINDS.items():
        all_columns = (_IRI, _CLASSES, *columns)
        yield _copy(kind, f"{kind}.csv", all_columns, all_columns)
    for name, _, _ in _connections():
        read = (Column("type", "string"), *_ENDS, *EDGE_COLUMNS)
        yield _copy(name, _EDGES, read, (*_ENDS, *EDGE_COLUMNS), f' WHERE type = "{name}"')


def _copy(table: str, file: str, read: tuple[Column, ...], kept: tuple[Column, ...], where: str = "") -> str:
    """Write the COPY of a table: every column is read as text or number, and lists are split."""
    headers = ", ".join(f"{column.name} {_TYPES[column.type].removesuffix('[]')}" for column in read)
    values = ", ".join(_split(column) for column in kept)
    source = f'LOAD WITH HEADERS ({headers}) FROM "{file}" {_READING}{where} RETURN {values}'
    return f"COPY {table} FROM ({source});\n"


def _split(column: Column) -> str:
    return f'string_split({column.name}, "\\u001F")' if column.type == "string[]" else column.name


FORMAT = Format(
    name="ladybug",
    ending="",
    zh="Ladybug（及 Kuzu）：CSV，附建表脚本 schema.cypher 与装入脚本 copy.cypher，在该文件夹内执行。",
    en="Ladybug (and Kuzu): CSV with schema.cypher and copy.cypher, both run from within the folder.",
    write=_write,
)
