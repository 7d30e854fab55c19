"""The prefixes that a query may use without declaring them."""

from __future__ import annotations

__all__ = ["PREFIXES"]

PREFIXES = {
    "ckg": "https://w3id.org/civic-kg/ontology#",
    "dcterms": "http://purl.org/dc/terms/",
    "id": "https://w3id.org/civic-kg/id/",
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
