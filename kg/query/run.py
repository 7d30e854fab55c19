"""Run a SPARQL query over a build or a Turtle file, within limits of time, rows and memory."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kg.query.answer import Answer
from kg.query.apart import ask_once
from kg.query.evaluate import DEFAULT, Job, Limits
from kg.query.load import files_of
from kg.query.named import reads_evidence
from kg.query.parameters import bind_parameters

__all__ = ["run_query"]


def run_query(
    source: str | Path,
    query: str,
    *,
    parameters: Mapping[str, str] | None = None,
    limits: Limits = DEFAULT,
    evidence: bool = False,
) -> Answer:
    """Answer a SPARQL query over a build's directory or a Turtle file.

    `parameters` take the place of the defaults in `VALUES ?name { … }`. An answer longer than `limits.rows` is cut and
    says so. With `evidence`, or where the header of the query wants it, `evidence.ttl` beside the graph is read too.

    The query runs in a process of its own, which is ended at the limit of time and gets no more memory than its limit.
    Raises QueryError for a query that is not right, reaches out of the graph, or takes too much.
    """
    text = bind_parameters(query, parameters or {})
    files = files_of(Path(source), evidence=evidence or reads_evidence(query))
    return ask_once(files, Job(text, limits))
