"""The SPARQL 1.1 Protocol: queries by GET and POST, answers in the form that the client prefers. No updates.

Source: https://www.w3.org/TR/sparql11-protocol/
"""

from __future__ import annotations

from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest, Forbidden, NotAcceptable, UnsupportedMediaType
from werkzeug.wrappers import Request, Response

from kg.query.evaluate import Job
from kg.query.load import GRAPHS
from kg.serve.describe import describe_service
from kg.serve.negotiate import GRAPH_FORMS, TABLE_FORMS, best_form
from kg.serve.service import Service

__all__ = ["answer_sparql"]

_FORM, _QUERY, _UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"


def answer_sparql(request: Request, service: Service) -> Response:
    """Answer a request of the protocol."""
    fields = _fields(request)
    if fields is None:
        return describe_service(request, service)
    table, graph = best_form(request, TABLE_FORMS), best_form(request, GRAPH_FORMS)
    if table is None and graph is None:
        raise NotAcceptable(f"There is: {', '.join((*TABLE_FORMS, *GRAPH_FORMS))}.")
    job = Job(
        _query(fields),
        service.limits,
        graphs=_graphs(fields, "default-graph-uri"),
        named=_graphs(fields, "named-graph-uri"),
        form=TABLE_FORMS.get(table or ""),
        graph_form=GRAPH_FORMS.get(graph or ""),
        whole=True,
    )
    form, text = service.write(job)
    return Response(text, mimetype=table if form in TABLE_FORMS.values() else graph)


def _fields(request: Request) -> MultiDict[str, str] | None:
    """Return the parameters of a query, wherever they stand; None for a bare GET."""
    if request.method != "POST":
        return request.args if request.args else None
    if request.mimetype == _FORM:
        return request.form
    if request.mimetype == _QUERY:
        try:
            text = request.get_data().decode("utf-8")
        except UnicodeDecodeError as error:
            raise BadRequest("The query is not in UTF-8.") from error
        fields = request.args.copy()
        fields.add("query", text)
        return fields
    if request.mimetype == _UPDATE:
        raise Forbidden("Updates are refused: what is served here is only read.")
    raise UnsupportedMediaType(f"Send a query as {_FORM} or as {_QUERY}.")


def _query(fields: MultiDict[str, str]) -> str:
    if "update" in fields:
        raise Forbidden("Updates are refused: what is served here is only read.")
    queries = fields.getlist("query")
    if len(queries) != 1:
        raise BadRequest(f"There are {len(queries)} parameters query; there must be one.")
    return queries[0]


def _graphs(fields: MultiDict[str, str], name: str) -> tuple[str, ...]:
    """Return the graphs of the data set that is asked for."""
    asked = tuple(fields.getlist(name))
    for graph in asked:
        if graph not in GRAPHS.values():
            raise BadRequest(f"{name}: there is no such graph here; there are {', '.join(GRAPHS.values())}")
    return asked
