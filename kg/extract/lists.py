"""Names beside names: members of known type name the others of a list (万象城、凯德国贸), 暨 joins two gatherings."""

from __future__ import annotations

import re

from kg.extract.found import Found, bare_name
from kg.extract.recognise import Sighted
from kg.extract.settle import GATHERINGS

__all__ = ["join_events", "spread_siblings"]

_SEPARATOR = re.compile(r"、|和|及|以及|与")
_NOT_NOMINAL = frozenset({"v", "p", "d", "u", "uj", "ul", "uz", "ud", "c", "r", "m", "q", "x", "t", "f", "y"})
_SPREADING = frozenset(
    {"Company", "Place", "ResidentialCompound", "Community", "Subdistrict", "School", "Organization", "Product", "Road"}
)


def spread_siblings(sentence: Sighted, settled: tuple[Found, ...]) -> list[Found]:
    """Return untyped members of 、-lists, typed as the member beside them."""
    chars = sentence.chars
    if "、" not in chars:
        return []
    found: list[Found] = []
    ends = {f.stop: f for f in settled if f.type in _SPREADING}
    starts = {f.start for f in settled}
    for position, end in ends.items():
        left: Found | None = end if chars.startswith("、", position) else None
        while left is not None and left.stop < len(chars) and chars[left.stop] == "、" and left.stop + 1 not in starts:
            new = _member_after(sentence, left)
            if new is None:
                break
            found.append(new)
            left = new
    return found


def _member_after(sentence: Sighted, left: Found) -> Found | None:
    """Return the nominal words after `left` and a 、, up to the next separator, if they are short and a name's."""
    start = left.stop + 1
    ending = re.compile(r"[、，。；：！？等及和“”（]").search(sentence.chars, start)
    stop = ending.start() if ending else len(sentence.chars)
    if not 3 <= stop - start <= 10 or (ending and ending[0] in "“（"):
        return None
    numbers = set(sentence.words.numbers[start:stop])
    if any(sentence.words.tag(n) in _NOT_NOMINAL for n in numbers):
        return None
    return Found(start, stop, left.type, "list.sibling", 10, bare_name(sentence.chars[start:stop]))


def join_events(sentence: Sighted, found: list[Found]) -> list[Found]:
    """Return gatherings whose name joins two by 暨; two festivals joined so stay two (the list folds them)."""
    if "暨" not in sentence.chars:
        return []
    joined: list[Found] = []
    works = [f for f in found if f.type in ("Event", "Project")]
    for left in works:
        joint = left.stop + sentence.chars.startswith("”", left.stop)
        if not sentence.chars.startswith("暨", joint):
            continue
        for right in works:
            one = left.name.endswith(GATHERINGS) or right.name.endswith(GATHERINGS)
            if right.start == joint + 1 and one:
                start = left.start - (joint > left.stop)
                name = bare_name(sentence.chars[start : right.stop])
                joined.append(Found(start, right.stop, "Event", "event.joined", 30, name))
    return joined
