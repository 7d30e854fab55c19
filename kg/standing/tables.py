"""The tables of what stands in a directory: names, things, facts and texts, each piece by itself."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

__all__ = ["clear", "insert", "make_tables", "select_where"]

_TABLES = """
CREATE TABLE IF NOT EXISTS stands (build INTEGER, maker TEXT, writers TEXT);
CREATE TABLE IF NOT EXISTS doc (id TEXT PRIMARY KEY, key TEXT, name TEXT, sha256 TEXT, date TEXT, frame TEXT,
  home TEXT, city TEXT, city_named INTEGER);
CREATE TABLE IF NOT EXISTS form (page TEXT, number INTEGER, block TEXT, thing TEXT, data TEXT,
  PRIMARY KEY (page, number)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS form_block ON form (block);
CREATE TABLE IF NOT EXISTS base (base TEXT PRIMARY KEY, grp TEXT, name TEXT, scope TEXT, ends TEXT, length INTEGER,
  homes TEXT) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS base_name ON base (grp, name);
CREATE INDEX IF NOT EXISTS base_ends ON base (ends);
CREATE INDEX IF NOT EXISTS base_scope ON base (grp, scope, length);
CREATE TABLE IF NOT EXISTS short (grp TEXT, name TEXT, base TEXT, PRIMARY KEY (grp, name, base)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS tie (one TEXT, other TEXT, PRIMARY KEY (one, other)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS decided (id TEXT, block TEXT, PRIMARY KEY (id, block)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS thing (id TEXT PRIMARY KEY, type TEXT, name TEXT, aliases TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS former (id TEXT PRIMARY KEY, now TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS fact (page TEXT, subject TEXT, predicate TEXT, object TEXT, title TEXT,
  cited TEXT, PRIMARY KEY (page, subject, predicate, object, title)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS fact_subject ON fact (subject, predicate, object, title);
CREATE INDEX IF NOT EXISTS fact_object ON fact (object);
CREATE TABLE IF NOT EXISTS figure (page TEXT, id TEXT, subject TEXT, indicator TEXT, value TEXT, unit TEXT,
  modifier TEXT, period TEXT, cited TEXT, PRIMARY KEY (page, id)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS figure_id ON figure (id);
CREATE INDEX IF NOT EXISTS figure_subject ON figure (subject, indicator, period, value, unit, modifier, id);
CREATE TABLE IF NOT EXISTS block (section TEXT, key TEXT, text TEXT, PRIMARY KEY (section, key)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS laid (page TEXT PRIMARY KEY, start INTEGER, stop INTEGER) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS part (page TEXT PRIMARY KEY, evidence BLOB, articles TEXT, card TEXT, shown TEXT,
  counts TEXT);
CREATE TABLE IF NOT EXISTS sentence (page TEXT, number INTEGER, article TEXT, chars TEXT,
  PRIMARY KEY (page, number)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS writer (page TEXT, name TEXT, PRIMARY KEY (page, name)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS tally (name TEXT PRIMARY KEY, count INTEGER) WITHOUT ROWID;
"""
_NAMES = (
    *("stands", "doc", "form", "base", "short", "tie", "decided", "thing", "former", "fact", "figure"),
    *("block", "laid", "part", "sentence", "writer", "tally"),
)
_MOST = 500  # values in one question


def make_tables(db: sqlite3.Connection) -> None:
    """Make the tables that are not there."""
    for statement in _TABLES.split(";"):
        db.execute(statement)


def clear(db: sqlite3.Connection) -> None:
    """Forget what stands: another program may have made the tables, and others."""
    for name in _NAMES:
        db.execute(f"DROP TABLE IF EXISTS {name}")
    make_tables(db)


def insert(db: sqlite3.Connection, table: str, rows: Iterable[Sequence[Any]]) -> None:
    """Add rows, in the place of those with the same key."""
    items = list(rows)
    if items:
        db.executemany(f"INSERT OR REPLACE INTO {table} VALUES ({','.join('?' * len(items[0]))})", items)


def select_where(db: sqlite3.Connection, question: str, values: Iterable[str], *before: object) -> Iterator[Any]:
    """Yield what a question that ends in `IN` gives for some values, asked for many at a time."""
    items = sorted(set(values))
    for start in range(0, len(items), _MOST):
        some = items[start : start + _MOST]
        yield from db.execute(f"{question} ({','.join('?' * len(some))})", (*before, *some))
