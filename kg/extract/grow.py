"""Find where a name begins: from its head noun to the left, word by word."""

from __future__ import annotations

import re
from collections.abc import Set

from kg.extract.tokens import Words
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
_LAND = frozenset("湖河江溪山岛桥岭湾洲泉")
_VERBAL = frozenset(("v", "vn"))
_SPEECH = set("。！？；…")
_DASH = "—"
_DATED = "年月日"
_JOINT = "暨"  # joins two names, is part of none
_PUNCTUATION = frozenset("，。；：！？、“‘（《「”’）》」 …,.;:!?()\"'%—～~|/【】[]■□●◎▲△★☆※＊*")
_MARKS = _PUNCTUATION | {*_CLOSING, *_INNER, _DASH, _JOINT}


def grow_left(
    chars: str,
    words: Words,
    head: int,
    *,
    growth: Growth,
    edges: Set[int] = frozenset(),
    stop: int = 0,
) -> int:
    """Return where the name begins whose head noun stands in `[head, stop)`, by the limits that `growth` sets.

    `edges`: where other names end that are no part of this one.
    """
    texts, starts, numbers, _ = words
    stop_words, stop_tags, pass_words, hinges = growth.stop_words, growth.stop_tags, growth.pass_words, growth.hinges
    floor, long, turning = max(0, head - growth.longest), stop - head > _SHORT_HEAD, growth.verbal or bool(hinges)
    start = _within_word(words, head, growth) if head < len(chars) else head
    while start > floor and start not in edges:
        number = numbers[start - 1]
        word = texts[number]
        turns = turning and (len(word) > 1 or word in hinges)
        if turns and _turns(words, number, start, growth, long=long or start < head):
            break
        edge = _edge_within(edges, starts[number], start) if edges else 0
        if edge:
            left = _behind(chars, edge, head)
        elif chars[start - 1] in _MARKS:
            left = _past_mark(chars, words, number, start, growth)
        else:
            ends = (word in stop_words or words.tag(number) in stop_tags) and word not in pass_words
            left = start if ends else starts[number]
        if left == start:
            break
        start = left
    start = _trimmed(words, start, head, growth)
    return head if start > 0 and texts[numbers[start - 1]] in growth.refuse else start


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


def _turns(words: Words, number: int, start: int, growth: Growth, *, long: bool) -> bool:
    """Say whether the word before `start` is a verb of the sentence, no part of the name; `long`: beyond a head."""
    if start >= len(words.numbers):
        return False
    following = words.numbers[start]
    governs = long and words.words[number] in growth.hinges and _is_object(words, following, growth)
    return governs or is_verb(words, number, following, growth)


def _is_object(words: Words, number: int, growth: Growth) -> bool:
    """Say whether a word behind one like 运营 is its object (运营|日间照料中心, but 运营管理中心)."""
    return not (words.tag(number) in _VERBAL or words.words[number] in growth.pass_words)


def is_verb(words: Words, number: int, following: int, growth: Growth) -> bool:
    """Say whether a word, its number and that of the next one given, is a verb that names do not hold.

    One of one character may be part of any name (市立医院), and one before a 湖 or 江 is the name of that (相思湖).
    """
    word = words.words[number]
    if not growth.verbal or len(word) < 2 or word in growth.pass_words:
        return False
    return words.tag(number) == "v" and words.words[following] not in _LAND


def _past_mark(chars: str, words: Words, number: int, start: int, growth: Growth) -> int:
    """Return the new left edge after taking in the mark before `start` and what belongs to it, or `start` if it ends.

    `number` is that of the word which the mark is, or ends.
    """
    last = chars[start - 1]
    if last == " " and chars[start - 2 : start - 1].isascii() and chars[start : start + 1].isascii():
        return start - 1
    if last in _CLOSING:
        return _opening(chars, start - 1, growth)
    if (last in _INNER and (last != "-" or growth.quotes)) or (last == _DASH and _joins_motto(chars, start, growth)):
        return start - 1
    if last in _PUNCTUATION or last == _JOINT or (last in _DATED and _ends_date(chars, start, growth)):
        return start
    word = words.words[number]
    ends = word in growth.stop_words or words.tag(number) in growth.stop_tags
    return start if ends and word not in growth.pass_words else words.starts[number]


def _joins_motto(chars: str, start: int, growth: Growth) -> bool:
    """Say whether dashes join an event to its motto (“红心向党”——诗会), not a name to what it is (地标——文化广场)."""
    return growth.longest >= _THEMED and chars[:start].rstrip(_DASH).endswith("”")


def _ends_date(chars: str, start: int, growth: Growth) -> bool:
    """Say whether a date ends at `start` (2019年|香洲区政府), which only the names of events may hold."""
    return growth.longest < _THEMED and chars[start - 2 : start - 1].isdigit()


def _opening(chars: str, closing: int, growth: Growth) -> int:
    """Return where the bracket or quotation opens that closes at `closing`, if names may hold it; else stay put."""
    if chars[closing] in _QUOTES and not growth.quotes:
        return closing + 1
    opening = chars.rfind(_CLOSING[chars[closing]], max(0, closing - 40), closing)
    theme = growth.longest < _THEMED and (closing - opening > _SHORT_QUOTE or " " in chars[opening:closing])
    speech = opening < 0 or theme or not _SPEECH.isdisjoint(chars[opening:closing]) or "简称" in chars[opening:closing]
    return closing + 1 if speech else opening


def _names_land(words: Words, number: int, head: int) -> bool:
    """Say whether a lake or river stands behind a word that is its name (莫愁|湖)."""
    stop = words.starts[number + 1]
    return stop <= head and stop < len(words.numbers) and words.at(stop).word in _LAND


def _trimmed(words: Words, start: int, head: int, growth: Growth) -> int:
    """Drop words from the left end that are no part of a name (今年, 全区, 各类)."""
    while start < head:
        number = words.numbers[start]
        word = words.words[number]
        if word[0] == _DASH or (
            word[:2] == "20" and growth.longest < _THEMED and _YEAR.match(word)
        ):  # ——运动会, 2023|开发区
            start = min(words.starts[number + 1], head)
            continue
        dropped = word in growth.trim or (
            words.tag(number) in growth.trim_tags and not _names_land(words, number, head)
        )
        if words.starts[number] != start or not dropped or word in growth.keep_words:
            return start
        start = min(start + len(word), head)
    return start
