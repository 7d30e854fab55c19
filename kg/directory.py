"""The directory of a build: its files appear whole or not at all, and all together.

What is built is first written into `DIR/.writing-…`. When it is complete and on the disk, that folder is renamed to
`DIR/.complete`: from that moment the new build holds. Then its files are moved over the old ones. Should the program be
killed in between, the next `settle` finishes the moves; should it be killed before, the old files were never touched.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp

from kg.errors import BuildError

try:
    import fcntl
except ImportError:  # on Windows
    fcntl = None  # type: ignore[assignment]

__all__ = ["EVIDENCE", "GRAPH", "PAGE", "REPORT", "build_file", "is_alive", "settle", "writing"]

GRAPH, EVIDENCE, PAGE, REPORT = "graph.ttl", "evidence.ttl", "graph.html", "report.json"
_COMPLETE, _WRITING, _LOCK = ".complete", ".writing-", ".lock"


@contextmanager
def writing(directory: Path) -> Iterator[Path]:
    """Yield an empty folder to write a build into; leaving it without an error puts its files in place.

    Raises BuildError where `directory` cannot be made or written, or where another build is at work in it.
    """
    made = _make(directory)
    try:
        with _alone(directory):
            yield from _written(directory)
    except BaseException:
        _unmake(made)
        raise


def _written(directory: Path) -> Iterator[Path]:
    try:
        settle(directory)
        aside = Path(mkdtemp(prefix=f"{_WRITING}{os.getpid()}-", dir=directory))
    except OSError as error:
        raise _unwritten(directory, error) from error
    try:
        yield aside
        _complete(aside)
    except BaseException as error:
        shutil.rmtree(aside, ignore_errors=True)
        if isinstance(error, OSError):
            raise _unwritten(directory, error) from error
        raise
    settle(directory)


@contextmanager
def _alone(directory: Path) -> Iterator[None]:
    """Keep other builds out of a directory. The lock is the process's own: it goes with it, however it ends."""
    if fcntl is None:  # on Windows
        yield
        return
    try:
        lock = _lock(directory / _LOCK)
    except OSError as error:
        raise _unwritten(directory, error) from error
    try:
        yield
    finally:
        (directory / _LOCK).unlink(missing_ok=True)
        os.close(lock)


def _lock(file: Path) -> int:
    """Return the descriptor of a lock file that is held; one that its last holder took away does not count."""
    while True:
        lock = os.open(file, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError):
            os.close(lock)
            raise BuildError(f"{file.parent}: another build is at work there; try again when it is done") from None
        with suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(lock), os.stat(file)):
                return lock
        os.close(lock)


def _unwritten(directory: Path, error: OSError) -> BuildError:
    place = error.filename or directory
    return BuildError(f"{place}: cannot be written ({error.strerror or error}); what stood in {directory} before stays")


def settle(directory: Path) -> None:
    """Finish what an interrupted build left: move a complete build into place, drop an incomplete one."""
    complete = directory / _COMPLETE
    if complete.is_dir():
        for file in sorted(complete.iterdir()):
            os.replace(file, directory / file.name)
        complete.rmdir()
        _sync(directory)
    for left in directory.glob(f"{_WRITING}*"):
        if not is_alive(int(left.name.removeprefix(_WRITING).split("-")[0])):
            shutil.rmtree(left, ignore_errors=True)


def build_file(path: Path, name: str) -> Path:
    """Return the file `name` of the build in the directory `path`; a `path` that is a file stands for itself.

    Raises BuildError where there is no such file.
    """
    complete = path / _COMPLETE / name
    file = path if path.is_file() else complete if complete.is_file() else path / name
    if not file.is_file():
        remedy = f"build first: kg build PAGES -o {path}" if path.suffix == "" else "is the name right?"
        raise BuildError(f"{file}: there is no such file; {remedy}")
    return file


def _make(directory: Path) -> list[Path]:
    """Make the directory and return the folders that had to be made, the deepest first."""
    missing = [folder for folder in (directory, *directory.parents) if not folder.exists()]
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BuildError(f"{directory}: cannot be made ({error.strerror or error})") from error
    return missing


def _unmake(folders: list[Path]) -> None:
    with suppress(OSError):
        for folder in folders:
            folder.rmdir()


def _complete(aside: Path) -> None:
    """Bring the files to the disk and declare them complete, in one rename."""
    for file in sorted(aside.iterdir()):
        file.chmod(0o666 & ~_umask())
        _sync(file)
    _sync(aside)
    os.rename(aside, aside.parent / _COMPLETE)
    _sync(aside.parent)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def is_alive(pid: int) -> bool:
    """Say whether there is a process of this number."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
