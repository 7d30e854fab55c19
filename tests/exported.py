"""What an export must hold, said by the graph that it was made of; and the graphs that the tests export."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from small_graph import renamed, small_graph

from kg.export import export_graph, find_format
from kg.graph import Graph
from kg.iri import BASE_IRI
from kg.model import Evidence, Period
from kg.rdf.names import observation_id

# A formula, quotes, escapes, tags, ends of statements, rows and lists, marks of direction, letters of many scripts.
HOSTILE = '=1+1\'"\\ \n\t<b>&amp;</b>]]>--}}) DETACH DELETE n; DROP // \\u0027 {| |} @zh-hans "@zh-hans $(rm) `x` %s'
HOSTILE += "\x1b[31m,;|、𠮷e\u0301\u202eабв　ـع"

GRAPHS = {"small": small_graph(), "hostile": renamed(small_graph(), HOSTILE)}


class Thing(NamedTuple):
    """An entity, as any tool must show it."""

    iri: str
    name: str
    aliases: tuple[str, ...]


class Fact(NamedTuple):
    """A relation between entities, with what it rests on."""

    source: str
    predicate: str
    target: str
    title: str
    confidence: float
    rules: tuple[str, ...]
    sentences: tuple[str, ...]
    words: tuple[str, ...]


def exported(graph: Graph, name: str, folder: Path, **options: bool) -> Path:
    """Export a graph and return where it stands."""
    out = folder / f"export{find_format(name).ending}"
    export_graph(graph, name, out, **options)
    return out


def things(graph: Graph) -> set[Thing]:
    """Return the entities of a graph."""
    return {Thing(BASE_IRI + e.id, e.name, tuple(e.aliases)) for e in graph.entities}


def facts(graph: Graph) -> Counter[Fact]:
    """Return the relations of a graph between its entities."""
    return Counter(
        Fact(
            BASE_IRI + relation.subject,
            relation.predicate,
            BASE_IRI + relation.object,
            relation.title or "",
            max(item.confidence for item in relation.evidence),
            tuple(dict.fromkeys(item.rule for item in _ordered(relation.evidence))),
            tuple(dict.fromkeys(_sentence(item, graph) for item in _ordered(relation.evidence))),
            tuple(dict.fromkeys(words for item in _ordered(relation.evidence) for words in _words(item, graph))),
        )
        for relation in graph.relations
        if not isinstance(relation.object, Period)
    )


def figures(graph: Graph) -> set[tuple[str, str, float, str, str]]:
    """Return the figures of a graph: address, indicator, value, unit, what they are of."""
    return {
        (BASE_IRI + observation_id(f), f.indicator, float(f.value), f.unit or "", BASE_IRI + f.subject)
        for f in graph.observations
    }


def _ordered(evidence: Iterable[Evidence]) -> list[Evidence]:
    return sorted(evidence, key=lambda item: item.rule)


def _page(item: Evidence, graph: Graph) -> str:
    return next(document.text for document in graph.documents if document.id == item.document)


def _sentence(item: Evidence, graph: Graph) -> str:
    span = graph.sentences[item.document, item.sentence].span
    return _page(item, graph)[span.start : span.stop]


def _words(item: Evidence, graph: Graph) -> list[str]:
    return [_page(item, graph)[span.start : span.stop] for span in item.spans]
