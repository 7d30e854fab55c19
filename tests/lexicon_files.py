"""Read the word lists of the civic pack for the tests: plain lines, told apart by section and columns."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

__all__ = ["FOLDER", "LEXICONS", "LINES", "Line", "flagged", "forms", "words"]

FOLDER = Path(__file__).parent.parent / "kg" / "packs" / "civic" / "lexicons"


class Line(NamedTuple):
    """One entry: the list and the section it stands in, the word, its further columns."""

    lexicon: str
    section: str
    word: str
    columns: tuple[str, ...]


def read(path: Path) -> Iterator[Line]:
    section = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("[") and line.endswith("]"):
            section = line[1:-1]
        elif line and not line.startswith("#"):
            word, *columns = line.split("\t")
            yield Line(path.stem, section, word, tuple(columns))


LEXICONS = {path.stem: tuple(read(path)) for path in sorted(FOLDER.glob("*.txt"))}
LINES = [line for lexicon in LEXICONS.values() for line in lexicon]


def words(name: str, section: str | None = None) -> set[str]:
    return {line.word for line in LEXICONS[name] if section in (None, line.section)}


def flagged(name: str, flag: str) -> set[str]:
    return {line.word for line in LEXICONS[name] if flag in line.columns}


def forms(line: Line) -> Iterator[str]:
    """Yield the other forms of an entry, whether safe or not."""
    for column in line.columns:
        if not column.isascii() and column[0] not in ">/":
            yield column.removeprefix("?")
