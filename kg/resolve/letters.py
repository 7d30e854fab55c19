"""Compare two names character by character: abbreviations, names made of parts of another, one misread character."""

from __future__ import annotations

import re
from functools import lru_cache
from operator import ne

from kg.text.segmenter import cut

__all__ = [
    "NUMERALS",
    "is_abbreviated",
    "is_made_of_parts",
    "last_word",
    "misread_at",
    "numbers_in",
    "skips_middle",
]

NUMERALS = frozenset("〇零一二三四五六七八九十百两")

# 第四中学, 4号线, 中建三局, B座: what numbers one of many. 三水南里 and 一汽 are no numbers.
_NUMBER = re.compile(
    r"第[〇一二三四五六七八九十百零\d]+|\d+|"
    r"(?<![〇一二三四五六七八九十百])[〇一二三四五六七八九十百]+"
    r"(?=[期号届次季局厂院栋座]|分公司|大队|支队|医院|小学|中学|幼儿园|工程局)|[a-z](?=[座区馆栋口])"
)
_LAST = {"委员会": "委", "办公室": "办"}
_PARTICLES = frozenset("和与及暨的市区县")


@lru_cache(maxsize=1 << 14)
def numbers_in(name: str) -> tuple[str, ...]:
    """Return the numbers that tell a thing from others of its kind, as they are written.

    >>> numbers_in("皋兰路第二小学"), numbers_in("三水南里"), numbers_in("创新园a座12层")
    (('二',), (), ('a', '12'))
    """
    return tuple(found.removeprefix("第") for found in _NUMBER.findall(name))


def misread_at(one: str, other: str) -> int | None:
    """Return the place of the one character in which two names of one length differ.

    >>> misread_at("赵钰萁", "赵钰真"), misread_at("马场街", "桃园街")
    (2, None)
    """
    if len(one) != len(other):
        return None
    differ = list(map(ne, one, other))
    return differ.index(True) if differ.count(True) == 1 else None


def is_abbreviated(short: str, long: str) -> bool:
    """Say whether a name takes the beginning of each word of another: 工信局 of 工业和信息化局.

    >>> is_abbreviated("工信局", "工业和信息化局"), is_abbreviated("文化局", "文化和旅游局")
    (True, False)
    >>> is_abbreviated("人民代表大会", "人民代表大会常务委员会")
    False
    """
    if len(short) < 3 or len(long) <= len(short) or short[0] != long[0] or short[-1] != long[-1]:
        return False
    letters = iter(long)
    if not all(letter in letters for letter in short):
        return False
    return _takes(short, _words(long), 0, 0)


@lru_cache(maxsize=1 << 12)
def last_word(text: str) -> str:
    """Return the last word of a text.

    >>> last_word("全面部署")
    '部署'
    """
    return cut(text)[-1] if text else ""


@lru_cache(maxsize=1 << 12)
def _words(name: str) -> tuple[str, ...]:
    return tuple(word for word in cut(name) if word not in _PARTICLES)


def _takes(short: str, words: tuple[str, ...], start: int, number: int) -> bool:
    """Say whether the rest of the short name is made of beginnings of the rest of the words, one of each."""
    if number == len(words) or start == len(short):
        return number == len(words) and start == len(short)
    word = words[number]
    if number == len(words) - 1:
        return number > 0 and short[start:] in (word, word[0] + word[-1], _LAST.get(word))
    lengths = (n for n in range(len(word), 0, -1) if short.startswith(word[:n], start))
    return any(_takes(short, words, start + n, number + 1) for n in lengths)


def is_made_of_parts(short: str, long: str, *, least: int = 2) -> bool:
    """Say whether a name is made of two or three parts of another, in order, the last of them its end.

    >>> is_made_of_parts("时代新人说主题演讲大赛", "时代新人说强国复兴有我主题演讲大赛")
    True
    >>> is_made_of_parts("主题演讲大会", "时代新人说主题演讲大赛")
    False
    """
    if len(short) < 3 * least or len(long) <= len(short) or short[-least:] != long[-least:]:
        return False
    start = position = parts = 0
    while position < len(short):
        length = _longest_part(short, position, long, start)
        if length < least or parts == 3:
            return False
        start = long.index(short[position : position + length], start) + length
        position += length
        parts += 1
    return parts >= 2 and start == len(long)


def _longest_part(short: str, position: int, long: str, start: int) -> int:
    """Return how many characters of the short name at `position` stand together in the long one from `start` on."""
    length = 0
    while position + length < len(short) and long.find(short[position : position + length + 1], start) >= 0:
        length += 1
    return length


def skips_middle(short: str, long: str, *, least: int = 2) -> bool:
    """Say whether a name leaves out something in the middle of another, no number: 虞苑中学 is not 虞苑第二中学.

    >>> skips_middle("梅江环宇城", "梅江湖畔环宇城"), skips_middle("虞苑中学", "虞苑第二中学")
    (True, False)
    """
    if len(long) <= len(short) or len(short) < 2 * least + 1:
        return False
    for head in range(least, len(short) - least + 1):
        if long.startswith(short[:head]) and long.endswith(short[head:]):
            middle = long[head : len(long) - len(short) + head]
            return not numbers_in(middle + long[-1])
    return False
