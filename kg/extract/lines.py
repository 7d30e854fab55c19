"""The lines of a page as they stand: their range, width, indent, and the blank lines before them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

__all__ = ["Line", "close_up", "group_lines", "read_lines"]

FEWEST_LINES, NARROWEST, WIDEST = 8, 12, 45  # of a page printed with a blank line after each; widths in characters

_LINE = re.compile(r"[^\r\n]+")
_BREAK = re.compile(r"\r\n|\r|\n")
_BLANK = " \t\u3000\u00a0\ufeff\u200b\u200c\u200d\x0b\x0c\x00"


class Line(NamedTuple):
    """A line that is not blank, without the spaces at its ends."""

    start: int
    chars: str
    gap: int  # blank lines before it
    indented: bool

    @property
    def stop(self) -> int:
        """Return where it ends in the page."""
        return self.start + len(self.chars)

    @property
    def width(self) -> float:
        """Return its width in Chinese characters; a Latin letter or a digit is half of one.

        >>> Line(0, "4月28日", 0, False).width
        3.5
        """
        return len(self.chars) - len(self.chars.encode("ascii", "ignore")) / 2


def read_lines(text: str) -> Iterator[Line]:
    r"""Yield the lines of a text that are not blank.

    >>> [(line.chars, line.start, line.gap) for line in read_lines("\n红石榴\r\n\r\n  宣讲团 \n")]
    [('红石榴', 1, 0), ('宣讲团', 10, 1)]
    """
    place = -1
    for found in _LINE.finditer(text):
        raw = found.group()
        chars = raw.strip(_BLANK)
        if not chars:
            continue
        start = found.start() + len(raw) - len(raw.lstrip(_BLANK))
        gap = len(_BREAK.findall(text, place, found.start())) - 1 if place >= 0 else 0
        yield Line(start, chars, gap, raw.startswith(("\u3000", "  ", "\t", "\u00a0\u00a0")))
        place = found.end()


def close_up(lines: Sequence[Line]) -> Sequence[Line]:
    """Return the lines of a page printed with a blank line after each, without those; any other page's as they are.

    Such a page is known by its wrapped lines: narrow, most of them full, and stopping in the middle of a sentence.
    """
    if len(lines) < FEWEST_LINES or 5 * sum(line.gap == 1 for line in lines) < 4 * (len(lines) - 1):
        return lines
    column = sorted(line.width for line in lines)[len(lines) * 3 // 4]
    if not NARROWEST <= column <= WIDEST:
        return lines
    cut = sum(line.width >= 0.8 * column and line.chars[-1] not in "。！？”" for line in lines)
    return [line._replace(gap=max(0, line.gap - 1)) for line in lines] if 5 * cut >= 2 * len(lines) else lines


def group_lines(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Yield the lines that no blank line parts, together."""
    group: list[Line] = []
    for line in lines:
        if line.gap and group:
            yield group
            group = []
        group.append(line)
    if group:
        yield group
