"""A Cypher script for a running Neo4j: the constraint first, then nodes and edges in batches, each a statement.

    cypher-shell -f graph.cypher

Everything is MERGEd by its address, so a script that is run twice, or after an older one, makes nothing double. Text
stands in string literals alone, escaped; labels, types and keys come from the ontology, never from a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import TypeVar

from kg.export.form import Format
from kg.export.source import Build
from kg.export.table import LINKS, Edge, Value, edges_of, labels_of, nodes_of, relation_types
from kg.rdf.turtle import write_blocks

__all__ = ["FORMAT"]

Key = TypeVar("Key")

_AT_ONCE = 500
_CONSTRAINT = "CREATE CONSTRAINT resource_iri IF NOT EXISTS FOR (n:Resource) REQUIRE n.iri IS UNIQUE;\n"
# What ends a literal or a line, or turns or hides what stands beside it. A backslash is doubled, so that no \u… of a
# text is read.
_UNSAFE = re.compile("[\\\\'\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
_SHORT = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def _write(build: Build, out: Path) -> None:
    with out.open("wb") as stream:
        write_blocks([_CONSTRAINT], stream)
        write_blocks(_nodes(build), stream)
        write_blocks(_edges(build), stream)


def _nodes(build: Build) -> Iterator[str]:
    """Yield the statements that merge the nodes, those of one set of labels together."""
    rows: dict[tuple[str, ...], list[str]] = {}
    for node in nodes_of(build):
        known = _map(node.values)
        rows.setdefault(labels_of(node), []).append(f"{{iri: {_literal(node.iri)}, known: {known}}}")
    for labels, batch in _batches(rows):
        first, *others = labels
        merge = f"MERGE (n:{first} {{iri: row.iri}})\nSET n:{':'.join(others)}, n += row.known"
        yield _statement(batch, merge)


def _edges(build: Build) -> Iterator[str]:
    """Yield the statements that merge the edges, those of one type together; two posts at one body are two edges."""
    rows: dict[str, list[str]] = {name: [] for name in (*relation_types(), *LINKS)}
    for edge in edges_of(build):
        rows[edge.type].append(_row(edge))
    for type, batch in _batches(rows):
        key = " {title: row.title}" if type == "holdsPost" else ""
        ends = "MATCH (a:Resource {iri: row.source}), (b:Resource {iri: row.target})"
        yield _statement(batch, f"{ends}\nMERGE (a)-[r:{type}{key}]->(b)\nSET r += row.known")


def _row(edge: Edge) -> str:
    title = f", title: {_literal(str(edge.values['title'] or ''))}" if edge.type == "holdsPost" else ""
    known = _map({name: value for name, value in edge.values.items() if name != "title"})
    return f"{{source: {_literal(edge.source)}, target: {_literal(edge.target)}{title}, known: {known}}}"


def _batches(rows: Mapping[Key, list[str]]) -> Iterator[tuple[Key, list[str]]]:
    for key, all_rows in rows.items():
        left = iter(all_rows)
        while batch := list(islice(left, _AT_ONCE)):
            yield key, batch


def _statement(rows: Iterable[str], merge: str) -> str:
    return "UNWIND [\n  " + ",\n  ".join(rows) + f"\n] AS row\n{merge};\n"


def _map(values: Mapping[str, Value]) -> str:
    known = ((name, value) for name, value in values.items() if value not in (None, ()))
    return "{" + ", ".join(f"{name}: {_literal(value)}" for name, value in known) + "}"


def _literal(value: Value) -> str:
    r"""Write a value as Cypher does.

    >>> print(_literal("'}) DETACH DELETE n //\\"), _literal(("甲", "乙")), _literal(6.07))
    '\'}) DETACH DELETE n //\\' ['甲', '乙'] 6.07
    """
    if isinstance(value, tuple):
        return "[" + ", ".join(map(_literal, value)) + "]"
    if isinstance(value, float):
        return repr(value)
    return "'" + _UNSAFE.sub(_escape, value or "") + "'"


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    return _SHORT.get(character) or f"\\u{ord(character):04X}"


FORMAT = Format(
    name="cypher",
    ending=".cypher",
    zh="Cypher 脚本：先建约束，再以 MERGE 写入节点与关系，可重复执行；供运行中的 Neo4j 使用。",
    en="A Cypher script for a running Neo4j: the constraint first, then MERGE; it can be run again.",
    write=_write,
)
