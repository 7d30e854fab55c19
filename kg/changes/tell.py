"""Tell what changed: as plain values for programs, and from these as lines for people."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from kg.changes.compare import Changes, Contradiction
from kg.changes.snapshot import Fact, Figure, Snapshot

__all__ = ["tell_changes", "write_changes"]

_KINDS = {"date": "日期", "figure": "数据", "post": "职务", "place": "所在地"}
_PARTS = (
    ("contradictions", "contradicts 矛盾", "!"),
    ("joined", "one thing now 合并", "="),
    ("newThings", "new things 新实体", "+"),
    ("newFacts", "new facts 新事实", "+"),
    ("newFigures", "new figures 新数据", "+"),
    ("goneThings", "gone things 消失的实体", "-"),
    ("goneFacts", "gone facts 消失的事实", "-"),
    ("goneFigures", "gone figures 消失的数据", "-"),
)

Plain = dict[str, Any]


def write_changes(changes: Changes) -> Plain:
    """Return what changed as plain values: counts, then each list in full."""
    new, old = changes.new, changes.old
    lists: dict[str, list[Plain]] = {
        "contradictions": [_contradiction(item) for item in changes.contradictions],
        "joined": [{"from": a, "to": b, "name": new.name(b)} for a, b in changes.joined],
        "newThings": [_thing(id, new) for id in changes.new_things],
        "newFacts": [_fact(fact, new) for fact in changes.new_facts],
        "newFigures": [_figure(figure, new) for figure in changes.new_figures],
        "goneThings": [_thing(id, old) for id in changes.gone_things],
        "goneFacts": [_fact(fact, old) for fact in changes.gone_facts],
        "goneFigures": [_figure(figure, old) for figure in changes.gone_figures],
    }
    return {"counts": {name: len(items) for name, items in lists.items()}, **lists}


def _thing(id: str, snapshot: Snapshot) -> Plain:
    thing = snapshot.things[id]
    return {"id": id, "type": thing.type, "name": thing.name}


def _fact(fact: Fact, snapshot: Snapshot) -> Plain:
    names = {"subjectName": snapshot.name(fact.subject), "objectName": snapshot.name(fact.object)}
    return {name: text for name, text in fact._asdict().items() if text} | names


def _figure(figure: Figure, snapshot: Snapshot) -> Plain:
    return {name: text for name, text in figure._asdict().items() if text} | {
        "subjectName": snapshot.name(figure.subject)
    }


def _contradiction(item: Contradiction) -> Plain:
    return {name: getattr(item, name) for name in ("kind", "thing", "about", "before", "now", "gone")}


def tell_changes(plain: Mapping[str, Sequence[Plain]], *, most: int | None = None) -> Iterator[str]:
    """Yield what changed (as `write_changes` gives it) as lines: contradictions first, at most so many of each part."""
    if not any(plain[name] for name, _, _ in _PARTS):
        yield "nothing changed"
        return
    for name, title, mark in _PARTS:
        items = plain[name]
        if not items:
            continue
        yield f"{title}: {len(items)}"
        yield from (f"  {mark} {_SAY[name](item)}" for item in items[:most])
        if most is not None and len(items) > most:
            yield f"    … and {len(items) - most} more"


def _say_thing(item: Plain) -> str:
    return f"{item['name']}  ({item['type']})"


def _say_fact(item: Plain) -> str:
    title = f"  “{item['title']}”" if "title" in item else ""
    return f"{item['subjectName']}  {item['predicate']}  {item['objectName']}{title}"


def _say_figure(item: Plain) -> str:
    amount = f"{item.get('modifier', '')}{item['value']}{item.get('unit', '')}"
    when = f"  {item['period']}" if "period" in item else ""
    return f"{item['subjectName']}  {item['indicator']}  {amount}{when}"


def _say_contradiction(item: Plain) -> str:
    before = f"in place of {item['before']}" if item["gone"] else f"but {item['before']} is still said"
    return f"[{_KINDS[item['kind']]}] {item['about']}: {item['now']} — {before}"


def _say_joined(item: Plain) -> str:
    return f"{item['name']}  ({item['from']} → {item['to']})"


_SAY: Mapping[str, Callable[[Plain], str]] = {
    "contradictions": _say_contradiction,
    "joined": _say_joined,
    "newThings": _say_thing,
    "newFacts": _say_fact,
    "newFigures": _say_figure,
    "goneThings": _say_thing,
    "goneFacts": _say_fact,
    "goneFigures": _say_figure,
}
