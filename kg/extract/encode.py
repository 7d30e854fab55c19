"""Write a sentence for the relation rules: every name becomes one symbol of its type.

友谊路街文苑楼社区召开座谈会          beside:    ①②召开③      each name by itself
                                     sentence:  ②召开③       a qualifier folds into what it qualifies,
                                                              a list into one symbol, and a clause without a
                                                              subject begins with the one carried over; a body
                                                              folds into the person whose post it says
"""

from __future__ import annotations

import re
from itertools import pairwise
from operator import itemgetter

from kg.extract.found import Found
from kg.extract.posts import fold_posts
from kg.extract.topics import AGENTS, QUALIFIERS, Topics, carry_subjects
from kg.extract.unit import Encoded, Unit
from kg.model import Period
from kg.rules.pattern import DATE, symbol

__all__ = ["Encoded", "Topics", "Unit", "encode_beside", "encode_inside", "encode_sentence"]


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
_PRIVATE = re.compile("[\ue000-\ue1ff]")  # characters of a page's own font, not printable, which are no symbols


def encode_beside(chars: str, found: tuple[Found, ...], dates: list[Unit]) -> Encoded:
    """Encode each name by itself."""
    units = _with_quotes(chars, [Unit(f.start, f.stop, (f,)) for f in found])
    return _write(chars, _with_dates(units, dates))


def encode_inside(outer: Found, chars: str) -> Encoded:
    """Encode the words of one name behind its own symbol, with its outermost parts as symbols."""
    parts = outer.parts
    tops = parts
    if len(parts) > 1:
        tops = tuple(
            [p for p in parts if not any(q is not p and q.start <= p.start and p.stop <= q.stop for q in parts)]
        )
    itself = Unit(outer.start, outer.stop, (outer,))
    return _write(chars[: outer.stop], [Unit(p.start, p.stop, (p,)) for p in tops], outer.start, itself)


def _last_day(dates: list[Unit]) -> Period | None:
    days = [d.period for d in dates if d.period is not None and len(d.period.start) == _DAY and not d.period.stop]
    return days[-1] if days else None


_DAY = len("2023-04-28")


def encode_sentence(chars: str, found: tuple[Found, ...], dates: list[Unit], topics: Topics) -> Encoded:
    """Encode with qualifiers and lists folded and dropped subjects carried over; `topics` moves on."""
    units = _listed(chars, _folded(_with_quotes(chars, [Unit(f.start, f.stop, _members(f)) for f in found])))
    _note_pair(chars, units, topics)
    units = fold_posts(chars, units)
    topics.date = _last_day(dates) or topics.date
    units = _with_dates(units, dates)
    carried = carry_subjects(chars, units, topics)
    if not (carried and units):
        return _write(chars, carried or units)
    return _write(chars, sorted(carried + units, key=_place))  # those carried before those that begin at the same place


def _with_dates(units: list[Unit], dates: list[Unit]) -> list[Unit]:
    """Return names and the dates that begin outside of them, in order of position."""
    if not dates:
        return units
    inside = _covered(units)
    return sorted([*units, *(d for d in dates if d.start not in inside)], key=_place)


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
    return left.type in QUALIFIERS and not acts


_BODIES = frozenset({"GovernmentBody", "Organization", "Company"})


def _members(found: Found) -> tuple[Found, ...]:
    """Return what a name stands for: itself, or the two that 两地 refers to."""
    return found.parts if found.refers == "pair" else (found,)


def _note_pair(chars: str, units: list[Unit], topics: Topics) -> None:
    """Note the two parties that 与 joins, for 双方 and 两地 in what follows; a sentence with more pairs names none."""
    if not units or not any(joint in chars for joint in _JOINTS):
        return
    parts = [_folded([Unit(p.start, p.stop, (p,)) for p in m.parts]) for unit in units for m in unit.members if m.parts]
    pairs = {
        (left.members[-1], right.members[0])
        for row in (units, *parts)
        for left, right in pairwise(row)
        if left.type in AGENTS and right.type in AGENTS and not left.members[0].refers
        if chars[left.stop : right.start] in _JOINTS
    }
    if len(pairs) == 1:
        (topics.pair,) = pairs


_JOINTS = ("与", "和", "同", "跟")


def _with_quotes(chars: str, units: list[Unit]) -> list[Unit]:
    """Take in the quotation marks that stand around names, so that rules need not know of them."""
    return [_quoted(chars, unit) for unit in units] if units and _OPENING.search(chars) else units


def _quoted(chars: str, unit: Unit) -> Unit:
    if unit.start and chars[unit.start - 1] in _QUOTES and chars.startswith(_CLOSING, unit.stop):
        return Unit(unit.start - 1, unit.stop + 1, unit.members)
    return unit


_QUOTES = "“‘《"
_OPENING = re.compile(f"[{_QUOTES}]")
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
    return (
        chars[left.start - 1 : left.start] in _WITH and chars[right.stop : right.stop + 1] in _WITH and left.start > 0
    )


_WITH = ("与", "和", "同")


def _in_list(between: str, left: Unit, right: Unit) -> bool:
    if _FAMILIES.get(left.type) != _FAMILIES.get(right.type):
        return False
    between = between.strip("“”‘’")
    if between in ("、", "暨", ""):
        return True
    areas = "AdministrativeArea" in (left.type, right.type)
    return between in ("和", "及", "以及") and (left.type == right.type or len(left.members) > 1 or not areas)


def _write(chars: str, units: list[Unit], start: int = 0, itself: Unit | None = None) -> Encoded:
    """Write characters and symbols from `start` on; a carried unit stands before the character at its position."""
    if not chars.isprintable():
        chars = _PRIVATE.sub("□", chars)
    placed = {0: itself} if itself is not None else {}
    written = [_symbol(itself)] if itself is not None else []
    first = place = len(placed)
    position = start
    for unit in units:
        if unit.start < position:
            continue
        if unit.start > position:
            written.append(chars[position : unit.start])
            place += unit.start - position
        placed[place] = unit
        written.append(_symbol(unit))
        place += 1
        position = unit.start if unit.carried else unit.stop
    written.append(chars[position:])
    return Encoded("".join(written), placed, start, first)


_place = itemgetter(0)


def _symbol(unit: Unit) -> str:
    members = unit.members
    return symbol(members[0].type, carried=unit.carried) if members else DATE
