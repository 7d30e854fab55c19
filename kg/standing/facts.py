"""Things, facts and figures as they stand: asked for one by one, or all of them as a graph without its evidence."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from kg.changes import Snapshot, snapshot_of
from kg.graph import Graph
from kg.model import Document, Entity, Evidence, Observation, Period, Relation, Sentence
from kg.standing.parts import PERIODS, FactRow, Part, as_text, fact_row, relation_of
from kg.standing.tables import insert, select_where
from kg.view import MOST_CITED

__all__ = ["About", "Facts", "Said", "observation_of"]

_FACT = "subject, predicate, object, title"
_FIGURE = "id, subject, indicator, value, unit, modifier, period"


@dataclass(frozen=True, slots=True)
class About:
    """What changes: things that are others than before, facts and figures that pages began or ceased to state."""

    things: set[str]
    facts: frozenset[FactRow]
    figures: Mapping[str, str]  # with their subjects


@dataclass(frozen=True, slots=True)
class Said:
    """Facts and figures, those by their addresses."""

    facts: set[FactRow]
    figures: Mapping[str, Observation]


class Facts:
    """The things of a directory, and what its pages state of them."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def entities(self, ids: Iterable[str]) -> dict[str, Entity]:
        """Return some things, those that there are."""
        rows = select_where(self._db, "SELECT id, type, name, aliases FROM thing WHERE id IN", ids)
        return {id: Entity(id, type, name, tuple(json.loads(aliases))) for id, type, name, aliases in rows}

    def set_entities(self, gone: Iterable[str], entities: Iterable[Entity]) -> None:
        """Put things in the place of others."""
        self._db.executemany("DELETE FROM thing WHERE id = ?", ((id,) for id in gone))
        rows = ((e.id, e.type, e.name, json.dumps(e.aliases, ensure_ascii=False)) for e in entities)
        insert(self._db, "thing", rows)

    def drop(self, pages: Iterable[str]) -> None:
        """Forget what pages state."""
        gone = list(pages)
        for (counts,) in select_where(self._db, "SELECT counts FROM part WHERE page IN", gone):
            self._count(json.loads(counts), -1)
        for table in ("fact", "figure", "laid", "part", "sentence", "writer"):
            self._db.executemany(f"DELETE FROM {table} WHERE page = ?", ((page,) for page in gone))

    def add(self, parts: Sequence[Part]) -> None:
        """Take in what pages state."""
        insert(self._db, "fact", ((part.page, *row) for part in parts for row in part.facts))
        insert(self._db, "figure", ((part.page, *row) for part in parts for row in part.figures))
        insert(self._db, "part", (part.row for part in parts))
        insert(self._db, "sentence", ((part.page, *row) for part in parts for row in part.sentences))
        insert(self._db, "writer", ((part.page, name) for part in parts for name in part.writers))
        for part in parts:
            self._count(part.counts, 1)

    def _count(self, counts: Mapping[str, int], times: int) -> None:
        asked = "INSERT INTO tally VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET count = count + excluded.count"
        self._db.executemany(asked, ((name, times * count) for name, count in counts.items()))

    def stated_on(self, pages: Iterable[str]) -> tuple[set[FactRow], dict[str, str]]:
        """Return the facts, and the figures with their subjects, that some pages state."""
        wanted = set(pages)
        facts = {tuple(row) for row in select_where(self._db, f"SELECT {_FACT} FROM fact WHERE page IN", wanted)}
        return facts, dict(select_where(self._db, "SELECT id, subject FROM figure WHERE page IN", wanted))

    def of_subjects(self, ids: Iterable[str]) -> dict[str, list[Relation]]:
        """Return the relations of some things, in order."""
        found: dict[str, list[Relation]] = {id: [] for id in ids}
        rows = {tuple(row) for row in select_where(self._db, f"SELECT {_FACT} FROM fact WHERE subject IN", found)}
        for row in sorted(rows):
            found[row[0]].append(relation_of(row))
        return found

    def posts_at(self, ids: Iterable[str]) -> set[FactRow]:
        """Return the posts that are held at some things."""
        asked = f"SELECT {_FACT} FROM fact WHERE predicate = 'holdsPost' AND object IN"
        return {tuple(row) for row in select_where(self._db, asked, ids)}

    def figures_of(self, ids: Iterable[str]) -> dict[str, Observation]:
        """Return the figures of some things, by their addresses."""
        rows = select_where(self._db, f"SELECT {_FIGURE} FROM figure WHERE subject IN", ids)
        return {row[0]: observation_of(row) for row in rows}

    def figures(self, ids: Iterable[str]) -> dict[str, Observation]:
        """Return some figures, by their addresses, those that there are."""
        rows = select_where(self._db, f"SELECT {_FIGURE} FROM figure WHERE id IN", ids)
        return {row[0]: observation_of(row) for row in rows}

    def days_of_post(self, row: FactRow) -> list[str]:
        """Return the dates of the pages that state a post, sorted; none if no page does."""
        asked = "SELECT DISTINCT date FROM fact JOIN doc ON doc.id = page WHERE subject = ? AND predicate = ?"
        return self._days(f"{asked} AND object = ? AND title = ?", row)

    def days_of_figure(self, id: str) -> list[str]:
        """Return the dates of the pages that give a figure, sorted."""
        return self._days("SELECT DISTINCT date FROM figure JOIN doc ON doc.id = page WHERE figure.id = ?", (id,))

    def _days(self, asked: str, values: Sequence[str]) -> list[str]:
        return sorted(day for (day,) in self._db.execute(asked, values) if day)

    def is_stated(self, row: FactRow) -> bool:
        """Say whether a page states a fact."""
        asked = "SELECT 1 FROM fact WHERE subject = ? AND predicate = ? AND object = ? AND title = ?"
        return self._db.execute(asked, row).fetchone() is not None

    def said_of(self, about: About) -> Said:
        """Return all facts and figures that what changed may agree with, or contradict."""
        subjects = {*about.things, *(row[0] for row in about.facts), *about.figures.values()}
        posts = self.posts_at(row[2] for row in about.facts if row[1] == "holdsPost")
        relations = {fact_row(r) for relations in self.of_subjects(subjects).values() for r in relations} | posts
        return Said(relations, self.figures_of(subjects))

    def snapshots(self, about: About, before: Said, now: Said, old: Mapping[str, Entity]) -> tuple[Snapshot, Snapshot]:
        """Return what was said before and what is said now, as two graphs to compare; `old` are things as they were."""
        named = {id for said in (before, now) for row in said.facts for id in row[::2]} | about.things
        named |= {figure.subject for said in (before, now) for figure in said.figures.values()}
        new = self.entities(named)
        was = {id: entity for id, entity in new.items() if id not in about.things}
        was |= {id: entity for id, entity in old.items() if id in named}
        return _snapshot(was, before, {}), _snapshot(new, now, self.former())

    def writers(self) -> dict[str, str]:
        """Return the names in bylines that people said are another writer's, as they were."""
        row = self._db.execute("SELECT writers FROM stands").fetchone()
        return dict(json.loads(row[0])) if row else {}

    def folders(self) -> set[str]:
        """Return the folders that the addresses of things lie in."""
        rows = self._db.execute("SELECT DISTINCT substr(id, 1, instr(id, '/') - 1) FROM thing")
        return {folder for (folder,) in rows}

    def documents(self) -> list[Document]:
        """Return the pages, without their texts, in order."""
        docs = self._db.execute("SELECT id, name, sha256, date, frame FROM doc ORDER BY id, sha256")
        return [Document(id, name, sha256, "", *rest) for id, name, sha256, *rest in docs]

    def printed(self, *, without: Container[str] = ()) -> set[str]:
        """Return the names of those who wrote articles and took pictures, as they are printed, but for some pages."""
        rows = self._db.execute(
            "SELECT DISTINCT name, page FROM writer" if without else "SELECT DISTINCT name, '' FROM writer"
        )
        return {name for name, page in rows if page not in without}

    def former(self) -> dict[str, str]:
        """Return the addresses that lead to other things now."""
        return dict(self._db.execute("SELECT id, now FROM former ORDER BY id"))

    def counted(self) -> dict[str, int]:
        """Return how much each rule read, and how many articles and sentences there are."""
        return dict(self._db.execute("SELECT name, count FROM tally WHERE count > 0"))

    def types(self) -> dict[str, int]:
        """Return how many things there are of each type."""
        return dict(self._db.execute("SELECT type, COUNT(*) FROM thing GROUP BY type"))

    def predicates(self) -> dict[str, int]:
        """Return how many relations there are of each predicate."""
        asked = f"SELECT predicate, COUNT(*) FROM (SELECT DISTINCT {_FACT} FROM fact) GROUP BY predicate"
        return dict(self._db.execute(asked))

    def figure_count(self) -> int:
        """Return how many figures there are."""
        return int(self._db.execute("SELECT COUNT(DISTINCT id) FROM figure").fetchone()[0])

    def degrees(self) -> tuple[Counter[str], int]:
        """Count for each thing the relations that it stands in, and all relations."""
        degrees: Counter[str] = Counter()
        whole = 0
        for subject, predicate, object in self._db.execute(
            f"SELECT subject, predicate, object FROM (SELECT DISTINCT {_FACT} FROM fact)"
        ):
            whole += 1
            degrees[subject] += 1
            if predicate not in PERIODS:
                degrees[object] += 1
        return degrees, whole

    def ids(self) -> list[str]:
        """Return the addresses of all things."""
        return [id for (id,) in self._db.execute("SELECT id FROM thing")]

    def cited_facts(self, ids: Iterable[str]) -> Iterator[tuple[str, ...]]:
        """Yield facts of which all ends are among some things: page first, evidence last, each of few pages."""
        self._choose(ids)
        among = f"predicate IN {PERIODS} OR object IN (SELECT id FROM chosen)"
        yield from self._few("fact", _FACT, f"subject IN (SELECT id FROM chosen) AND ({among})")

    def cited_figures(self, ids: Iterable[str]) -> Iterator[tuple[str, ...]]:
        """Yield the figures of some things: page first, evidence last, each of few pages."""
        self._choose(ids)
        yield from self._few("figure", _FIGURE, "subject IN (SELECT id FROM chosen)")

    def _choose(self, ids: Iterable[str]) -> None:
        self._db.execute("CREATE TEMP TABLE IF NOT EXISTS chosen (id TEXT PRIMARY KEY) WITHOUT ROWID")
        self._db.execute("DELETE FROM chosen")
        self._db.executemany("INSERT INTO chosen VALUES (?)", ((id,) for id in ids))

    def _few(self, table: str, columns: str, which: str) -> Iterator[tuple[str, ...]]:
        cited: Counter[tuple[str, ...]] = Counter()
        for row in self._db.execute(f"SELECT page, {columns}, cited FROM {table} WHERE {which} ORDER BY page"):
            said = row[1:-1]
            cited[said] += 1
            if cited[said] <= MOST_CITED:
                yield row

    def sentences(self, wanted: Iterable[tuple[str, int]]) -> dict[tuple[str, int], Sentence]:
        """Return some sentences, given by page and number, as they are when cleaned."""
        self._db.execute(
            "CREATE TEMP TABLE IF NOT EXISTS wanted (page TEXT, number INTEGER, PRIMARY KEY (page, number))"
        )
        self._db.execute("DELETE FROM wanted")
        self._db.executemany("INSERT INTO wanted VALUES (?, ?)", sorted(set(wanted)))
        rows = self._db.execute("SELECT page, number, article, chars FROM wanted JOIN sentence USING (page, number)")
        return {(page, number): Sentence(article, number, 0, as_text(chars)) for page, number, article, chars in rows}

    def set_former(self, gone: Iterable[str], replaced: Mapping[str, str]) -> None:
        """Note to which things addresses lead now that were published once."""
        self._db.executemany("DELETE FROM former WHERE id = ?", ((id,) for id in gone))
        insert(self._db, "former", replaced.items())

    def parts(self, column: str) -> Iterator[tuple[str, Any]]:
        """Yield what one column of the parts holds, page by page, in order."""
        yield from self._db.execute(f"SELECT page, {column} FROM part ORDER BY page")

    def set_blocks(self, section: str, texts: Mapping[str, str | None]) -> None:
        """Put texts in the place of those under the same keys; None takes one away."""
        gone = ((section, key) for key, text in texts.items() if text is None)
        self._db.executemany("DELETE FROM block WHERE section = ? AND key = ?", gone)
        insert(self._db, "block", ((section, key, text) for key, text in texts.items() if text is not None))

    def pages(self) -> list[str]:
        """Return the ids of all pages, in order."""
        return [page for (page,) in self._db.execute("SELECT page FROM part ORDER BY page")]

    def evidence(self, page: str) -> bytes:
        """Return the packed evidence of a page."""
        return bytes(self._db.execute("SELECT evidence FROM part WHERE page = ?", (page,)).fetchone()[0])

    def laid(self) -> Iterator[tuple[str, tuple[int, int]]]:
        """Yield where the evidence of pages lies in the file that stands, but for pages that changed."""
        rows = self._db.execute("SELECT page, start, stop FROM laid")
        yield from ((page, (start, stop)) for page, start, stop in rows)

    def set_laid(self, places: Mapping[str, tuple[int, int]]) -> None:
        """Note where the evidence of pages lies in the file."""
        self._db.execute("DELETE FROM laid")
        insert(self._db, "laid", ((page, *place) for page, place in places.items()))

    def entity_texts(self) -> Iterator[str]:
        """Yield the texts of things, in the order of their addresses."""
        rows = self._db.execute("SELECT text FROM block WHERE section = 'entity' ORDER BY key")
        yield from (text for (text,) in rows)

    def post_texts(self) -> Iterator[str]:
        """Yield the texts of posts, in the order of who holds them."""
        rows = self._db.execute("SELECT key, text FROM block WHERE section = 'post'")
        yield from (text for _, text in sorted((key.split("\x1f"), text) for key, text in rows))

    def figure_texts(self) -> Iterator[str]:
        """Yield the texts of figures, in order."""
        order = "subject, indicator, period, value, unit, modifier, id"  # that of an index
        each = f"SELECT DISTINCT {order} FROM figure ORDER BY {order}"
        asked = f"SELECT text FROM ({each}) CROSS JOIN block ON section = 'figure' AND key = id"
        yield from (text for (text,) in self._db.execute(asked))


def _snapshot(things: Mapping[str, Entity], said: Said, former: dict[str, str]) -> Snapshot:
    relations, figures = map(relation_of, sorted(said.facts)), said.figures.values()
    return snapshot_of(Graph((), (), {}, tuple(things.values()), tuple(relations), tuple(figures), {}, former))


def observation_of(row: Sequence[str], evidence: tuple[Evidence, ...] = ()) -> Observation:
    """Return the figure of a row: its address, subject, indicator, value, unit, modifier and period."""
    _, subject, indicator, value, unit, modifier, period = row
    when = Period(*period.split("/")) if period else None
    return Observation(subject, indicator, Decimal(value), unit or None, modifier or None, when, evidence)
