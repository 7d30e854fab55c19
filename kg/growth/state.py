"""What a directory remembers of its builds, in one SQLite file: pages, what was read from them, published addresses.

Each build has a number; what belongs to a build carries it. The build that holds is the one whose graph stands in the
directory: rows of a later one were left by a build that was killed, and are dropped. What was read from pages belongs
to no build: it is kept as soon as it is there, so that a build that was killed need not read them again.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import astuple, fields
from pathlib import Path
from typing import Any, Literal, Self

from kg.growth.damage import telling_damage
from kg.growth.kept import Links, PageText, Source, unpack_text
from kg.resolve.keys import Key
from kg.resolve.links import Doubt, Merge
from kg.resolve.published import Address
from kg.resolve.units import block_of

__all__ = ["STATE", "State", "open_state"]

STATE = "state.sqlite"
VERSION = "2"

_TABLES = """
CREATE TABLE IF NOT EXISTS about (key TEXT PRIMARY KEY, value TEXT);
CREATE TABLE IF NOT EXISTS build (number INTEGER PRIMARY KEY, options TEXT);
CREATE TABLE IF NOT EXISTS source (build INTEGER, path TEXT, name TEXT, sha256 TEXT, date TEXT, frame TEXT, page TEXT,
  PRIMARY KEY (build, path)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS text (name TEXT, sha256 TEXT, text BLOB, date TEXT, counties TEXT, maker TEXT,
  PRIMARY KEY (name, sha256));
CREATE TABLE IF NOT EXISTS page (key TEXT PRIMARY KEY, data BLOB);
CREATE TABLE IF NOT EXISTS address (since INTEGER, id TEXT, atom TEXT, is_home INTEGER, block TEXT,
  PRIMARY KEY (id, atom)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS address_block ON address (block);
CREATE TABLE IF NOT EXISTS merge (build INTEGER, thing TEXT, one TEXT, other TEXT, one_name TEXT, other_name TEXT,
  kind TEXT, confidence REAL, pages INTEGER, page TEXT);
CREATE INDEX IF NOT EXISTS merge_thing ON merge (build, thing);
CREATE TABLE IF NOT EXISTS doubt (build INTEGER, one TEXT, other TEXT, one_name TEXT, other_name TEXT,
  one_thing TEXT, other_thing TEXT, kind TEXT, apart TEXT, confidence REAL, page TEXT);
"""
_ADDRESS = "since, id, atom, is_home"
_OF_BUILDS = ("build", "source", "merge", "doubt")


class State:
    """The memory of one directory; `build` is the number of the build whose graph stands there, 0 for none."""

    def __init__(self, connection: sqlite3.Connection, build: int) -> None:
        self.db = connection
        self.build = build
        self._until = build  # builds up to this one count: within `next_build`, the next one too

    @classmethod
    def open(cls, path: Path, build: int | None, mode: Literal["r", "w"] = "w") -> Self:
        """Open the memory in a file, made if it is not there; builds after `build` (None: the last) do not count.

        Raises BuildError where it cannot be used, or, to be read (`r`), is not there.
        """
        is_read = mode == "r"
        with telling_damage(path):
            connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode={'ro' if is_read else 'rwc'}", uri=True)
            connection.isolation_level = None
            try:
                if not is_read:
                    connection.executescript(_TABLES)
                    connection.execute("INSERT OR IGNORE INTO about VALUES ('version', ?)", (VERSION,))
                (version,) = connection.execute("SELECT value FROM about WHERE key = 'version'").fetchone()
                if version != VERSION:
                    raise sqlite3.DatabaseError("another version of kg wrote it")
                (last,) = connection.execute("SELECT COALESCE(MAX(number), 0) FROM build").fetchone()
            except BaseException:
                connection.close()
                raise
        return cls(connection, last if build is None else min(build, last))

    @property
    def is_empty(self) -> bool:
        """Say whether nothing was kept and no build recorded; of a damaged file, that something may be."""
        try:
            kept = self.db.execute("SELECT EXISTS (SELECT 1 FROM page) + EXISTS (SELECT 1 FROM build)").fetchone()[0]
        except sqlite3.DatabaseError:
            return False
        return not kept

    def close(self) -> None:
        """Close the file."""
        self.db.close()

    def sources(self) -> tuple[Source, ...]:
        """Return the files that the pages of the standing build came from, by path."""
        rows = self.db.execute(
            "SELECT path, name, sha256, date, frame, page FROM source WHERE build = ? ORDER BY path", (self.build,)
        )
        return tuple(Source(*row) for row in rows)

    def texts(self, contents: Iterable[tuple[str, str]], maker: str) -> dict[tuple[str, str], PageText]:
        """Return the texts that are kept of some pages, where `maker` made them."""
        wanted = set(contents)
        if not wanted:
            return {}
        rows = self.db.execute("SELECT name, sha256, text, date, counties FROM text WHERE maker = ?", (maker,))
        found = (row for row in rows if (row[0], row[1]) in wanted)
        return {
            (name, sha): PageText(name, sha, data, date, json.loads(counts)) for name, sha, data, date, counts in found
        }

    def any_text(self, content: tuple[str, str]) -> str | None:
        """Return the text that is kept of a page, whoever made it: its file may be gone."""
        row = self.db.execute("SELECT text FROM text WHERE name = ? AND sha256 = ?", content).fetchone()
        return unpack_text(row[0]) if row else None

    def keep_texts(self, texts: Iterable[PageText], maker: str) -> None:
        """Keep texts."""
        rows = ((t.name, t.sha256, t.packed, t.date, _json(t.counties), maker) for t in texts)
        with self._transaction():
            self.db.executemany("INSERT OR REPLACE INTO text VALUES (?, ?, ?, ?, ?, ?)", rows)

    def known_pages(self, keys: Iterable[str]) -> set[str]:
        """Return those of some keys under which a page is kept."""
        return set(keys) & {key for (key,) in self.db.execute("SELECT key FROM page")}

    def page(self, key: str) -> bytes:
        """Return the page that is kept under a key."""
        (data,) = self.db.execute("SELECT data FROM page WHERE key = ?", (key,)).fetchone()
        return bytes(data)

    def keep_pages(self, pages: Iterable[tuple[str, bytes]]) -> None:
        """Keep what was read from pages."""
        with self._transaction():
            self.db.executemany("INSERT OR REPLACE INTO page VALUES (?, ?)", pages)

    def addresses(self) -> tuple[Address, ...]:
        """Return all addresses that builds up to the standing one published."""
        rows = self.db.execute(f"SELECT {_ADDRESS} FROM address WHERE since <= ?", (self._until,))
        return tuple(map(_address, rows))

    def addresses_of(self, blocks: Iterable[str]) -> tuple[Address, ...]:
        """Return the addresses that were published for names of some blocks."""
        found: list[Address] = []
        for some in _batches(sorted(blocks)):
            marks = ",".join("?" * len(some))
            asked = f"SELECT {_ADDRESS} FROM address WHERE since <= ? AND block IN ({marks})"
            found += map(_address, self.db.execute(asked, (self._until, *some)))
        return tuple(found)

    def is_published(self, id: str) -> bool:
        """Say whether an address was published for anything."""
        asked = "SELECT 1 FROM address WHERE id = ? AND since <= ?"
        return self.db.execute(asked, (id, self._until)).fetchone() is not None

    def publish(self, addresses: Iterable[Address]) -> None:
        """Note addresses that the next build publishes."""
        self._insert("address", ((*astuple(a), block_of(Key.parse(a.atom))) for a in addresses))

    def merges(self) -> tuple[Merge, ...]:
        """Return the merges of the standing build, sorted."""
        return tuple(sorted(Merge(*row) for row in self._rows("merge", Merge)))

    def doubts(self) -> tuple[Doubt, ...]:
        """Return the doubts of the standing build, the likeliest first."""
        doubts = (Doubt(*row) for row in self._rows("doubt", Doubt))
        return tuple(sorted(doubts, key=lambda doubt: (-doubt.confidence, doubt)))

    def options(self) -> dict[str, Any]:
        """Return the options of the standing build."""
        row = self.db.execute("SELECT options FROM build WHERE number = ?", (self.build,)).fetchone()
        return dict(json.loads(row[0])) if row else {}

    @contextmanager
    def next_build(self) -> Iterator[int]:
        """Write down the next build, all at once, and give its number. It holds once its graph stands there."""
        with self._transaction():
            self._drop_builds()
            self._until = self.build + 1
            yield self._until
            self._sweep()

    def record(self, *, options: Mapping[str, Any], sources: Iterable[Source], links: Links) -> None:
        """Write down what the next build was made from, and its links; to be called within `next_build`."""
        number = self.build + 1
        self.db.execute("INSERT INTO build VALUES (?, ?)", (number, _json(dict(options))))
        self._insert("source", ((number, *astuple(source)) for source in sources))
        if links.touched is not None:
            self._take_over(number, links.touched)
        self._insert("merge", ((number, *astuple(merge)) for merge in links.merges))
        self._insert("doubt", ((number, *astuple(doubt)) for doubt in links.doubts))

    def _take_over(self, number: int, touched: Iterable[str]) -> None:
        """Take over the links of the standing build of which no end was touched."""
        self.db.execute("CREATE TEMP TABLE IF NOT EXISTS touched (id TEXT PRIMARY KEY) WITHOUT ROWID")
        self.db.execute("DELETE FROM touched")
        self.db.executemany("INSERT INTO touched VALUES (?)", ((id,) for id in touched))
        for table, kind, ends in (("merge", Merge, ("thing",)), ("doubt", Doubt, ("one_thing", "other_thing"))):
            columns = ", ".join(field.name for field in fields(kind))
            apart = " AND ".join(f"{end} NOT IN (SELECT id FROM touched)" for end in ends)
            asked = f"SELECT ?, {columns} FROM {table} WHERE build = ? AND kind <> 'byline' AND {apart}"
            self.db.execute(f"INSERT INTO {table} (build, {columns}) {asked}", (number, self.build))

    def _drop_builds(self) -> None:
        """Drop what belongs to any build but the standing one."""
        for table in _OF_BUILDS:
            column = "number" if table == "build" else "build"
            self.db.execute(f"DELETE FROM {table} WHERE {column} <> ?", (self.build,))
        self.db.execute("DELETE FROM address WHERE since > ?", (self.build,))

    def _sweep(self) -> None:
        """Forget what was read from pages that neither the standing build nor the next one has."""
        self.db.execute("DELETE FROM page WHERE key NOT IN (SELECT page FROM source)")
        self.db.execute("DELETE FROM text WHERE (name, sha256) NOT IN (SELECT name, sha256 FROM source)")

    def _rows(self, table: str, kind: type[Merge] | type[Doubt]) -> Iterator[Sequence[Any]]:
        columns = ", ".join(field.name for field in fields(kind))
        yield from self.db.execute(f"SELECT {columns} FROM {table} WHERE build = ?", (self.build,))

    def _insert(self, table: str, rows: Iterable[Sequence[Any]]) -> None:
        items = list(rows)
        if items:
            self.db.executemany(f"INSERT INTO {table} VALUES ({','.join('?' * len(items[0]))})", items)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self.db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            if self.db.in_transaction:  # where the disk is full, it is rolled back already
                self.db.execute("ROLLBACK")
            raise
        self.db.execute("COMMIT")


@contextmanager
def open_state(directory: Path, build: int | None, mode: Literal["r", "w"] = "w") -> Iterator[State]:
    """Open the memory of a directory for as long as it is needed; `build` is the build that stands there.

    A memory that was made for a build that failed and remembers nothing is taken away again. Raises BuildError, with
    the remedy, where it turns out to be damaged, in use, or impossible to write.
    """
    path = directory / STATE
    is_new = not path.exists()
    state = State.open(path, build, mode)
    try:
        with telling_damage(path):
            yield state
    except BaseException:
        is_new = is_new and state.is_empty
        raise
    else:
        is_new = False
    finally:
        state.close()
        if is_new:
            path.unlink(missing_ok=True)


def _address(row: Sequence[Any]) -> Address:
    since, id, atom, is_home = row
    return Address(since, id, atom, bool(is_home))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _batches(items: Sequence[str], size: int = 500) -> Iterator[Sequence[str]]:
    yield from (items[start : start + size] for start in range(0, len(items), size))
