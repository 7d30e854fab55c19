"""Keep a large graph in the engine's own form beside the build, so that the next question need not read Turtle again.

The folder `.query` in the directory of a build is nothing but a copy that is quicker to open; whoever deletes it loses
nothing. Each copy is named by the bytes that it was made of, so that it is never taken for those of another build.
"""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from tempfile import mkdtemp

from pyoxigraph import NamedNode, RdfFormat, Store, __version__

from kg.directory import REPORT, is_alive
from kg.query.process import start_python

__all__ = ["FOLDER", "LEAST_BYTES", "is_worth_it", "keep", "keep_later", "keep_piped", "open_kept"]

FOLDER = ".query"
LEAST_BYTES = 2_000_000
"""A smaller graph is read about as soon as a copy of it is opened."""

_WRITING = ".writing-"
_keepers: list[subprocess.Popen[bytes]] = []


def is_worth_it(files: Mapping[str, Path]) -> bool:
    """Say whether a copy of some files pays and has a place: beside a whole build, where it can be written."""
    folder = _folder(files).parent
    is_build = (folder / REPORT).is_file() and not folder.name.startswith(".")
    return is_build and _bytes(files) >= LEAST_BYTES and os.access(folder, os.W_OK)


def open_kept(files: Mapping[str, Path]) -> Store | None:
    """Open the copy of some files, to be read only; None where there is none of just these bytes."""
    if _folder(files).is_dir() and _bytes(files) >= LEAST_BYTES:
        copy = _folder(files) / _name(files)
        try:
            return Store.read_only(str(copy)) if copy.is_dir() else None
        except (OSError, RuntimeError, ValueError):  # damaged
            shutil.rmtree(copy, ignore_errors=True)
    return None


def keep_later(files: dict[str, Path]) -> None:
    """Have a copy made by another process, which begins when this one ends."""
    with suppress(OSError):
        keeper = start_python(__name__, "keep_piped", stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
        assert keeper.stdin is not None
        pickle.dump(files, keeper.stdin)
        keeper.stdin.flush()
        _keepers.append(keeper)  # its input stays open as long as this process lasts


def keep_piped() -> None:
    """Read files from standard input; when nothing more comes, make a copy of them."""
    files = pickle.load(sys.stdin.buffer)
    sys.stdin.buffer.read()
    if hasattr(os, "nice"):
        os.nice(10)
    keep(files)


def keep(files: Mapping[str, Path]) -> None:
    """Make a copy of some files, and drop older ones; whatever hinders it, nothing is left behind."""
    folder, name = _folder(files), _name(files)
    with suppress(OSError, RuntimeError, SyntaxError):
        folder.mkdir(exist_ok=True)
        aside = Path(mkdtemp(prefix=f"{_WRITING}{os.getpid()}-", dir=folder))
        try:
            _write(files, aside)
            if _name(files) == name:
                aside.rename(folder / name)
                _drop_others(folder, name)
        finally:
            shutil.rmtree(aside, ignore_errors=True)


def _write(files: Mapping[str, Path], directory: Path) -> None:
    store = Store(str(directory))
    for graph, file in files.items():
        store.bulk_load(path=str(file), format=RdfFormat.TURTLE, to_graph=NamedNode(graph))
    store.optimize()
    store.flush()


def _folder(files: Mapping[str, Path]) -> Path:
    return next(iter(files.values())).parent / FOLDER


def _bytes(files: Mapping[str, Path]) -> int:
    return sum(file.stat().st_size for file in files.values())


def _name(files: Mapping[str, Path]) -> str:
    """Return the name of a copy: how many files it holds, and the digest of their names and bytes."""
    digest = blake2b(__version__.encode(), digest_size=16)
    for graph, file in files.items():
        digest.update(f"{graph} {file.stat().st_size} ".encode())
        digest.update(file.read_bytes())
    return f"{len(files)}-{digest.hexdigest()}"


def _drop_others(folder: Path, name: str) -> None:
    """Drop copies of the same kind that are older, and what a process left that was killed at its work."""
    for found in folder.iterdir():
        is_older = found.name.split("-")[0] == name.split("-", maxsplit=1)[0] and found.name != name
        is_left = found.name.startswith(_WRITING) and not is_alive(int(found.name.removeprefix(_WRITING).split("-")[0]))
        if is_older or is_left:
            shutil.rmtree(found, ignore_errors=True)
