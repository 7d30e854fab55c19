"""What changed between two graphs: new facts, gone ones, and those that contradict each other."""

from kg.changes.compare import Changes, Contradiction, compare
from kg.changes.snapshot import Fact, Figure, Snapshot, read_snapshot, snapshot_of
from kg.changes.tell import tell_changes, write_changes

__all__ = [
    "Changes",
    "Contradiction",
    "Fact",
    "Figure",
    "Snapshot",
    "compare",
    "read_snapshot",
    "snapshot_of",
    "tell_changes",
    "write_changes",
]
