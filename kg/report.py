"""What a build did: counts, refused input, rule hits and seconds per stage, as `report.json` holds them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from kg import __version__
from kg.graph import Graph
from kg.model import Refusal

__all__ = ["BuildReport", "PageReport", "count_names", "report_graph", "rules_in", "write_report"]


@dataclass(frozen=True, slots=True)
class PageReport:
    """One page as it was understood: its file, its date and its home district."""

    name: str
    sha256: str
    date: str | None
    frame: str | None


@dataclass(frozen=True, slots=True)
class BuildReport:
    """Counts of what stands in the graph, by type, by predicate and by rule, and how the build went."""

    version: str = __version__
    build: int = 1  # how many builds the directory has seen
    pages: tuple[PageReport, ...] = ()
    articles: int = 0
    sentences: int = 0  # those that a fact rests on
    entities: Mapping[str, int] = field(default_factory=dict)
    relations: Mapping[str, int] = field(default_factory=dict)
    observations: int = 0
    rules: Mapping[str, int] = field(default_factory=dict)  # how many mentions and facts each rule read
    refused: tuple[Refusal, ...] = ()
    seconds: Mapping[str, float] = field(default_factory=dict)  # by stage, wall-clock
    changes: Mapping[str, Any] | None = None  # against the build that stood there, if one did

    @property
    def exit_code(self) -> int:
        """0: all was built; 1: built, but some input was refused."""
        return 1 if self.refused else 0


def report_graph(
    graph: Graph,
    *,
    refused: Iterable[Refusal],
    seconds: Mapping[str, float],
    build: int = 1,
    changes: Mapping[str, Any] | None = None,
) -> BuildReport:
    """Count what stands in the graph; `build` counts the builds of the directory, `changes` is what this one did."""
    return BuildReport(
        build=build,
        changes=changes,
        pages=tuple(PageReport(page.name, page.sha256, page.date, page.frame) for page in graph.documents),
        articles=len(graph.articles),
        sentences=len(graph.sentences),
        entities=count_names(entity.type for entity in graph.entities),
        relations=count_names(relation.predicate for relation in graph.relations),
        observations=len(graph.observations),
        rules=count_names(rules_in(graph)),
        refused=tuple(refused),
        seconds={stage: round(taken, 4) for stage, taken in seconds.items()},
    )


def write_report(report: BuildReport) -> str:
    """Return the report as JSON."""
    return json.dumps(asdict(report), ensure_ascii=False, indent=2) + "\n"


def count_names(names: Iterable[str] | Mapping[str, int]) -> dict[str, int]:
    """Count names, the most frequent first.

    >>> count_names(["Road", "Place", "Road"])
    {'Road': 2, 'Place': 1}
    """
    return dict(sorted(Counter(names).items(), key=lambda item: (-item[1], item[0])))


def rules_in(graph: Graph) -> Iterable[str]:
    """Yield the rule behind each mention, fact and figure of a graph."""
    yield from (mention.rule for entity in graph.entities for mention in entity.mentions)
    yield from (evidence.rule for relation in graph.relations for evidence in relation.evidence)
    yield from (evidence.rule for figure in graph.observations for evidence in figure.evidence)
