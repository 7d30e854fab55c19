"""Split the paragraphs of articles into sentences, quotations kept whole."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from kg.model import Article, Sentence, Text

__all__ = ["split_sentences"]

LONGEST = 2000  # characters; a sentence is cut behind a comma before it gets longer
LONG_QUOTATION = 100  # characters; a longer one of several sentences is split within
DEEPEST = 8  # how many brackets and quotations may be open at once

_OPENING = {"“": "”", "‘": "’", "「": "」", "『": "』", "《": "》", "（": "）", "(": ")", "【": "】"}
_CLOSING = frozenset(_OPENING.values())
_MARKS = re.compile(r"[“”‘’「」『』《》（）()【】]|[。！？!?…]+")
_END = frozenset("。！？!?…")
_QUOTES_OPEN, _QUOTES_CLOSED = frozenset("“‘「『"), frozenset("”’」』")
_BEFORE_SPEECH = frozenset("：，。！？；…”’ —、")  # what may stand before a quotation that is no name: 他说：“…”
_GOES_ON = frozenset("，、；：,;)）》")
_COMMAS = "，、；： "


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
        for start, stop in _cut(chars, _sentences(chars)):
            first = start + len(chars[start:stop]) - len(chars[start:stop].lstrip())
            last = start + len(chars[start:stop].rstrip())
            if first < last:
                yield number, paragraph.slice(first, last)


def _cut(chars: str, sentences: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the sentences, those that never end in pieces, so that the work on each is bounded."""
    for begin, stop in sentences:
        start = begin
        while stop - start > LONGEST:
            comma = max(chars.rfind(mark, start + LONGEST // 2, start + LONGEST) for mark in _COMMAS) + 1
            place = comma or start + LONGEST
            yield start, place
            start = place
        yield start, stop


def _sentences(chars: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges of the sentences of a paragraph.

    >>> text = "“只用了3天。”周大姐说。看《你好，李焕英！》（免费。）离开……举办“谁最美？”主题活动！"
    >>> [text[start:stop] for start, stop in _sentences(text)]
    ['“只用了3天。”', '周大姐说。', '看《你好，李焕英！》（免费。）离开……', '举办“谁最美？”主题活动！']
    """
    start = 0
    for stop in _ends(chars):
        yield start, stop
        start = stop
    if start < len(chars):
        yield start, len(chars)


def _ends(chars: str) -> Iterator[int]:
    """Yield the positions behind the end marks, what stands in brackets and quotation marks taken as one."""
    marks = [(found.start(), found.group()) for found in _MARKS.finditer(chars)]
    closed = _closed(marks)
    ends = [start for start, mark in marks if mark[0] in _END]
    held = 0  # up to here the text is in brackets
    for start, mark in marks:
        if start < held:
            continue
        place = start + len(mark)
        if mark in _OPENING:
            closing = closed.get(start)
            if closing is not None and not _is_long(chars, start, closing, ends):
                held = closing
        elif mark in _CLOSING:
            if _closes_sentence(chars, closed.get(start), start, ends) and not _goes_on(chars, place):
                yield place
        elif chars[place : place + 1] not in _QUOTES_CLOSED and not _goes_on(chars, place):
            yield place


def _closed(marks: list[tuple[int, str]]) -> dict[int, int]:
    """Map where brackets and quotations open to where they close, and back; those that never close are left out."""
    pairs: dict[int, int] = {}
    stack: list[tuple[int, str]] = []
    for start, mark in marks:
        if mark in _OPENING:
            stack.append((start, _OPENING[mark]))
        elif stack and mark in _CLOSING:
            depth = next((n for n in range(1, min(len(stack), DEEPEST) + 1) if stack[-n][1] == mark), 0)
            if depth:
                opening = stack[-depth][0]
                del stack[-depth:]
                pairs[opening], pairs[start] = start, opening
    return pairs


def _is_long(chars: str, opening: int, closing: int, ends: list[int]) -> bool:
    """Say whether a quotation is long and holds several sentences; `ends` are where the end marks are."""
    if closing - opening <= LONG_QUOTATION or chars[opening] not in _QUOTES_OPEN:
        return False
    return bisect_left(ends, closing) - bisect_left(ends, opening) > 1


def _closes_sentence(chars: str, opening: int | None, closing: int, ends: list[int]) -> bool:
    """Say whether a closing mark ends a sentence: a quotation that ends in an end mark and is speech, not a name."""
    if chars[closing] not in _QUOTES_CLOSED or chars[closing - 1] not in "。！？!?…":
        return False
    if opening is None or opening == 0 or chars[opening - 1] in _BEFORE_SPEECH:
        return True
    return chars[closing - 1] == "。" or _is_long(chars, opening, closing, ends)


def _goes_on(chars: str, place: int) -> bool:
    """Say whether the sentence goes on behind an end mark: 等等……，."""
    return chars[place : place + 1] in _GOES_ON
