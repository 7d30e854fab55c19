"""Put an export in its place whole or not at all: it is written aside, brought to the disk, then renamed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from kg.errors import UsageError

__all__ = ["placing"]

_ASIDE = ".exporting-"


@contextmanager
def placing(target: Path, *, folder: bool) -> Iterator[Path]:
    """Yield where to write what shall stand at `target`: a file, or an empty folder. Without an error, it will.

    A folder that is there is replaced only where every file in it is one that the export writes anew.
    Raises UsageError where something else is in the way.
    """
    _refuse_wrong_kind(target, folder)
    aside = _make_aside(target)
    try:
        written = aside / "written"
        if folder:
            written.mkdir()
        yield written
        _sync(written)
        _put(written, target, aside)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _refuse_wrong_kind(target: Path, folder: bool) -> None:
    if folder and target.exists() and not target.is_dir():
        raise UsageError(f"{target} is a file, and this format is a folder of files; give another name with -o")
    if not folder and target.is_dir():
        raise UsageError(f"{target} is a folder, and this format is one file; give its name with -o")


def _make_aside(target: Path) -> Path:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        return Path(mkdtemp(prefix=_ASIDE, dir=target.parent))
    except OSError as error:
        raise UsageError(f"{target}: cannot be written ({error.strerror or error})") from error


def _put(written: Path, target: Path, aside: Path) -> None:
    if written.is_dir() and target.is_dir():
        foreign = sorted({path.name for path in target.iterdir()} - {path.name for path in written.iterdir()})
        if foreign:
            raise UsageError(f"{target} holds {foreign[0]}, which is no part of the export; give a new folder with -o")
        os.rename(target, aside / "former")
    os.replace(written, target)


def _sync(written: Path) -> None:
    """Bring what was written to the disk, with the rights that any file of the user has."""
    for path in sorted(written.iterdir()) if written.is_dir() else [written]:
        with path.open("rb") as file:
            os.fsync(file.fileno())
