"""Pages for people: the templates, what all pages share, and the policy that they are sent with."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Request, Response

from kg.serve.service import Service
from kg.serve.static import OWN, address_of, labels
from kg.text.written import amount, day, period
from kg.view.assets import TEMPLATES, embed

__all__ = ["POLICY", "render", "show_fault", "wants_page"]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_PLAIN = {404: "not-found", 400: "bad-request", 503: "busy", 504: "too-long"}


def wants_page(request: Request) -> bool:
    """Say whether a client takes a page rather than anything else, as browsers do."""
    accepted = request.accept_mimetypes
    return accepted["text/html"] > 0 and accepted.best_match(["text/plain", "text/html"]) == "text/html"


def render(request: Request, service: Service, template: str, *, status: int = 200, **values: Any) -> Response:
    """Answer with a page."""
    explorer = service.explorer
    title = labels()["zh"]["title"]
    shared = {
        "brand": explorer.title(title) if explorer else title,
        "root": explorer.root if explorer else "/",
        "looks": explorer.looks if explorer else {},
        "query_text": "",
        "path": request.path,
    }
    text = _environment().get_template(template).render(shared | values)
    response = Response(text, status, mimetype="text/html")
    response.headers["Content-Security-Policy"] = POLICY
    return response


def show_fault(request: Request, service: Service, error: HTTPException) -> Response:
    """Answer with a page that says what went wrong."""
    key = _PLAIN.get(error.code or 500, "went-wrong")
    values = {"title": labels()["zh"][key], "key": key, "code": error.code, "said": error.description or ""}
    return render(request, service, "fault.html", status=error.code or 500, **values)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=ChoiceLoader([FileSystemLoader(OWN), FileSystemLoader(TEMPLATES)]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"embed": embed, "day": day, "period": period, "amount": amount}
    environment.globals |= {"labels": labels()["zh"], "languages": embed(labels()), "address_of": address_of}
    return environment
