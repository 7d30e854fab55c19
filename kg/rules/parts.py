"""Take a pattern apart: what follows what in it, so that a pattern can be tried and judged part by part."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.rules.guard import find_closing, split_alternatives

__all__ = ["Part", "read_gap", "read_slot", "split_parts"]

_QUANTIFIER = re.compile(r"(?:[?*+]|\{\d*,?\d*\})[?+]?")
_ELEMENT = re.compile(r"\{(?:\w+:[\w|]+!?|@\w+|[,-]?\.\.\d+)\}")
_SLOT = re.compile(r"\{(\w+):([\w|]+)(!?)\}")
_GAP = re.compile(r"\{([,-]?)\.\.(\d+)\}")
_SPECIAL = frozenset("\\[](){}|^$.?*+")
_ZERO_WIDTH = ("(?=", "(?!", "(?<=", "(?<!")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a pattern, its quantifier included.

    `kind`: slot, words, gap, text, group, look (a look ahead or behind), anchor, or other; `optional`: it may be left
    out.
    """

    source: str
    kind: str
    optional: bool = False

    @property
    def needed(self) -> bool:
        """Whether something must stand in the text for it."""
        return not self.optional and self.kind in ("slot", "words", "text", "group", "other")


def split_parts(pattern: str) -> tuple[Part, ...]:
    """Return the parts of a pattern in order; one with bars outside of groups is a single part.

    >>> [part.source for part in split_parts("在{p:Site}{..6}(?:举办|召开)了?{o:Event!}")]
    ['在', '{p:Site}', '{..6}', '(?:举办|召开)', '了?', '{o:Event!}']
    """
    if len(split_alternatives(pattern)) > 1:
        return (Part(pattern, "group"),)
    return tuple(_parts(pattern))


def read_slot(part: Part) -> tuple[str, str, bool]:
    """Return a slot's name, its types as written, and whether it must be stated (`!`).

    >>> read_slot(Part("{o:Event|Project!}", "slot"))
    ('o', 'Event|Project', True)
    """
    found = _SLOT.match(part.source)
    if found is None:
        raise ValueError(f"{part.source} is no slot")
    return found[1], found[2], bool(found[3])


def read_gap(part: Part) -> tuple[str, int]:
    """Return what a gap may span (`,`: commas too, `-`: no names), and how many characters at the most.

    >>> read_gap(Part("{,..30}", "gap"))
    (',', 30)
    """
    found = _GAP.match(part.source)
    if found is None:
        raise ValueError(f"{part.source} is no gap")
    return found[1], int(found[2])


def _parts(pattern: str) -> Iterator[Part]:
    position = 0
    while position < len(pattern):
        stop, kind = _element(pattern, position)
        after = _QUANTIFIER.match(pattern, stop)
        if after is not None and kind == "text" and stop - position > 1:
            stop -= 1  # a quantifier holds for the last character alone: 项目了? is 项目 and 了?
            after = None
        end = after.end() if after is not None else stop
        yield Part(
            pattern[position:end], kind, optional=after is not None and after[0].startswith(("?", "*", "{0,", "{,"))
        )
        position = end


def _element(pattern: str, position: int) -> tuple[int, str]:
    """Return where the element ends that begins at `position`, without its quantifier, and its kind."""
    char = pattern[position]
    if char == "{" and (element := _ELEMENT.match(pattern, position)):
        written = element[0]
        return element.end(), "words" if written[1] == "@" else "gap" if ".." in written else "slot"
    if char == "(":
        kind = "look" if pattern.startswith(_ZERO_WIDTH, position) else "group"
        return find_closing(pattern, position, ")") + 1, kind
    if char == "[":
        return find_closing(pattern, position, "]") + 1, "other"
    if char == "\\":
        return position + 2, "anchor" if pattern[position + 1 : position + 2] in "bBAZ" else "other"
    if char in _SPECIAL:
        return position + 1, "anchor" if char in "^$" else "other"
    stop = position
    while stop < len(pattern) and pattern[stop] not in _SPECIAL:
        stop += 1
    return stop, "text"
