"""The table of addresses. A new one is a function `handler(request, service, **parts)` in a module and a line here.

The pattern is one of werkzeug's: `/entity/<path:name>` hands `name` to the handler. HEAD follows from GET, and OPTIONS
is answered for every address; any other method is refused by the table.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from werkzeug.wrappers import Response

from kg.serve.network import answer_neighbourhood, answer_way, show_network
from kg.serve.resource import show_resource
from kg.serve.search import answer_search, show_search
from kg.serve.sparql import answer_sparql
from kg.serve.start import show_start
from kg.serve.static import send_static
from kg.serve.workbench import show_workbench

__all__ = ["ROUTES", "Route"]

Handler = Callable[..., Response]


class Route(NamedTuple):
    """An address, and who answers there."""

    pattern: str
    handler: Handler
    methods: tuple[str, ...] = ("GET",)


ROUTES = (
    Route("/", show_start),
    Route("/sparql", answer_sparql, ("GET", "POST")),
    Route("/search", show_search),
    Route("/network", show_network),
    Route("/query", show_workbench),
    Route("/api/search", answer_search),
    Route("/api/neighbourhood", answer_neighbourhood),
    Route("/api/path", answer_way),
    Route("/static/<version>/<name>", send_static),
    Route("/<path:path>", show_resource),  # things, at the paths of their IRIs
)
