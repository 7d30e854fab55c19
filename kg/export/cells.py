"""Cells of comma-separated values for database importers: every text in quotes, what is not known left empty.

An importer tells "" (a text of no characters) from an empty cell (nothing). Lists are one cell: their texts stand
between U+001F, the unit separator, which no text keeps. Text is intact, so a cell may begin with a sign that a
spreadsheet would take for a formula: these files are for importers; `plain` is for spreadsheets.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path

from kg.export.table import Value

__all__ = ["SEPARATOR", "cell", "row", "write_tables"]

SEPARATOR = "\x1f"


def cell(value: Value) -> str:
    r"""Write a cell.

    >>> print(cell('一"甲"一'), cell(6.07), cell(("甲", "乙")).replace("\x1f", "|"), repr(cell(None)))
    "一""甲""一" 6.07 "甲|乙" ''
    """
    if value is None or value == ():
        return ""
    if isinstance(value, float):
        return repr(value)
    text = SEPARATOR.join(item.replace(SEPARATOR, "\ufffd") for item in value) if isinstance(value, tuple) else value
    return '"' + text.replace("\0", "\ufffd").replace('"', '""') + '"'


def row(values: Iterable[Value]) -> str:
    """Write a row, ending in a line feed."""
    return ",".join(map(cell, values)) + "\n"


def write_tables(folder: Path, headers: Mapping[str, str], rows: Iterable[tuple[str, str]]) -> None:
    """Write files of a header and rows, UTF-8 without BOM; each row comes with the name of its file."""
    with ExitStack() as stack:
        files = {name: stack.enter_context((folder / name).open("w", encoding="utf-8", newline="")) for name in headers}
        for name, header in headers.items():
            files[name].write(header + "\n")
        for name, written in rows:
            files[name].write(written)
