"""The first page: what is served here, and where; in plain text for programs."""

from __future__ import annotations

from werkzeug.wrappers import Request, Response

from kg.serve.explorer import Explorer
from kg.serve.html import render, wants_page
from kg.serve.service import Service

__all__ = ["show_start"]

MOST_TIED = 12
PAGES = 12


def show_start(request: Request, service: Service) -> Response:
    """Show what is in the build and where to begin, or name what can be asked here."""
    if service.explorer is None or not wants_page(request):
        return _plain(request, service)
    explorer = service.explorer
    contents = explorer.atlas.contents
    pages = sorted(contents.pages, key=lambda page: (page.date or "", page.name), reverse=True)
    return render(
        request,
        service,
        "start.html",
        title="",
        counts=(len(contents.ids), len(contents.ties), len(contents.figures), len(contents.articles), len(pages)),
        types=_types(explorer),
        tied=[
            (contents.ids[n], contents.names[n], explorer.type_of(n), explorer.atlas.degree(n))
            for n in explorer.most_tied(MOST_TIED)
        ],
        pages=pages[:PAGES],
        explorer=explorer,
    )


def _plain(request: Request, service: Service) -> Response:
    return Response(
        f"{service.engine.size:,} triples are served here.\n"
        f"SPARQL 1.1: {request.host_url}sparql (GET or POST; without a query it describes itself)\n",
        mimetype="text/plain",
    )


def _types(explorer: Explorer) -> list[tuple[str, str, str, int]]:
    """Return (type, zh, en, how many things), the most frequent first."""
    return [(name, *explorer.class_names(name), count) for name, count in explorer.counts.items()]
