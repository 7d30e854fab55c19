"""The page for questions in SPARQL: an editor, the questions that have names, and the answer as a table."""

from __future__ import annotations

from werkzeug.wrappers import Request, Response

from kg.query import named_queries
from kg.serve.html import render
from kg.serve.service import Service

__all__ = ["show_workbench"]


def show_workbench(request: Request, service: Service) -> Response:
    """Show the page; `?name=communities` opens a question that has a name."""
    queries = named_queries()
    first = queries.get(request.args.get("name", "")) or next(iter(queries.values()))
    return render(
        request,
        service,
        "query.html",
        title="SPARQL",
        queries=list(queries.values()),
        first=first,
        base=service.explorer.atlas.base if service.explorer else "",
        rows=service.limits.rows,
        seconds=service.limits.seconds,
    )
