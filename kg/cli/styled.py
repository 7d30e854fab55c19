"""Show text with marks: styled and wrapped on a terminal, plain lines elsewhere. Pages' text is shown, never obeyed."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from kg.cli.terminal import say

__all__ = ["Line", "line", "marked", "show"]

OPEN, CLOSE = "⟦", "⟧"
_BREAK = re.compile(r"\s*[\r\n]+\s*")

Line = tuple[int, Text]
"""How far a line is indented, and what stands in it."""


def line(indent: int, *pieces: str | tuple[str, str]) -> Line:
    """Return a line of pieces, each a text or (text, style).

    >>> line(2, "规则 ", ("held.at", "bold"))[1].plain
    '规则 held.at'
    """
    text = Text()
    for piece in pieces:
        words, style = (piece, "") if isinstance(piece, str) else piece
        text.append(_safe(words), style=style)
    return indent, text


def marked(indent: int, words: str, marks: Iterable[tuple[int, int]]) -> Line:
    """Return a line with stretches of it between ⟦ and ⟧; line breaks in it are closed up.

    >>> marked(0, "友谊路街\\n文苑楼社区开展活动", [(0, 10)])[1].plain
    '⟦友谊路街文苑楼社区⟧开展活动'
    """
    pieces: list[str | tuple[str, str]] = []
    position = 0
    for start, stop in _apart(marks):
        pieces += [words[position:start], (f"{OPEN}{words[start:stop]}{CLOSE}", "bold")]
        position = stop
    return line(indent, *pieces, words[position:])


def show(lines: Iterable[Line]) -> None:
    """Print lines to standard output: with styles and hanging indents on a terminal, as they are elsewhere."""
    console = Console(highlight=False)
    for indent, text in lines:
        if console.is_terminal:
            console.print(Padding(text, (0, 0, 0, indent), expand=False))
        else:
            say(" " * indent + text.plain)


def _apart(marks: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return stretches in order, those that overlap joined.

    >>> _apart([(3, 6), (0, 2), (5, 9)])
    [(0, 2), (3, 9)]
    """
    joined: list[tuple[int, int]] = []
    for start, stop in sorted(marks):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(stop, joined[-1][1]))
        else:
            joined.append((start, stop))
    return joined


def _safe(words: str) -> str:
    """Close line breaks up, and replace what a terminal would obey (escape sequences, marks of direction).

    >>> _safe("红石榴\\n宣讲团\\x1b[31m")
    '红石榴宣讲团�[31m'
    """
    closed = _BREAK.sub("", words)
    return "".join(char if char.isprintable() or char in "\u3000\u00a0" else "\ufffd" for char in closed)
