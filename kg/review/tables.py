"""Keep decisions in a SSSOM table that people and other tools may edit too: what stands in it stays as it is."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from kg.resolve.decisions import Decision, read_decisions, row_of, write_decisions

__all__ = ["add_decisions", "remove_decision"]


def add_decisions(path: Path, decisions: Iterable[Decision], *, base: str) -> int:
    """Add decisions to a table, which is made if it is not there; return how many were new.

    A decision that is there already is not added again; one on the same pair with the other answer takes its place.
    """
    known = {decision.pair: decision for decision in read_decisions(path, base=base).items}
    fresh = [decision for decision in decisions if _is_new(decision, known)]
    if not fresh:
        return 0
    if not path.is_file():
        _write(path, write_decisions(fresh, base=base))
        return len(fresh)
    for decision in fresh:
        if decision.pair in known:
            remove_decision(path, decision, base=base)
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    header = next((line for line in lines if line.strip() and not line.startswith("#")), "")
    _write(path, "\n".join(lines) + "\n" + _rows(fresh, header.split("\t")))
    return len(fresh)


def remove_decision(path: Path, decision: Decision, *, base: str) -> bool:
    """Take the decisions on a pair out of a table; say whether there was one."""
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    start = next((number for number, line in enumerate(lines) if line.strip() and not line.startswith("#")), len(lines))
    kept = [
        line for number, line in enumerate(lines) if number <= start or not _is_on(line, lines[start], decision, base)
    ]
    if len(kept) == len(lines):
        return False
    _write(path, "\n".join(kept) + "\n")
    return True


def _is_new(decision: Decision, known: dict[frozenset[str], Decision]) -> bool:
    return decision.pair not in known or known[decision.pair].same != decision.same


def _is_on(line: str, header: str, decision: Decision, base: str) -> bool:
    row = dict(zip(header.split("\t"), line.split("\t"), strict=False))
    named = (row.get(name, "").strip() for name in ("subject_id", "object_id"))
    return frozenset(id.removeprefix("kgid:").removeprefix(base) for id in named) == decision.pair


def _rows(decisions: Iterable[Decision], columns: Sequence[str]) -> str:
    out = io.StringIO()
    table = csv.DictWriter(out, columns, delimiter="\t", lineterminator="\n", extrasaction="ignore", restval="")
    table.writerows(row_of(decision) for decision in decisions)
    return out.getvalue()


def _write(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    aside.write_text(text, encoding="utf-8", newline="\n")
    os.replace(aside, path)
