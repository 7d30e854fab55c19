"""What stands in a directory, piece by piece, and how one page more changes it."""

from kg.standing.files import shown_of, write_standing_graph
from kg.standing.laid import write_standing_evidence
from kg.standing.stand import Standing, Stood
from kg.standing.told import report_standing

__all__ = [
    "Standing",
    "Stood",
    "report_standing",
    "shown_of",
    "write_standing_evidence",
    "write_standing_graph",
]
