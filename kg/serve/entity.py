"""The page of a thing: its names, dates, facts by kind and direction with their sentences, figures, articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from werkzeug.wrappers import Request, Response

from kg.graph import Graph
from kg.model import Article, Entity, Observation, Period, Relation
from kg.serve.explorer import Explorer
from kg.serve.facts import Stated, pieces_of, stated_figure, stated_relation
from kg.serve.html import render
from kg.serve.service import Service

__all__ = ["show_entity"]

FIGURES = "figures"
FEW = 12  # facts of a kind that stand on the page of a thing
MANY = 100  # and on a page of that kind alone
ARTICLES = 40
LONGEST_TITLE = 60

Kind = tuple[str, bool]  # predicate, and whether it is seen from its object


@dataclass(frozen=True, slots=True)
class Group:
    """Facts of one kind and direction."""

    key: str
    zh: str
    en: str
    count: int
    rows: tuple[Stated, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """What of a thing a page shows: some of each kind of fact, or one kind alone, a hundred at a time."""

    chosen: str  # the key of that kind; nothing for all
    start: int
    ties: dict[Kind, list[int]]
    sizes: dict[Kind, int]
    figures: Sequence[int]


def show_entity(request: Request, service: Service, number: int) -> Response:
    """Show a thing; `?kind=locatedIn&from=100` shows one kind of its facts, a hundred at a time."""
    explorer = service.look()
    entity = explorer.atlas.entity(number)
    part = _part(explorer, number, request.args.get("kind", ""), max(0, request.args.get("from", 0, type=int)))
    ties = [tie for some in part.ties.values() for tie in some]
    graph = explorer.atlas.graph(ties, {number}, figures=part.figures, of=number)
    dates = [] if part.chosen else [r for r in graph.relations if r.subject == entity.id and _is_dated(r)]
    zh, en = explorer.class_names(entity.type)
    return render(
        request,
        service,
        "entity.html",
        title=_cut(entity.name),
        entity=entity,
        kind_zh=zh,
        kind_en=en,
        type=explorer.type_of(number),
        ties=explorer.atlas.degree(number),
        part=part,
        step=MANY,
        groups=tuple(_groups(explorer, graph, entity.id, part)),
        dates=[(explorer.predicate_names(one.predicate), stated_relation(graph, one, entity.id)) for one in dates],
        figures=tuple(stated_figure(graph, one) for one in _by_indicator(graph.observations)),
        figure_count=len(explorer.atlas.figures_of.get(number, ())),
        articles=() if part.chosen else _articles(explorer, number),
        article_count=len(explorer.atlas.articles_of.get(number, ())),
        pages=_pages(explorer, number),
        naming=() if ties or dates or graph.observations else _naming(explorer, entity),
        iri=explorer.iri_of(entity.id),
        explorer=explorer,
    )


def _part(explorer: Explorer, number: int, key: str, start: int) -> Part:
    kinds, figures = _kinds(explorer, number), explorer.atlas.figures_of.get(number, [])
    sizes = {kind: len(ties) for kind, ties in kinds.items()}
    if key == FIGURES:
        start = min(start, max(0, len(figures) - 1))
        return Part(key, start, {}, {}, figures[start : start + MANY])
    for kind, ties in kinds.items():
        if _key(kind) == key:
            start = min(start, max(0, len(ties) - 1))
            return Part(key, start, {kind: ties[start : start + MANY]}, sizes, ())
    return Part("", 0, {kind: ties[:FEW] for kind, ties in kinds.items()}, sizes, figures[:FEW])


def _key(kind: Kind) -> str:
    return kind[0] + ("-back" if kind[1] else "")


def _kinds(explorer: Explorer, number: int) -> dict[Kind, list[int]]:
    """Return ties by kind and direction, in the order of the vocabulary, those to the most tied things first."""
    atlas, found = explorer.atlas, dict[Kind, list[int]]()
    for tie in atlas.ties_of[number]:
        one = atlas.contents.ties[tie]
        predicate = explorer.vocabulary.predicates.get(one.predicate)
        symmetric = predicate is not None and predicate.symmetric
        back = one.object == number and one.subject != number and not symmetric
        found.setdefault((one.predicate, back), []).append(tie)
    order = {name: place for place, name in enumerate(explorer.vocabulary.relations)}
    for ties in found.values():
        ties.sort(key=lambda tie: (-atlas.degree(atlas.other_end(tie, number)), tie))
    return {k: found[k] for k in sorted(found, key=lambda kind: (kind[1], order.get(kind[0], 99), kind[0]))}


def _groups(explorer: Explorer, graph: Graph, thing: str, part: Part) -> Iterator[Group]:
    degree, number = explorer.atlas.degree, explorer.atlas.number
    for predicate, back in part.ties:
        rows = [
            stated_relation(graph, r, thing) for r in graph.relations if _is_of(explorer, r, predicate, back, thing)
        ]
        rows.sort(key=lambda row: (-degree(number[row.other or ""]), row.other or "", row.title))
        zh, en = explorer.predicate_names(predicate, back=back)
        yield Group(_key((predicate, back)), zh, en, part.sizes[predicate, back], tuple(rows))


def _is_of(explorer: Explorer, relation: Relation, predicate: str, back: bool, thing: str) -> bool:
    if relation.predicate != predicate or isinstance(relation.object, Period):
        return False
    found = explorer.vocabulary.predicates.get(predicate)
    if found is not None and found.symmetric:
        return True
    return back == (relation.object == thing and relation.subject != thing)


def _is_dated(relation: Relation) -> bool:
    return isinstance(relation.object, Period)


def _by_indicator(figures: Iterable[Observation]) -> list[Observation]:
    return sorted(figures, key=lambda one: (one.indicator, str(one.period or ""), one.value))


def _articles(explorer: Explorer, number: int) -> tuple[Article, ...]:
    contents = explorer.atlas.contents
    return tuple(contents.articles[n] for n in explorer.atlas.articles_of.get(number, ())[:ARTICLES])


def _pages(explorer: Explorer, number: int) -> dict[str, object]:
    pages, numbers = explorer.atlas.contents.pages, explorer.atlas.page_number
    named = {article.document for article in _articles(explorer, number)}
    return {page: pages[numbers[page]] for page in sorted(named) if page in numbers}


def _naming(explorer: Explorer, entity: Entity) -> list[tuple[object, ...]]:
    """Return sentences that name a thing of which nothing is stated."""
    proofs = explorer.atlas.proofs
    passages = proofs.passages(proofs.naming(entity.id, most=5))
    named = proofs.about(passages)
    return [pieces_of(p.text, [span for id, span in named[p.id] if id == entity.id]) for p in passages.values()]


def _cut(name: str) -> str:
    return name if len(name) <= LONGEST_TITLE else name[: LONGEST_TITLE - 1] + "…"
