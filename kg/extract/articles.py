"""Split a page into its articles: title block, names, body; a photo with its caption is one without a headline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kg.extract.blocks import Block, read_blocks
from kg.extract.credits import Credit, closing_credit, merge, opening_credit
from kg.extract.furniture import page_date
from kg.model import Article, Document, Text

__all__ = ["page_date", "split_articles"]


@dataclass(slots=True)
class _Draft:
    """An article while it is put together."""

    titles: list[Text] = field(default_factory=list)
    credits: list[Credit] = field(default_factory=list)
    body: list[Text] = field(default_factory=list)


def split_articles(document: Document) -> tuple[Article, ...]:
    """Return the articles of a page, in the order of their bodies."""
    drafts = [draft for draft in _drafts(read_blocks(document)) if draft.body]
    return tuple(_article(document, number, draft) for number, draft in enumerate(drafts, 1))


def _drafts(blocks: Iterable[Block]) -> Iterator[_Draft]:
    draft = _Draft()
    heads: list[Block] = []
    for block in blocks:
        if block.kind != "paragraph":
            heads.append(block)
            continue
        if any(head.kind == "names" for head in heads) or (heads and not draft.body):
            if draft.body:
                yield draft
                draft = _Draft()
            draft.titles += [head.text for head in heads if head.kind == "title"]
            draft.credits += [head.credit for head in heads if head.kind == "names"]
        else:
            draft.body += [head.text for head in heads]
        heads = []
        _add_paragraph(draft, block)
    yield draft


def _add_paragraph(draft: _Draft, block: Block) -> None:
    opening, start = opening_credit(block.chars)
    closing, stop = closing_credit(block.chars)
    draft.credits += [opening, closing]
    if start < stop:
        draft.body.append(block.text.slice(start, stop))


def _article(document: Document, number: int, draft: _Draft) -> Article:
    credit = merge(draft.credits)
    heading = draft.titles[-1] if draft.titles else None
    return Article(
        id=f"{document.id}-{number}",
        document=document.id,
        headline=heading.chars if heading else None,
        headline_span=heading.span(0, len(heading)) if heading else None,
        titles=tuple(title.chars for title in draft.titles if title is not heading),
        bylines=credit.authors,
        photographers=credit.photographers,
        paragraphs=tuple(draft.body),
        heading=heading,
    )
