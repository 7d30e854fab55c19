"""Searching: things by name, alias and pinyin, sentences by their words; as a page and as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from werkzeug.wrappers import Request, Response

from kg.atlas import Passage
from kg.atlas.finder import fold
from kg.model import Article, Document
from kg.serve.explorer import Explorer
from kg.serve.facts import Piece
from kg.serve.html import render
from kg.serve.service import Service
from kg.view.assets import as_json

__all__ = ["answer_search", "send_json", "show_search"]

LONGEST_QUERY = 200
SUGGESTED, LISTED, SENTENCES = 12, 60, 40


@dataclass(frozen=True, slots=True)
class Found:
    """A sentence that holds the words of a query."""

    pieces: tuple[Piece, ...]
    article: Article | None
    page: Document | None


def answer_search(request: Request, service: Service) -> Response:
    """Answer with the things that a query means, the best first: `{"hits": […], "count": n}`."""
    explorer = service.look()
    hits, count = explorer.hits(_query(request), most=SUGGESTED)
    return send_json({"hits": hits, "count": count})


def show_search(request: Request, service: Service) -> Response:
    """Show the things and the sentences that answer a query."""
    explorer, query = service.look(), _query(request)
    hits, count = explorer.hits(query, most=LISTED)
    addresses, sentence_count = explorer.finder.sentences(query, most=SENTENCES)
    passages = explorer.atlas.proofs.passages(addresses)
    show = partial(_found, explorer, words=[fold(word) for word in query.split()])
    return render(
        request,
        service,
        "search.html",
        title=query,
        query_text=query,
        hits=hits,
        count=count,
        sentences=[show(passages[address]) for address in addresses if address in passages],
        sentence_count=sentence_count,
        explorer=explorer,
    )


def send_json(value: object) -> Response:
    """Answer with JSON that can stand anywhere."""
    return Response(as_json(value), mimetype="application/json")


def _query(request: Request) -> str:
    return request.args.get("q", "").strip()[:LONGEST_QUERY]


def _found(explorer: Explorer, passage: Passage, *, words: list[str]) -> Found:
    atlas = explorer.atlas
    article, page = atlas.article_number.get(passage.article), atlas.page_number.get(passage.page)
    return Found(
        _mark(passage.text.chars, words),
        None if article is None else atlas.contents.articles[article],
        None if page is None else atlas.contents.pages[page],
    )


def _mark(text: str, words: list[str]) -> tuple[Piece, ...]:
    """Mark words where they stand, whatever stands between their letters that a search leaves out.

    >>> _mark("“红石榴”宣讲团成立", ["红石榴宣讲"])
    (('“', False), ('红石榴”宣讲', True), ('团成立', False))
    """
    kept = [(letter, place) for place, character in enumerate(text) for letter in fold(character)]
    folded = "".join(letter for letter, _ in kept)
    marked = [False] * len(text)
    for word in filter(None, words):
        at = folded.find(word)
        while at >= 0:
            for place in range(kept[at][1], kept[at + len(word) - 1][1] + 1):
                marked[place] = True
            at = folded.find(word, at + len(word))
    pieces: list[Piece] = []
    for character, is_marked in zip(text, marked, strict=True):
        if pieces and pieces[-1][1] == is_marked:
            pieces[-1] = (pieces[-1][0] + character, is_marked)
        else:
            pieces.append((character, is_marked))
    return tuple(pieces)
