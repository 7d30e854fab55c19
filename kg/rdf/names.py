"""What the written graph calls things: its prefixes, and the addresses of everything that is no entity."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from kg.graph import Graph
from kg.iri import short_digest
from kg.model import Observation, Relation, Span
from kg.rdf.turtle import Names

__all__ = [
    "EVIDENCE_FOLDERS",
    "EVIDENCE_PREFIXES",
    "GRAPH_FOLDERS",
    "GRAPH_PREFIXES",
    "fact_id",
    "membership_id",
    "name_all",
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
    "schema": "https://schema.org/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
GRAPH_FOLDERS = ("article", "author", "build", "membership", "observation", "page")
EVIDENCE_FOLDERS = ("article", "fact", "membership", "observation", "page", "text")


def name_all(graph: Graph, base: str, folders: Iterable[str]) -> Names:
    """Return the names below `base` for the entities of a graph and what else lies in `folders`."""
    return Names(base, {*folders, *(entity.id.partition("/")[0] for entity in graph.entities)})


def membership_id(relation: Relation) -> str:
    """Return the address of a post: who, where, and as what."""
    return f"membership/{short_digest(relation.subject, str(relation.object), relation.title or '')}"


def observation_id(observation: Observation) -> str:
    """Return the address of a figure: of what, what was counted, how much, of what unit, when."""
    return "observation/" + short_digest(
        observation.subject,
        observation.indicator,
        f"{observation.value.normalize():f}",
        observation.unit or "",
        observation.modifier or "",
        str(observation.period or ""),
    )


def fact_id(*parts: str) -> str:
    """Return the address of a statement of evidence, made of all that tells it from others: triple, title, rule."""
    return f"fact/{short_digest(*parts)}"


def text_id(document: str, span: Span) -> str:
    """Return the address of a stretch of a page: a short key of the page, and its code points.

    >>> text_id("p003", Span(120, 180))
    'text/o4ese5-120-180'
    """
    return f"text/{_page_key(document)}-{span.start}-{span.stop}"


@lru_cache(maxsize=1 << 12)
def _page_key(document: str) -> str:
    return short_digest(document, length=6)
