"""Things, facts and figures as they stand: asked for one by one, or all of them as a graph without its evidence."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from kg.changes import Snapshot, snapshot_of
from kg.graph import Graph
from kg.model import Document, Entity, Observation, Period, Relation
from kg.standing.parts import FactRow, Part, fact_row, relation_of
from kg.standing.tables import insert, select_where

__all__ = ["About", "Facts", "Said"]

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
        for page in pages:
            for table in ("fact", "figure", "part"):
                self._db.execute(f"DELETE FROM {table} WHERE page = ?", (page,))

    def add(self, parts: Sequence[Part]) -> None:
        """Take in what pages state."""
        insert(self._db, "fact", ((part.page, *row) for part in parts for row in part.facts))
        insert(self._db, "figure", ((part.page, *row) for part in parts for row in part.figures))
        insert(self._db, "part", (part.row for part in parts))

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
        return {row[0]: _observation(row) for row in rows}

    def figures(self, ids: Iterable[str]) -> dict[str, Observation]:
        """Return some figures, by their addresses, those that there are."""
        rows = select_where(self._db, f"SELECT {_FIGURE} FROM figure WHERE id IN", ids)
        return {row[0]: _observation(row) for row in rows}

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
        former = dict(self._db.execute("SELECT id, now FROM former ORDER BY id"))
        return _snapshot(was, before, {}), _snapshot(new, now, former)

    def writers(self) -> dict[str, str]:
        """Return the names in bylines that people said are another writer's, as they were."""
        row = self._db.execute("SELECT writers FROM stands").fetchone()
        return dict(json.loads(row[0])) if row else {}

    def about(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield what was counted on each page, in order."""
        yield from ((page, json.loads(str(told))) for page, told in self.parts("about"))

    def folders(self) -> set[str]:
        """Return the folders that the addresses of things lie in."""
        rows = self._db.execute("SELECT DISTINCT substr(id, 1, instr(id, '/') - 1) FROM thing")
        return {folder for (folder,) in rows}

    def graph(self) -> Graph:
        """Return all that stands, without evidence, articles, aliases and sentences."""
        docs = self._db.execute("SELECT id, name, sha256, date, frame FROM doc ORDER BY id, sha256")
        things = self._db.execute("SELECT id, type, name FROM thing ORDER BY id")
        facts = self._db.execute(f"SELECT DISTINCT {_FACT} FROM fact ORDER BY {_FACT}")
        figures = self._db.execute(f"SELECT {_FIGURE} FROM figure GROUP BY id")
        return Graph(
            documents=tuple(Document(id, name, sha256, "", *rest) for id, name, sha256, *rest in docs),
            entities=tuple(Entity(*row) for row in things),
            relations=tuple(map(relation_of, facts)),
            observations=tuple(sorted(map(_observation, figures), key=_figure_order)),
            replaced=dict(self._db.execute("SELECT id, now FROM former ORDER BY id")),
            writers=self.writers(),
        )

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

    def blocks(self, section: str) -> Iterator[tuple[str, str]]:
        """Yield the texts of a section by key, in order."""
        yield from self._db.execute("SELECT key, text FROM block WHERE section = ? ORDER BY key", (section,))


def _snapshot(things: Mapping[str, Entity], said: Said, former: dict[str, str]) -> Snapshot:
    relations, figures = map(relation_of, sorted(said.facts)), said.figures.values()
    return snapshot_of(Graph((), (), {}, tuple(things.values()), tuple(relations), tuple(figures), {}, former))


def _observation(row: Sequence[str]) -> Observation:
    _, subject, indicator, value, unit, modifier, period = row
    when = Period(*period.split("/")) if period else None
    return Observation(subject, indicator, Decimal(value), unit or None, modifier or None, when)


def _figure_order(figure: Observation) -> tuple[object, ...]:
    period = str(figure.period or "")
    return figure.subject, figure.indicator, figure.value, figure.unit or "", period, figure.modifier or ""
