"""Write addresses that were published once and lead to another thing now: two things turned out to be one."""

from __future__ import annotations

from collections.abc import Iterator

from kg.graph import Graph
from kg.iri import author_id
from kg.rdf.turtle import Names, block

__all__ = ["OWL_PREFIX", "former_blocks", "has_former"]

OWL_PREFIX = {"owl": "http://www.w3.org/2002/07/owl#"}


def has_former(graph: Graph) -> bool:
    """Say whether any address leads to another thing."""
    return bool(graph.replaced or graph.writers)


def former_blocks(graph: Graph, names: Names) -> Iterator[str]:
    """Yield the former addresses of things and of writers, each with the one that stands now."""
    if not has_former(graph):
        return
    yield "\n# Former addresses 旧地址\n"
    writers = {author_id(name): author_id(other) for name, other in graph.writers.items()}
    for former, now in sorted({**graph.replaced, **writers}.items()):
        term = names.term(now)
        yield block(names.term(former), [("owl:sameAs", term), ("dcterms:isReplacedBy", term)])
