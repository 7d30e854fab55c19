"""Which words must stand in any text that fits an expression: they decide cheaply whether to try it at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

__all__ = ["find_closing", "literal_guard", "split_alternatives"]

_HAN_RUN = re.compile(r"[\u4e00-\u9fff“《]+")
_WORDS = re.compile(r"\{@(\w+)\}")
_BRACES = re.compile(r"\{[^}]*\}")
_SKIPPED_GROUP = ("?!", "?<=", "?<!")


def literal_guard(pattern: str, words: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return words of which one must stand in any text that fits, or nothing where that cannot be told.

    >>> literal_guard("在{p:Site}(?:举办|召开)了?{o:Event}", {})
    ('举办', '召开')
    """
    candidates = [found for found in _required(pattern, words) if found]
    if not candidates:
        return ()
    best = max(candidates, key=lambda found: (min(map(len, found)), -len(found), sorted(found)))
    return tuple(sorted(best))


def _required(pattern: str, words: Mapping[str, tuple[str, ...]]) -> Iterator[frozenset[str]]:
    """Yield, for each part of a sequence that cannot be left out, the words of which it needs one."""
    if len(split_alternatives(pattern)) > 1:
        yield _of_alternatives(split_alternatives(pattern), words)
        return
    position = 0
    while position < len(pattern):
        stop, found = _part(pattern, position, words)
        optional = pattern[stop : stop + 1] in ("?", "*") or pattern.startswith("{0,", stop)
        if found and optional and len(found) == 1:
            found = frozenset(word[:-1] for word in found if len(word) > 1 and pattern[position] != "(")
        if found and (not optional or pattern[position] not in "({"):
            yield found
        position = stop


def _part(pattern: str, position: int, words: Mapping[str, tuple[str, ...]]) -> tuple[int, frozenset[str]]:
    """Return where the part that begins at `position` ends, and the words of which it needs one."""
    char = pattern[position]
    if char == "\\":
        return position + 2, frozenset()
    if char == "[":
        return find_closing(pattern, position, "]") + 1, frozenset()
    if char == "(":
        stop = find_closing(pattern, position, ")")
        inner = pattern[position + 1 : stop]
        if inner.startswith(_SKIPPED_GROUP):
            return stop + 1, frozenset()
        inner = re.sub(r"^\?(?::|=|P<\w+>)", "", inner)
        return stop + 1, _of_alternatives(split_alternatives(inner), words)
    if named := _WORDS.match(pattern, position):
        return named.end(), frozenset(words.get(named[1], ()))
    if braces := _BRACES.match(pattern, position):
        return braces.end(), frozenset()
    if run := _HAN_RUN.match(pattern, position):
        return run.end(), frozenset({run[0]})
    return position + 1, frozenset()


def _of_alternatives(alternatives: list[str], words: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """Return words of which one must stand whichever alternative fits; none if one of them needs no word."""
    each = [literal_guard(alternative, words) for alternative in alternatives]
    return frozenset(word for found in each for word in found) if all(each) else frozenset()


def split_alternatives(pattern: str) -> list[str]:
    """Split at the bars that stand outside of groups and classes."""
    parts, start, position = [], 0, 0
    while position < len(pattern):
        char = pattern[position]
        if char == "|":
            parts.append(pattern[start:position])
            start = position + 1
        elif char in "([{":
            position = find_closing(pattern, position, {"(": ")", "[": "]", "{": "}"}[char])
        position += 2 if char == "\\" else 1
    return [*parts, pattern[start:]]


def find_closing(pattern: str, opening: int, mark: str) -> int:
    """Return where the bracket closes that opens at `opening`."""
    depth, position = 0, opening
    while position < len(pattern):
        char = pattern[position]
        if char == "\\":
            position += 1
        elif char == pattern[opening] and mark == ")":
            depth += 1
        elif char == mark:
            depth -= mark == ")"
            if depth <= 0:
                return position
        elif char == "[" and mark == ")":
            position = find_closing(pattern, position, "]")
        position += 1
    return len(pattern) - 1
