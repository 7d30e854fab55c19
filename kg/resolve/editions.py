"""Which edition of a series a name names: the year and the numbers in it, and what is left without them.

第五届活力河西·哪吒文化体育嘉年华     edition 5 of 活力河西·哪吒文化体育嘉年华
2023第三届海河国际消费季              edition 3, of 2023, of 海河国际消费季
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.text.numerals import parse_numeral

__all__ = ["Edition", "read_edition"]

_DIGITS = "0-9一二三四五六七八九十百零〇两"
_ORDINAL = re.compile(
    rf"第(?P<number>[{_DIGITS}]{{1,5}})(?=[届次期季轮批]|[个]?学年)[届次期季轮批]?|(?P<first>首)[届次期季轮批]"
)
_YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)(?:年度|年|(?=\D|$))")
_PART = re.compile(r"[一二三四]季度|[上下]半年|[春夏秋冬]季(?=[招运])")


@dataclass(frozen=True, slots=True)
class Edition:
    """What tells one edition from the others; `series` is the name without it."""

    series: str
    numbers: tuple[int, ...] = ()
    year: str = ""

    @property
    def is_marked(self) -> bool:
        """Say whether the name says which edition it is."""
        return bool(self.numbers or self.year)

    @property
    def mark(self) -> str:
        """Write the marks: n5, y2023, n3y2023; nothing for the bare name of a series."""
        return "".join(f"n{number}" for number in self.numbers) + (f"y{self.year}" if self.year else "")


def read_edition(name: str) -> Edition:
    """Part a name into its series and the marks of the edition.

    >>> read_edition("2023第三届海河国际消费季")
    Edition(series='海河国际消费季', numbers=(3,), year='2023')
    >>> read_edition("首届青创市集").numbers, read_edition("麦田音乐节").is_marked
    ((1,), False)
    """
    year = _YEAR.search(name)
    bare = _YEAR.sub("", name, count=1) if year and len(name) - len(year[0]) >= 2 else name
    numbers = tuple(_number(match) for match in _ORDINAL.finditer(bare))
    series = _ORDINAL.sub("", bare)
    if len(series) < 2:
        return Edition(name)
    return Edition(series, numbers, year["year"] if year and bare != name else "")


def _number(match: re.Match[str]) -> int:
    return 1 if match["first"] else int(parse_numeral(match["number"]) or 0)
