"""The table of addresses. A new one is a function `handler(request, service, **parts)` in a module and a line here.

The pattern is one of werkzeug's: `/entity/<path:name>` hands `name` to the handler. HEAD follows from GET, and OPTIONS
is answered for every address; any other method is refused by the table.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from werkzeug.wrappers import Response

from kg.serve.sparql import answer_sparql
from kg.serve.start import show_start

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
)
