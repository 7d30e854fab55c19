"""Persons with their posts: a body that only says whose post it is folds into its person, and so do lists of them.

县委书记安庆杰，副县长王玲出席      ①书记②，副县长③出席  →  ②出席 (of two members)
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.extract.unit import Unit

__all__ = ["fold_posts"]

_END = (
    "书记|主任|主席|[局部处科院校园所队站会行镇乡区县市厂班团组厅省州庭店社村连营]长|委员长|检察长|秘书长|董事长|理事长|监事长|护士长|"
    "常委|委员|成员|经理|总监|总裁|董事|理事|监事|教授|研究员|巡视员|调研员|专员|干事|负责人|工程师|设计师|主管|创始人"
)
_WORDS = f"[^，。；：！？“”（）、在对与向由被将请见陪为于到了率带\\ue000-\\ue1ff]{{0,12}}?(?:{_END})"
_POST = re.compile(f"(?:的|原|新任|时任)?{_WORDS}(?:[、兼]{_WORDS})*")
_FIRST_POST = re.compile(f"(?:的|原)?{_WORDS}(?:[、兼]{_WORDS})*[、兼]")
_NEXT = re.compile(f"(?:[、，；]|和|及|以及|与)(?:{_WORDS}(?:[、兼]{_WORDS})*)?")
_BODIES = frozenset(
    {
        *("AdministrativeArea", "Subdistrict", "Community", "GovernmentBody", "Organization", "Company", "School"),
        *("MedicalInstitution", "Place"),
    }
)


def fold_posts(chars: str, units: list[Unit]) -> list[Unit]:
    """Return units with bodies folded into the persons whose posts they name, and persons with posts into lists."""
    if not any(unit.type == "Person" for unit in units):
        return units
    return _listed(chars, _led(chars, units))


def _led(chars: str, units: list[Unit]) -> list[Unit]:
    """Fold the bodies before a person's posts into the person (县政协副主席、研究会会长邢春瑜)."""
    folded: list[Unit] = []
    for unit in reversed(units):
        behind = folded[-1] if folded else None
        if behind is not None and behind.type == "Person" and _is_post(chars, unit, behind):
            folded[-1] = behind._replace(start=unit.start, bodies=(*unit.members, *behind.bodies))
        else:
            folded.append(unit)
    return folded[::-1]


def _is_post(chars: str, body: Unit, person: Unit) -> bool:
    """Say whether only a post stands between a body and a person."""
    form = _FIRST_POST if person.bodies else _POST
    return body.type in _BODIES and form.fullmatch(chars, body.stop, person.start) is not None


def _listed(chars: str, units: Iterable[Unit]) -> list[Unit]:
    """Fold persons that follow each other, each with a post or a body of his own, into one unit."""
    joined: list[Unit] = []
    for unit in units:
        last = joined[-1] if joined else None
        if last is not None and last.type == unit.type == "Person" and _NEXT.fullmatch(chars, last.stop, unit.start):
            joined[-1] = Unit(last.start, unit.stop, (*last.members, *unit.members), bodies=last.bodies)
        else:
            joined.append(unit)
    return joined
