"""Find where a name begins: from its head noun to the left, word by word."""

from __future__ import annotations

import re
from collections.abc import Set

from kg.extract.tokens import Token
from kg.rules.schema import Growth

__all__ = ["grow_left", "is_verb"]

_CLOSING = {"”": "“", "’": "‘", "）": "（", ")": "(", "》": "《", "」": "「"}
_QUOTES = "”’》」"
_INNER = "·•-&"
_JOINING = "任为由在与和向把将让请对从是率携陪邀赴带"
_YEAR = re.compile(r"20\d\d")
_THEMED = 30  # names that may be longer than this may hold a quoted theme, not only a quoted word
_SHORT_QUOTE = 10
_SHORT_HEAD = 4  # a longer head has words of its own before its noun (日间照料中心)
_SPEECH = set("。！？；…")
_DASHES = "—"
_JOINT = "暨"  # joins two names, is part of none
_PUNCTUATION = set("，。；：！？、“‘（《「”’）》」 …,.;:!?()\"'%—～~|/【】[]■□●◎▲△★☆※＊*")


def grow_left(
    chars: str,
    tokens: tuple[Token, ...],
    index: list[int],
    head: int,
    *,
    growth: Growth,
    edges: Set[int] = frozenset(),
    stop: int = 0,
) -> int:
    """Return where the name begins whose head noun stands in `[head, stop)`, by the limits that `growth` sets.

    `edges`: where other names end that are no part of this one.
    """
    start = _within_token(tokens[index[head]], head, growth) if head < len(chars) else head
    while start > 0 and head - start < growth.longest and start not in edges:
        token = tokens[index[start - 1]]
        following = tokens[index[start]] if start < len(chars) else token
        edge = next((place for place in range(start - 1, token.start, -1) if place in edges), None)
        governs = (start < head or stop - head > _SHORT_HEAD) and _governs(token, following, growth)
        ends = governs or is_verb(token, following, growth)
        left = start if ends else _step(chars, token, start, growth) if edge is None else _behind(chars, edge, head)
        if left == start:
            break
        start = left
    start = _trimmed(tokens, index, start, head, growth)
    return head if start > 0 and tokens[index[start - 1]].word in growth.refuse else start


def _behind(chars: str, edge: int, head: int) -> int:
    """Return the edge, or the place behind the one character that only joins (王伟|任|区教育局局长)."""
    return edge + 1 if chars[edge] in _JOINING and edge + 1 < head else edge


def _within_token(token: Token, head: int, growth: Growth) -> int:
    """Take in what stands before the head in the same word (区 in 区委), unless that word ends names."""
    if token.start == head or token.word[: head - token.start] in growth.stop_words:
        return head
    return token.start


def _governs(token: Token, following: Token, growth: Growth) -> bool:
    """Say whether a word that names hold too has an object here (运营|日间照料中心, but 运营管理中心, 运营公司)."""
    return token.word in growth.hinges and not (following.tag in _VERBAL or following.word in growth.pass_words)


_VERBAL = frozenset(("v", "vn"))


def _step(chars: str, token: Token, start: int, growth: Growth) -> int:
    """Return the new left edge after taking in the word before `start`, or `start` if it ends the name."""
    last = chars[start - 1]
    if last == " " and chars[start - 2 : start - 1].isascii() and chars[start : start + 1].isascii():
        return start - 1
    if last in _CLOSING:
        return _opening(chars, start - 1, growth)
    if (last in _INNER and (last != "-" or growth.quotes)) or (last in _DASHES and growth.quotes):
        return start - 1
    if last in _PUNCTUATION or last == _JOINT:
        return start
    ends = token.word in growth.stop_words or token.tag in growth.stop_tags
    return start if ends and token.word not in growth.pass_words else token.start


def is_verb(token: Token, following: Token, growth: Growth) -> bool:
    """Say whether a word is a verb that names do not hold.

    One of one character may be part of any name (市立医院), and one before a 湖 or 江 is the name of that (相思湖).
    """
    verb = growth.verbal and token.tag == "v" and len(token.word) > 1 and token.word not in growth.pass_words
    return verb and following.word not in _LAND


_LAND = frozenset("湖河江溪山岛桥岭湾洲泉")


def _opening(chars: str, closing: int, growth: Growth) -> int:
    """Return where the bracket or quotation opens that closes at `closing`, if names may hold it; else stay put."""
    if chars[closing] in _QUOTES and not growth.quotes:
        return closing + 1
    opening = chars.rfind(_CLOSING[chars[closing]], max(0, closing - 40), closing)
    theme = growth.longest < _THEMED and (closing - opening > _SHORT_QUOTE or " " in chars[opening:closing])
    speech = opening < 0 or theme or not _SPEECH.isdisjoint(chars[opening:closing]) or "简称" in chars[opening:closing]
    return closing + 1 if speech else opening


def _trimmed(tokens: tuple[Token, ...], index: list[int], start: int, head: int, growth: Growth) -> int:
    """Drop words from the left end that are no part of a name (今年, 全区, 各类)."""
    while start < head:
        token = tokens[index[start]]
        if token.word[0] in _DASHES or (growth.longest < _THEMED and _YEAR.match(token.word)):  # ——运动会, 2023|开发区
            start = min(token.stop, head)
            continue
        by_tag = token.tag in growth.trim_tags and (token.stop > head or tokens[index[token.stop]].word not in _LAND)
        dropped = token.word in growth.trim or by_tag
        if token.start != start or not dropped or token.word in growth.keep_words:
            return start
        start = min(token.stop, head)
    return start
