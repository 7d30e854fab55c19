"""Write evidence.ttl, page by page; what the file of the build before holds is copied from there, in long stretches."""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from kg.rdf.evidence import evidence_head
from kg.rdf.turtle import Names
from kg.standing.facts import Facts

__all__ = ["write_standing_evidence"]

_FILE = ""  # the page under which it is kept what file the stretches are of


def write_standing_evidence(facts: Facts, names: Names, out: BinaryIO, *, before: Path) -> None:
    """Write evidence.ttl. `before` is the file of the build before, if it is there and nobody touched it."""
    laid = dict(facts.laid())
    writer = _Writer(out, evidence_head(names).encode("utf-8"))
    with _opened(before, laid.pop(_FILE, None)) as old:
        for page in facts.pages():
            if old is not None and page in laid:
                writer.copy(page, old, *laid[page])
            else:
                writer.add(page, zlib.decompress(facts.evidence(page)))
        writer.flush()
    out.flush()
    told = os.fstat(out.fileno())
    facts.set_laid({**writer.laid, _FILE: (told.st_size, told.st_mtime_ns)})


@contextmanager
def _opened(file: Path, told: tuple[int, int] | None) -> Iterator[BinaryIO | None]:
    """Open a file that has still the size and the time that were told, else give None."""
    try:
        found = file.stat()
    except OSError:
        found = None
    if told is None or found is None or (found.st_size, found.st_mtime_ns) != told:
        yield None
        return
    with file.open("rb") as opened:
        yield opened


class _Writer:
    """Writes pieces one after the other, and notes where each comes to lie; neighbours are copied together."""

    def __init__(self, out: BinaryIO, head: bytes) -> None:
        self._out, self._place = out, len(head)
        self._source: BinaryIO | None = None
        self._start = self._stop = 0
        self.laid: dict[str, tuple[int, int]] = {}
        out.write(head)

    def add(self, page: str, text: bytes) -> None:
        """Write a piece."""
        self.flush()
        self._out.write(text)
        self._note(page, len(text))

    def copy(self, page: str, source: BinaryIO, start: int, stop: int) -> None:
        """Write a stretch of a file."""
        if self._source is None or start != self._stop:
            self.flush()
            self._source, self._start = source, start
        self._stop = stop
        self._note(page, stop - start)

    def _note(self, page: str, length: int) -> None:
        self.laid[page] = self._place, self._place + length
        self._place += length

    def flush(self) -> None:
        """Write the stretch that waits to be copied."""
        if self._source is not None:
            self._out.flush()
            _copy(self._source, self._out, self._start, self._stop)
            self._source = None


def _copy(source: BinaryIO, out: BinaryIO, start: int, stop: int) -> None:
    """Copy a stretch of a file to the end of another, where the system can, without bringing it here."""
    try:
        while start < stop and (done := os.copy_file_range(source.fileno(), out.fileno(), stop - start, start)):
            start += done
    except (AttributeError, OSError):  # another system, or two file systems
        pass
    out.seek(0, os.SEEK_END)
    source.seek(start)
    out.write(source.read(stop - start))
