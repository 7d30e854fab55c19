"""What the page knows, as tables of numbers and texts: small, in a fixed order, read by `scripts/store.js`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kg.model import Entity, Evidence, Observation, Period, Relation
from kg.rdf.dates import settle_periods
from kg.rdf.names import membership_id, observation_id
from kg.text.pinyin import syllables
from kg.view.choose import Shown
from kg.view.drawing import group_of, look_of
from kg.view.hierarchy import build_hierarchy
from kg.view.marks import marks_in
from kg.vocabulary import NAMESPACE, Vocabulary

__all__ = ["MOST_CITED", "build_tables"]

MOST_CITED = 12  # sentences behind one fact: what every page states needs no more; evidence.ttl has all
LONGEST_READING = 40  # characters of a name that can be searched by their pinyin
Table = list[Any]
Marked = tuple[str, int, tuple[int, ...], str, int]


class _Sentences:
    """Numbers sentences, rules and articles as they come up."""

    def __init__(self, shown: Shown) -> None:
        self.graph = shown.graph
        self.articles = {article.id: number for number, article in enumerate(shown.articles)}
        self.sentences: dict[tuple[str, int], int] = {}
        self.rules: dict[str, int] = {}
        self.rows: Table = []

    def evidence(self, evidence: Iterable[Evidence]) -> Table:
        """Return rows `[sentence, rule, confidence in percent, start, stop, …]`, marks in clean text."""
        found = {mark for one in evidence if (mark := self._marked(one))}
        return [self._row(*mark) for mark in sorted(found)[:MOST_CITED]]

    def _marked(self, one: Evidence) -> Marked | None:
        """Return evidence with its words as positions in the clean sentence; None if the sentence is not known."""
        sentence = self.graph.sentences.get((one.document, one.sentence))
        if sentence is None:
            return None
        marks = tuple(position for mark in marks_in(sentence.text, one.spans) for position in mark)
        return one.document, one.sentence, marks, one.rule, round(one.confidence * 100)

    def _row(self, document: str, index: int, marks: tuple[int, ...], rule: str, percent: int) -> Table:
        key = document, index
        if key not in self.sentences:
            sentence = self.graph.sentences[key]
            self.sentences[key] = len(self.rows)
            self.rows.append([self.articles.get(sentence.article, -1), sentence.text.chars])
        return [self.sentences[key], self.rules.setdefault(rule, len(self.rules)), percent, *marks]


def build_tables(shown: Shown, vocabulary: Vocabulary, *, base: str) -> dict[str, Any]:
    """Return all tables of a page. Rows point at each other by number; -1 stands for nothing."""
    sentences = _Sentences(shown)
    classes = sorted({entity.type for entity in shown.entities})
    predicates = _predicates(shown, vocabulary)
    tables = {
        "base": base,
        "ontology": NAMESPACE,
        "frames": sorted({document.frame for document in shown.documents if document.frame}),
        "whole": list(shown.whole) if shown.is_part else None,
        "types": _types(classes, vocabulary),
        "classes": [_class(name, vocabulary) for name in classes],
        "predicates": [_predicate(name, vocabulary) for name in predicates],
        "pages": [[document.id, document.name, document.date or ""] for document in shown.documents],
        "articles": _articles(shown),
        "entities": _entities(shown, classes),
        "relations": [_relation(r, shown, predicates, sentences) for r in shown.relations],
        "observations": [_observation(o, shown, sentences) for o in shown.observations],
        "hierarchy": build_hierarchy(shown, vocabulary),
    }
    return tables | {"sentences": sentences.rows, "rules": list(sentences.rules)}


def _types(classes: Iterable[str], vocabulary: Vocabulary) -> Table:
    """Return the types in use, in the guide's order, as `[name, zh, en, shape, colour on white, colour on black]`."""
    used = {group_of(name, vocabulary) for name in classes}
    ordered = [name for name in vocabulary.types if name in used] + sorted(used - set(vocabulary.types))
    looks = [(name, look_of(name)) for name in ordered]
    return [[name, *_names(name, vocabulary), look.shape, look.light, look.dark] for name, look in looks]


