"""Clean a stretch of a page: wrapped lines joined, punctuation unified, every character mapped to the original.

Cleaning only drops characters or replaces one by one, so that a clean range always has an original range. The work
is done by translate tables and a few expressions, each run once over the stretch.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import chain

from kg.model import Text

__all__ = ["HAN", "clean", "has_han", "join"]

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Chinese characters, as the inside of a character class."""

# Characters that print nothing: controls, zero-width ones, marks of direction, variation selectors, BOM, soft hyphen.
_INVISIBLE_BEYOND = "\U000e0000-\U000e0fff"  # tags and variation selectors above U+FFFF
_INVISIBLE = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
)
_WIDE_SPACES = "\t\x0b\x0c\x1c-\x1f\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_SPACES = " " + _WIDE_SPACES
_VARIANTS = (
    "％% ＋+ ＃# ＆& ＠@ ＝= ＊* ＜< ＞> ＂\" ＇' ｜| ／/ "
    "﹐， ﹑、 ﹔； ﹕： ﹖？ ﹗！ ﹙（ ﹚） ｡。 ､、 ･· ・· •· ‧· ∙· ⋅· 〜～"
)


def _same_width(codes: Iterable[int]) -> dict[int, str]:
    """Map compatibility characters (full-width letters, radicals of a PDF's text) to the one that is meant."""
    plain = ((code, unicodedata.normalize("NFKC", chr(code))) for code in codes)
    return {code: char for code, char in plain if len(char) == 1 and char != chr(code)}


_LETTERS = "０-９Ａ-Ｚａ-ｚ\u2e80-\u2fdf\uf900-\ufaff"  # full-width ones, and compatibility forms of Chinese characters
_TABLE = {
    **_same_width(map(ord, re.findall(f"[{_LETTERS}]", "".join(map(chr, range(0x2E80, 0x10000)))))),
    **{ord(pair[0]): pair[1] for pair in _VARIANTS.split(" ")},
}
_WHITE = re.compile(rf"[{_SPACES}\n\r{_INVISIBLE}{_INVISIBLE_BEYOND}]+")
_DROPPED = re.compile("(?<= )[ {0}]+|[{0}]+".format(f"{_INVISIBLE}{_INVISIBLE_BEYOND}\\n"))
# What makes more work than punctuation; each one class of characters up to U+FFFF, which is searched at a stroke.
_ODD = f"{_LETTERS}{''.join(map(re.escape, _VARIANTS[::3]))}"
_UNEVEN = re.compile(f"[{_INVISIBLE}{_WIDE_SPACES}\\n\\r{_ODD}]")
_VARIANT = re.compile(f"[{_ODD}]")
_ODD_SPACE = re.compile(f"[{_WIDE_SPACES}]")
_AT_ENDS = "".join(_WHITE.findall("".join(map(chr, (*range(0x10000), *range(0xE0000, 0xE1000))))))
_HAS_HAN = re.compile(f"[{HAN}]")
_BETWEEN_WORDS = re.compile(r"(?<=[A-Za-z0-9/])[,;:?!](?= ?[A-Za-z0-9/])")
_HALF = re.compile(r"[,;:?!.]")
_HALF_STOP = re.compile(rf"(?<=[{HAN}])\.(?![A-Za-z0-9.])")
_GAP = re.compile(rf"(?<=[{HAN}]) (?=[A-Za-z0-9])|(?<=[A-Za-z0-9%]) (?=[{HAN}])")
_NO_GAP = re.compile(rf"(?<=[{HAN}])(?=[0-9])|(?<=[0-9])(?=[{HAN}])")
FEWEST_GAPS = 3
_PAIR = re.compile(r"\([^()（）]*\)")
_IN_NUMBER = re.compile(r"(?<=\d)(?:：(?=\d\d(?!\d))|．(?=\d))")


def has_han(text: str) -> bool:
    """Say whether a text holds a Chinese character.

    >>> has_han("M Stand"), has_han("M Stand首店")
    (False, True)
    """
    return _HAS_HAN.search(text) is not None


def clean(text: str, start: int, stop: int) -> Text:
    r"""Return the cleaned stretch `[start, stop)` of a page, each character with its position in the page.

    A line break within it is a wrapped line's: it goes, or is one space between Latin words. Half-width marks beside
    Chinese become full-width ones, full-width letters and digits ASCII, straight quotation marks “ and ” in turn.

    >>> clean("红石\n榴宣讲团", 0, 7)
    Text(chars='红石榴宣讲团', offsets=(0, 1, 3, 4, 5, 6))
    >>> clean('消费兴,市场活;达1,500.5万元(含"首店"),8:30开', 0, 33).chars
    '消费兴，市场活；达1,500.5万元（含“首店”），8:30开'
    """
    chars, offsets = text[start:stop], iter(range(start, stop))
    if _is_uneven(chars):
        chars, offsets = _without_unseen(chars, start)
    if not has_han(chars):
        return Text(chars, tuple(offsets))
    unified = Text(_unify(chars), tuple(offsets))
    return _close_gaps(unified) if " " in chars else unified


