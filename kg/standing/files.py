"""Write the files of a build from what stands: pieces that are there already, one after the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import BinaryIO

from kg.graph import Graph
from kg.model import Evidence
from kg.rdf.description import describe
from kg.rdf.facts import HEADINGS, graph_head, writer_blocks
from kg.rdf.former import former_blocks
from kg.rdf.turtle import Names, write_blocks
from kg.standing.facts import Facts, observation_of
from kg.standing.parts import articles_of, evidence_of, relation_of
from kg.view import Shown, choose, most_tied

_FACT = 4  # columns of a fact; a figure has more

__all__ = ["shown_of", "write_standing_graph"]


def write_standing_graph(facts: Facts, names: Names, out: BinaryIO) -> None:
    """Write graph.ttl."""
    write_blocks(_pieces(facts, names), out)


def _pieces(facts: Facts, names: Names) -> Iterator[str]:
    former, writers = facts.former(), facts.writers()
    yield graph_head(names, has_former=bool(former or writers))
    yield HEADINGS["entity"]
    yield from facts.entity_texts()
    yield HEADINGS["post"]
    yield from facts.post_texts()
    yield HEADINGS["figure"]
    yield from facts.figure_texts()
    yield HEADINGS["article"]
    yield from (text for _, text in facts.parts("articles"))
    yield from writer_blocks(facts.printed(), writers, names)
    yield HEADINGS["page"]
    yield from (text for _, text in facts.parts("card"))
    yield from former_blocks(former, writers, names)
    yield HEADINGS["about"]
    yield from describe(facts.pages(), facts.types(), names)


def shown_of(facts: Facts) -> Shown:
    """Return what the network page shows, with its evidence."""
    degrees, relations = facts.degrees()
    every = facts.ids()
    ids = most_tied(every, degrees)
    cited = [*facts.cited_facts(ids), *facts.cited_figures(ids)]
    rows: dict[tuple[str, ...], list[Evidence]] = defaultdict(list)
    for (_, *row, _), evidence in zip(cited, evidence_of((row[0], row[-1]) for row in cited), strict=True):
        rows[tuple(row)] += evidence
    articles = list(articles_of(facts.parts("shown")))
    graph = Graph(
        documents=tuple(facts.documents()),
        articles=tuple(article for article, _ in articles),
        sentences=facts.sentences((e.document, e.sentence) for found in rows.values() for e in found),
        entities=tuple(facts.entities(ids).values()),
        relations=tuple(relation_of(row, tuple(found)) for row, found in rows.items() if len(row) == _FACT),
        observations=tuple(observation_of(row, tuple(found)) for row, found in rows.items() if len(row) > _FACT),
        mentions={article.id: named for article, named in articles},
    )
    return choose(graph, degrees=degrees, whole=(len(every), relations))
