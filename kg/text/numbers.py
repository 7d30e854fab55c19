"""Find the numbers that count or measure, with how exact they are: 超23万, 3500多, 百余, 117%, 三分之一.

Numbers that name or order are left out: 第三届, 6号线, 2023年, 4月28日, 5·19, “十项行动”, 1+10, 022-12345678.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from kg.text.measures import Measures, read_measures
from kg.text.numerals import parse_digits, parse_numeral

__all__ = ["Number", "find_numbers", "may_count"]


@dataclass(frozen=True, slots=True)
class Number:
    """A number at `[start, stop)`, its modifiers among it: 超23万 in 客流超23万人次, 3500多 in 3500多册.

    `modifier` is None or one of 超, 余, 多, 约, 近, 至少, 不足, 不超过. `unit` is "%" or "‰" where the number itself
    says so (30%, 三成, 百分之三十): then `value` is 30, and the words of the unit lie within the range.
    """

    start: int
    stop: int
    value: Decimal
    modifier: str | None = None
    unit: str | None = None


_HAN = "〇零一二两三四五六七八九十百千万亿"
_RUN = re.compile(rf"[0-9{_HAN}]+")
_MORE = r"(?: ?[余多来])?"
_SCALE = r"[十百千]?万亿?|[十百千]?亿|[百千](?![米克瓦伏卡帕分])"
_ARABIC = (
    r"(?<![0-9A-Za-z_.·+/:-])(?P<digits>\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?P<fraction>\.\d+)?"
    rf"(?:(?P<over>{_MORE})(?P<scale>{_SCALE})(?P<tail>{_MORE})|(?P<small>{_MORE}))"
)
_NUMERAL = rf"(?<![0-9{_HAN}第])(?P<numeral>[{_HAN}]+)(?P<more>[余多来]?)(?P<large>[万亿]?)"
_PART = rf"(?P<whole>[{_HAN}]+)分之(?P<part>[{_HAN}]+|\d{{1,9}}(?:\.\d{{1,6}})?)"
_SLASHED = r"(?<![\d/.-])(?P<upper>[1-9])/(?P<lower>[2-9]|10)(?![\d/.年月日])"
_CANDIDATE = re.compile(rf"{_PART}|{_SLASHED}|{_ARABIC}|{_NUMERAL}")
_SCALES = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}
_MOST_DIGITS = 15

_PERCENT = re.compile(r" ?(?:[%‰]|成(?![为立功员果长绩效本分熟就型品交片群都年份语千上人]))")
# What follows a number that names or orders: 6号线, 4月, 3D, 2.0版, 12345热线, 1+10, 80后.
_NAMED_BY = re.compile(
    r" ?(?:号|月|日(?!均)|时(?!间)|点(?:\d|钟|半|整|[，。、至到]|$)|年级|年代|级|后(?=[的，。、”青年大])|室|型|代(?!表)"
    r"|楼(?!门)|路|线|届(?=毕业)|版|式|热线|[·+:/_-]\d|[·+]|[A-Za-z])"
)
_LATIN_UNIT = re.compile(r" ?(?:km|cm|mm|m[²³23]?|kg|KG|kWh?|MW|GW|TEU|TB|GB)(?![A-Za-z])")
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_OF_YEAR = re.compile(r" ?[年届级]")
_ORDERED_BY = re.compile(r"(?:第|N[Oo]\.?|[A-Za-z·+_#×]|\d[-:/.时点])$")
# Stretches whose numbers do not count: telephone numbers and dates in digits, titles, short words in quotation marks.
_PHONE = r"(?<![\d-])(?:0\d{2,3}-\d{7,8}|1\d{10}|[48]00-\d{3}-?\d{4}|\d{3,4}-\d{7,8})(?!\d)"
_DATE = r"(?<!\d)\d{4}(?:[-./]\d{1,2}){2}(?!\d)"
_TITLE = re.compile(r"《[^《》]{1,60}》|“[^“”，。；：]{1,14}”|‘[^‘’，。；：]{1,14}’")
_CODE = re.compile(f"{_PHONE}|{_DATE}")
_LONG_CODE = re.compile(r"\d{3}[-./\d]\d")
_NOWHERE = (sys.maxsize, sys.maxsize)
# Before 一 these make another word: 统一, 唯一, 之一, 周一.
_NO_ONE_AFTER = frozenset("统唯专之其不单同合归划如周期拜初腊正每逐某任另进这那该")
# What these leave is not known: 数十万元, 几百人; or it is a rank: 前三名.
_VAGUE = frozenset(("数", "几", "前"))
_NO_COUNT = re.compile(r"[一二三四五六七八九十]期|.{1,3}届|一(.)(?:\1|一)")


def may_count(text: str) -> bool:
    """Say at a glance whether a text may hold a number.

    >>> may_count("共有住宅楼20栋"), may_count("召开会议")
    (True, False)
    """
    return _RUN.search(text) is not None


def find_numbers(text: str) -> tuple[Number, ...]:
    """Return the numbers of a cleaned text that count or measure, in order.

    >>> [(str(n.value), n.modifier) for n in find_numbers("客流超23万人次，图书3500多册，百余项活动")]
    [('230000', '超'), ('3500', '多'), ('100', '余')]
    >>> find_numbers("第三届海河国际消费季于2023年4月28日开幕，落实“十项行动”")
    ()
    """
    measures = read_measures()
    every = ((found.start(), _read(text, found, measures)) for found in _candidates(text))
    read = [(start, number) for start, number in every if number is not None]
    return tuple(_outside_codes(text, read)) if read else ()


def _candidates(text: str) -> Iterator[re.Match[str]]:
    """Yield what may be a number, one behind the other."""
    stop = 0
    for run in _RUN.finditer(text):
        found = _CANDIDATE.match(text, run.start()) if run.start() >= stop else None
        if found is not None:
            stop = found.end()
            yield found


def _outside_codes(text: str, numbers: Iterable[tuple[int, Number]]) -> Iterator[Number]:
    """Yield the numbers, each with its place, that stand outside of titles, telephone numbers and dates in digits."""
    codes = iter(_codes(text))
    first, last = next(codes, _NOWHERE)
    for start, number in numbers:
        while last <= start:
            first, last = next(codes, _NOWHERE)
        if start < first:
            yield number


def _codes(text: str) -> list[tuple[int, int]]:
    """Return the ranges whose numbers do not count."""
    codes = [found.span() for found in _TITLE.finditer(text)]
    if _LONG_CODE.search(text):
        codes = sorted([*codes, *(found.span() for found in _CODE.finditer(text))])
    return codes


def _read(text: str, found: re.Match[str], measures: Measures) -> Number | None:
    if text[max(0, found.start() - 1) : found.start()] in _VAGUE:
        return None
    if found["digits"]:
        return _read_digits(text, found, measures)
    if found["numeral"]:
        return _read_numeral(text, found, measures)
    if found["upper"]:
        return _fraction(text, found, Decimal(found["upper"]), Decimal(found["lower"]), measures)
    return _read_part(text, found, measures)


def _read_part(text: str, found: re.Match[str], measures: Measures) -> Number | None:
    """Read 三分之一 and 百分之三十."""
    whole, part = parse_numeral(found["whole"]), found["part"]
    share = Decimal(part) if part.isascii() else Decimal(parse_numeral(part) or 0)
    if not whole or not share:
        return None
    if whole not in (100, 1000):
        return _fraction(text, found, share, Decimal(whole), measures)
    start, modifier = _prefix(text, found.start(), measures, bare=False)
    return Number(start, found.end(), share, modifier, "%" if whole == 100 else "‰")


def _fraction(text: str, found: re.Match[str], upper: Decimal, lower: Decimal, measures: Measures) -> Number | None:
    if upper >= lower:
        return None
    start, modifier = _prefix(text, found.start(), measures, bare=False)
    return Number(start, found.end(), _plain((upper / lower).quantize(Decimal("0.000001"))), modifier)


def _read_digits(text: str, found: re.Match[str], measures: Measures) -> Number | None:
    digits, fraction = found["digits"].replace(",", ""), found["fraction"] or ""
    if len(digits) + len(fraction) > _MOST_DIGITS:
        return None
    if _ORDERED_BY.search(text, max(0, found.start() - 4), found.start()):
        return None
    bare = found["scale"] is None and not found["small"]
    if bare and _names(text, found.end(), digits, fraction, measures):
        return None
    value = Decimal(digits + fraction).scaleb(sum(_SCALES[char] for char in found["scale"] or ""))
    start, modifier = _prefix(text, found.start(), measures, bare=False)
    more = (found["over"] or found["tail"] or found["small"] or "").strip()
    return _with_percent(text, Number(start, found.end(), _plain(value), modifier or measures.more.get(more)))


def _names(text: str, stop: int, digits: str, fraction: str, measures: Measures) -> bool:
    """Say whether a number in plain digits is a year, an ordinal, a code or a clock time."""
    if len(digits) > 1 and digits[0] == "0":
        return True
    if not fraction and _YEAR.fullmatch(digits):
        counts = measures.unit_at(text, stop) is not None or _PERCENT.match(text, stop)
        if _OF_YEAR.match(text, stop) or not counts:
            return True
    return bool(_NAMED_BY.match(text, stop)) and not _LATIN_UNIT.match(text, stop)


def _read_numeral(text: str, found: re.Match[str], measures: Measures) -> Number | None:
    """Read a Chinese numeral if a unit or 成 stands behind it; a bare 百, 千, 万, 亿 also needs a modifier."""
    numeral, start, stop = found["numeral"], found.start(), found.end()
    if not _counts(text, numeral, start) or (found["large"] and not found["more"]):
        return None
    value = parse_numeral(numeral)
    unit = measures.unit_at(text, stop)
    tenths = len(numeral) == 1 and not found["more"] and bool(_PERCENT.match(text, stop))
    if value is None or not (tenths or (unit and unit.kind != "score")):
        return None
    bare = numeral[0] in "百千万亿"
    first, modifier = _prefix(text, start, measures, bare=bare)
    modifier = modifier or measures.more.get(found["more"])
    if bare and modifier is None:
        return None
    value_scaled = Decimal(value).scaleb(_SCALES.get(found["large"], 0))
    number = Number(first, stop, _plain(value_scaled), modifier)
    return _with_percent(text, number) if tenths else number


def _counts(text: str, numeral: str, start: int) -> bool:
    """Say whether a numeral is none of 统一, 一期, 十届, 一个个, 一件一件, 三五 and the like."""
    if len(numeral) > 1 and parse_digits(numeral) is not None:
        return False
    if numeral == "一" and start and (text[start - 1] in _NO_ONE_AFTER or text[max(0, start - 2)] == "一"):
        return False
    return not _NO_COUNT.match(text, start)


def _with_percent(text: str, number: Number) -> Number:
    """Take in %, ‰ or 成 behind a number."""
    found = _PERCENT.match(text, number.stop)
    if found is None:
        return number
    sign = found.group().strip()
    value = number.value * 10 if sign == "成" else number.value
    return Number(number.start, found.end(), _plain(value), number.modifier, "‰" if sign == "‰" else "%")


def _prefix(text: str, start: int, measures: Measures, *, bare: bool) -> tuple[int, str | None]:
    """Return where the words that modify a number begin, and what they mean; 达 and 达到 mean nothing.

    `bare`: the number is 百, 千, 万 or 亿 without a digit, which also takes 过, 破, 上.
    """
    modifier: str | None = None
    for _ in range(2):  # 达到近30万
        word = measures.modifier_before(text, start)
        if word is None or (word in measures.bare_modifiers and not bare):
            break
        modifier = modifier or measures.modifiers[word] or None
        start -= len(word)
    return start, modifier


def _plain(value: Decimal) -> Decimal:
    """Return the value without an exponent and without zeros at the end of its fraction."""
    whole = value.to_integral_value()
    return Decimal(int(whole)) if whole == value else value.normalize()
