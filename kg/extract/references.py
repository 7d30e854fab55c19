"""Say what referring words stand for: 全区 the home, 该街道 the last one named, 两地 the last two areas."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kg.extract.areas import Frame
from kg.extract.found import Found
from kg.extract.topics import Topics
from kg.rules.schema import Entry

__all__ = ["References"]

PAIR = "pair"
KIND = "kind"
_MAIN = "main"
_POINTING = re.compile(r"^(?:该|此次|本次|这[次届场座家所条]|本届|全|我)")
_FAR = 6  # sentences back from which a bare word for a kind still reaches a name


class _Kind(NamedTuple):
    """What a word for a kind may stand for: things of these types, whose names end so (or in any way)."""

    types: frozenset[str]
    tails: tuple[str, ...]
    main: bool = False


class References:
    """Resolves the referring words of sentences, by the words for kinds that a pack knows (lexicon `kinds`)."""

    def __init__(self, kinds: Iterable[Entry] = ()) -> None:
        self._kinds = _kinds(kinds)

    def resolve(self, found: tuple[Found, ...], topics: Topics, frame: Frame) -> tuple[Found, ...]:
        """Return the names of a sentence with references resolved, those that refer to nothing left out.

        `topics.recent` remembers what was named, for the sentences that follow.
        """
        resolved: list[Found] = []
        for name in found:
            target = self._resolve(name, topics, frame) if name.refers else name
            if target is None:
                continue
            resolved.append(target)
            if not name.refers:
                topics.recent.append(target)
        return tuple(resolved)

    def _resolve(self, name: Found, topics: Topics, frame: Frame) -> Found | None:
        if name.refers in ("frame", "city"):
            area = frame.home if name.refers == "frame" else frame.city
            return name._replace(name=area, type="AdministrativeArea", parts=()) if area else None
        if name.refers == PAIR:
            return _pair(name, topics, frame.home)
        last = self._last_of_kind(name, topics)
        return name._replace(name=last.name, type=last.type, parts=()) if last else None

    def _last_of_kind(self, name: Found, topics: Topics) -> Found | None:
        """Return what was last named that the word for a kind may stand for."""
        word = _POINTING.sub("", name.name)
        kind = self._kinds.get(word) or _Kind(frozenset(), (word,))
        since = name.sentence - _FAR if word == name.name else -1
        recent = (f for top in reversed(topics.recent) if top.sentence >= since for f in (top, *reversed(top.parts)))
        last = next((f for f in recent if _is_of(f, kind)), None)
        if last is None and kind.main:
            (type_,) = kind.types
            return topics.main.get(type_) or topics.latest.get(type_)
        return last


def _is_of(found: Found, kind: _Kind) -> bool:
    return (not kind.types or found.type in kind.types) and (not kind.tails or found.name.endswith(kind.tails))


def _kinds(entries: Iterable[Entry]) -> Mapping[str, _Kind]:
    return {
        entry.word: _Kind(
            frozenset(entry.columns[0].split("|")),
            tuple(tail for tail in entry.columns[1:] if tail != _MAIN),
            _MAIN in entry.columns[1:],
        )
        for entry in entries
    }


def _pair(name: Found, topics: Topics, home: str) -> Found | None:
    """Return a reference to two parties, which stand in `parts`: those that 与 joined last, else the last two named.

    两地 are two areas: the home and another, where the page names no other two.
    """
    areas = name.name == "两地"
    distinct = {f.name: f for f in reversed(topics.pair) if not areas or f.type in _LANDS}
    parties = [f for f in _innermost(topics.recent) if f.type in (_LANDS if areas else _PARTIES)]
    others = [f for f in parties if f.name != home]
    for f in [*others[:1], *(f for f in parties if f.name == home), *others] if areas else parties:
        if len(distinct) < 2:
            distinct.setdefault(f.name, f)
    if len(distinct) < 2:
        return None
    parts = tuple(
        d._replace(start=name.start, stop=name.stop, refers=PAIR, parts=(), sentence=name.sentence)
        for d in reversed(list(distinct.values())[:2])
    )
    return name._replace(name=parts[0].name, type=parts[0].type, parts=parts)


def _innermost(recent: list[Found]) -> list[Found]:
    """Return what was named, the last first, without areas that only say where the next one is (四川省昭觉县)."""
    follows = {(f.sentence, f.start) for f in recent}
    return [f for f in reversed(recent) if f.type not in _LANDS or (f.sentence, f.stop) not in follows]


_LANDS = frozenset({"AdministrativeArea", "Subdistrict", "Community"})
_PARTIES = frozenset({"AdministrativeArea", "Company", "GovernmentBody", "School"})
