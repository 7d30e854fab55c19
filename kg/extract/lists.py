"""Names beside names: members of known type name the others of a list (万象城、凯德国贸), 暨 joins two gatherings."""

from __future__ import annotations

import re
from collections.abc import Container

from kg.extract.found import Found, bare_name
from kg.extract.recognise import Sighted
from kg.extract.settle import GATHERINGS
from kg.extract.tokens import is_common

__all__ = ["join_events", "spread_siblings", "widen_listed"]

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
    if any(sentence.words.tag(n) in _NOT_NOMINAL for n in numbers) or is_common(sentence.words, start, stop):
        return None
    return Found(start, stop, left.type, "list.sibling", 10, bare_name(sentence.chars[start:stop]))


def widen_listed(sentence: Sighted, found: list[Found], verbs: Container[str]) -> list[Found]:
    """Return the names, those of 、-lists from the list mark on where only a few words of no verb stand before them.

    浏阳里社区、纯正|里社区: beside a name of its type, what stands between two list marks is one name.
    """
    if "、" not in sentence.chars:
        return found
    starts, stops = {(f.type, f.start) for f in found}, {(f.type, f.stop) for f in found}
    return [_widened(sentence, f, starts, stops, verbs) if f.type in _WIDENED else f for f in found]


def _widened(
    sentence: Sighted, name: Found, starts: set[tuple[str, int]], stops: set[tuple[str, int]], verbs: Container[str]
) -> Found:
    chars, kind = sentence.chars, name.type
    mark = chars.rfind("、", max(0, name.start - _LONGEST_GAP - 1), name.start)
    gap = chars[mark + 1 : name.start]
    if mark < 0 or not gap or not gap.isalpha() or not _ENDS.match(chars, name.stop):
        return name
    beside = (kind, mark) in stops or (name.length <= _LONGEST_STUB and kind == "Community")
    if not beside and not (chars.startswith("、", name.stop) and (kind, name.stop + 1) in starts):
        return name
    words = list(sentence.words.within(mark + 1, name.start))
    stub = name.length <= _LONGEST_STUB
    if any((token.tag in _NOT_NAMED or token.word in verbs) and not (stub and token.tag in "vd") for token in words):
        return name
    return name.starting(mark + 1, chars)._replace(strength=max(name.strength, 30))


_WIDENED = frozenset({"School", "Community", "Place", "Organization", "Company", "MedicalInstitution"})
_ENDS = re.compile(r"[、，。；等和及与相]|$")
_NOT_NAMED = frozenset(("p", "c", "u", "uj", "ul", "r", "m", "q", "t", "y", "d"))
_LONGEST_GAP = 8
_LONGEST_STUB = 3  # 里社区 alone is no name


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
