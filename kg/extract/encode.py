"""Write a sentence for the relation rules: every name becomes one symbol of its type.

友谊路街文苑楼社区召开座谈会          beside:    ①②召开③      each name by itself
                                     sentence:  ②召开③       a qualifier folds into what it qualifies,
                                                              a list into one symbol, and a clause without a
                                                              subject begins with the one carried over
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from kg.extract.found import Found
from kg.extract.light import is_light
from kg.model import Period
from kg.rules.pattern import DATE, symbol

__all__ = ["Encoded", "Topics", "Unit", "encode_beside", "encode_inside", "encode_sentence"]


class Unit(NamedTuple):
    """What one symbol stands for: a name, the members of a list, a carried subject, or a date."""

    start: int
    stop: int
    members: tuple[Found, ...] = ()
    period: Period | None = None
    carried: bool = False

    @property
    def type(self) -> str:
        return self.members[0].type if self.members else "Date"


class Encoded(NamedTuple):
    """The encoded sentence: `units[i]` is what the symbol at `i` stands for, `positions[i]` where it stands."""

    chars: str
    units: dict[int, Unit]
    positions: list[int]


@dataclass(slots=True)
class Topics:
    """What an article speaks of so far: the last subject, and the last one that can act."""

    subject: tuple[Found, ...] = ()
    agent: tuple[Found, ...] = ()
    recent: list[Found] = field(default_factory=list)
    latest: dict[str, Found] = field(default_factory=dict)  # by type, what the sentences before named last
    main: dict[str, Found] = field(default_factory=dict)  # by type, what the paragraph named first
    date: Period | None = None  # the last day that was given
    lead: tuple[Found, ...] = ()  # the first subject of the article that can act
    paragraph: int = -1
    pair: tuple[Found, ...] = ()  # the last two that 与 joined

    def enter(self, paragraph: int) -> None:
        """Note that a paragraph begins: what it is about is still to be named."""
        if paragraph != self.paragraph:
            self.paragraph = paragraph
            self.main = {}
            self.agent = self.lead
            self.subject = tuple(f for f in self.subject if f.type not in _AGENTS)


_JOINED = re.compile(r"、|和|及|以及|暨")
_FAMILIES = {
    **dict.fromkeys(
        (
            *("AdministrativeArea", "Subdistrict", "Community", "ResidentialCompound", "Road", "Place"),
            *("Company", "GovernmentBody", "School", "MedicalInstitution", "Organization"),
        ),
        "agent",
    ),
    **dict.fromkeys(("Event", "Project", "Policy", "Product", "Award"), "work"),
    "Person": "person",
}
_QUALIFIERS = frozenset(
    {
        *("AdministrativeArea", "Subdistrict", "Community", "ResidentialCompound", "Road", "Place"),
        *("Company", "GovernmentBody", "Organization"),
    }
)
_AGENTS = (_QUALIFIERS | {"School", "MedicalInstitution"}) - {"ResidentialCompound", "Road"}
_AGENT_ONLY = re.compile(r"(?:负责|共同|联合)?(?:承建|承办|主办|协办|代建|运营|承接运营|设计|施工|实施|建设)[。；]?$")
_QUALIFIED = re.compile(r"的|内(?!设)|里|等地")
_CLAUSE = re.compile(r"[，；：]")
_PRIVATE = re.compile("[\ue000-\ue1ff]")  # characters of a page's own font, which are no symbols


def encode_beside(chars: str, found: tuple[Found, ...], dates: list[Unit]) -> Encoded:
    """Encode each name by itself."""
    units = [_with_quotes(chars, Unit(f.start, f.stop, (f,))) for f in found]
    return _write(chars, _with_dates(units, dates))


def encode_inside(outer: Found, chars: str) -> Encoded:
    """Encode the words of one name behind its own symbol, with its outermost parts as symbols."""
    tops = [
        p for p in outer.parts if not any(q is not p and q.start <= p.start and p.stop <= q.stop for q in outer.parts)
    ]
    inner = _write(chars, [Unit(p.start, p.stop, (p,)) for p in tops], outer.start, outer.stop)
    itself = Unit(outer.start, outer.stop, (outer,))
    units = {0: itself, **{i + 1: unit for i, unit in inner.units.items()}}
    return Encoded(_symbol(itself) + inner.chars, units, [outer.start, *inner.positions])


def _last_day(dates: list[Unit]) -> Period | None:
    days = [d.period for d in dates if d.period is not None and len(d.period.start) == _DAY and not d.period.stop]
    return days[-1] if days else None


_DAY = len("2023-04-28")


def encode_sentence(chars: str, found: tuple[Found, ...], dates: list[Unit], topics: Topics) -> Encoded:
    """Encode with qualifiers and lists folded and dropped subjects carried over; `topics` moves on."""
    units = _listed(chars, _folded([_with_quotes(chars, Unit(f.start, f.stop, _members(f))) for f in found]))
    _note_pair(chars, units, topics)
    topics.date = _last_day(dates) or topics.date
    units = _with_dates(units, dates)
    return _write(chars, sorted([*_carried(chars, units, topics), *units], key=_place))


def _with_dates(units: list[Unit], dates: list[Unit]) -> list[Unit]:
    """Return names and the dates that begin outside of them, in order of position."""
    if not dates:
        return units
    inside = _covered(units)
    return sorted([*units, *(d for d in dates if d.start not in inside)], key=lambda u: u.start)


def _covered(units: list[Unit]) -> set[int]:
    """Return the positions in some units."""
    return {position for u in units for position in range(u.start, u.stop)}


def _folded(units: list[Unit]) -> list[Unit]:
    """Fold a name into the one that follows it at once (友谊路街 + 文苑楼社区)."""
    folded: list[Unit] = []
    for unit in units:
        if folded and folded[-1].stop == unit.start and _qualifies(folded[-1], unit):
            members = (*folded[-1].members, *unit.members) if _in_apposition(folded[-1], unit) else unit.members
            folded[-1] = Unit(folded[-1].start, unit.stop, members)
        else:
            folded.append(unit)
    return folded


def _in_apposition(left: Unit, right: Unit) -> bool:
    """Say whether a quoted name only calls the body before it by another (桃园街社工站“家园助力站”)."""
    quoted = right.members[0].start == right.start + 1
    return quoted and left.type == right.type == "Organization"


def _qualifies(left: Unit, right: Unit) -> bool:
    """Say whether a name only says where the next one is; a body before its own project or show does not."""
    acts = left.type in _BODIES and _FAMILIES.get(right.type) == "work"
    return left.type in _QUALIFIERS and not acts


_BODIES = frozenset({"GovernmentBody", "Organization", "Company"})


def _members(found: Found) -> tuple[Found, ...]:
    """Return what a name stands for: itself, or the two that 两地 refers to."""
    return found.parts if found.refers == "pair" else (found,)


def _note_pair(chars: str, units: list[Unit], topics: Topics) -> None:
    """Note the two parties that 与 joins, for 双方 and 两地 in what follows; a sentence with more pairs names none."""
    parts = [_folded([Unit(p.start, p.stop, (p,)) for p in m.parts]) for unit in units for m in unit.members]
    pairs = {
        (left.members[-1], right.members[0])
        for row in (units, *parts)
        for left, right in pairwise(row)
        if left.type in _AGENTS and right.type in _AGENTS and not left.members[0].refers
        if chars[left.stop : right.start] in ("与", "和", "同", "跟")
    }
    if len(pairs) == 1:
        (topics.pair,) = pairs


def _with_quotes(chars: str, unit: Unit) -> Unit:
    """Take in the quotation marks that stand around a name, so that rules need not know of them."""
    if chars[unit.start - 1 : unit.start] in _OPENING and chars[unit.stop : unit.stop + 1] in _CLOSING and unit.start:
        return Unit(unit.start - 1, unit.stop + 1, unit.members)
    return unit


_OPENING = ("“", "‘", "《")
_CLOSING = ("”", "’", "》")


def _listed(chars: str, units: list[Unit]) -> list[Unit]:
    """Fold names that stand in a list into one unit."""
    joined: list[Unit] = []
    for unit in units:
        last = joined[-1] if joined else None
        if last and _in_list(chars[last.stop : unit.start], last, unit) and not _of_two_pairs(chars, last, unit):
            joined[-1] = Unit(last.start, unit.stop, (*last.members, *unit.members))
        else:
            joined.append(unit)
    return joined


def _of_two_pairs(chars: str, left: Unit, right: Unit) -> bool:
    """Say whether two names belong to two pairs (A与B、C与D分别签约)."""
    return chars[left.start - 1 : left.start] in _WITH and chars[right.stop : right.stop + 1] in _WITH and left.start > 0


_WITH = ("与", "和", "同")


def _in_list(between: str, left: Unit, right: Unit) -> bool:
    if _FAMILIES.get(left.type) != _FAMILIES.get(right.type):
        return False
    between = between.strip("“”‘’")
    if between in ("、", "暨", ""):
        return True
    areas = "AdministrativeArea" in (left.type, right.type)
    return between in ("和", "及", "以及") and (left.type == right.type or len(left.members) > 1 or not areas)


def _carried(chars: str, units: list[Unit], topics: Topics) -> list[Unit]:
    """Return the subjects to insert at clauses that have none, and note the subjects that are stated."""
    inserted: list[Unit] = []
    inside = _covered(units)
    starts = [0, *(m.end() for m in _CLAUSE.finditer(chars) if m.start() not in inside)]
    for start, stop in zip(starts, [*starts[1:], len(chars)], strict=True):
        subject = _stated_subject(chars, start, stop, units)
        if subject is None:
            inserted += [Unit(start, start, members, carried=True) for members in _topics_to_carry(topics)]
        else:
            topics.subject = subject.members
            if subject.type in _AGENTS:
                topics.agent = subject.members
                topics.lead = topics.lead or subject.members
    return inserted


def _topics_to_carry(topics: Topics) -> list[tuple[Found, ...]]:
    """Return the last subject, and behind it the last one that can act, if that is another."""
    carried = [topics.subject] if topics.subject else []
    if topics.agent and topics.subject != topics.agent:
        carried.append(topics.agent)
    return carried


def _stated_subject(chars: str, start: int, stop: int, units: list[Unit]) -> Unit | None:
    """Return the name that opens the clause, if only adverbs and dates stand before it."""
    light = ""
    position = start
    for unit in units:
        if unit.start < start:
            continue
        if unit.start >= stop:
            break
        light += chars[position : unit.start]
        position = unit.stop
        if unit.period is not None or not unit.members:
            light += DATE
            continue
        opens = is_light(light) and not _QUALIFIED.match(chars, unit.stop)
        return unit if opens and not _AGENT_ONLY.match(chars[unit.stop : stop]) else None
    return None


def _write(chars: str, units: list[Unit], start: int = 0, stop: int | None = None) -> Encoded:
    """Write characters and symbols of `[start, stop)`; a carried unit stands before the character at its position."""
    chars = _PRIVATE.sub("□", chars)
    stop = len(chars) if stop is None else stop
    written: list[str] = []
    placed: dict[int, Unit] = {}
    positions: list[int] = []
    position = start
    for unit in units:
        if unit.start < position:
            continue
        if unit.start > position:
            written.append(chars[position : unit.start])
            positions.extend(range(position, unit.start))
        placed[len(positions)] = unit
        written.append(_symbol(unit))
        positions.append(unit.start)
        position = unit.start if unit.carried else unit.stop
    written.append(chars[position:stop])
    positions.extend(range(position, stop))
    return Encoded("".join(written), placed, positions)


def _place(unit: Unit) -> tuple[int, bool]:
    return (unit.start, not unit.carried)


def _symbol(unit: Unit) -> str:
    return symbol(unit.type, carried=unit.carried) if unit.members else DATE
