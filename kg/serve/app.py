"""The WSGI application: who may ask, which handler answers, and what every answer carries."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from ipaddress import ip_address
from typing import TYPE_CHECKING

from werkzeug.exceptions import (
    BadRequest,
    Forbidden,
    GatewayTimeout,
    HTTPException,
    InternalServerError,
    MisdirectedRequest,
    NotAcceptable,
    NotFound,
    ServiceUnavailable,
    UnprocessableEntity,
)
from werkzeug.routing import Map, Rule
from werkzeug.wrappers import Request, Response

from kg.errors import BusyError, KgError, LimitError, NoFormError, QueryError, TimeError
from kg.serve.html import show_fault, wants_page
from kg.serve.routes import ROUTES, Route
from kg.serve.service import Service

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

__all__ = ["REQUEST_BYTES", "App"]

REQUEST_BYTES = 1_000_000
"""The longest body of a request."""

HEADERS = {
    "Content-Security-Policy": "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-cache",
}
"""On every answer; a handler that sets one of them itself is left its own."""

_STATUS: tuple[tuple[type[KgError], type[HTTPException]], ...] = (
    (BusyError, ServiceUnavailable),
    (TimeError, GatewayTimeout),
    (LimitError, UnprocessableEntity),
    (NoFormError, NotAcceptable),
    (QueryError, BadRequest),
    (KgError, InternalServerError),
)
_log = logging.getLogger(__name__)


class App:
    """Answers requests about one build. `names` are the hosts that it may be called by, beside addresses."""

    def __init__(self, service: Service, *, routes: Iterable[Route] = ROUTES, names: Iterable[str] = ()) -> None:
        self._service = service
        self._names = {"localhost", *(name.lower() for name in names)}
        self._map = Map([Rule(route.pattern, endpoint=route.handler, methods=route.methods) for route in routes])

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        request = Request(environ)
        request.max_content_length = request.max_form_memory_size = REQUEST_BYTES
        response = self._respond(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        origin = request.headers.get("Origin")
        if origin in self._service.origins:
            response.headers["Access-Control-Allow-Origin"] = origin
            response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        response.vary.update(("Accept", "Origin"))
        return response(environ, start_response)

    def _respond(self, request: Request) -> Response:
        """Find the handler and call it; whatever goes wrong becomes a sentence."""
        try:
            self._check_host(request)
            self._check_origin(request)
            return self._handle(request)
        except KgError as error:
            return self._explain(request, _as_http(error))
        except HTTPException as error:
            return self._explain(request, error)
        except Exception:
            _log.exception("%s %r failed", request.method, request.path)
            return self._explain(request, InternalServerError("The program failed; it goes on with the next request."))

    def _handle(self, request: Request) -> Response:
        adapter = self._map.bind_to_environ(request.environ)
        if request.method == "OPTIONS":
            return _options(request, list(adapter.allowed_methods()))
        handler, parts = adapter.match()
        response: Response = handler(request, self._service, **parts)
        return response

    def _explain(self, request: Request, error: HTTPException) -> Response:
        """Say what is wrong: to a browser in a page, to a program in plain text."""
        plain = _explain(error)
        if error.response is not None or not wants_page(request) or request.path == "/sparql":
            return plain
        page = show_fault(request, self._service, error)
        page.headers.extend((name, value) for name, value in plain.headers if name in ("Allow", "Retry-After"))
        return page

    def _check_host(self, request: Request) -> None:
        """Refuse what calls us by a stranger's name: a page whose name was made to point here could read the answer."""
        host = re.fullmatch(r"(\[[0-9a-fA-F:.]+\]|[^:\[\]]+)(:\d+)?", request.headers.get("Host", ""))
        if host is None:
            raise BadRequest("The request names no host, or none that can be one.")
        if not _is_address(host[1].strip("[]")) and host[1].lower().rstrip(".") not in self._names:
            raise MisdirectedRequest("This server does not go by that name. (kg serve --name NAME makes it.)")

    def _check_origin(self, request: Request) -> None:
        """Refuse what the page of another site asks in the background, but for the sites that may."""
        headers = request.headers
        origin = headers.get("Origin")
        if origin in self._service.origins:
            return
        visited = request.method in ("GET", "HEAD") and headers.get("Sec-Fetch-Mode") == "navigate"
        strange = headers.get("Sec-Fetch-Site") in ("cross-site", "same-site") and not visited
        if strange or (origin is not None and origin != request.host_url.rstrip("/")):
            raise Forbidden("Pages of other sites may not ask here. (kg serve --allow-origin ORIGIN lets one.)")


def _options(request: Request, methods: list[str]) -> Response:
    if not methods:
        raise NotFound
    allowed = ", ".join(sorted({*methods, "OPTIONS"}))
    headers = {"Allow": allowed}
    if "Origin" in request.headers:
        headers |= {
            "Access-Control-Allow-Methods": allowed,
            "Access-Control-Allow-Headers": "Accept, Content-Type",
            "Access-Control-Max-Age": "600",
        }
    return Response(status=204, headers=headers)


def _as_http(error: KgError) -> HTTPException:
    return next(status for kind, status in _STATUS if isinstance(error, kind))(str(error))


def _explain(error: HTTPException) -> Response:
    """Write an error as plain text, with the headers that belong to it."""
    if error.response is not None:
        return Response(status=error.response.status_code, headers=error.response.headers)
    headers = [(name, value) for name, value in error.get_headers() if name.lower() != "content-type"]
    if isinstance(error, ServiceUnavailable):
        headers.append(("Retry-After", "2"))
    return Response(f"{error.code} {error.name}: {error.description}\n", error.code, headers, mimetype="text/plain")


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
