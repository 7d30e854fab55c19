"""Names in lists: what stands at the end of a list, or beside one of its members, tells what the others are.

德才里、红升里、三水南里、郁江南里等18个小区        the tail 小区 names their type
万象城、新业广场、凯德国贸、万科广场                 the members of known type name the others'
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from kg.extract.found import Found, bare_name
from kg.extract.grow import grow_left
from kg.extract.recognise import Sighted
from kg.extract.settle import GATHERINGS
from kg.rules.schema import Growth

__all__ = ["join_events", "spread_siblings", "spread_tail"]

_COUNT = r"(?:[0-9.,]+|[一二两三四五六七八九十百千]+|数)?(?:余|多)?(?:个|家|所|条|座|处|位|名|支|项|场|大|类|种)?"
_TAIL = re.compile(
    rf"(?:等{_COUNT}|(?<=[^0-9])(?=[0-9]+个|两个|三个|四个|五个){_COUNT})(?P<noun>[^，。；：、的]{{0,12}})"
)
_SEPARATOR = re.compile(r"、|和|及|以及|与")
_NOT_NOMINAL = frozenset({"v", "p", "d", "u", "uj", "ul", "uz", "ud", "c", "r", "m", "q", "x", "t", "f", "y"})
_SPREADING = frozenset(
    {"Company", "Place", "ResidentialCompound", "Community", "Subdistrict", "School", "Organization", "Product", "Road"}
)


def spread_tail(sentence: Sighted, types: Mapping[str, str], growth: Growth) -> list[Found]:
    """Return the members of lists that end in 等 and a noun whose type is known.

    `types`: noun -> type, the longest nouns first.
    """
    if "等" not in sentence.chars and "个" not in sentence.chars:
        return []
    found: list[Found] = []
    for tail in _TAIL.finditer(sentence.chars):
        words = tail["noun"]
        noun = _noun_in(words, types)
        members = _members(sentence, tail.start(), types[noun], growth) if noun is not None else []
        if sentence.chars.startswith("等", tail.start()) or _are_names(sentence, members):
            found.extend(members)
    return found


def _noun_in(words: str, types: Mapping[str, str]) -> str | None:
    """Return the longest noun with which some words begin, else the longest in them."""
    pieces = [words[start:stop] for stop in range(len(words), 0, -1) for start in range(stop)]
    known = [piece for piece in pieces if piece in types]
    beginning = [noun for noun in known if words.startswith(noun)]
    return min(beginning or known, key=_longest_first, default=None)


def _longest_first(word: str) -> tuple[int, str]:
    return -len(word), word


def _members(sentence: Sighted, stop: int, type_: str, growth: Growth) -> list[Found]:
    """Return the members of the list that ends at `stop`, from the last to the first."""
    members: list[Found] = []
    while stop > 0:
        start = _member_start(sentence, stop, growth)
        name = bare_name(sentence.chars[start:stop])
        if not 2 <= len(name) <= _LONGEST_MEMBER:
            break
        members.append(Found(start, stop, type_, "list.tail", 28, name))
        if start == 0 or sentence.chars[start - 1] != "、":
            break
        stop = start - 1
    return members


def _are_names(sentence: Sighted, members: list[Found]) -> bool:
    """Say whether there are two members or more, none of which is a verb (新建、提升50个口袋公园)."""
    words = [sentence.words.at(member.stop - 1) for member in members]
    return len(members) > 1 and not any(word.tag == "v" for word in words)


def _member_start(sentence: Sighted, stop: int, growth: Growth) -> int:
    """Return where a member begins: behind the 、 before it, else where its name does."""
    before = _BREAK.search(sentence.chars[:stop][::-1])
    if before is not None and before[0] == "、":
        return stop - before.start()
    return grow_left(sentence.chars, sentence.words, stop, growth=growth)


_BREAK = re.compile(r"[，。；：！？、“”（）]")
_LONGEST_MEMBER = 14


def spread_siblings(sentence: Sighted, settled: tuple[Found, ...]) -> list[Found]:
    """Return untyped members of 、-lists, typed as the member beside them."""
    chars = sentence.chars
    if "、" not in chars:
        return []
    found: list[Found] = []
    ends = {f.stop: f for f in settled if f.type in _SPREADING}
    starts = {f.start: f for f in settled}
    for position, char in enumerate(chars):
        if char != "、":
            continue
        left = ends.get(position)
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
