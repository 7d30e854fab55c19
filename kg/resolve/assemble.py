"""From the extractions of all pages to one graph: one entity a thing, one relation a statement, in a fixed order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from operator import attrgetter

from kg.extract import Extraction
from kg.graph import Graph
from kg.model import Article, Entity, Evidence, Mention, Observation, Period, Relation, Sentence
from kg.resolve.bylines import alike_bylines, one_writer
from kg.resolve.decisions import Decisions
from kg.resolve.links import Doubt, Merge
from kg.resolve.names import resolve_names
from kg.resolve.published import Address
from kg.resolve.short_forms import form_reader
from kg.resolve.units import Page, named_on
from kg.rules.schema import Pack
from kg.vocabulary import read_vocabulary

__all__ = ["Resolution", "graph_of", "read_page", "resolve", "resolve_pages"]

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
    decisions, reader = decisions or Decisions(), form_reader(pack)
    ordered = sorted(pages, key=lambda page: (page.extraction.document.id, page.extraction.document.sha256))
    names = [named_on(page, reader.gazetteer) for page in ordered]
    resolved = resolve_names(names, reader, decisions=decisions, published=published, build=build)
    graph = graph_of(ordered, resolved.ids, {entity.id: entity for entity in resolved.entities})
    writers = one_writer(_writers(graph.articles), decisions)
    graph = replace(graph, replaced=resolved.replaced, writers=writers)
    alike = alike_bylines(_writers(graph.articles), decisions, reader.judge.confidence("byline", page=False))
    return Resolution(graph, resolved.merges, (*resolved.doubts, *alike), resolved.addresses)


def graph_of(pages: Sequence[Page], ids: Sequence[Sequence[str]], entities: Mapping[str, Entity]) -> Graph:
    """Return what pages state, given what each of their forms names; of `entities`, those that are named."""
    resolved = [(page.extraction, _by_mention(page, named)) for page, named in zip(pages, ids, strict=True)]
    return Graph(
        documents=tuple(page.document for page, _ in resolved),
        articles=tuple(article for page, _ in resolved for article in page.articles),
        sentences=_sentences(resolved),
        entities=_entities(resolved, entities),
        relations=_relations(resolved, {id: entity.type for id, entity in entities.items()}),
        observations=_observations(resolved),
        mentions=_named_in(resolved),
    )


def _by_mention(page: Page, ids: Sequence[str]) -> list[str]:
    """Return the address of what each mention of a page names."""
    found = [""] * len(page.extraction.mentions)
    for form, id in zip(page.forms.forms, ids, strict=True):
        for number in form.mentions:
            found[number] = id
    return found


def _writers(articles: Iterable[Article]) -> set[str]:
    return {name for article in articles for name in (*article.bylines, *article.photographers)}


def _entities(pages: Iterable[tuple[Extraction, Sequence[str]]], entities: Mapping[str, Entity]) -> tuple[Entity, ...]:
    """Return the things that pages name, each with where they do."""
    mentions: dict[str, list[Mention]] = defaultdict(list)
    for page, ids in pages:
        for mention, id in zip(page.mentions, ids, strict=True):
            mentions[id].append(mention)
    order = attrgetter("document", "span")
    return tuple(replace(entities[id], mentions=tuple(sorted(mentions[id], key=order))) for id in sorted(mentions))


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
    value = f"{figure.value.normalize():f}"
    return figure.subject, figure.indicator, period, value, figure.unit or "", figure.modifier or ""


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
