"""The network as one walks: the page, and what it asks for: neighbourhoods bounded in size, and ways between two."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from werkzeug.exceptions import BadRequest, NotFound
from werkzeug.wrappers import Request, Response

from kg.atlas import neighbourhood, way_between
from kg.serve.explorer import Explorer
from kg.serve.html import POLICY
from kg.serve.search import send_json
from kg.serve.service import Service
from kg.serve.static import address_of, labels
from kg.view.page import Served, draw, render_page

__all__ = ["answer_neighbourhood", "answer_way", "show_network"]

MOST_OF = 16  # things whose surroundings are asked for at a time
MOST_WITH = 60
MOST_THINGS = 400
AROUND = 60  # things around one, unless more are asked for
STEPS = 3


def show_network(request: Request, service: Service) -> Response:
    """Show the network around some things, or around the most tied one."""
    explorer = service.look()
    chosen = _chosen(request, explorer)
    graph = explorer.atlas.part(_things(request, explorer, chosen))
    served = Served(
        home="/",
        style=address_of("style.css"),
        library=address_of("drawing.js"),
        scripts=address_of("network.js"),
        config=_config(explorer, chosen, (explorer.atlas.number[entity.id] for entity in graph.entities)),
        labels=labels(),
    )
    page = render_page(graph, vocabulary=explorer.vocabulary, base=explorer.atlas.base, served=served)
    response = Response(page, mimetype="text/html")
    response.headers["Content-Security-Policy"] = POLICY
    return response


def answer_neighbourhood(request: Request, service: Service) -> Response:
    """Answer with what lies around some things, as the tables and the drawing of the network page.

    `of`: addresses joined by ~, at most 16; `steps`: 1 to 3; `most`: so many things around each; `with`: addresses of
    things that come along without what lies around them.
    """
    explorer = service.look()
    chosen = _chosen(request, explorer)
    graph = explorer.atlas.part(_things(request, explorer, chosen))
    tables, drawing = draw(graph, vocabulary=explorer.vocabulary, base=explorer.atlas.base)
    config = _config(explorer, chosen, (explorer.atlas.number[entity.id] for entity in graph.entities))
    return send_json({"tables": tables, "drawing": drawing, **config})


def answer_way(request: Request, service: Service) -> Response:
    """Answer with the addresses of the things along a shortest way `from` one `to` another; none if none is near."""
    explorer = service.look()
    start, goal = (_numbers(request.args.get(name, ""), explorer, most=1) for name in ("from", "to"))
    if not start or not goal:
        raise NotFound("There is no such thing: name one by from=… and one by to=….")
    way = way_between(explorer.atlas, start[0], goal[0])
    return send_json({"way": [explorer.atlas.contents.ids[number] for number in way]})


def _chosen(request: Request, explorer: Explorer) -> list[int]:
    """Return the things that are asked for; where none is, the most tied."""
    asked = request.args.get("of", "")
    found = _numbers(asked, explorer, most=MOST_OF)
    if asked and not found:
        raise NotFound("There is no such thing.")
    return found or list(explorer.most_tied(1))


def _numbers(text: str, explorer: Explorer, *, most: int) -> list[int]:
    ids = [id for id in text.split("~") if id]
    if len(ids) > most:
        raise BadRequest(f"At most {most} at a time.")
    return [explorer.atlas.number[id] for id in dict.fromkeys(ids) if id in explorer.atlas.number]


def _things(request: Request, explorer: Explorer, chosen: list[int]) -> list[int]:
    """Return what lies around the chosen, in all at most 400 things; those that come along go first."""
    steps = min(max(1, request.args.get("steps", 1, type=int)), STEPS)
    most = min(max(2, request.args.get("most", AROUND, type=int)), MOST_THINGS)
    along = _numbers(request.args.get("with", ""), explorer, most=MOST_WITH)
    found = dict.fromkeys([*chosen, *along])
    for number in reversed(chosen):  # the last step of a walk counts most
        found |= dict.fromkeys(neighbourhood(explorer.atlas, number, steps=steps, most=most))
    return list(found)[:MOST_THINGS]


def _config(explorer: Explorer, chosen: list[int], shown: Iterable[int]) -> dict[str, Any]:
    """Return what the page must know beside the tables: the whole's size, and how many ties each thing has in it."""
    contents = explorer.atlas.contents
    return {
        "of": [contents.ids[number] for number in chosen],
        "root": explorer.root,
        "looks": explorer.looks,
        "whole": [len(contents.ids), len(contents.ties), len(contents.pages)],
        "ties": {contents.ids[number]: explorer.atlas.degree(number) for number in shown},
    }
