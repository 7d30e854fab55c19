"""A graph as a network for networkx, and back: nothing but texts, numbers, lists and mappings in it.

    node  an entity        kind "entity", type, label, aliases, mentions, dates, start, end
    node  a figure         kind "figure", type "Observation", label, indicator, value, exact, unit, modifier, start, end
    edge  a relation       key: predicate, or predicate and post; predicate, title, confidence, evidence
    edge  of a figure      key and predicate "observationOf", from the figure to what it is of

Dates are attributes, since a day that many events share would join them. Pages, articles and sentences are attributes
of the whole (`network.graph`), so that the way back gives the same graph; leave them away where only the network
counts.
`networkx.node_link_data` makes JSON of it, and `from_networkx` takes what comes back from JSON.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from decimal import Decimal
from typing import Any

import networkx as nx

from kg.graph import Graph, ordered
from kg.model import Article, Document, Entity, Evidence, Mention, Observation, Period, Relation, Sentence, Span, Text
from kg.rdf.dates import settle_periods
from kg.rdf.names import observation_id

__all__ = ["from_networkx", "to_networkx"]

Plain = dict[str, Any]


def to_networkx(graph: Graph, *, figures: bool = True, pages: bool = True) -> nx.MultiDiGraph[str]:
    """Return a graph as a network; `figures` and `pages` say whether those come along.

    >>> area = Entity("administrative-area/a", "AdministrativeArea", "河西区")
    >>> to_networkx(Graph(entities=(area,))).nodes["administrative-area/a"]["label"]
    '河西区'
    """
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    network.graph.update(_whole(graph) if pages else {})
    dated: dict[str, list[Relation]] = {}
    for relation in graph.relations:
        if isinstance(relation.object, Period):
            dated.setdefault(relation.subject, []).append(relation)
    for entity in graph.entities:
        network.add_node(entity.id, **_entity(entity, dated.get(entity.id, ())))
    for relation in graph.relations:
        if isinstance(relation.object, str):
            network.add_edge(relation.subject, relation.object, key=_key(relation), **_relation(relation))
    for figure in graph.observations if figures else ():
        network.add_node(observation_id(figure), **_figure(figure))
        network.add_edge(observation_id(figure), figure.subject, key="observationOf", predicate="observationOf")
    return network


def from_networkx(network: nx.MultiDiGraph[str]) -> Graph:
    """Return the graph of a network that `to_networkx` made, in order.

    Raises KeyError where an attribute is missing that `to_networkx` gives.
    """
    whole, nodes = network.graph, network.nodes(data=True)
    return ordered(
        Graph(
            documents=tuple(Document(**document) for document in whole.get("documents", ())),
            articles=tuple(map(_to_article, whole.get("articles", ()))),
            sentences={(s["document"], s["index"]): _to_sentence(s) for s in whole.get("sentences", ())},
            entities=tuple(_to_entity(id, data) for id, data in nodes if data["kind"] == "entity"),
            relations=tuple(_to_relations(network)),
            observations=tuple(_to_figure(id, network) for id, data in nodes if data["kind"] == "figure"),
            mentions={article: tuple(ids) for article, ids in whole.get("mentions", {}).items()},
        )
    )


# ------ there


def _whole(graph: Graph) -> Plain:
    return {
        "documents": [asdict(document) for document in graph.documents],
        "articles": [_article(article) for article in graph.articles],
        "sentences": [_sentence(document, sentence) for (document, _), sentence in graph.sentences.items()],
        "mentions": {article: list(ids) for article, ids in graph.mentions.items()},
    }


def _article(article: Article) -> Plain:
    return {
        **asdict(article),
        "paragraphs": [_text(paragraph) for paragraph in article.paragraphs],
        "heading": _text(article.heading) if article.heading else None,
    }


def _sentence(document: str, sentence: Sentence) -> Plain:
    return {**asdict(sentence), "document": document, "text": _text(sentence.text)}


def _text(text: Text) -> Plain:
    return {"chars": text.chars, "offsets": list(text.offsets)}


def _entity(entity: Entity, dated: Iterable[Relation]) -> Plain:
    relations = list(dated)
    held = [r.object for r in relations if r.predicate == "heldOn" and isinstance(r.object, Period)]
    starts, stops = settle_periods(held)
    return {
        "kind": "entity",
        "type": entity.type,
        "label": entity.name,
        "aliases": list(entity.aliases),
        "start": min(starts, default=""),
        "end": max(stops, default=""),
        "dates": [_date(relation) for relation in relations],
        "mentions": [asdict(mention) for mention in entity.mentions],
    }


def _date(relation: Relation) -> Plain:
    assert isinstance(relation.object, Period)
    return {"predicate": relation.predicate, **relation.object._asdict(), "evidence": _evidence(relation.evidence)}


def _key(relation: Relation) -> str:
    return f"{relation.predicate} {relation.title}" if relation.title else relation.predicate


def _relation(relation: Relation) -> Plain:
    return {
        "predicate": relation.predicate,
        "title": relation.title or "",
        "confidence": max((item.confidence for item in relation.evidence), default=0.0),
        "evidence": _evidence(relation.evidence),
    }


def _evidence(evidence: Iterable[Evidence]) -> list[Plain]:
    return [{**asdict(item), "spans": [list(span) for span in item.spans]} for item in evidence]


def _figure(figure: Observation) -> Plain:
    period = figure.period or Period("")
    return {
        "kind": "figure",
        "type": "Observation",
        "label": figure.indicator,
        "indicator": figure.indicator,
        "value": float(figure.value),
        "exact": str(figure.value),
        "unit": figure.unit or "",
        "modifier": figure.modifier or "",
        "start": period.start,
        "end": period.stop or "",
        "evidence": _evidence(figure.evidence),
    }


# ------ and back


def _to_article(data: Mapping[str, Any]) -> Article:
    return Article(
        **{
            **data,
            "headline_span": Span(*data["headline_span"]) if data["headline_span"] else None,
            **{name: tuple(data[name]) for name in ("titles", "bylines", "photographers")},
            "paragraphs": tuple(map(_to_text, data["paragraphs"])),
            "heading": _to_text(data["heading"]) if data["heading"] else None,
        }
    )


def _to_sentence(data: Mapping[str, Any]) -> Sentence:
    return Sentence(data["article"], data["index"], data["paragraph"], _to_text(data["text"]))


def _to_text(data: Mapping[str, Any]) -> Text:
    return Text(data["chars"], tuple(data["offsets"]))


def _to_entity(id: str, data: Mapping[str, Any]) -> Entity:
    mentions = tuple(Mention(**{**mention, "span": Span(*mention["span"])}) for mention in data["mentions"])
    return Entity(id, data["type"], data["label"], tuple(data["aliases"]), mentions)


def _to_relations(network: nx.MultiDiGraph[str]) -> Iterator[Relation]:
    for id, data in network.nodes(data=True):
        for date in data.get("dates", ()):
            period = Period(date["start"], date["stop"])
            yield Relation(id, date["predicate"], period, _to_evidence(date["evidence"]))
    for subject, object, data in network.edges(data=True):
        if data["predicate"] != "observationOf":
            evidence = _to_evidence(data["evidence"])
            yield Relation(subject, data["predicate"], object, evidence, data["title"] or None)


def _to_evidence(evidence: Iterable[Mapping[str, Any]]) -> tuple[Evidence, ...]:
    return tuple(Evidence(**{**item, "spans": tuple(Span(*span) for span in item["spans"])}) for item in evidence)


def _to_figure(id: str, network: nx.MultiDiGraph[str]) -> Observation:
    data = network.nodes[id]
    (subject,) = network.successors(id)
    return Observation(
        subject,
        data["indicator"],
        Decimal(data["exact"]),
        data["unit"] or None,
        data["modifier"] or None,
        Period(data["start"], data["end"] or None) if data["start"] else None,
        _to_evidence(data["evidence"]),
    )
