"""Media types: which forms of an answer there are, and which a client prefers."""

from __future__ import annotations

from collections.abc import Mapping

from werkzeug.wrappers import Request

__all__ = ["GRAPH_FORMS", "TABLE_FORMS", "best_form"]

TABLE_FORMS = {
    "application/sparql-results+json": "json",
    "application/json": "json",
    "application/sparql-results+xml": "xml",
    "application/xml": "xml",
    "text/xml": "xml",
    "text/csv": "csv-crlf",
    "text/tab-separated-values": "tsv",
}
"""Media type -> form of an answer to SELECT or ASK, the one taken where a client leaves the choice first."""

GRAPH_FORMS = {
    "text/turtle": "ttl",
    "application/n-triples": "nt",
    "application/ld+json": "jsonld",
    "application/rdf+xml": "rdf",
}
"""Media type -> form of an answer to CONSTRUCT or DESCRIBE."""


def best_form(request: Request, forms: Mapping[str, str]) -> str | None:
    """Return the media type of some forms that a client prefers; None where it takes none of them."""
    if not request.accept_mimetypes:
        return next(iter(forms))
    return request.accept_mimetypes.best_match(list(forms))
