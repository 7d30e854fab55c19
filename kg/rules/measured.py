"""Read how often rules were right and wrong on annotated pages: the sections `measured:` of a pack's files."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

from kg.rules.schema import Counts, Fault
from kg.rules.source import LINE, read_mapping, shown_path

__all__ = ["FIGURE_RULES", "read_counts"]

FIGURE_RULES = {"figure.of-agent": 0.7, "figure.of-name": 0.85, "figure.of-thing": 0.7}
"""The rules that say what a figure is about, and what each is trusted before anything is counted."""

_RENEW = "drop the line, or count anew with tests/measure_rules.py"
_FORM = "write it as {right: 12, wrong: 3}"


def read_counts(files: Iterable[Path], rules: Collection[str]) -> tuple[dict[str, Counts], list[Fault]]:
    """Return the counts of rules by their ids, and what is wrong with them; `rules` are the ids that may be counted."""
    counts: dict[str, Counts] = {}
    faults: list[Fault] = []
    for path in files:
        for id, written in read_mapping(path, "measured").items():
            wrong = [*_faults_of_id(id, rules, counts), *_faults_of_counts(written)]
            line = _line_of(id, written, path)
            faults += [Fault(shown_path(path), line, str(id), reason, remedy) for reason, remedy in wrong]
            if not wrong:
                counts[id] = Counts(written["right"], written["wrong"])
    return counts, faults


def _faults_of_id(id: object, rules: Collection[str], counted: Collection[str]) -> Iterator[tuple[str, str]]:
    if id not in rules:
        yield "no relation or figure rule has this id", _RENEW
    elif id in counted:
        yield "this rule is counted in an earlier file too", "keep one of the two"


def _faults_of_counts(written: Any) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the counts of a rule, and what to do about it.

    >>> [reason for reason, _ in _faults_of_counts({"right": 3, "wrong": -1})]
    ['“wrong” is -1']
    >>> [reason for reason, _ in _faults_of_counts({"right": 3, "wrnog": 1})]
    ['unknown key “wrnog”', '“wrong” is missing']
    """
    if not isinstance(written, dict):
        yield f"“{written}” is no pair of counts", _FORM
        return
    for unknown in sorted(str(key) for key in written.keys() - {"right", "wrong", LINE}):
        yield f"unknown key “{unknown}”", _FORM
    for key in ("right", "wrong"):
        count = written.get(key)
        if key not in written:
            yield f"“{key}” is missing", _FORM
        elif type(count) is not int or count < 0:
            yield f"“{key}” is {count}", "give a whole number, 0 or more"


def _line_of(id: object, written: Any, path: Path) -> int:
    """Return the line of a rule's counts, looked up in the file where they are no mapping that tells its own."""
    if isinstance(written, dict):
        return int(written.get(LINE, 0))
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((number for number, line in enumerate(lines, 1) if line.strip().startswith(f"{id}:")), 0)
