"""Which names must be looked at together: those that one more page brings, and all that hangs together with them."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.extract.areas import Frame
from kg.resolve.blocks import ends_of, short_names
from kg.resolve.decisions import Decisions
from kg.resolve.forms import Doubt, Form
from kg.resolve.judge import Judge
from kg.resolve.keys import Key
from kg.resolve.misread import SHORTEST
from kg.resolve.units import Named, atom_id, atom_of, base_of, block_of
from kg.standing.tables import insert, select_where

__all__ = ["Loaded", "NameIndex"]


@dataclass(frozen=True, slots=True)
class Loaded:
    """The names of some blocks, page by page, and what each form of them names so far."""

    pages: tuple[Named, ...]
    things: Mapping[tuple[str, int], str]


class NameIndex:
    """All names of a directory, and which of them may mean the same."""

    def __init__(self, db: sqlite3.Connection, judge: Judge) -> None:
        self._db, self._judge = db, judge

    def add(self, pages: Iterable[Named]) -> set[Key]:
        """Take in the names of pages; return the keys that they make, without their marks."""
        homes: dict[Key, set[str]] = defaultdict(set)
        for page in pages:
            insert(self._db, "form", _form_rows(page))
            for form in page.forms:
                homes[base_of(form.key)].add(page.home)
        known = {key.full: key for key in homes}
        for full, told in select_where(self._db, "SELECT base, homes FROM base WHERE base IN", known):
            homes[known[full]] |= set(json.loads(told))
        insert(self._db, "base", (self._base_row(key, homes[key]) for key in homes))
        insert(self._db, "short", ((k.group, n, k.full) for k in homes for n in set(short_names(k, self._judge))))
        return set(homes)

    def _base_row(self, key: Key, homes: Iterable[str]) -> tuple[object, ...]:
        ends = ends_of(key, self._judge)
        return key.full, key.group, key.name, key.scope, ends, len(key.name), json.dumps(sorted(homes))

    def add_ties(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Note that names of two blocks must be looked at together."""
        both = ((one, other) for pair in pairs for one, other in (pair, pair[::-1]) if one != other)
        insert(self._db, "tie", both)

    def find_ties(self, keys: Iterable[Key], pages: Iterable[Named]) -> Iterator[tuple[str, str]]:
        """Yield the pairs of blocks that some keys, or the forms of some pages, tie together."""
        for page in pages:
            for form in page.forms:
                if form.joined >= 0:
                    yield block_of(form.key), block_of(page.forms[form.joined].key)
            for doubt in page.doubts:
                yield block_of(page.forms[doubt.one].key), block_of(page.forms[doubt.other].key)
        homes = self._homes(keys)
        for key in keys:
            for other, its_homes in self._near(key):
                pairs = ((key, homes[key], other, its_homes), (other, its_homes, key, homes[key]))
                if any(self._is_short(*pair) for pair in pairs):
                    yield block_of(key), block_of(other)
            yield from ((block_of(key), block_of(other)) for other in self._misread(key))

    def _homes(self, keys: Iterable[Key]) -> dict[Key, list[str]]:
        known = {key.full: key for key in keys}
        rows = select_where(self._db, "SELECT base, homes FROM base WHERE base IN", known)
        return {known[full]: json.loads(told) for full, told in rows}

    def _near(self, key: Key) -> Iterator[tuple[Key, list[str]]]:
        """Yield the keys that may be short for a key, and those that it may be short for."""
        names = short_names(key, self._judge)
        found = dict(select_where(self._db, "SELECT base, homes FROM base WHERE grp = ? AND name IN", names, key.group))
        longer = "SELECT base.base, homes FROM short JOIN base ON base.base = short.base WHERE short.grp = ?"
        found.update(self._db.execute(f"{longer} AND short.name = ?", (key.group, key.name)))
        if ends := ends_of(key, self._judge):
            found.update(self._db.execute("SELECT base, homes FROM base WHERE ends = ?", (ends,)))
        found.pop(key.full, None)
        yield from ((Key.parse(full), json.loads(homes)) for full, homes in found.items())

    def _misread(self, key: Key) -> Iterator[Key]:
        """Yield the keys of which a key may be a misreading."""
        if len(key.name) < SHORTEST.get(key.group, 99):
            return
        alike = "SELECT name, base FROM base WHERE grp = ? AND scope = ? AND length = ?"
        for name, full in self._db.execute(alike, (key.group, key.scope, len(key.name))):
            if name != key.name and self._judge.is_misread(name, key.name):
                yield Key.parse(full)

    def _is_short(self, short: Key, homes: Sequence[str], long: Key, other_homes: Sequence[str]) -> bool:
        if len(short.name) > len(long.name):
            return False
        return self._judge.liken(short, long, homes, other_homes) is not None

    def add_decided(self, pages: Iterable[Named], decisions: Decisions) -> None:
        """Note which blocks the names are in that people's decisions speak of."""
        wanted = {id for decision in decisions.items for id in decision.pair}
        if not wanted:
            return
        atoms = {atom for page in pages for f in page.forms for atom in (f.key, base_of(f.key), atom_of(f))}
        insert(self._db, "decided", ((id, block_of(atom)) for atom in atoms if (id := atom_id(atom)) in wanted))

    def drop(self, pages: Sequence[str]) -> tuple[set[str], set[str]]:
        """Forget the names of pages; return the blocks that they were in, and the things that they named."""
        rows = list(select_where(self._db, "SELECT DISTINCT block, thing FROM form WHERE page IN", pages))
        for page in pages:
            self._db.execute("DELETE FROM form WHERE page = ?", (page,))
        return {block for block, _ in rows}, {thing for _, thing in rows}

    def closure(self, blocks: Iterable[str], decisions: Decisions) -> set[str]:
        """Return some blocks with all that hang together with them, by ties, addresses or decisions."""
        found, fresh = set[str](), set(blocks)
        while fresh:
            found |= fresh
            near = {other for (other,) in select_where(self._db, "SELECT other FROM tie WHERE one IN", fresh)}
            ids = {id for (id,) in select_where(self._db, "SELECT id FROM address WHERE block IN", fresh)}
            near |= {block for (block,) in select_where(self._db, "SELECT block FROM address WHERE id IN", ids)}
            near |= self._decided_with(fresh, ids, decisions)
            fresh = near - found
        return found

    def _decided_with(self, blocks: set[str], ids: set[str], decisions: Decisions) -> set[str]:
        if not decisions.items:
            return set()
        named = {id for (id,) in select_where(self._db, "SELECT id FROM decided WHERE block IN", blocks)} | ids
        pairs = {id for decision in decisions.items if not named.isdisjoint(decision.pair) for id in decision.pair}
        tables = ("decided", "address")
        return {b for t in tables for (b,) in select_where(self._db, f"SELECT block FROM {t} WHERE id IN", pairs)}

    def load(self, blocks: Iterable[str]) -> Loaded:
        """Return the names of some blocks."""
        by_page: dict[str, list[tuple[int, str]]] = defaultdict(list)
        things: dict[tuple[str, int], str] = {}
        rows = select_where(self._db, "SELECT page, number, thing, data FROM form WHERE block IN", blocks)
        for page, number, thing, data in rows:
            by_page[page].append((number, data))
            things[page, number] = thing
        docs = "SELECT id, sha256, home, city, city_named FROM doc WHERE id IN"
        pages = (_named(row, by_page[row[0]]) for row in select_where(self._db, docs, by_page))
        return Loaded(tuple(pages), things)

    def set_things(self, ids: Iterable[tuple[str, str, int]]) -> None:
        """Note what forms name: rows of thing, page and number."""
        self._db.executemany("UPDATE form SET thing = ? WHERE page = ? AND number = ?", ids)

    def things_on(self, page: str) -> list[str]:
        """Return what the forms of a page name, in their order."""
        rows = self._db.execute("SELECT thing FROM form WHERE page = ? ORDER BY number", (page,))
        return [thing for (thing,) in rows]


