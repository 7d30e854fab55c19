"""Bring what stands in a directory up to date: only what new, changed and vanished pages touch is worked out anew.

    pages that changed → the blocks of their names → all names that hang together with these → things
    things that changed → the pages that name them → their facts → the texts of all that is said of them

Where nothing stands yet, or another program or other decisions made it, all pages count as changed.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from kg.changes import Snapshot
from kg.growth import Links, ReadPages, State, maker_of
from kg.growth.maker import program
from kg.iri import digest
from kg.model import Document, Entity
from kg.rdf.names import EVIDENCE_FOLDERS, GRAPH_FOLDERS
from kg.rdf.turtle import Names
from kg.resolve import Page, graph_of
from kg.resolve.bylines import alike_bylines, one_writer
from kg.resolve.decisions import Decisions
from kg.resolve.links import Doubt
from kg.resolve.names import Resolved, resolve_names
from kg.resolve.published import Address
from kg.resolve.short_forms import form_reader
from kg.resolve.units import Named, block_of, named_on
from kg.rules import Pack
from kg.standing.facts import About, Facts
from kg.standing.index import Loaded, NameIndex
from kg.standing.parts import Part, part_of
from kg.standing.tables import clear, insert, make_tables
from kg.standing.texts import renew_texts

__all__ = ["Standing", "Stood"]

WHOLE = 0.3  # from this share of changed pages on, it costs less to work out all of them


@dataclass(frozen=True, slots=True)
class Stood:
    """What was worked out: links; what was stated before, and is now, of all that changed, or None where all did."""

    links: Links
    before: Snapshot | None = None
    now: Snapshot | None = None


@dataclass(slots=True)
class _Changed:
    """What a build changes: pages, things, facts."""

    fresh: list[Document]
    gone: list[str]
    stood: bool = False  # whether anything stands that can be brought up to date
    old_things: set[str] = field(default_factory=set)  # that the names in question stood for
    old: dict[str, Entity] = field(default_factory=dict)  # as they were
    pages: set[str] = field(default_factory=set)
    things: set[str] = field(default_factory=set)


class Standing:
    """What stands in a directory, as its memory has it."""

    def __init__(self, db: sqlite3.Connection, pack: Pack, decisions: Decisions, *, base: str) -> None:
        make_tables(db)
        self._db, self._reader, self._decisions, self._base = db, form_reader(pack), decisions, base
        self._index, self.facts = NameIndex(db, self._reader.judge), Facts(db)
        self._maker = digest(maker_of(pack), program(), base, repr(decisions.items), length=40)

    def update(self, pages: ReadPages, state: State) -> Stood:
        """Bring everything up to date with the pages of the next build."""
        changed = self._changed(pages, state.build)
        read = {document.id: pages.page(document) for document in changed.fresh}
        writers = self._writers(changed, read)
        is_whole = not changed.stood or len(changed.fresh) + len(changed.gone) > WHOLE * len(pages.documents)
        if is_whole or writers != self.facts.writers():
            clear(self._db)
            changed, is_whole = _Changed(list(pages.documents), []), True
            read |= {document.id: pages.page(document) for document in changed.fresh if document.id not in read}
            writers = self._writers(changed, read)
        resolved = self._resolve(changed, read, pages, state, is_whole=is_whole)
        before, now = self._restate(changed, read, pages, writers)
        self._db.execute("DELETE FROM stands")
        insert(self._db, "stands", [(state.build + 1, self._maker, json.dumps(writers, sort_keys=True))])
        doubts = (*resolved.doubts, *self._alike_writers())
        if is_whole:
            return Stood(Links(resolved.merges, doubts))
        touched = changed.old_things | {entity.id for entity in resolved.entities}
        return Stood(Links(resolved.merges, doubts, touched), before, now)

    def _alike_writers(self) -> tuple[Doubt, ...]:
        return alike_bylines(self.facts.printed(), self._decisions, self._reader.judge.confidence("byline", page=False))

    def _writers(self, changed: _Changed, read: Mapping[str, Page]) -> dict[str, str]:
        """Return the names in bylines that people said are another writer's, after the changes."""
        if not any(id.startswith("author/") for decision in self._decisions.together for id in decision.pair):
            return {}
        other = {*changed.gone, *(document.id for document in changed.fresh)}
        printed = self.facts.printed(without=other)
        for page in read.values():
            printed |= {n for a in page.extraction.articles for n in (*a.bylines, *a.photographers)}
        return one_writer(printed, self._decisions)

    def _changed(self, pages: ReadPages, build: int) -> _Changed:
        if self._db.execute("SELECT build, maker FROM stands").fetchall() != [(build, self._maker)]:
            clear(self._db)
            return _Changed(list(pages.documents), [])
        known = {id: told for id, *told in self._db.execute("SELECT id, key, name FROM doc")}
        fresh = [d for d in pages.documents if known.get(d.id) != [pages.keys[d.id], d.name]]
        still = {document.id for document in pages.documents}.difference(document.id for document in fresh)
        return _Changed(fresh, sorted(known.keys() - still), stood=True)

    def _resolve(
        self,
        changed: _Changed,
        read: dict[str, Page],
        pages: ReadPages,
        state: State,
        *,
        is_whole: bool,
    ) -> Resolved:
        """Work out what the names of changed pages, and all that hang together with them, stand for."""
        named = [named_on(page, self._reader.gazetteer) for page in read.values()]
        blocks, changed.old_things = self._index.drop(changed.gone)
        self._db.executemany("DELETE FROM doc WHERE id = ?", ((id,) for id in changed.gone))
        insert(self._db, "doc", (_doc_row(d, pages.keys[d.id], n) for d, n in zip(changed.fresh, named, strict=True)))
        keys = self._index.add(named)
        self._index.add_decided(named, self._decisions)
        if not is_whole:
            self._index.add_ties(self._index.find_ties(keys, named))
            blocks |= {block_of(form.key) for page in named for form in page.forms}
        everything = Loaded(tuple(named), {}) if is_whole else None
        loaded, known, resolved = self._bring_together(blocks, everything, state)
        while self._speak_of(resolved):  # decisions about things that have their addresses only now
            loaded, known, resolved = self._bring_together(blocks, everything, state)
        self.facts.set_former({address.id for address in known}, resolved.replaced)
        self._note(changed, loaded, resolved)
        return resolved

    def _bring_together(
        self, blocks: set[str], everything: Loaded | None, state: State
    ) -> tuple[Loaded, tuple[Address, ...], Resolved]:
        """Resolve everything, or the names of some blocks and all that hang together with them; publish addresses."""
        if everything is not None:
            loaded, known = everything, state.addresses()
        else:
            together = self._index.closure(blocks, self._decisions)
            loaded, known = self._index.load(together), state.addresses_of(together)
        resolved = resolve_names(
            loaded.pages,
            self._reader,
            decisions=self._decisions,
            published=known,
            build=state.build + 1,
            is_taken=state.is_published,
        )
        state.publish(resolved.addresses)
        self._index.add_ties(resolved.ties)
        return loaded, known, resolved

    def _speak_of(self, resolved: Resolved) -> bool:
        """Say whether decisions speak of addresses that were published just now."""
        spoken = {id for decision in self._decisions.items for id in decision.pair}
        return any(address.id in spoken for address in resolved.addresses)

    def _note(self, changed: _Changed, loaded: Loaded, resolved: Resolved) -> None:
        """Note what each form names now, which things are others than before, and which pages that concerns."""
        changed.old_things |= {thing for thing in loaded.things.values() if thing}
        new = {entity.id: entity for entity in resolved.entities}
        old = self.facts.entities(changed.old_things)
        changed.things = {id for id in {*changed.old_things, *new} if old.get(id) != new.get(id)}
        retyped = {id for id in changed.things if id in old and id in new and old[id].type != new[id].type}
        moved = []
        changed.pages = {document.id for document in changed.fresh}
        for page, ids in zip(resolved.pages, resolved.ids, strict=True):
            for number, id in zip(page.numbers, ids, strict=True):
                if loaded.things.get((page.id, number)) != id:
                    moved.append((id, page.id, number))
                    changed.pages.add(page.id)
                elif id in retyped:
                    changed.pages.add(page.id)
        self._index.set_things(moved)
        changed.old = old
        self.facts.set_entities(changed.old_things, new.values())

    def _restate(
        self, changed: _Changed, read: dict[str, Page], pages: ReadPages, writers: dict[str, str]
    ) -> tuple[Snapshot, Snapshot]:
        """Put the facts of changed pages, and the texts that follow from them, in the place of the old ones."""
        parts = self._parts(changed, read, pages, writers)
        dropped = sorted(changed.pages | set(changed.gone))
        facts, figures = self.facts.stated_on(dropped)
        facts |= {(row[0], row[1], row[2], row[3]) for part in parts for row in part.facts}
        figures |= {row[0]: row[1] for part in parts for row in part.figures}
        about = About(changed.things, frozenset(facts), figures)
        before = self.facts.said_of(about)
        self.facts.drop(dropped)
        self.facts.add(parts)
        now = self.facts.said_of(about)
        renew_texts(self.facts, about, self.names(GRAPH_FOLDERS))
        return self.facts.snapshots(about, before, now, changed.old)

    def names(self, folders: Iterable[str]) -> Names:
        """Return the names of all things, and of what else lies in some folders."""
        return Names(self._base, {*folders, *self.facts.folders()})

    def _parts(self, changed: _Changed, read: dict[str, Page], pages: ReadPages, writers: dict[str, str]) -> list[Part]:
        """Work out what each changed page adds."""
        names = self.names({*GRAPH_FOLDERS, *EVIDENCE_FOLDERS})
        parts: list[Part] = []
        for document in pages.documents:
            if document.id in changed.pages:
                page = read.get(document.id) or pages.page(document)
                ids = self._index.things_on(document.id)
                graph = graph_of([page], [ids], self.facts.entities(ids))
                parts.append(part_of(replace(graph, writers=writers), names))
        return parts


def _doc_row(document: Document, key: str, named: Named) -> tuple[object, ...]:
    frame = named.frame
    said = document.id, key, document.name, document.sha256, document.date, document.frame
    return *said, frame.home, frame.city, int(frame.city_named)
