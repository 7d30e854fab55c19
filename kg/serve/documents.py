"""The pages of articles and of newspaper pages: their sentences with the words marked that facts rest on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from werkzeug.wrappers import Request, Response

from kg.atlas import Passage
from kg.model import Article, Span
from kg.serve.explorer import Explorer
from kg.serve.facts import Piece, pieces_of
from kg.serve.html import render
from kg.serve.service import Service

__all__ = ["show_article", "show_page"]

MOST_SENTENCES = 2_000
MOST_THINGS = 300


@dataclass(frozen=True, slots=True)
class Shown:
    """A sentence, cut up into marked and unmarked words, and the things that it is about."""

    id: str
    pieces: tuple[Piece, ...]


def show_article(request: Request, service: Service, number: int) -> Response:
    """Show an article: its sentences that facts rest on, and the things that it names."""
    explorer = service.explorer
    assert explorer is not None
    contents = explorer.atlas.contents
    article = contents.articles[number]
    passages = explorer.atlas.proofs.of_page(article.document, most=MOST_SENTENCES)
    named = sorted(contents.mentions[number], key=lambda n: (-explorer.atlas.degree(n), n))
    return render(
        request,
        service,
        "article.html",
        title=article.headline or labels_untitled(),
        article=article,
        page=_page(explorer, article.document),
        sentences=_shown(explorer, [p for p in passages if p.article == article.id]),
        things=[(contents.ids[n], contents.names[n], explorer.type_of(n)) for n in named[:MOST_THINGS]],
        thing_count=len(named),
        iri=explorer.iri_of(f"article/{article.id}"),
        explorer=explorer,
    )


def show_page(request: Request, service: Service, number: int) -> Response:
    """Show a newspaper page: its articles, each with its sentences."""
    explorer = service.explorer
    assert explorer is not None
    page = explorer.atlas.contents.pages[number]
    passages = explorer.atlas.proofs.of_page(page.id, most=MOST_SENTENCES)
    grouped = {id: list(group) for id, group in groupby(sorted(passages, key=_by_article), key=lambda p: p.article)}
    on_page = [explorer.atlas.contents.articles[n] for n in explorer.atlas.articles_on.get(page.id, ())]
    known = {article.id for article in on_page}
    loose = [p for id, group in grouped.items() if id not in known for p in group]
    parts: list[tuple[Article | None, Sequence[Shown]]] = [
        (article, _shown(explorer, grouped.get(article.id, ()))) for article in on_page
    ]
    if loose:
        parts.append((None, _shown(explorer, loose)))
    iri = explorer.iri_of(f"page/{page.id}")
    return render(request, service, "page_of.html", title=page.name, page=page, parts=parts, iri=iri, explorer=explorer)


def labels_untitled() -> str:
    """Return what an article without a headline is called."""
    return "无题图片报道"


def _by_article(passage: Passage) -> tuple[str, int]:
    return passage.article, passage.start


def _page(explorer: Explorer, id: str) -> object:
    number = explorer.atlas.page_number.get(id)
    return None if number is None else explorer.atlas.contents.pages[number]


def _shown(explorer: Explorer, passages: Iterable[Passage]) -> tuple[Shown, ...]:
    found = list(passages)
    words: dict[str, list[Span]] = explorer.atlas.proofs.words_in(passage.id for passage in found)
    return tuple(Shown(p.id, pieces_of(p.text, words[p.id])) for p in found)
