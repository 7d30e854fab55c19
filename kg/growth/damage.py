"""What is wrong with a directory's memory, told with the remedy: nobody should delete what is only in use."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import BuildError

__all__ = ["telling_damage"]

_IN_USE = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_UNWRITTEN = (
    *(sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN),
    *(sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL),
)
_PRIMARY = 0xFF  # the other bits of an error's code tell more than is needed


@contextmanager
def telling_damage(path: Path) -> Iterator[None]:
    """Turn what SQLite raises into a BuildError that names the file and says what to do."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise BuildError(f"{path}: {_remedy(error)}") from error


def _remedy(error: sqlite3.DatabaseError) -> str:
    """Say what is wrong and what helps.

    >>> print(_remedy(sqlite3.DatabaseError("database disk image is malformed")))
    cannot be used (database disk image is malformed). Move it away and build from all pages again: they are read anew
    """
    code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY
    if code in _IN_USE:
        return f"another program is using it ({error}); try again when that is done"
    if code in _UNWRITTEN:
        return f"cannot be read or written ({error}); what stood there before is as it was"
    return f"cannot be used ({error}). Move it away and build from all pages again: they are read anew"
