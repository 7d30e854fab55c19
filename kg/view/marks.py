"""Where the words that state a fact stand in the clean text of its sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from kg.model import Span, Text

__all__ = ["marks_in"]


def marks_in(text: Text, spans: Iterable[Span]) -> list[tuple[int, int]]:
    """Return the clean ranges of some original spans, sorted, those that touch or overlap joined.

    What of a span lies outside the text, or was dropped in cleaning, has no range.

    >>> marks_in(Text("红石榴宣讲团", (4, 5, 8, 9, 10, 11)), [Span(4, 9), Span(10, 30)])
    [(0, 3), (4, 6)]
    """
    ranges = sorted((bisect_left(text.offsets, start), bisect_left(text.offsets, stop)) for start, stop in spans)
    marks: list[tuple[int, int]] = []
    for start, stop in ranges:
        if start >= stop:
            continue
        if marks and start <= marks[-1][1]:
            marks[-1] = (marks[-1][0], max(stop, marks[-1][1]))
        else:
            marks.append((start, stop))
    return marks
