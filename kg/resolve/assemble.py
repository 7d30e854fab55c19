"""From the extractions of all pages to one graph: one entity a thing, one relation a statement, in a fixed order."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.extract import Extraction
from kg.extract.areas import Frame, Gazetteer
from kg.graph import Graph
from kg.iri import entity_id
from kg.model import Entity, Evidence, Mention, Observation, Period, Relation, Sentence
from kg.resolve.cluster import cluster_mentions
from kg.rules.schema import Pack

__all__ = ["resolve"]

_SCOPED = frozenset(
    {"Subdistrict", "Community", "ResidentialCompound", "Road", "Person", "GovernmentBody", "Organization"}
)


@dataclass
class _Thing:
    """What is known of one entity while pages are brought together."""

    type: str
    key: str
    scope: str
    names: Counter[str] = field(default_factory=Counter)
    mentions: list[Mention] = field(default_factory=list)


def resolve(extractions: Iterable[Extraction], pack: Pack) -> Graph:
    """Return the graph of all pages; the order of `extractions` does not matter."""
    pages = sorted(extractions, key=lambda e: (e.document.id, e.document.sha256))
    gazetteer = Gazetteer(pack.lexicons)
    things: dict[tuple[str, str, str], _Thing] = {}
    numbered = [_things_of_page(page, gazetteer, things) for page in pages]
    ids = {id(thing): entity_id(thing.type, thing.key, f"{thing.scope}|{thing.key}") for thing in things.values()}
    entities = tuple(sorted((_entity(t, ids[id(t)]) for t in things.values()), key=lambda e: e.id))
    resolved = [
        (page, [ids[id(thing)] for thing in by_number]) for page, by_number in zip(pages, numbered, strict=True)
    ]
    return Graph(
        documents=tuple(page.document for page in pages),
        articles=tuple(article for page in pages for article in page.articles),
        sentences=_sentences(pages),
        entities=entities,
        relations=_relations(resolved),
        observations=_observations(resolved),
        mentions=_named_in(resolved),
    )


def _things_of_page(page: Extraction, gazetteer: Gazetteer, things: dict[tuple[str, str, str], _Thing]) -> list[_Thing]:
    """Add the things that a page names; return the thing of every mention, by number."""
    frame = gazetteer.frame(page.document.frame, page.document.text)
    by_number: dict[int, _Thing] = {}
    for cluster in cluster_mentions(page.mentions, frame):
        scope = _scope(cluster.type, frame)
        thing = things.setdefault((cluster.type, cluster.key, scope), _Thing(cluster.type, cluster.key, scope))
        thing.names.update(cluster.names or {cluster.key: 1})
        thing.mentions += [page.mentions[n] for n in cluster.mentions]
        by_number.update(dict.fromkeys(cluster.mentions, thing))
    return [by_number[number] for number in range(len(page.mentions))]


def _scope(type_: str, frame: Frame) -> str:
    """Return where a name of this type is unique: local things in their district, all others everywhere."""
    return frame.home if type_ in _SCOPED else ""


def _entity(thing: _Thing, id_: str) -> Entity:
    name = min(thing.names, key=lambda n: (-len(n), -thing.names[n], n))
    aliases = tuple(sorted(set(thing.names) - {name}))
    mentions = tuple(sorted(thing.mentions, key=lambda m: (m.document, m.span)))
    return Entity(id_, thing.type, name, aliases, mentions)


def _sentences(pages: Sequence[Extraction]) -> dict[tuple[str, int], Sentence]:
    """Return the sentences that a fact, a figure or a name rests on."""
    used: set[tuple[str, int]] = set()
    for page in pages:
        used.update((page.document.id, m.sentence) for m in page.mentions)
        used.update((page.document.id, f.evidence.sentence) for f in (*page.facts, *page.figures))
    by_place = {(page.document.id, s.index): s for page in pages for s in page.sentences}
    return {place: by_place[place] for place in sorted(used)}


def _relations(pages: Sequence[tuple[Extraction, list[str]]]) -> tuple[Relation, ...]:
    evidence: dict[tuple[str, str, str | Period, str | None], list[Evidence]] = defaultdict(list)
    for page, ids in pages:
        for fact in page.facts:
            obj = ids[fact.object] if isinstance(fact.object, int) else fact.object
            if ids[fact.subject] != obj:
                evidence[ids[fact.subject], fact.predicate, obj, fact.title].append(fact.evidence)
    relations = [Relation(s, p, o, _ordered(found), title) for (s, p, o, title), found in evidence.items()]
    return tuple(sorted(relations, key=lambda r: (r.subject, r.predicate, str(r.object), r.title or "")))


def _observations(pages: Sequence[tuple[Extraction, list[str]]]) -> tuple[Observation, ...]:
    found: dict[tuple[object, ...], Observation] = {}
    for page, ids in pages:
        for f in page.figures:
            key = (ids[f.subject], f.indicator, f.value, f.unit, f.modifier, f.period)
            earlier = found[key].evidence if key in found else ()
            found[key] = Observation(
                ids[f.subject], f.indicator, f.value, f.unit, f.modifier, f.period, (*earlier, f.evidence)
            )
    return tuple(sorted(found.values(), key=lambda o: (o.subject, o.indicator, o.value, o.unit or "", str(o.period))))


def _ordered(found: list[Evidence]) -> tuple[Evidence, ...]:
    return tuple(sorted(set(found), key=lambda e: (e.document, e.sentence, e.spans, e.rule)))


def _named_in(pages: Sequence[tuple[Extraction, list[str]]]) -> dict[str, tuple[str, ...]]:
    """Return, by article, the things that it names."""
    named: dict[str, set[str]] = {}
    for page, ids in pages:
        articles = {s.index: s.article for s in page.sentences}
        for article in page.articles:
            named.setdefault(article.id, set())
        for mention, id_ in zip(page.mentions, ids, strict=True):
            named[articles[mention.sentence]].add(id_)
    return {article: tuple(sorted(ids)) for article, ids in sorted(named.items())}
