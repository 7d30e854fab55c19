"""Write addresses that were published once and lead to another thing now: two things turned out to be one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.iri import author_id
from kg.rdf.turtle import Names, block

__all__ = ["OWL_PREFIX", "former_blocks"]

OWL_PREFIX = {"owl": "http://www.w3.org/2002/07/owl#"}


def former_blocks(replaced: Mapping[str, str], writers: Mapping[str, str], names: Names) -> Iterator[str]:
    """Yield the former addresses of things and of writers, each with the one that stands now."""
    if not replaced and not writers:
        return
    yield "\n# Former addresses 旧地址\n"
    authors = {author_id(name): author_id(other) for name, other in writers.items()}
    for former, now in sorted({**replaced, **authors}.items()):
        term = names.term(now)
        yield block(names.term(former), [("owl:sameAs", term), ("dcterms:isReplacedBy", term)])
