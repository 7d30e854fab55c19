"""A graph made from a gold page alone: what a perfect reading of the page would give, for tests of what is written."""

from __future__ import annotations

import hashlib
import json
import re
from decimal import Decimal
from pathlib import Path

from kg.graph import Graph
from kg.iri import entity_id
from kg.model import Article, Document, Entity, Evidence, Mention, Observation, Period, Relation, Sentence, Span, Text
from kg.vocabulary import read_vocabulary

ROOT = Path(__file__).parent.parent
GOLD = {"seed000": "000_f2efb9020fd6bb4a.txt", "seed003": "003_277e4aee20ef9c22.txt"}
END = re.compile(r"[^。！？\n]+[。！？]?")


def gold_graph(name: str) -> Graph:
    """Return the graph of one gold page; facts whose ends no type of the gold allows are left out."""
    gold = json.loads((ROOT / "tests" / "gold" / f"{name}.json").read_text(encoding="utf-8"))
    path = ROOT / "seeds" / GOLD[name]
    text = path.read_text(encoding="utf-8")
    sha = hashlib.sha256(path.read_bytes()).hexdigest()
    page = Document(path.stem, path.name, sha, text, gold["date"], gold["frame"])
    sentences = [
        Sentence(f"{page.id}-1", index, 0, Text(match.group(), tuple(range(*match.span()))))
        for index, match in enumerate(END.finditer(text))
    ]
    reader = _Reader(page, sentences)
    entities = {e["id"]: reader.entity(e) for e in gold["entities"]}
    relations = {}
    for r in gold["relations"]:
        relation = reader.relation(r, entities)
        if relation is not None:
            relations[relation.subject, relation.predicate, relation.object, relation.title] = relation
    observations = {reader.observation(o, entities): None for o in gold["observations"]}
    articles = tuple(_article(a, number, page) for number, a in enumerate(gold["articles"], 1))
    return Graph(
        documents=(page,),
        articles=articles,
        sentences={(page.id, sentence.index): sentence for sentence in sentences},
        entities=tuple(sorted({e.id: e for e in entities.values()}.values(), key=lambda e: e.id)),
        relations=tuple(
            sorted(relations.values(), key=lambda r: (r.subject, r.predicate, str(r.object), r.title or ""))
        ),
        observations=tuple(observations),
        mentions={articles[0].id: tuple(sorted({e.id for e in entities.values()}))},
    )


class _Reader:
    def __init__(self, page: Document, sentences: list[Sentence]) -> None:
        self.page, self.sentences = page, sentences

    def entity(self, gold: dict) -> Entity:
        type = gold["types"][0]
        names = [gold["name"], *gold["aliases"]]
        mentions = []
        for name in names:
            for found in re.finditer(r"\s*".join(map(re.escape, name)), self.page.text):
                span = Span(*found.span())
                mentions.append(Mention(span, type, name, f"{type.lower()}-head", self.index(span.start), self.page.id))
        id = entity_id(type, gold["name"], gold["id"])
        return Entity(id, type, gold["name"], tuple(sorted(set(names) - {gold["name"]})), tuple(mentions[:5]))

    def index(self, position: int) -> int:
        return max(s.index for s in self.sentences if s.index == 0 or s.span.start <= position)

    def evidence(self, words: str, rule: str, *ends: Entity) -> tuple[Evidence, ...]:
        at = max(self.page.text.find(words[:6]), 0)
        sentence = self.sentences[self.index(at)]
        spans = [m.span for end in ends for m in end.mentions if m.sentence == sentence.index][:2]
        return (Evidence(self.page.id, sentence.index, tuple(spans or [sentence.span]), rule, 0.85),)

    def relation(self, gold: dict, entities: dict[str, Entity]) -> Relation | None:
        subject, object = entities[gold["s"]], entities.get(gold["o"])
        if not read_vocabulary().fits(subject.type, gold["p"], object.type if object else None):
            return None
        words = gold.get("evidence", "")
        if object is None:
            start, _, stop = gold["o"].partition("/")
            evidence = self.evidence(words, "event-date", subject)
            return Relation(subject.id, gold["p"], Period(start, stop or None), evidence)
        evidence = self.evidence(words, f"{gold['p']}-a", subject, object)
        return Relation(subject.id, gold["p"], object.id, evidence, gold.get("title"))

    def observation(self, gold: dict, entities: dict[str, Entity]) -> Observation:
        subject = entities[gold["subject"]]
        period = None
        if gold["period"]:
            start, _, stop = gold["period"].partition("/")
            period = Period(start, stop or None)
        value = Decimal(str(gold["value"]))
        evidence = self.evidence(gold["evidence"], "figure", subject)
        return Observation(subject.id, gold["indicator"], value, gold["unit"], gold["modifier"], period, evidence)


def _article(gold: dict, number: int, page: Document) -> Article:
    people = tuple(gold["bylines"]), tuple(gold["photographers"])
    return Article(f"{page.id}-{number}", page.id, gold["headline"] or None, None, (), *people, ())
