"""Find alternatives that can never decide anything: those that stand twice, or behind their own beginning."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.rules.guard import find_closing, split_alternatives

__all__ = ["find_dead_alternatives"]

_OPENING = re.compile(r"\((?:\?(?:P<\w+>|<[=!]|[:=!>]))?")
_PLAIN = re.compile(r"[^\\\[\](){}|^$.?*+]+")
_LOOKS = ("(?=", "(?!")


def find_dead_alternatives(pattern: str) -> tuple[str, ...]:
    """Return why alternatives of a pattern are of no use; nothing if all are.

    A word behind its own beginning is reached only where what follows does not fit the beginning; at the end of a
    pattern, or of what it looks ahead for, nothing follows.

    >>> find_dead_alternatives("{s:Project}(?:旁|附近|附近)")
    ('“附近” stands twice among alternatives',)
    >>> find_dead_alternatives("(?!员|员工)"), find_dead_alternatives("(?:举办|举办了){o:Event}")
    (('“员工” is never reached: “员” before it fits wherever it does',), ())
    """
    return tuple(dict.fromkeys(_of_sequence(pattern, last=True)))


def _of_sequence(pattern: str, *, last: bool) -> Iterator[str]:
    """Yield the dead alternatives of a pattern and of its groups; `last`: nothing follows it."""
    choices = split_alternatives(pattern)
    if len(choices) > 1:
        yield from _dead(choices, last=last)
    for choice in choices:
        position = 0
        while position < len(choice):
            position, found = _step(choice, position, last=last)
            yield from found


def _step(pattern: str, position: int, *, last: bool) -> tuple[int, Iterator[str]]:
    """Return where the element that begins at `position` ends, and what is dead in it."""
    char = pattern[position]
    if char == "\\":
        return position + 2, iter(())
    if char == "[":
        return find_closing(pattern, position, "]") + 1, iter(())
    opening = _OPENING.match(pattern, position)
    if opening is None:
        return position + 1, iter(())
    stop = find_closing(pattern, position, ")")
    ends = opening[0] in _LOOKS or (last and stop == len(pattern) - 1)
    return stop + 1, _of_sequence(pattern[opening.end() : stop], last=ends)


def _dead(choices: list[str], *, last: bool) -> Iterator[str]:
    seen: list[str] = []
    for choice in choices:
        if choice in seen:
            yield f"“{choice}” stands twice among alternatives"
        elif last and _PLAIN.fullmatch(choice):
            begun = next((word for word in seen if word and _PLAIN.fullmatch(word) and choice.startswith(word)), None)
            if begun is not None:
                yield f"“{choice}” is never reached: “{begun}” before it fits wherever it does"
        seen.append(choice)
