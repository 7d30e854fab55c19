"""Split a page into its articles: title block, names, body; a photo with its caption is one without a headline."""

from __future__ import annotations

from kg.extract.assign import assign_titles
from kg.extract.blocks import read_blocks
from kg.extract.cuts import join_cut
from kg.extract.drafts import Draft, draft_articles
from kg.extract.furniture import page_date
from kg.extract.headlines import choose_headline, is_banner
from kg.extract.photos import part_photos
from kg.extract.runs import read_runs
from kg.model import Article, Document

__all__ = ["page_date", "split_articles"]


def split_articles(document: Document) -> tuple[Article, ...]:
    r"""Return the articles of a page, in the order of their bodies.

    >>> text = "红石榴宣讲团成立\n\n通讯员 万彤\n\n近日，宣讲团成立。\n\n金志成 摄\n"
    >>> article, = split_articles(Document("p", "p.txt", "", text))
    >>> article.headline, article.bylines, article.photographers, article.paragraphs[0].chars
    ('红石榴宣讲团成立', ('万彤',), ('金志成',), '近日，宣讲团成立。')
    """
    whole, loose = draft_articles(read_runs(join_cut(read_blocks(document.text))))
    drafts = part_photos(whole)
    assign_titles(drafts, loose)
    return tuple(_article(document, number, draft) for number, draft in enumerate(drafts, 1))


def _article(document: Document, number: int, draft: Draft) -> Article:
    headline = choose_headline(draft)
    titles = [title for title in draft.titles if title is not headline and not is_banner(title.chars, draft.chars)]
    heading = headline.text if headline is not None else None
    credit = draft.credit
    return Article(
        id=f"{document.id}-{number}",
        document=document.id,
        headline=heading.chars if heading is not None else None,
        headline_span=heading.span(0, len(heading)) if heading is not None else None,
        titles=tuple(title.chars for title in titles),
        bylines=credit.authors,
        photographers=credit.photographers,
        paragraphs=tuple(block.text for block in draft.body),
        heading=heading,
    )