def join(parts: Iterable[Text]) -> Text:
    """Return the parts of one sentence that stand apart in the page as one text.

    >>> join([Text("校", (0,)), Text("长负责制", (3, 4, 5, 6))])
    Text(chars='校长负责制', offsets=(0, 3, 4, 5, 6))
    """
    texts = tuple(parts)
    return Text("".join(t.chars for t in texts), tuple(chain.from_iterable(t.offsets for t in texts)))


def _is_uneven(chars: str) -> bool:
    """Say whether a text holds anything but plain characters with single spaces between them."""
    if "  " in chars or chars[:1] == " " or chars[-1:] == " ":
        return True
    return _UNEVEN.search(chars) is not None or len(chars.encode("utf-16-le", "surrogatepass")) > 2 * len(chars)


def _without_unseen(raw: str, start: int) -> tuple[str, Iterator[int]]:
    """Drop what prints nothing, line breaks and the second of two spaces; return the rest and where it stood."""
    spaced = _ODD_SPACE.sub(" ", _WHITE.sub(_break, raw))
    pieces = tuple(_pieces(spaced))
    chars = "".join(spaced[a:b] for a, b in pieces)
    if _VARIANT.search(chars):
        chars = chars.translate(_TABLE)
    return chars, chain.from_iterable(range(start + a, start + b) for a, b in pieces)


def _break(found: re.Match[str]) -> str:
    """Return what stands for white space, as long as it was: newlines for a break, but a space between Latin words."""
    if "\n" not in found.group() and "\r" not in found.group():
        return found.group()
    before, after = found.string[found.start() - 1 : found.start()], found.string[found.end() : found.end() + 1]
    latin = before.isascii() and before.isalpha() and after.isascii() and after.isalpha()
    return " " * latin + "\n" * (len(found.group()) - latin)


def _pieces(spaced: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges that stay, without spaces at either end."""
    first, last = len(spaced) - len(spaced.lstrip(_AT_ENDS)), len(spaced.rstrip(_AT_ENDS))
    place = first
    for gap in _DROPPED.finditer(spaced, first, max(first, last)):
        if gap.start() > place:
            yield place, gap.start()
        place = gap.end()
    if place < last:
        yield place, last


def _unify(chars: str) -> str:
    """Unify the punctuation of a Chinese text, one to one."""
    chars = _widen(chars)
    if "(" in chars:
        chars = _PAIR.sub(_widen_pair, chars)
    if '"' in chars:
        chars = _pair_quotes(chars)
    if "：" not in chars and "．" not in chars:
        return chars
    return _IN_NUMBER.sub(lambda found: ":" if found.group() == "：" else ".", chars)


def _widen(chars: str) -> str:
    """Make half-width marks full-width, but for those between Latin letters and digits (1,500; 8:30; M Stand, etc.)."""
    if _HALF.search(chars) is None:
        return chars
    kept = [(found.start(), found.group()) for found in _BETWEEN_WORDS.finditer(chars)]
    for half, full in zip(",;:?!", "，；：？！", strict=True):
        chars = chars.replace(half, full)
    if "." in chars:
        chars = _HALF_STOP.sub("。", chars)
    pieces, place = [], 0
    for start, mark in kept:
        pieces += [chars[place:start], mark]
        place = start + 1
    return "".join([*pieces, chars[place:]])


def _widen_pair(found: re.Match[str]) -> str:
    """Widen a pair of parentheses that holds Chinese or stands beside it."""
    beside = found.string[found.start() - 1 : found.start()] + found.string[found.end() : found.end() + 1]
    pair = found.group()
    return f"（{pair[1:-1]}）" if has_han(pair) or not beside or not beside.isascii() else pair


def _close_gaps(text: Text) -> Text:
    """Drop the spaces between Chinese and digits or Latin letters, where a text is printed with them throughout.

    Such spaces part nothing (今年 5 月开工 12 个项目), while a single one may (记者 李娜 6月8日).
    """
    gaps = [found.start() for found in _GAP.finditer(text.chars)]
    if len(gaps) < FEWEST_GAPS or len(gaps) < len(_NO_GAP.findall(text.chars)):
        return text
    starts, stops = [0, *(gap + 1 for gap in gaps)], [*gaps, len(text.chars)]
    return join(text.slice(start, stop) for start, stop in zip(starts, stops, strict=True))


def _pair_quotes(chars: str) -> str:
    """Turn straight quotation marks into opening and closing ones, in turn."""
    first, *rest = chars.split('"')
    return first + "".join(("”" if number % 2 else "“") + part for number, part in enumerate(rest))
