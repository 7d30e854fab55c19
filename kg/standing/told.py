"""The report of a build, told from what stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from kg.model import Refusal
from kg.report import BuildReport, PageReport, count_names
from kg.standing.facts import Facts
from kg.standing.parts import ARTICLES, SENTENCES

__all__ = ["report_standing"]


def report_standing(
    facts: Facts,
    *,
    refused: Iterable[Refusal],
    seconds: Mapping[str, float],
    build: int,
    changes: Mapping[str, Any] | None,
) -> BuildReport:
    """Count what stands; the rest is that of `report_graph`."""
    counted = facts.counted()
    return BuildReport(
        build=build,
        changes=changes,
        pages=tuple(PageReport(page.name, page.sha256, page.date, page.frame) for page in facts.documents()),
        articles=counted.pop(ARTICLES, 0),
        sentences=counted.pop(SENTENCES, 0),
        entities=count_names(facts.types()),
        relations=count_names(facts.predicates()),
        observations=facts.figure_count(),
        rules=count_names(counted),
        refused=tuple(refused),
        seconds={stage: round(taken, 4) for stage, taken in seconds.items()},
    )
