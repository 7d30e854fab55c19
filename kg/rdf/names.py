"""What the written graph calls things: its prefixes, and the addresses of everything that is no entity."""

from __future__ import annotations

from kg.graph import Graph
from kg.iri import digest
from kg.model import Observation, Relation, Span
from kg.rdf.turtle import Names

__all__ = [
    "EVIDENCE_PREFIXES",
    "GRAPH_PREFIXES",
    "author_id",
    "build_names",
    "fact_id",
    "membership_id",
    "observation_id",
    "text_id",
]

ONTOLOGY = "https://w3id.org/civic-kg/ontology#"
GRAPH_PREFIXES = {
    "ckg": ONTOLOGY,
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "org": "http://www.w3.org/ns/org#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
EVIDENCE_PREFIXES = {
    "ckg": ONTOLOGY,
    "itsrdf": "http://www.w3.org/2005/11/its/rdf#",
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "org": "http://www.w3.org/ns/org#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_FOLDERS = ("article", "author", "build", "fact", "membership", "observation", "page", "text")


def build_names(graph: Graph, base: str) -> Names:
    """Return the names below `base` for everything in a graph."""
    return Names(base, {*_FOLDERS, *(entity.id.partition("/")[0] for entity in graph.entities)})


def author_id(name: str) -> str:
    """Return the address of a name that stands in a byline; one name has one address."""
    return f"author/{digest(name)}"


def membership_id(relation: Relation) -> str:
    """Return the address of a post: who, where, and as what."""
    return f"membership/{digest(relation.subject, str(relation.object), relation.title or '')}"


def observation_id(observation: Observation) -> str:
    """Return the address of a figure: of what, what was counted, how much, of what unit, when."""
    return "observation/" + digest(
        observation.subject,
        observation.indicator,
        f"{observation.value.normalize():f}",
        observation.unit or "",
        observation.modifier or "",
        str(observation.period or ""),
    )


def fact_id(*parts: str) -> str:
    """Return the address of a statement of evidence, made of all that tells it from others: triple, title, rule."""
    return f"fact/{digest(*parts)}"


def text_id(document: str, span: Span) -> str:
    """Return the address of a stretch of a page: its document and its code points.

    >>> text_id("p003", Span(120, 180))
    'text/p003-120-180'
    """
    return f"text/{document}-{span.start}-{span.stop}"
