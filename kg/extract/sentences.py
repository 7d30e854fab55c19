"""Split the paragraphs of articles into sentences, quotations kept whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Article, Sentence, Text

__all__ = ["split_sentences"]

LONG_QUOTATION = 100  # characters; a longer one of several sentences is split within

_OPENING = {"“": "”", "‘": "’", "「": "」", "『": "』", "《": "》", "（": "）", "(": ")", "【": "】"}
_CLOSING = frozenset(_OPENING.values())
_MARKS = re.compile(r"[“”‘’「」『』《》（）()【】]|[。！？!?…]+")
_BEFORE_SPEECH = frozenset("：，。！？；…”’ ——、")  # what may stand before a quotation that is no name: 他说：“…”


def split_sentences(articles: tuple[Article, ...]) -> tuple[Sentence, ...]:
    """Return the sentences of a page, counted through; a headline is one of its own, as paragraph -1.

    A sentence ends after 。！？…… and the closing marks behind it; not within 《》 and （）, nor within a quotation
    unless that is long and holds several sentences. The sentences' characters do not overlap.
    """
    return tuple(
        Sentence(article.id, index, paragraph, text)
        for index, (article, paragraph, text) in enumerate(
            (article, paragraph, text) for article in articles for paragraph, text in _texts(article)
        )
    )


def _texts(article: Article) -> Iterator[tuple[int, Text]]:
    if article.heading is not None and len(article.heading):
        yield -1, article.heading
    for number, paragraph in enumerate(article.paragraphs):
        chars = paragraph.chars
        for start, stop in _sentences(chars):
            start += len(chars[start:stop]) - len(chars[start:stop].lstrip())
            stop = start + len(chars[start:stop].rstrip())
            if start < stop:
                yield number, paragraph.slice(start, stop)


def _sentences(chars: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges of the sentences of a paragraph.

    >>> text = "“只用了3天。”周大姐说。她在《你好，李焕英！》放映后（5月1日。）离开……会上举办“谁是最美奋斗者？”主题活动！"
    >>> [text[a:b] for a, b in _sentences(text)]
    ['“只用了3天。”', '周大姐说。', '她在《你好，李焕英！》放映后（5月1日。）离开……', '会上举办“谁是最美奋斗者？”主题活动！']
    """
    start = 0
    for stop in _ends(chars, 0, len(chars)):
        yield start, stop
        start = stop
    if start < len(chars):
        yield start, len(chars)


def _ends(chars: str, start: int, stop: int) -> Iterator[int]:
    """Yield the positions after the end marks of the range, taking what is in brackets and quotation marks as one."""
    place = start
    while (mark := _MARKS.search(chars, place, stop)) is not None:
        place = mark.end()
        closing = _OPENING.get(mark.group())
        if closing is not None:
            inner = _closing(chars, mark.start(), closing, stop)
            if inner is not None:
                yield from _ends_around(chars, mark.start(), inner, start)
                place = inner + 1
        elif mark.group() not in _CLOSING and not _goes_on(chars, place):
            yield place


def _closing(chars: str, opening: int, closing: str, stop: int) -> int | None:
    """Return where the mark opened at `opening` is closed, those of its kind within counted; None if it is not."""
    depth, kind = 0, re.compile(f"[{re.escape(chars[opening])}{re.escape(closing)}]")
    for mark in kind.finditer(chars, opening, stop):
        depth += 1 if mark.group() == chars[opening] else -1
        if depth == 0:
            return mark.start()
    return None


def _ends_around(chars: str, opening: int, closing: int, start: int) -> Iterator[int]:
    """Yield the ends within a long quotation, and the end behind one that closes a sentence."""
    if chars[opening] not in "“‘「『":
        return
    inner = [end for end in _ends(chars, opening + 1, closing) if end < closing]
    if closing - opening > LONG_QUOTATION:
        yield from inner
    speech = opening == start or chars[opening - 1] in _BEFORE_SPEECH or bool(inner)
    if speech and chars[closing - 1] in "。！？!?…" and not _goes_on(chars, closing + 1):
        yield closing + 1


def _goes_on(chars: str, place: int) -> bool:
    """Say whether the sentence goes on behind an end mark: 等等……，"""
    return chars[place : place + 1] in tuple("，、；：,;)）》")
