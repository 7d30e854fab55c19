"""Say what referring words stand for: 全区 the home, 该街道 the last one named, 两地 the last two areas."""

from __future__ import annotations

from kg.extract.areas import Frame
from kg.extract.encode import Topics
from kg.extract.found import Found

__all__ = ["resolve_references"]

PAIR = "pair"
TAIL = "tail"
_LAST = "last:"


def resolve_references(found: tuple[Found, ...], topics: Topics, frame: Frame) -> tuple[Found, ...]:
    """Return the names of a sentence with references resolved, those that refer to nothing left out.

    `topics.recent` remembers what was named, for the sentences that follow.
    """
    resolved: list[Found] = []
    for name in found:
        target = _resolve(name, topics, frame) if name.refers else name
        if target is None:
            continue
        resolved.append(target)
        if not name.refers:
            topics.recent.append(target)
    return tuple(resolved)


def _resolve(name: Found, topics: Topics, frame: Frame) -> Found | None:
    if name.refers in ("frame", "city"):
        area = frame.home if name.refers == "frame" else frame.city
        return name._replace(name=area, type="AdministrativeArea", parts=()) if area else None
    if name.refers.startswith(_LAST):
        types = name.refers.removeprefix(_LAST).split("|")
        last = next((f for f in reversed(topics.recent) if f.type in types), None)
        return name._replace(name=last.name, type=last.type, parts=()) if last else None
    if name.refers == TAIL:
        tails = _tails(name.name.removeprefix("该"))
        last = next((f for f in reversed(topics.recent) if f.name.endswith(tails)), None)
        if last is None and name.type == "Event":
            last = topics.main.get("Event") or topics.latest.get("Event")
        return name._replace(name=last.name, type=last.type, parts=()) if last else None
    if name.refers == PAIR:
        return _pair(name, topics)
    return None


def _tails(word: str) -> tuple[str, ...]:
    """Return how names end that a word may stand for: 园区 for 文创园, 学校 for a 中学."""
    return _KINDS.get(word, (word,))


_KINDS = {
    "园区": ("园区", "园", "基地", "智谷"),
    "学校": ("学校", "中学", "小学", "附中", "附小", "幼儿园", "大学", "学院"),
    "医院": ("医院", "分院"),
    "街区": ("街区", "街", "步行街"),
    "商场": ("商场", "城", "广场", "中心"),
    "街道": ("街道", "街"),
    "赛事": ("赛", "马拉松", "杯", "锦标赛", "邀请赛"),
    "比赛": ("赛", "马拉松", "杯", "锦标赛", "邀请赛"),
    "展览": ("展", "展览"),
    "活动": ("\0",),  # whatever the paragraph is about
    "大会": ("大会",),
    "会议": ("会议", "会"),
}


def _pair(name: Found, topics: Topics) -> Found | None:
    """Return a reference to the last two different areas or bodies named together; they stand in `parts`."""
    distinct: list[Found] = list(reversed(topics.pair))
    for f in reversed(topics.recent):
        if f.type in ("AdministrativeArea", "Company", "GovernmentBody", "School") and f.name not in {
            d.name for d in distinct
        }:
            distinct.append(f)
        if len(distinct) == 2:
            break
    if len(distinct) < 2:
        return None
    parts = tuple(
        d._replace(start=name.start, stop=name.stop, refers=PAIR, parts=(), sentence=name.sentence)
        for d in reversed(distinct)
    )
    return name._replace(name=parts[0].name, type=parts[0].type, parts=parts)
