"""When something was stated: the dates of the pages that state it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.graph import Graph
from kg.model import Evidence

__all__ = ["dates_by_page", "stated_on"]


def dates_by_page(graph: Graph) -> dict[str, str]:
    """Return the date of each page that has one."""
    return {document.id: document.date for document in graph.documents if document.date}


def stated_on(evidence: Iterable[Evidence], dates: Mapping[str, str]) -> list[str]:
    """Return the dates of the pages that something rests on, each once, sorted."""
    return sorted({dates[item.document] for item in evidence if item.document in dates})
