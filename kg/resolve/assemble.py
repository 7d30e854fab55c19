"""From the extractions of all pages to one graph: one entity a thing, one relation a statement, in a fixed order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from kg.extract import Extraction
from kg.extract.areas import gazetteer_of
from kg.graph import Graph
from kg.model import Entity, Evidence, Observation, Period, Relation, Sentence
from kg.resolve.bylines import alike_bylines, one_writer
from kg.resolve.decisions import Decisions
from kg.resolve.grouping import cluster_units
from kg.resolve.links import Doubt, Links, Merge
from kg.resolve.published import Address, give_addresses
from kg.resolve.short_forms import form_reader
from kg.resolve.things import by_mention, entity_of, gather_things, named
from kg.resolve.units import Page, units_of
from kg.rules.schema import Pack
from kg.vocabulary import read_vocabulary

__all__ = ["Resolution", "read_page", "resolve", "resolve_pages"]

Place = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Resolution:
    """The graph of all pages; why names were taken for one thing, where that is open; addresses published anew."""

    graph: Graph
    merges: tuple[Merge, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    addresses: tuple[Address, ...] = ()


def read_page(extraction: Extraction, pack: Pack) -> Page:
    """Return a page with its names, ready to be brought together with others; a pure function of the page."""
    return Page(extraction, form_reader(pack).read(extraction))


def resolve(extractions: Iterable[Extraction], pack: Pack) -> Graph:
    """Return the graph of all pages; the order of `extractions` does not matter."""
    return resolve_pages([read_page(extraction, pack) for extraction in extractions], pack).graph


def resolve_pages(
    pages: Iterable[Page],
    pack: Pack,
    *,
    decisions: Decisions | None = None,
    published: Iterable[Address] = (),
    build: int = 1,
) -> Resolution:
    """Bring pages together; the order of `pages` does not matter.

    What people decided is obeyed, addresses that were published by earlier builds are kept; `build` counts them.
    """
    decisions = decisions or Decisions()
    ordered = sorted(pages, key=lambda page: (page.extraction.document.id, page.extraction.document.sha256))
    reader = form_reader(pack)
    known = sorted(published)
    clustering = cluster_units(ordered, list(units_of(ordered, decisions)), reader.judge, decisions, known)
    things = gather_things(clustering, ordered, reader.identifier, gazetteer_of(pack))
    addresses = give_addresses([named(thing) for thing in things], known, build=build)
    entities = [entity_of(thing, id, reader.identifier) for thing, id in zip(things, addresses.ids, strict=True)]
    ids = [""] * len(clustering.clusters)
    for thing, id in zip(things, addresses.ids, strict=True):
        for cluster in thing.clusters:
            ids[cluster.number] = id
    graph = _graph(ordered, entities, by_mention(things, ordered, addresses.ids), addresses.replaced, decisions)
    links = Links(clustering, ordered, ids, reader.judge)
    writers = alike_bylines(graph.articles, decisions, reader.judge.confidence("byline", page=False))
    return Resolution(graph, links.merges(), (*links.doubts(), *writers), addresses.added)


def _graph(
    pages: Sequence[Page],
    entities: Sequence[Entity],
    ids: Sequence[Sequence[str]],
    replaced: dict[str, str],
    decisions: Decisions,
) -> Graph:
    resolved = [(page.extraction, by_number) for page, by_number in zip(pages, ids, strict=True)]
    articles = tuple(article for page, _ in resolved for article in page.articles)
    return Graph(
        documents=tuple(page.document for page, _ in resolved),
        articles=articles,
        sentences=_sentences(resolved),
        entities=tuple(sorted(entities, key=lambda entity: entity.id)),
        relations=_relations(resolved, {entity.id: entity.type for entity in entities}),
        observations=_observations(resolved),
        mentions=_named_in(resolved),
        replaced=replaced,
        writers=one_writer(articles, decisions),
    )


def _sentences(pages: Iterable[tuple[Extraction, Sequence[str]]]) -> dict[Place, Sentence]:
    """Return the sentences that a fact, a figure or a name rests on."""
    found: dict[Place, Sentence] = {}
    for page, _ in pages:
        used = {mention.sentence for mention in page.mentions}
        used.update(fact.evidence.sentence for fact in page.facts)
        used.update(figure.evidence.sentence for figure in page.figures)
        found |= {(page.document.id, s.index): s for s in page.sentences if s.index in used}
    return found


def _relations(pages: Iterable[tuple[Extraction, Sequence[str]]], types: Mapping[str, str]) -> tuple[Relation, ...]:
    """Return one relation a statement, those alone whose ends the ontology allows: a thing's type may have changed."""
    evidence: dict[tuple[str, str, str | Period, str | None], list[Evidence]] = defaultdict(list)
    for page, ids in pages:
        for fact in page.facts:
            obj = ids[fact.object] if isinstance(fact.object, int) else fact.object
            if ids[fact.subject] != obj:
                evidence[ids[fact.subject], fact.predicate, obj, fact.title].append(fact.evidence)
    fits = cache(read_vocabulary().fits)
    relations = [
        Relation(s, p, o, _ordered(found), title)
        for (s, p, o, title), found in evidence.items()
        if fits(types[s], p, types[o] if isinstance(o, str) else None)
    ]
    return tuple(sorted(relations, key=lambda r: (r.subject, r.predicate, str(r.object), r.title or "")))


def _observations(pages: Iterable[tuple[Extraction, Sequence[str]]]) -> tuple[Observation, ...]:
    evidence: dict[Observation, list[Evidence]] = defaultdict(list)
    for page, ids in pages:
        for f in page.figures:
            bare = Observation(ids[f.subject], f.indicator, f.value, f.unit, f.modifier, f.period)
            evidence[bare].append(f.evidence)
    figures = (replace(bare, evidence=_ordered(found)) for bare, found in evidence.items())
    return tuple(sorted(figures, key=_figure_order))


def _figure_order(figure: Observation) -> tuple[object, ...]:
    period = str(figure.period or "")
    return figure.subject, figure.indicator, figure.value, figure.unit or "", period, figure.modifier or ""


def _ordered(found: list[Evidence]) -> tuple[Evidence, ...]:
    if len(found) == 1:
        return (found[0],)
    return tuple(sorted(set(found), key=lambda e: (e.document, e.sentence, e.spans, e.rule)))


def _named_in(pages: Iterable[tuple[Extraction, Sequence[str]]]) -> dict[str, tuple[str, ...]]:
    """Return, by article, the things that it names."""
    named_in: dict[str, set[str]] = {}
    for page, ids in pages:
        articles = {s.index: s.article for s in page.sentences}
        for article in page.articles:
            named_in.setdefault(article.id, set())
        for mention, id_ in zip(page.mentions, ids, strict=True):
            named_in[articles[mention.sentence]].add(id_)
    return {article: tuple(sorted(ids)) for article, ids in sorted(named_in.items())}
