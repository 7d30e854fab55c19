"""What people decided about names: these two are one, these two are not. Kept as SSSOM, a table that other tools read.

subject_id              predicate_id    predicate_modifier  object_id               …
kgid:place/huanyucheng-…  skos:exactMatch                     kgid:place/tianjin-meijiang-huanyucheng-…
kgid:person/wangfang-…    skos:exactMatch Not                 kgid:person/wangfang-…
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import UsageError

__all__ = ["DECISIONS_FILE", "Decision", "Decisions", "read_decisions", "row_of", "write_decisions"]

DECISIONS_FILE = "decisions.sssom.tsv"
PREFIX = "kgid:"
_COLUMNS = (
    *("subject_id", "subject_label", "predicate_id", "predicate_modifier", "object_id", "object_label"),
    *("mapping_justification", "author_label", "mapping_date", "comment"),
)
_TEXTS = {
    "subject_label": "subject_label",
    "object_label": "object_label",
    "author": "author_label",
    "date": "mapping_date",
    "comment": "comment",
}
_SAME = frozenset({"skos:exactMatch", "owl:sameAs"})
_ID = re.compile(r"[a-z][a-z-]*/[A-Za-z0-9._~-]+")


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody said of two things, given by their addresses below the base: they are one (`same`), or are not."""

    subject: str
    object: str
    same: bool
    subject_label: str = ""
    object_label: str = ""
    author: str = ""
    date: str = ""
    comment: str = ""

    @property
    def pair(self) -> frozenset[str]:
        """Return the two addresses, whichever was named first."""
        return frozenset((self.subject, self.object))


@dataclass(frozen=True)
class Decisions:
    """All decisions that hold; of two on the same pair the later one in the file holds."""

    items: tuple[Decision, ...] = ()
    apart: frozenset[frozenset[str]] = field(init=False, default=frozenset())

    def __post_init__(self) -> None:
        last = {decision.pair: decision for decision in self.items}
        object.__setattr__(self, "items", tuple(sorted(last.values(), key=lambda d: (d.subject, d.object))))
        object.__setattr__(self, "apart", frozenset(pair for pair, decision in last.items() if not decision.same))

    @property
    def together(self) -> tuple[Decision, ...]:
        """Return the decisions that two things are one."""
        return tuple(decision for decision in self.items if decision.same)

    def are_apart(self, one: str, other: str) -> bool:
        """Say whether people told two things apart."""
        return frozenset((one, other)) in self.apart


def read_decisions(path: Path, *, base: str = "") -> Decisions:
    """Return the decisions of a SSSOM table; of a file that is not there, none.

    Addresses are CURIEs (kgid:place/…) or whole IRIs below `base`. Raises UsageError with the line that is not right.
    """
    if not path.is_file():
        return Decisions()
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    start = next((n for n, line in enumerate(lines) if line.strip() and not line.startswith("#")), len(lines))
    rows = csv.DictReader(lines[start:], delimiter="\t")
    missing = [name for name in ("subject_id", "predicate_id", "object_id") if name not in (rows.fieldnames or ())]
    if missing and lines[start:]:
        raise UsageError(f"{path}:{start + 1}: the table has no column {', '.join(missing)}")
    return Decisions(tuple(_decision(row, f"{path}:{start + rows.line_num}", base) for row in rows))


def _decision(row: dict[str, str], place: str, base: str) -> Decision:
    predicate = (row["predicate_id"] or "").strip()
    if predicate not in _SAME:
        raise UsageError(
            f"{place}: predicate_id “{predicate}”: decisions are skos:exactMatch, with Not as the modifier or none"
        )
    modifier = (row.get("predicate_modifier") or "").strip()
    if modifier not in ("", "Not"):
        raise UsageError(f"{place}: predicate_modifier “{modifier}”: write Not, or leave it empty")
    said = {field: row.get(column) or "" for field, column in _TEXTS.items()}
    subject, object = (_address(row[name] or "", place, base) for name in ("subject_id", "object_id"))
    return Decision(subject, object, not modifier, **said)


def _address(written: str, place: str, base: str) -> str:
    bare = written.strip().removeprefix(PREFIX)
    bare = bare.removeprefix(base) if base else bare
    if not _ID.fullmatch(bare):
        raise UsageError(
            f"{place}: “{written}” is no address of a thing, such as {PREFIX}community/wenyuanlou-shequ-10a5a8"
        )
    return bare


def write_decisions(decisions: Iterable[Decision], *, base: str) -> str:
    """Return decisions as a SSSOM table with its metadata, in the order given."""
    out = io.StringIO()
    out.write(f"#curie_map:\n#  kgid: {base}\n#  skos: http://www.w3.org/2004/02/skos/core#\n")
    out.write(
        "#  semapv: https://w3id.org/semapv/vocab/\n#mapping_set_id: urn:civic-kg:decisions\n#license: unspecified\n"
    )
    table = csv.DictWriter(out, _COLUMNS, delimiter="\t", lineterminator="\n")
    table.writeheader()
    table.writerows(row_of(decision) for decision in decisions)
    return out.getvalue()


def row_of(decision: Decision) -> dict[str, str]:
    """Return a decision as a row of a SSSOM table."""
    return {
        "subject_id": PREFIX + decision.subject,
        "predicate_id": "skos:exactMatch",
        "predicate_modifier": "" if decision.same else "Not",
        "object_id": PREFIX + decision.object,
        "mapping_justification": "semapv:ManualMappingCuration",
        **{column: _on_one_line(getattr(decision, name)) for name, column in _TEXTS.items()},
    }


def _on_one_line(text: str) -> str:
    """Return a text as a cell of a table: no breaks, and nothing that a spreadsheet would take for a formula."""
    words = " ".join(text.split())
    return f"'{words}" if words.startswith(("=", "+", "-", "@")) else words
