"""TriG: a named graph for each page, called as the page is, with what that page states.

The default graph holds what no page states by itself: what things are and are called, the pages, what the build is.
A fact that two pages state stands in both their graphs; all graphs together are graph.ttl. With the evidence asked for,
it stands in the default graph too.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg.export.compact import Compact
from kg.export.evidence import Evidence, read_evidence
from kg.export.form import Format
from kg.export.source import Build, Subject, Term, blocks, triples_of
from kg.export.terms import CKG, ORG, RDF, SCHEMA, text_of, texts_of, value_of
from kg.rdf.turtle import write_blocks

__all__ = ["FORMAT"]

Graphs = dict[str, list[tuple[str, Subject]]]


def _write(build: Build, out: Path) -> None:
    compact = Compact.of(build)
    evidence_file = build.needed_evidence()
    graphs = _by_page(build, read_evidence(build))
    with out.open("wb") as stream:
        write_blocks([compact.head()], stream)
        write_blocks(compact.blocks(graphs.pop("")), stream)
        if build.with_evidence:
            write_blocks(compact.blocks(blocks(triples_of(evidence_file), file=evidence_file)), stream)
        for page in sorted(graphs):
            write_blocks(_graph(page, graphs[page], compact), stream)


def _graph(page: str, things: list[tuple[str, Subject]], compact: Compact) -> Iterator[str]:
    yield f"\n{compact.iri(page)} {{\n"
    yield from compact.blocks(things)
    yield "}\n"


def _by_page(build: Build, evidence: Evidence) -> Graphs:
    """Part what graph.ttl says by the pages that say it; the default graph is called by an empty text."""
    graphs: Graphs = {"": []}
    posts = _pages_of_posts(evidence)
    for iri, said in blocks(triples_of(build.graph), file=build.graph):
        parts: dict[str, Subject] = {}
        whole = _pages_of_whole(iri, said, evidence, posts)
        for predicate, objects in said.items():
            for term in objects:
                for page in whole or _pages(iri, predicate, term, evidence) or [""]:
                    parts.setdefault(page, {}).setdefault(predicate, []).append(term)
        for page, part in parts.items():
            graphs.setdefault(page, []).append((iri, part))
    return graphs


def _pages_of_posts(evidence: Evidence) -> dict[str, list[str]]:
    """Return the pages that state a post, by its address."""
    posts: dict[str, list[str]] = {}
    for statements in evidence.statements.values():
        for statement in statements:
            if statement.membership:
                posts.setdefault(statement.membership, []).extend(evidence.pages(statement))
    return posts


def _pages_of_whole(iri: str, said: Subject, evidence: Evidence, posts: dict[str, list[str]]) -> list[str]:
    """Return the pages that say all of a thing: an article, a figure, a post; none for what several pages make up."""
    types = texts_of(said, RDF + "type")
    if CKG + "Article" in types:
        return [text_of(said, SCHEMA + "isPartOf")]
    if ORG + "Membership" in types:
        return list(dict.fromkeys(posts.get(iri, ())))
    if CKG + "Observation" in types:
        return _pages(iri, CKG + "observationOf", said[CKG + "observationOf"][0], evidence)
    return []


def _pages(subject: str, predicate: str, term: Term, evidence: Evidence) -> list[str]:
    statements = evidence.of(subject, predicate, value_of(term))
    return list(dict.fromkeys(page for statement in statements for page in evidence.pages(statement)))


FORMAT = Format(
    name="trig",
    ending=".trig",
    zh="TriG：每个版面一个命名图，图名即版面地址，内有该版面陈述的事实。",
    en="TriG: a named graph for each page, with what that page states.",
    write=_write,
    evidence="asked",
)