def _form_rows(page: Named) -> Iterator[tuple[object, ...]]:
    doubts: dict[int, list[tuple[int, str, str]]] = defaultdict(list)
    for doubt in page.doubts:
        doubts[doubt.one].append((doubt.other, doubt.kind, doubt.apart))
    for number, form in enumerate(page.forms):
        said = [form.key, form.type, form.types, form.names, form.parent, form.posts, form.year]
        data = json.dumps([*said, form.joined, form.kind, doubts[number]], ensure_ascii=False, separators=(",", ":"))
        yield page.id, number, block_of(form.key), "", data


def _named(row: tuple[str, str, str, str, int], rows: Iterable[tuple[int, str]]) -> Named:
    """Return some names of a page from their rows, numbered anew."""
    id, sha256, home, city, city_named = row
    said = [(number, json.loads(data)) for number, data in sorted(rows)]
    places = {number: place for place, (number, _) in enumerate(said)}
    forms, doubts = [], []
    for place, (_, (key, type, types, names, parent, posts, year, joined, kind, doubted)) in enumerate(said):
        weights, spellings = (tuple((word, count) for word, count in pairs) for pairs in (types, names))
        root = places[joined] if joined >= 0 else -1
        forms.append(Form(Key(*key), type, weights, spellings, (), parent, tuple(posts), year, root, kind))
        doubts += [Doubt(place, places[other], why, apart) for other, why, apart in doubted if other in places]
    return Named(id, sha256, Frame(home, city, bool(city_named)), tuple(forms), tuple(doubts), tuple(places))
