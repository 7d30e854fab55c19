"""The first page: what is served here, and where."""

from __future__ import annotations

from werkzeug.wrappers import Request, Response

from kg.serve.service import Service

__all__ = ["show_start"]


def show_start(request: Request, service: Service) -> Response:
    """Name what can be asked here."""
    return Response(
        f"{service.engine.size:,} triples are served here.\n"
        f"SPARQL 1.1: {request.host_url}sparql (GET or POST; without a query it describes itself)\n",
        mimetype="text/plain",
    )
