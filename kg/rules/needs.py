"""Which words must stand in any text that fits an expression: so many of them that few texts are tried in vain.

Where words stand side by side (区|市 and 委|政府), what must stand in the text is both together (区委, 区政府, …).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import product

from kg.rules.guard import split_alternatives
from kg.rules.parts import Part, split_parts

__all__ = ["START", "literal_needs"]

START = "\x02"
"""What stands before the first character of a text in which a rule may need that something begins it."""

_MOST = 3000  # words that may stand for one need
_COMMON = frozenset(f"{START}，。、；“的在和与了")  # stand in most sentences: a need for one of them tells nothing
_BEHIND = re.compile(r"\(\?:((?:\^|\(\?<=[^()|]+\))(?:\|(?:\^|\(\?<=[^()|]+\)))*)\)(?![?*+{])")
_OPENING = re.compile(r"\((?:\?(?:P<\w+>|<?[=:]))?(?!\?)")
_QUANTIFIER = re.compile(r"(?:[?*+]|\{\d*,?\d*\})\??$")
_ANYTHING = re.compile(r"[-^\\]")  # in a class of characters: more than those that it names

_Words = frozenset[str]
_NOTHING = frozenset({""})


def literal_needs(
    pattern: str, words: Mapping[str, tuple[str, ...]], *, started: bool = False
) -> tuple[frozenset[str], ...]:
    r"""Return sets of words, of each of which one must stand in any text that fits, the set of the rarest first.

    `started`: before the texts stands START, so that what must begin one is a word too.

    >>> [sorted(need) for need in literal_needs("(?P<name>[区市]委)(?=副?书记).{0,4}(?:主持|出席)", {})]
    [['区委书记', '区委副书记', '市委书记', '市委副书记'], ['主持', '出席']]
    >>> [sorted(need) for need in literal_needs("(?:^|(?<=[由向]))社区(?=还)", {}, started=True)]
    [['\x02社区还', '向社区还', '由社区还']]
    """
    needs, fixed = _sequence(_taken_in(pattern) if started else pattern, words)
    telling = {need for need in _needs_of(needs, fixed) if _COMMON.isdisjoint(need)}
    return tuple(sorted(telling, key=_rareness, reverse=True))


def _taken_in(pattern: str) -> str:
    """Return a pattern with what must stand before it, (?:^|(?<=[由向])), as a part of it."""
    behind = _BEHIND.match(pattern)
    if behind is None:
        return pattern
    every = (START if one == "^" else one.removeprefix("(?<=")[:-1] for one in split_alternatives(behind[1]))
    return f"(?:{'|'.join(every)}){pattern[behind.end() :]}"


def _sequence(pattern: str, words: Mapping[str, tuple[str, ...]]) -> tuple[list[_Words], _Words | None]:
    """Return what a pattern needs, and all the texts that fit it if these are few."""
    needs: list[_Words] = []
    run, whole = _NOTHING, True  # what stands together so far
    for part in split_parts(pattern):
        if part.kind == "anchor" or part.source.startswith(("(?!", "(?<!")):
            continue
        inner, fixed = _element(part, words)
        joins = fixed is not None and len(run) * len(fixed) <= _MOST and not part.source.startswith("(?<=")
        if joins and fixed is not None:
            run = frozenset(map("".join, product(run, fixed)))
        else:
            needs += [run, *inner]
            run = fixed or _NOTHING
        if part.kind == "look" and not part.source.startswith("(?<="):  # what follows stands in the same place
            needs, run = [*needs, run], _NOTHING
        whole = whole and joins and part.kind != "look"
    return ([], run) if whole else ([need for need in (*needs, run) if "" not in need], None)


def _element(part: Part, words: Mapping[str, tuple[str, ...]]) -> tuple[list[_Words], _Words | None]:
    """Return what a part of a pattern needs, and all the texts that fit it if these are few."""
    quantifier = _QUANTIFIER.search(part.source) if part.kind != "gap" else None
    source = part.source[: quantifier.start()] if quantifier else part.source
    needs, fixed = _plain(source, part.kind, words)
    if quantifier is None:
        return needs, fixed
    if part.optional:
        return [], fixed | _NOTHING if fixed is not None and quantifier.group() == "?" else None
    return needs if fixed is None else [fixed], None


def _plain(source: str, kind: str, words: Mapping[str, tuple[str, ...]]) -> tuple[list[_Words], _Words | None]:
    """Return the same for a part without its quantifier."""
    if kind == "text":
        return [], frozenset({source})
    if kind == "words":
        return [], frozenset(words.get(source[2:-1], ())) or None
    if kind == "other" and source[0] == "[":
        return [], None if _ANYTHING.search(source) else frozenset(source[1:-1])
    opening = _OPENING.match(source) if kind in ("group", "look") else None
    if kind == "group" and opening is None:  # alternatives outside of a group
        return _alternatives(split_alternatives(source), words) if source[0] != "(" else ([], None)
    return _alternatives(split_alternatives(source[opening.end() : -1]), words) if opening else ([], None)


def _alternatives(choices: Iterable[str], words: Mapping[str, tuple[str, ...]]) -> tuple[list[_Words], _Words | None]:
    """Return what any of some alternatives needs, and all the texts that fit one if these are few."""
    each = [_sequence(choice, words) for choice in choices]
    if len(each) == 1:
        return each[0]
    fixed = [texts for _, texts in each if texts is not None]
    if len(fixed) == len(each):
        return [], frozenset().union(*fixed)
    best = [max(_needs_of(*one), key=_rareness, default=None) for one in each]
    return ([] if None in best else [frozenset().union(*(need for need in best if need))]), None


def _needs_of(needs: list[_Words], fixed: _Words | None) -> Iterator[_Words]:
    """Yield the needs of an alternative that are any."""
    yield from (need for need in (needs if fixed is None else [fixed]) if "" not in need)


def _rareness(need: _Words) -> tuple[int, int, list[str]]:
    """Order needs: long words are rarer than short ones, few than many."""
    return min(map(len, need)), -len(need), sorted(need)
