"""Choose an article's headline among its title lines, and tell slogans that stand over several articles."""

from __future__ import annotations

import re

from kg.extract.blocks import LONGEST_TITLE, Block
from kg.extract.drafts import SUBTITLE, Draft
from kg.extract.likeness import pairs
from kg.extract.words import any_of
from kg.text.clean import HAN

__all__ = ["choose_headline", "is_banner"]

_BANNER = re.compile(any_of("banner_words"))
_COLUMN = re.compile(r"[【〔\[][^】〕\]]{1,8}[】〕\]]")  # 【民生】 over a piece
_NO_WORD = re.compile(rf"[^\w{HAN}]")


def choose_headline(draft: Draft) -> Block | None:
    """Return the headline among an article's titles, between kicker and subtitle, no banner; None without titles."""
    titles = [title for title in draft.titles if not is_banner(title.chars, draft.chars)] or draft.titles[-1:]
    titles = [title for title in titles if not _COLUMN.fullmatch(title.chars)] or titles
    main = [t for t in titles if not SUBTITLE.match(t.chars) and len(t.chars) <= LONGEST_TITLE] or titles
    if not main:
        return None
    return main[1] if len(main) > 2 and len(main) == len(titles) else main[-1]


def is_banner(title: str, body: str) -> bool:
    """Say whether a title is a slogan that stands over several articles.

    >>> is_banner("谋发展 转作风 办实事", "今年以来，河西区织密民生保障网。"), is_banner("红石榴宣讲团成立", "")
    (True, False)
    """
    bare = _NO_WORD.sub("", title)
    covered = sum(len(found) for found in _BANNER.findall(bare))
    if covered * 2 < len(bare) or not bare:
        return False
    own = pairs(title)
    return covered * 4 >= len(bare) * 3 or len(own & pairs(body)) * 3 <= len(own)
