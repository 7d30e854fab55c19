"""Read Chinese numerals: 一百二十, 两千三百, 六万, 二〇二三."""

from __future__ import annotations

from functools import lru_cache

__all__ = ["DIGITS", "SMALL_UNITS", "parse_digits", "parse_numeral"]

DIGITS = {char: value for value, chars in enumerate(("〇零", "一", "二两", "三", *"四五六七八九")) for char in chars}
SMALL_UNITS = {"十": 10, "百": 100, "千": 1000}
_LARGE_UNITS = {"万": 10**4, "亿": 10**8}


def parse_digits(text: str) -> int | None:
    """Return the number whose digits are written one by one, None if there is any other character.

    >>> parse_digits("二〇二三"), parse_digits("十")
    (2023, None)
    """
    if not 0 < len(text) <= 15 or any(char not in DIGITS for char in text):
        return None
    return int("".join(str(DIGITS[char]) for char in text))


@lru_cache(maxsize=4096)
def parse_numeral(text: str) -> int | None:
    """Return the value of a well-formed numeral, None for anything else (十四五, 三五, 万一).

    A unit at the head may stand without its digit (百 is 100, 万 is 10000); what it means then is the caller's care.

    >>> [parse_numeral(word) for word in ("一百二十", "两千零五", "十二万", "百", "一亿三千万", "万亿")]
    [120, 2005, 120000, 100, 130000000, 1000000000000]
    >>> [parse_numeral(word) for word in ("十四五", "三五", "万一", "一百五")]
    [None, None, None, None]
    """
    if text.endswith("万亿"):
        head = parse_numeral(text[:-2]) if len(text) > 2 else 1
        return head * 10**12 if head and head < 10**4 else None
    total, rest, above = 0, text, 10**12
    while rest:
        cut = next((at for at, char in enumerate(rest) if char in _LARGE_UNITS), len(rest))
        unit = _LARGE_UNITS[rest[cut]] if cut < len(rest) else 1
        section = 1 if cut == 0 and not total else _parse_section(rest[:cut], head=not total)
        if section is None or unit >= above:
            return None
        total, rest, above = total + section * unit, rest[cut + 1 :], unit
    return total or None


def _parse_section(text: str, *, head: bool) -> int | None:
    """Return the value of a numeral below 万; `head`: nothing stands before it."""
    joined = text[:1] in DIGITS and (DIGITS[text[0]] == 0 or text[1:2] == "千")
    if not text or (text[0] in "〇零" if head else not joined):
        return None  # 三万五 is short for 35000, and rare in print
    value, digit, above, zero = 0, None, 10**4, False
    for position, char in enumerate(text):
        if char in DIGITS:
            if digit is not None:
                return None
            zero = zero or char in "〇零"
            digit = DIGITS[char] or None
            continue
        unit = SMALL_UNITS.get(char, above)
        if unit >= above or (digit is None and not (unit == 10 or (head and position == 0))):
            return None
        value, digit, above, zero = value + (digit or 1) * unit, None, unit, False
    if digit is not None and 10 < above < 10**4 and not zero:
        return None  # 一百五 is short for 150
    return value + (digit or 0) if value or digit else None
