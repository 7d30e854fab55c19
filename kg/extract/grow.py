"""Find where a name begins: from its head noun to the left, word by word."""

from __future__ import annotations

from collections.abc import Set

from kg.extract.tokens import Words
from kg.rules.schema import Growth

__all__ = ["grow_left"]

_CLOSING = {"”": "“", "’": "‘", "）": "（", ")": "(", "》": "《", "」": "「"}
_QUOTES = "”’》」"
_INNER = "·•-&"
_JOINING = "任为由在与和向把将让请对从是"
_THEMED = 30  # names that may be longer than this may hold a quoted theme, not only a quoted word
_SHORT_QUOTE = 10
_SPEECH = set("。！？；…")
_DASHES = "—"
_JOINT = "暨"  # joins two names, is part of none
_PUNCTUATION = set("，。；：！？、“‘（《「”’）》」 …,.;:!?()\"'%—～~|/【】[]■□●◎▲△★☆※＊*")


def grow_left(
    chars: str,
    words: Words,
    head: int,
    *,
    growth: Growth,
    edges: Set[int] = frozenset(),
) -> int:
    """Return where the name begins whose head noun stands at `head`, by the limits that `growth` sets.

    `edges`: where other names end that are no part of this one.
    """
    start = _within_word(words, head, growth) if head < len(chars) else head
    while start > 0 and head - start < growth.longest and start not in edges:
        number = words.numbers[start - 1]
        edge = _edge_within(edges, words.starts[number], start) if edges else 0
        left = _behind(chars, edge, head) if edge else _step(chars, words, number, start, growth)
        if left == start:
            break
        start = left
    start = _trimmed(words, start, head, growth)
    return head if start > 0 and words.words[words.numbers[start - 1]] in growth.refuse else start


def _edge_within(edges: Set[int], start: int, stop: int) -> int:
    """Return the last edge within a word, 0 if there is none."""
    return next((place for place in range(stop - 1, start, -1) if place in edges), 0)


def _behind(chars: str, edge: int, head: int) -> int:
    """Return the edge, or the place behind the one character that only joins (王伟|任|区教育局局长)."""
    return edge + 1 if chars[edge] in _JOINING and edge + 1 < head else edge


def _within_word(words: Words, head: int, growth: Growth) -> int:
    """Take in what stands before the head in the same word (区 in 区委), unless that word ends names."""
    number = words.numbers[head]
    start = words.starts[number]
    return head if start == head or words.words[number][: head - start] in growth.stop_words else start


def _step(chars: str, words: Words, number: int, start: int, growth: Growth) -> int:
    """Return the new left edge after taking in the word before `start`, its number given, or `start` if it ends."""
    last = chars[start - 1]
    if last == " " and chars[start - 2 : start - 1].isascii() and chars[start : start + 1].isascii():
        return start - 1
    if last in _CLOSING:
        return _opening(chars, start - 1, growth)
    if last in _INNER or (last in _DASHES and growth.quotes):
        return start - 1
    if last in _PUNCTUATION or last == _JOINT:
        return start
    word = words.words[number]
    ends = word in growth.stop_words or words.tag(number) in growth.stop_tags
    return start if ends and word not in growth.pass_words else words.starts[number]


def _opening(chars: str, closing: int, growth: Growth) -> int:
    """Return where the bracket or quotation opens that closes at `closing`, if names may hold it; else stay put."""
    if chars[closing] in _QUOTES and not growth.quotes:
        return closing + 1
    opening = chars.rfind(_CLOSING[chars[closing]], max(0, closing - 40), closing)
    theme = growth.longest < _THEMED and (closing - opening > _SHORT_QUOTE or " " in chars[opening:closing])
    speech = opening < 0 or theme or not _SPEECH.isdisjoint(chars[opening:closing]) or "简称" in chars[opening:closing]
    return closing + 1 if speech else opening


def _trimmed(words: Words, start: int, head: int, growth: Growth) -> int:
    """Drop words from the left end that are no part of a name (今年, 全区, 各类)."""
    while start < head:
        number = words.numbers[start]
        word = words.words[number]
        dropped = word in growth.trim or words.tag(number) in growth.trim_tags
        if words.starts[number] != start or not dropped or word in growth.keep_words:
            return start
        start = min(start + len(word), head)
    return start
