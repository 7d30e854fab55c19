"""Write the files of a build from what stands: pieces that are there already, one after the other."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO, TypeVar

from kg.graph import Graph
from kg.model import Evidence, Observation, Relation
from kg.rdf.description import describe
from kg.rdf.evidence import evidence_head
from kg.rdf.facts import HEADINGS, graph_head, writer_blocks
from kg.rdf.former import former_blocks, has_former
from kg.rdf.names import observation_id
from kg.rdf.turtle import Names, write_blocks
from kg.standing.facts import Facts
from kg.standing.parts import Shows, fact_row
from kg.standing.texts import post_key
from kg.view import Shown, choose

Stated = TypeVar("Stated", Relation, Observation)

__all__ = ["shown_of", "write_standing_evidence", "write_standing_graph"]


def write_standing_graph(facts: Facts, graph: Graph, names: Names, out: BinaryIO) -> None:
    """Write graph.ttl; `graph` is all that stands, without its evidence."""
    write_blocks(_pieces(facts, graph, names), out)


def _pieces(facts: Facts, graph: Graph, names: Names) -> Iterator[str]:
    yield graph_head(names, has_former=has_former(graph))
    yield HEADINGS["entity"]
    yield from (text for _, text in facts.blocks("entity"))
    yield HEADINGS["post"]
    posts = dict(facts.blocks("post"))
    yield from (posts[post_key(fact_row(r))] for r in graph.relations if r.predicate == "holdsPost")
    yield HEADINGS["figure"]
    figures = dict(facts.blocks("figure"))
    yield from (figures[observation_id(figure)] for figure in graph.observations)
    yield HEADINGS["article"]
    yield from (text for _, text in facts.parts("articles"))
    yield from writer_blocks({name for _, told in facts.about() for name in told["writers"]}, graph.writers, names)
    yield HEADINGS["page"]
    yield from (text for _, text in facts.parts("card"))
    yield from former_blocks(graph, names)
    yield HEADINGS["about"]
    yield from describe(graph, names)


def write_standing_evidence(facts: Facts, names: Names, out: BinaryIO) -> None:
    """Write evidence.ttl."""
    out.write(evidence_head(names).encode("utf-8"))
    for _, packed in facts.parts("evidence"):
        out.write(zlib.decompress(packed))


def shown_of(facts: Facts, graph: Graph) -> tuple[Graph, Shown]:
    """Return a graph with its articles, and what the network page shows of it, with its evidence."""
    shows = [Shows(page, packed) for page, packed in facts.parts("view")]
    articles = [item for page in shows for item in page.articles()]
    mentions = {article.id: named for article, named in articles}
    graph = replace(graph, articles=tuple(article for article, _ in articles), mentions=mentions)
    shown = choose(graph)
    relations: dict[tuple[str, ...], list[Evidence]] = {fact_row(relation): [] for relation in shown.relations}
    figures: dict[str, list[Evidence]] = {observation_id(figure): [] for figure in shown.observations}
    for page in shows:
        for row, evidence in page.facts():
            if row in relations:
                relations[row] += evidence
        for id, evidence in page.figures():
            if id in figures:
                figures[id] += evidence
    aliases = facts.entities(entity.id for entity in shown.entities)
    whole = replace(graph, sentences=dict(item for page in shows for item in page.sentences()))
    return whole, replace(
        shown,
        graph=whole,
        entities=tuple(aliases[entity.id] for entity in shown.entities),
        relations=tuple(_cited(relation, relations[fact_row(relation)]) for relation in shown.relations),
        observations=tuple(_cited(figure, figures[observation_id(figure)]) for figure in shown.observations),
    )


def _cited(stated: Stated, evidence: list[Evidence]) -> Stated:
    return replace(stated, evidence=tuple(evidence))
