"""What the SPARQL service says of itself, in terms of SPARQL 1.1 Service Description.

Source: https://www.w3.org/TR/sparql11-service-description/
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple, serialize
from werkzeug.exceptions import NotAcceptable
from werkzeug.wrappers import Request, Response

from kg.serve.negotiate import GRAPH_FORMS, best_form
from kg.serve.service import Service

__all__ = ["describe_service"]

_SD = "http://www.w3.org/ns/sparql-service-description#"
_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_RESULTS = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
_GRAPHS = ("Turtle", "N-Triples", "JSON-LD", "RDF_XML")
_FORMATS = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
    "rdf": RdfFormat.RDF_XML,
}


def describe_service(request: Request, service: Service) -> Response:
    """Describe the service, in Turtle unless the client prefers another form of a graph."""
    media_type = best_form(request, GRAPH_FORMS)
    if media_type is None:
        raise NotAcceptable(f"There is: {', '.join(GRAPH_FORMS)}.")
    triples = _triples(request.base_url, service)
    text = serialize(triples, format=_FORMATS[GRAPH_FORMS[media_type]], prefixes={"sd": _SD})
    return Response(text, mimetype=media_type)


def _triples(url: str, service: Service) -> Iterator[Triple]:
    node, data, default = NamedNode(url), BlankNode("data"), BlankNode("default")
    yield Triple(node, _TYPE, _sd("Service"))
    yield Triple(node, _sd("endpoint"), node)
    yield Triple(node, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    yield Triple(node, _sd("feature"), _sd("UnionDefaultGraph"))
    for name in (*_RESULTS, *_GRAPHS):
        yield Triple(node, _sd("resultFormat"), NamedNode(f"http://www.w3.org/ns/formats/{name}"))
    yield Triple(node, _sd("defaultDataset"), data)
    yield Triple(data, _TYPE, _sd("Dataset"))
    yield Triple(data, _sd("defaultGraph"), default)
    yield Triple(default, _TYPE, _sd("Graph"))
    for number, name in enumerate(service.engine.files):
        graph = BlankNode(f"named{number}")
        yield Triple(data, _sd("namedGraph"), graph)
        yield Triple(graph, _TYPE, _sd("NamedGraph"))
        yield Triple(graph, _sd("name"), NamedNode(name))


def _sd(name: str) -> NamedNode:
    return NamedNode(_SD + name)
