"""From the paths that were given to the files to read: folders opened, doubles dropped, what cannot be read named."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.model import Refusal
from kg.read.registry import suffixes

__all__ = ["list_pages"]

BUILT = frozenset({"graph.ttl", "evidence.ttl", "graph.html", "report.json"})
"""What a build writes into a folder; its page is no page to read."""


def list_pages(paths: Iterable[str | Path]) -> tuple[tuple[Path, ...], tuple[Refusal, ...]]:
    """Return the files to read, sorted, each once, and what was refused: no such path, no known suffix.

    Folders are searched with all they hold; hidden files and folders in them are passed over, and what a build wrote.
    """
    files: dict[str, Path] = {}
    refused: list[Refusal] = []
    for path in sorted({Path(path) for path in paths}):
        if not path.exists():
            refused.append(Refusal(str(path), "there is no such file or folder"))
        for file in _files(path):
            if file.suffix.lower() in suffixes():
                files.setdefault(os.path.realpath(file), file)
            else:
                refused.append(Refusal(str(file), _unknown(file)))
    return tuple(sorted(files.values())), tuple(sorted(set(refused), key=lambda refusal: refusal.path))


def _files(path: Path) -> Iterator[Path]:
    """Yield a file itself, or the files in a folder and the folders in it, hidden ones passed over."""
    if path.is_file():
        yield path
        return
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        built = BUILT if {"graph.ttl", "evidence.ttl"} <= set(names) else frozenset()
        yield from (Path(folder) / name for name in sorted(names) if not name.startswith(".") and name not in built)


def _unknown(file: Path) -> str:
    kind = f"files ending in {file.suffix}" if file.suffix else "files without an ending"
    return f"{kind} are not read; read are {', '.join(suffixes())}"
