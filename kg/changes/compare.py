"""Compare two graphs: what one states and the other does not, and which of the new statements contradict others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from kg.changes.snapshot import Fact, Figure, Snapshot

__all__ = ["Changes", "Contradiction", "compare"]

# Of these, a thing has one; that it was written 2023 and is 2023-05 now is no contradiction.
_DATES = frozenset({"startDate", "openedOn"})
# A thing lies in one place of each of these kinds.
_PLACES = frozenset({"Subdistrict", "Community"})
# Posts that several people hold at once: 副区长, 区委委员, 教师, 记者.
_SHARED_POSTS = ("副", "委员", "员", "师", "代表", "助理", "常委", "成员", "记者")


@dataclass(frozen=True, slots=True, order=True)
class Contradiction:
    """A statement of the new graph that does not go with another: of the new graph too, or of the old one alone.

    `about` says of what: a thing and what is said of it; `before` and `now` are what is said, in words.
    """

    kind: str  # date, figure, post, place
    about: str
    before: str
    now: str
    thing: str
    gone: bool  # what was said before is no longer said


@dataclass(frozen=True)
class Changes:
    """What the new graph states and the old one does not, what is gone, and what contradicts; each in a fixed order.

    `old` and `new` name things; addresses of the old graph are those that they were replaced by, where they were.
    """

    old: Snapshot
    new: Snapshot
    new_things: tuple[str, ...] = ()
    gone_things: tuple[str, ...] = ()
    new_facts: tuple[Fact, ...] = ()
    gone_facts: tuple[Fact, ...] = ()
    new_figures: tuple[Figure, ...] = ()
    gone_figures: tuple[Figure, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    joined: tuple[tuple[str, str], ...] = ()  # addresses that lead to another thing now, with that thing

    @property
    def is_empty(self) -> bool:
        """Say whether the two graphs state the same."""
        parts = (
            self.new_things,
            self.gone_things,
            self.new_facts,
            self.gone_facts,
            self.new_figures,
            self.gone_figures,
        )
        return not any(parts) and not self.joined


def compare(old: Snapshot, new: Snapshot) -> Changes:
    """Return what changed from the old graph to the new one."""
    joined = tuple((a, b) for a, b in sorted(new.replaced.items()) if a in old.things)
    moved = _moved(old, dict(joined))
    return Changes(
        moved,
        new,
        tuple(sorted(new.things.keys() - moved.things.keys())),
        tuple(sorted(moved.things.keys() - new.things.keys())),
        tuple(sorted(new.facts - moved.facts)),
        tuple(sorted(moved.facts - new.facts)),
        tuple(sorted(new.figures - moved.figures)),
        tuple(sorted(moved.figures - new.figures)),
        tuple(sorted(set(_contradictions(moved, new)))),
        joined,
    )


def _moved(old: Snapshot, joined: Mapping[str, str]) -> Snapshot:
    """Return the old graph under the addresses of today."""
    if not joined:
        return old

    def at(id: str) -> str:
        return joined.get(id, id)

    facts = frozenset(fact._replace(subject=at(fact.subject), object=at(fact.object)) for fact in old.facts)
    figures = frozenset(figure._replace(subject=at(figure.subject)) for figure in old.figures)
    return replace(old, things={at(id): thing for id, thing in old.things.items()}, facts=facts, figures=figures)


def _contradictions(old: Snapshot, new: Snapshot) -> Iterator[Contradiction]:
    yield from _of_dates(old, new)
    yield from _of_figures(old, new)
    yield from _of_posts(old, new)
    yield from _of_places(old, new)


def _of_dates(old: Snapshot, new: Snapshot) -> Iterator[Contradiction]:
    def key(fact: Fact) -> Hashable | None:
        return (fact.subject, fact.predicate) if fact.predicate in _DATES else None

    for one, other, gone in _against(old.facts, new.facts, key):
        if not (one.object.startswith(other.object) or other.object.startswith(one.object)):
            about = f"{new.name(one.subject)} {one.predicate}"
            yield Contradiction("date", about, other.object, one.object, one.subject, gone)


def _of_figures(old: Snapshot, new: Snapshot) -> Iterator[Contradiction]:
    def key(figure: Figure) -> Hashable:
        return figure.subject, figure.indicator, figure.unit, figure.period

    for one, other, gone in _against(old.figures, new.figures, key):
        if one.value != other.value:
            about = " ".join(filter(None, (new.name(one.subject), one.indicator, one.period)))
            yield Contradiction("figure", about, _amount(other), _amount(one), one.subject, gone)


def _amount(figure: Figure) -> str:
    return f"{figure.modifier}{figure.value}{figure.unit}"


def _of_posts(old: Snapshot, new: Snapshot) -> Iterator[Contradiction]:
    def key(fact: Fact) -> Hashable | None:
        is_single = fact.predicate == "holdsPost" and fact.title and not any(w in fact.title for w in _SHARED_POSTS)
        return (fact.object, fact.title) if is_single else None

    for one, other, gone in _against(old.facts, new.facts, key):
        about = f"{new.name(one.object)} {one.title}"
        before = (old if gone else new).name(other.subject)
        yield Contradiction("post", about, before, new.name(one.subject), one.object, gone)


def _of_places(old: Snapshot, new: Snapshot) -> Iterator[Contradiction]:
    def key(fact: Fact) -> Hashable | None:
        place = new.things.get(fact.object) or old.things.get(fact.object)
        return (fact.subject, place.type) if fact.predicate == "locatedIn" and place and place.type in _PLACES else None

    for one, other, gone in _against(old.facts, new.facts, key):
        about = f"{new.name(one.subject)} locatedIn"
        before = (old if gone else new).name(other.object)
        yield Contradiction("place", about, before, new.name(one.object), one.subject, gone)


def _against(
    old: Iterable[Any], new: Iterable[Any], key: Callable[[Any], Hashable | None]
) -> Iterator[tuple[Any, Any, bool]]:
    """Yield each new item with the others under its key: those that stand now, or if none does, those that are gone."""
    before, now = _by_key(old, key), _by_key(new, key)
    for name, items in now.items():
        fresh = items - before.get(name, set())
        standing = items - fresh
        others = standing or before.get(name, set())
        yield from ((one, other, not standing) for one in fresh for other in others)
        yield from ((one, other, False) for one in fresh for other in fresh if other < one and not others)


def _by_key(items: Iterable[Any], key: Callable[[Any], Hashable | None]) -> dict[Hashable, set[Any]]:
    found: dict[Hashable, set[Any]] = defaultdict(set)
    for item in items:
        if (name := key(item)) is not None:
            found[name].add(item)
    return found
