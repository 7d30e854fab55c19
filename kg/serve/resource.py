"""Things at the paths of their IRIs: as pages, or as RDF, by what a client accepts or by the ending of the address."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode
from werkzeug.exceptions import NotAcceptable, NotFound
from werkzeug.utils import redirect
from werkzeug.wrappers import Request, Response

from kg.query.evaluate import Job, Limits
from kg.serve.documents import show_article, show_page
from kg.serve.entity import show_entity
from kg.serve.explorer import Explorer
from kg.serve.html import render
from kg.serve.negotiate import GRAPH_FORMS, best_form
from kg.serve.service import Service

__all__ = ["show_resource"]

LONGEST = 400
MOST_TRIPLES = 5_000
MOST_SHOWN = 200
_SUFFIXES = {".html": "text/html", **{f".{form}": media_type for media_type, form in GRAPH_FORMS.items()}}
_TRIPLES = """CONSTRUCT {{ ?s ?p ?o }} WHERE {{
  {{ VALUES ?s {{ {0} }} ?s ?p ?o }} UNION {{ VALUES ?o {{ {0} }} ?s ?p ?o }}
}} LIMIT {1}"""
_AROUND = """SELECT ?p ?other ?back WHERE {{
  {{ {0} ?p ?other BIND(false AS ?back) }} UNION {{ ?other ?p {0} BIND(true AS ?back) }}
}} ORDER BY ?back ?p ?other LIMIT {1}"""


def show_resource(request: Request, service: Service, path: str) -> Response:
    """Show what has this path, as the client likes it best."""
    explorer = service.explorer
    whole = f"/{path}"
    if explorer is None or not whole.startswith(explorer.root) or len(path) > LONGEST or not path.isprintable():
        raise NotFound("There is nothing at this address.")
    id, form = _split(whole.removeprefix(explorer.root))
    if not id or "//" in id or any(part in (".", "..") for part in id.split("/")):
        raise NotFound("There is nothing at this address.")
    if id in explorer.atlas.contents.replaced:
        return redirect(explorer.path_of(explorer.atlas.contents.replaced[id]), 301)
    media_type = form or best_form(request, {"text/html": "html", **GRAPH_FORMS})
    if media_type is None:
        raise NotAcceptable(f"There is: text/html, {', '.join(GRAPH_FORMS)}.")
    if media_type != "text/html":
        return _data(service, explorer, id, media_type)
    return _page(request, service, explorer, id)


def _split(name: str) -> tuple[str, str | None]:
    """Part a known ending from a name.

    >>> _split("road/x-1.ttl"), _split("road/x-1")
    (('road/x-1', 'text/turtle'), ('road/x-1', None))
    """
    for suffix, media_type in _SUFFIXES.items():
        if name.endswith(suffix):
            return name.removesuffix(suffix), media_type
    return name, None


def _page(request: Request, service: Service, explorer: Explorer, id: str) -> Response:
    atlas = explorer.atlas
    folder, _, name = id.partition("/")
    if id in atlas.number:
        return show_entity(request, service, atlas.number[id])
    if folder == "article" and name in atlas.article_number:
        return show_article(request, service, atlas.article_number[name])
    if folder == "page" and name in atlas.page_number:
        return show_page(request, service, atlas.page_number[name])
    return _other(request, service, explorer, id)


def _data(service: Service, explorer: Explorer, id: str, media_type: str) -> Response:
    """Answer with all that is said of a thing, and all that points at it, up to a bound."""
    query = _TRIPLES.format(_term(explorer, id), MOST_TRIPLES)
    _, text = service.write(Job(query, _limits(service), graph_form=GRAPH_FORMS[media_type]))
    if id not in explorer.atlas.number and not _is_known(service, explorer, id):
        raise NotFound("There is nothing at this address.")
    return Response(text, mimetype=media_type)


def _is_known(service: Service, explorer: Explorer, id: str) -> bool:
    return bool(service.ask(f"ASK {{ {_term(explorer, id)} ?p ?o }}").boolean)


def _other(request: Request, service: Service, explorer: Explorer, id: str) -> Response:
    """Show whatever else the graph has addresses for: a post, a figure, a sentence, a statement of evidence."""
    rows = service.ask(_AROUND.format(_term(explorer, id), MOST_SHOWN)).rows
    if not rows:
        raise NotFound("There is nothing at this address.")
    said = [(_written(explorer, p), _written(explorer, other), back == Literal(True)) for p, other, back in rows]
    return render(
        request, service, "other.html", title=id[:80], id=id, said=said, iri=explorer.iri_of(id), most=MOST_SHOWN
    )


def _written(explorer: Explorer, term: object) -> tuple[str, str]:
    """Return a term as text, and the path of its page here, if it has one."""
    if isinstance(term, NamedNode):
        id = term.value.removeprefix(explorer.atlas.base)
        if id != term.value:
            number = explorer.atlas.number.get(id)
            return (id if number is None else explorer.atlas.contents.names[number]), explorer.root + id
        return term.value.rpartition("#")[2].rpartition("/")[2] or term.value, ""
    return str(getattr(term, "value", term)), ""


def _limits(service: Service) -> Limits:
    return replace(service.limits, seconds=min(10.0, service.limits.seconds), rows=MOST_TRIPLES)


def _term(explorer: Explorer, id: str) -> str:
    """Write an address as a term: percent signs stand for all that could end it."""
    return f"<{explorer.atlas.base}{quote(id, safe='/', errors='replace')}>"
