"""An answer as a table for people: columns lined up, IRIs shortened, nothing in it obeyed by a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from pyoxigraph import NamedNode, Triple

from kg.query.answer import Answer, Term

__all__ = ["write_table"]


def write_table(answer: Answer, prefixes: Mapping[str, str]) -> str:
    names, rows = answer.table()
    cells = [[_readable(term, prefixes) for term in row] for row in rows]
    widths = [max(map(_width, column)) for column in zip(names, *cells, strict=True)]
    rule = ["─" * width for width in widths]
    lines = ("  ".join(map(_pad, line, widths)).rstrip() for line in (names, rule, *cells))
    count = "1 row" if len(rows) == 1 else f"{len(rows):,} rows"
    return "\n".join([*lines, f"({count}{', and more' if answer.cut else ''})"]) + "\n"


def _readable(term: Term | None, prefixes: Mapping[str, str]) -> str:
    """Write a term for people: text as it is, IRIs shortened; control characters shown, not obeyed."""
    if term is None:
        return ""
    if isinstance(term, NamedNode):
        for prefix, start in prefixes.items():
            if term.value.startswith(start):
                return _harmless(f"{prefix}:{term.value.removeprefix(start)}")
    return _harmless(str(term) if isinstance(term, Triple) else term.value)


def _harmless(text: str) -> str:
    r"""Replace what a terminal would obey: control characters, and marks that turn the direction of writing.

    >>> _harmless("友谊路街\x1b[31m\n\u202e")
    '友谊路街�[31m �'
    """
    return "".join(
        " " if char in "\n\r\t" else "\ufffd" if unicodedata.category(char) in ("Cc", "Cf") else char for char in text
    )


def _width(text: str) -> int:
    """Return the columns that a text takes on a terminal; Chinese characters take two.

    >>> _width("kg 社区")
    7
    """
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    marks = sum(unicodedata.combining(char) > 0 for char in text)
    return len(text) + wide - marks


def _pad(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