def _class(name: str, vocabulary: Vocabulary) -> Table:
    """Return a class as `[name, zh, en, type in the legend, classes above it]`."""
    return [name, *_names(name, vocabulary), group_of(name, vocabulary), list(vocabulary.lineage(name))]


def _names(name: str, vocabulary: Vocabulary) -> tuple[str, str]:
    found = vocabulary.classes.get(name)
    return (found.label_zh or name, found.label_en or name) if found else (name, name)


def _predicates(shown: Shown, vocabulary: Vocabulary) -> list[str]:
    used = {relation.predicate for relation in shown.relations}
    return [name for name in vocabulary.relations if name in used] + sorted(used - set(vocabulary.relations))


def _predicate(name: str, vocabulary: Vocabulary) -> Table:
    """Return a predicate as `[name, zh, en, zh from the other end, en from the other end, is it symmetric]`."""
    found = vocabulary.predicates.get(name)
    if found is None:
        return [name, name, name, name, name, 0]
    back = vocabulary.predicates.get(found.inverse or "", found)
    labels = found.label_zh, found.label_en, back.label_zh, back.label_en
    return [name, *labels, int(found.symmetric)]


def _articles(shown: Shown) -> Table:
    """Return articles as `[id, page, headline, first words, entities named]`."""
    pages = {document.id: number for number, document in enumerate(shown.documents)}
    return [
        [
            article.id,
            pages.get(article.document, -1),
            article.headline or "",
            article.paragraphs[0].chars[:24] if article.paragraphs else "",
            sorted(shown.places[id] for id in shown.graph.mentions.get(article.id, ()) if id in shown.places),
        ]
        for article in shown.articles
    ]


def _entities(shown: Shown, classes: list[str]) -> Table:
    """Return entities as `[id, name, class, aliases, pinyin of each name, first days, last days]`."""
    numbers = {name: number for number, name in enumerate(classes)}
    dates = _dates(shown)
    return [
        [entity.id, entity.name, numbers[entity.type], _aliases(entity), _readings(entity), *dates.get(entity.id, ())]
        for entity in shown.entities
    ]


def _aliases(entity: Entity) -> list[str]:
    return sorted(set(entity.aliases) - {entity.name})


def _readings(entity: Entity) -> str:
    """Return how the names are read, syllables apart, names on lines of their own."""
    names = [entity.name, *_aliases(entity)]
    return "\n".join(" ".join(syllables(name[:LONGEST_READING])).lower() for name in names)


def _dates(shown: Shown) -> dict[str, tuple[list[str], list[str]]]:
    """Return the first and last days of each event as the Turtle file has them."""
    periods: dict[str, list[Period]] = {}
    for relation in shown.relations:
        if relation.predicate == "heldOn" and isinstance(relation.object, Period):
            periods.setdefault(relation.subject, []).append(relation.object)
    settled = {id: settle_periods(stated) for id, stated in periods.items()}
    return {id: (list(starts), list(stops)) for id, (starts, stops) in settled.items()}


def _relation(relation: Relation, shown: Shown, predicates: list[str], sentences: _Sentences) -> Table:
    """Return a relation as `[subject, predicate, object or period, evidence, title, id of its post]`."""
    other = relation.object
    row: Table = [
        shown.places[relation.subject],
        predicates.index(relation.predicate),
        shown.places[other] if isinstance(other, str) else [other.start, other.stop or ""],
        sentences.evidence(relation.evidence),
    ]
    if relation.predicate == "holdsPost":
        row += [relation.title or "", membership_id(relation)]
    return row


def _observation(observation: Observation, shown: Shown, sentences: _Sentences) -> Table:
    """Return a figure as `[entity, indicator, value, unit, modifier, period, evidence, id]`."""
    period = observation.period
    return [
        shown.places[observation.subject],
        observation.indicator,
        f"{observation.value.normalize():f}",
        observation.unit or "",
        observation.modifier or "",
        [period.start, period.stop or ""] if period else [],
        sentences.evidence(observation.evidence),
        observation_id(observation),
    ]
