"""Read the tables of cases under tests/data: tab-separated lines, # for comments."""

from __future__ import annotations

from pathlib import Path

__all__ = ["read_cases"]

_DATA = Path(__file__).parent / "data"


def read_cases(name: str, columns: int) -> list[tuple[str, ...]]:
    """Return the cases of a table; a line with another number of columns is an error."""
    lines = (_DATA / name).read_text(encoding="utf-8").splitlines()
    cases = [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]
    wrong = [case for case in cases if len(case) != columns]
    assert not wrong, f"{name}: not {columns} columns: {wrong[:3]}"
    return cases
