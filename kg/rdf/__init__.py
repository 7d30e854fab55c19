"""The graph as RDF: Turtle written by hand, streamed, the same bytes on every machine."""

from kg.iri import BASE_IRI, entity_id
from kg.rdf.evidence import write_evidence
from kg.rdf.facts import write_graph

__all__ = ["BASE_IRI", "entity_id", "write_evidence", "write_graph"]
