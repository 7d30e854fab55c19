"""Join numbers with their units: 超23万 + 人次, 约3.2万 + 平方米, 30亿元 + 以上."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from kg.text.measures import Unit, read_measures
from kg.text.numbers import Number

__all__ = ["Amount", "closes_phrase", "find_amounts"]

_RANGE = re.compile(r" ?(?:至|到|[-—–~～]{1,2}|或) ?")
_SUFFIX = re.compile(r" ?(左右|上下|以上|以下|以内|之多|不等|大关|关口)")
_BOUNDS = frozenset(("以上", "以下", "以内"))
_RATE = re.compile(r"(?:/[^\W\d_]{1,3}){1,2}")
_ENDS = frozenset("，。；：、！？）… \n”")


class Amount(NamedTuple):
    """A number with its unit: where it ends (左右 and the like taken in) and how exact it is."""

    number: Number
    unit: Unit
    stop: int
    modifier: str | None
    place: int  # of the number among those of the sentence
    qualifies: bool  # it tells which is meant, as 30亿元以上 in 30亿元以上项目


def closes_phrase(text: str, position: int) -> bool:
    """Say whether a phrase ends at `position`: a mark or nothing follows."""
    return position >= len(text) or text[position] in _ENDS


def find_amounts(text: str, numbers: list[Number], names: list[tuple[int, int]]) -> Iterator[Amount]:
    """Yield the numbers that have a unit; not those in one of the (sorted) names, nor the ends of a range (3至5名)."""
    covered = _merged(names)
    for place, number in enumerate(numbers):
        unit = _unit(text, number)
        if unit is None or _covers(covered, number):
            continue
        around = numbers[max(0, place - 1) : place + 2]
        if any(_RANGE.fullmatch(text, left.stop, right.start) for left, right in pairwise(around)):
            continue
        suffix = _SUFFIX.match(text, unit.stop)
        if suffix is None:
            yield Amount(number, unit, unit.stop, number.modifier, place, False)
        elif suffix[1] != "不等":
            modifier = number.modifier or read_measures().modifiers_behind.get(suffix[1])
            qualifies = suffix[1] in _BOUNDS and not closes_phrase(text, suffix.end())
            yield Amount(number, unit, suffix.end(), modifier, place, qualifies)


def _unit(text: str, number: Number) -> Unit | None:
    """Return the unit of a number: its own %, the word behind it, or 个 where a noun stands there (701楼门)."""
    if number.unit is not None:
        return Unit(number.stop, number.unit, "percent")
    measures = read_measures()
    unit = measures.unit_at(text, number.stop)
    if unit is not None and unit.kind == "money" and (rate := _RATE.match(text, unit.stop)):
        return Unit(rate.end(), unit.name + rate.group(), unit.kind)
    if unit is None and text[number.stop - 1].isdigit() and text.startswith(measures.bare, number.stop):
        return Unit(number.stop, "个", "count")
    return unit


def _covers(covered: list[tuple[int, int]], number: Number) -> bool:
    place = bisect_left(covered, (number.stop, 0)) - 1
    return place >= 0 and covered[place][1] > number.start


def _merged(names: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the ranges that names cover, those that overlap as one, in order."""
    merged: list[tuple[int, int]] = []
    for start, stop in names:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], stop))
        else:
            merged.append((start, stop))
    return merged
