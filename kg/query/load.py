"""Load a build into the engine: each of its files is a named graph, and a query sees them as one."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, Store

from kg.directory import EVIDENCE, GRAPH, build_file
from kg.errors import QueryError
from kg.query.prefixes import PREFIXES

__all__ = ["GRAPHS", "files_of", "load_store", "stamp"]

GRAPHS = {name: f"{PREFIXES['id']}build/{name.removesuffix('.ttl')}" for name in (GRAPH, EVIDENCE)}
"""File of a build -> the name of its graph, for whoever asks one of them only."""

Stamp = tuple[tuple[int, int, int] | None, ...]


def files_of(source: Path, *, evidence: bool = False) -> dict[str, Path]:
    """Return the files to load, by the name of their graph; raise BuildError where one is missing."""
    graph = build_file(source, GRAPH)
    files = {GRAPHS[GRAPH]: graph}
    if evidence:
        files[GRAPHS[EVIDENCE]] = build_file(source if source.is_dir() else graph.parent, EVIDENCE)
    return files


def load_store(files: dict[str, Path]) -> Store:
    """Load graphs into memory; raise QueryError where a file is no Turtle."""
    store = Store()
    for name, file in files.items():
        try:
            store.load(path=str(file), format=RdfFormat.TURTLE, to_graph=NamedNode(name))
        except SyntaxError as error:
            raise QueryError(f"{file} is not Turtle: {error}") from error
    return store


def stamp(files: dict[str, Path]) -> Stamp:
    """Return what changes when a file is written anew; None stands for a file that is not there."""
    return tuple(map(_stamp, files.values()))


def _stamp(file: Path) -> tuple[int, int, int] | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns
