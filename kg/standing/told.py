"""The report of a build, told from what stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from kg.graph import Graph
from kg.model import Refusal
from kg.report import BuildReport, count_names, report_graph
from kg.standing.facts import Facts

__all__ = ["report_standing"]


def report_standing(
    facts: Facts,
    graph: Graph,
    *,
    refused: Iterable[Refusal],
    seconds: Mapping[str, float],
    build: int,
    changes: Mapping[str, Any] | None,
) -> BuildReport:
    """Count what stands; `graph` is all of it without its evidence, the rest is that of `report_graph`."""
    rules: Counter[str] = Counter()
    sentences = 0
    for _, about in facts.about():
        rules.update(about["rules"])
        sentences += about["sentences"]
    report = report_graph(graph, refused=refused, seconds=seconds, build=build, changes=changes)
    return replace(report, sentences=sentences, rules=count_names(rules))
