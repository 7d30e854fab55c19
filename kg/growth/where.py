"""Where people's decisions about names lie, and which build stands in a directory."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path

from kg.directory import REPORT, build_file
from kg.errors import BuildError
from kg.growth.gather import path_from
from kg.growth.state import State
from kg.resolve.decisions import DECISIONS_FILE, Decisions, read_decisions

__all__ = ["built_number", "decision_files", "load_decisions"]


def built_number(directory: Path) -> int | None:
    """Return the number of the build whose graph stands in a directory, None if nothing tells."""
    try:
        report = json.loads(build_file(directory, REPORT).read_text(encoding="utf-8"))
    except (BuildError, OSError, ValueError):
        return None
    number = report.get("build") if isinstance(report, dict) else None
    return number if isinstance(number, int) else None


def decision_files(
    given: str | Path | None, paths: Iterable[str | Path], directory: Path, state: State
) -> tuple[Path, ...]:
    """Return the tables of decisions that a build obeys: the one given; else those beside its pages, those of the build
    before, and the one in the directory. The first is the one that new decisions go to.
    """
    if given is not None:
        return (Path(given),)
    beside = [Path(path) / DECISIONS_FILE for path in paths if Path(path).is_dir()]
    before = [Path(os.path.normpath(directory / path)) for path in state.options().get("decisions", ())]
    here = directory / DECISIONS_FILE
    first = beside if len(beside) == 1 else before[:1]
    found = [*first, *(file for file in (*beside, *before) if file.is_file()), here]
    unique = {path_from(file, directory): file for file in reversed(found)}
    return tuple(dict.fromkeys(unique[path_from(file, directory)] for file in found))


def load_decisions(files: Iterable[Path], *, base: str) -> Decisions:
    """Return the decisions of some tables; of two on the same pair, that of the first table holds."""
    tables = [read_decisions(file, base=base).items for file in files]
    return Decisions(tuple(decision for table in reversed(tables) for decision in table))
