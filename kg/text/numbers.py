"""Find the numbers that count or measure, with how exact they are: 超23万, 3500多, 百余, 117%, 三分之一.

Numbers that name or order are left out: 第三届, 6号线, 2023年, 4月28日, 5·19, “十项行动”, 1+10, 022-12345678.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from kg.text.measures import Measures, read_measures
from kg.text.numerals import parse_digits, parse_numeral

__all__ = ["Number", "find_numbers"]


@dataclass(frozen=True, slots=True)
class Number:
    """A number at `[start, stop)`, its modifiers among it: 超23万 in 客流超23万人次, 3500多 in 3500多册.

    `modifier` is None or one of 超, 余, 多, 约, 近, 至少, 不足, 不超过. `unit` is "%" or "‰" where the number itself says
    so (30%, 三成, 百分之三十): then `value` is 30, and the words of the unit lie within the range.
    """

    start: int
    stop: int
    value: Decimal
    modifier: str | None = None
    unit: str | None = None


_HAN_DIGITS = "〇零一二两三四五六七八九十百千万亿"
_GUARD = re.compile(rf"[0-9{_HAN_DIGITS}]")
_ARABIC = (
    r"(?<![0-9A-Za-z_.·+/:-])(?P<digits>\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?P<fraction>\.\d+)?"
    r"(?:(?P<over>(?: ?[余多来])?)(?P<scale>[十百千]?万亿?|[十百千]?亿|[百千](?![米克瓦伏卡帕分]))(?P<tail>(?: ?[余多来])?)|(?P<small>(?: ?[余多来])?))"
)
_HAN = rf"(?<![0-9{_HAN_DIGITS}第])(?P<numeral>[{_HAN_DIGITS}]+)(?P<more>[余多来]?)(?P<large>[万亿]?)"
_PART = rf"(?P<whole>[{_HAN_DIGITS}]+)分之(?P<part>[{_HAN_DIGITS}]+|\d+(?:\.\d+)?)"
_SLASHED = r"(?<![\d/.-])(?P<upper>[1-9])/(?P<lower>[2-9]|10)(?![\d/.年月日])"
_CANDIDATE = re.compile(rf"(?:{_PART}|{_SLASHED}|{_ARABIC}|{_HAN})")
_PERCENT = re.compile(r" ?(?:[%‰]|成(?![为立功员果长绩效本分熟就型品交片群都年份语千上人]))")

# What stands before a number and says how exact it is; the longest first.
_PREFIXES = {
    **dict.fromkeys(("超", "超过", "突破", "逾", "超出", "高于", "大于", "过", "破", "上"), "超"),
    **dict.fromkeys(("近", "将近", "接近"), "近"),
    **dict.fromkeys(("约", "大约", "约为", "约有", "约达", "大概"), "约"),
    **dict.fromkeys(("至少", "不低于", "不少于", "最少", "不下"), "至少"),
    **dict.fromkeys(("不足", "不到", "低于", "少于", "未满"), "不足"),
    **dict.fromkeys(("不超过", "至多", "最多", "不高于", "不大于"), "不超过"),
    **dict.fromkeys(("达", "达到", "高达", "多达", "达成"), ""),
}
_LONGEST_PREFIX = max(map(len, _PREFIXES))
# The last letter of another word is no modifier: 节约3000元, 附近3个小区, 签约12个.
_NO_PREFIX = {
    "约": "节预签履合公条邀违制契解特相赴守失",
    "近": "最附临靠就亲邻相远",
    "超": "赶反",
    "过": "通经超度路不胜难错",
    "破": "爆",
    "上": "以网线晚早会马加身路街海楼天地场一",
    "达": "到直下发表送传抵可转",
    "不到": "得达",
}
_BARE_ONLY = frozenset("过破上")  # 过亿, 破万, 上百: only before a numeral without a digit
_MORE = {"余": "余", "多": "多", "来": "约"}

# What a number may not be followed by: it names or orders (6号线, 4月, 2023年 is checked apart, 3D, 2.0版, 12345热线).
_NAMES_AFTER = re.compile(
    r" ?(?:号|月|日(?!均)|时(?!间)|点(?:\d|钟|半|整|[，。、至到])|年级|年代|级|后(?=[，。、”青年大])|室|型|代(?!表)|楼(?!门)|路|线"
    r"|届(?=毕业)|版|式|热线|[·+:/_-]\d|[·+]|[A-Za-z])"
)
_LATIN_UNIT = re.compile(r" ?(?:km|cm|mm|m[²³23]?|kg|KG|kWh?|MW|GW|TEU|TB|GB)(?![A-Za-z])")
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_YEAR_AFTER = re.compile(r" ?(?:年|届|级)")
_ORDER_BEFORE = re.compile(r"(?:第|No\.?|NO\.?|[A-Za-z·+_#]|\d[-:/.])$")
_PHONE = re.compile(
    r"(?<![\d-])(?:0\d{2,3}-\d{7,8}|1\d{10}|[48]00-\d{3}-?\d{4}|\d{3,4}-\d{7,8}|\d{4}[-./]\d{1,2}[-./]\d{1,2})(?!\d)"
)
_CODED = re.compile(rf"《[^《》]{{1,60}}》|“[^“”，。；：]{{1,14}}”|‘[^‘’，。；：]{{1,14}}’")
# Before 一 these make another word: 统一, 唯一, 之一, 周一.
_NOT_AFTER = frozenset("统唯专之其不单同合归划如周期拜初腊正每逐某任另进这那该")
# Nor do these leave a number that is known: 数十万元, 几百人, 前三名.
_VAGUE = frozenset("数几前")
_ORDERED = re.compile(r"[一二三四五六七八九十]期|.{1,3}届|一(.)(?:\1|一)")
_SCALES = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}


def find_numbers(text: str) -> tuple[Number, ...]:
    """Return the numbers of a cleaned text that count or measure, in order.

    >>> [(str(n.value), n.modifier) for n in find_numbers("客流超23万人次，图书3500多册，百余项活动")]
    [('230000', '超'), ('3500', '多'), ('100', '余')]
    >>> find_numbers("第三届海河国际消费季于2023年4月28日开幕，落实“十项行动”")
    ()
    """
    if not _GUARD.search(text):
        return ()
    measures = read_measures()
    coded = [found.span() for found in (*_CODED.finditer(text), *_PHONE.finditer(text))]
    numbers = []
    for found in _CANDIDATE.finditer(text):
        if not any(start <= found.start() < stop for start, stop in coded):
            number = _read(text, found, measures)
            if number is not None:
                numbers.append(number)
    return tuple(numbers)


def _read(text: str, found: re.Match[str], measures: Measures) -> Number | None:
    if found["whole"]:
        return _read_part(text, found)
    if found["upper"]:
        return _fraction(text, found, Decimal(found["upper"]), Decimal(found["lower"]))
    if found["digits"]:
        return _read_arabic(text, found)
    return _read_han(text, found, measures)


def _read_part(text: str, found: re.Match[str]) -> Number | None:
    """Read 三分之一 and 百分之三十."""
    whole, part = parse_numeral(found["whole"]), found["part"]
    share = Decimal(part) if part[0].isdecimal() and part.isascii() else _decimal(parse_numeral(part))
    if whole is None or share is None or whole == 1:
        return None
    if whole not in (100, 1000):
        return _fraction(text, found, share, Decimal(whole))
    start, modifier = _prefix(text, found.start(), bare=False)
    return Number(start, found.end(), share, modifier, "%" if whole == 100 else "‰")


def _fraction(text: str, found: re.Match[str], upper: Decimal, lower: Decimal) -> Number | None:
    if upper >= lower:
        return None
    start, modifier = _prefix(text, found.start(), bare=False)
    return Number(start, found.end(), _plain((upper / lower).quantize(Decimal("0.000001"))), modifier)


def _read_arabic(text: str, found: re.Match[str]) -> Number | None:
    digits, stop = found["digits"].replace(",", ""), found.end()
    if len(digits) > 15 or (found["fraction"] and len(found["fraction"]) > 10):
        return None
    bare = found["scale"] is None and not found["small"]
    before = text[max(0, found.start() - 1) : found.start()]
    if (
        before in _VAGUE
        or _ORDER_BEFORE.search(text, max(0, found.start() - 4), found.start())
        or (bare and _is_name(text, found, digits))
    ):
        return None
    value = Decimal(digits + (found["fraction"] or ""))
    value = _plain(value.scaleb(sum(_SCALES[char] for char in found["scale"] or "")))
    start, modifier = _prefix(text, found.start(), bare=False)
    more = _MORE.get((found["over"] or found["tail"] or found["small"] or "").strip())
    return _with_percent(text, Number(start, stop, value, modifier or more))


def _is_name(text: str, found: re.Match[str], digits: str) -> bool:
    """Say whether a number in digits without 万 or 余 is a year, an ordinal, a code or a clock time."""
    stop = found.end()
    if _YEAR.fullmatch(digits) and not found["fraction"]:
        after = read_measures().unit_at(text, stop)
        if _YEAR_AFTER.match(text, stop) or (after is None and not _PERCENT.match(text, stop)):
            return True
    if len(digits) > 1 and digits[0] == "0":
        return True
    return bool(_NAMES_AFTER.match(text, stop)) and not _LATIN_UNIT.match(text, stop)


def _read_han(text: str, found: re.Match[str], measures: Measures) -> Number | None:
    """Read a Chinese numeral if a unit or 成 stands behind it; a bare 百, 千, 万, 亿 also needs a modifier."""
    numeral, start, stop = found["numeral"], found.start(), found.end()
    if found["large"] and not found["more"]:
        return None
    before = text[start - 1 : start]
    if before in _VAGUE or (before in _NOT_AFTER and len(numeral) == 1) or _ORDERED.match(text, start):
        return None
    value = parse_numeral(numeral)
    tenths = _PERCENT.match(text, stop) if not found["more"] else None
    if value is None or (parse_digits(numeral) is not None and len(numeral) > 1):
        return None
    unit = measures.unit_at(text, stop)
    if tenths is None and (unit is None or unit.kind == "score"):
        return None
    bare = numeral[0] in "百千万亿"
    first, modifier = _prefix(text, start, bare=bare)
    modifier = modifier or _MORE.get(found["more"])
    if bare and modifier is None:
        return None
    if tenths is not None and numeral not in "一二两三四五六七八九十":
        return None
    scaled = Decimal(value).scaleb(_SCALES.get(found["large"], 0))
    return _with_percent(text, Number(first, stop, _plain(scaled), modifier))


def _with_percent(text: str, number: Number) -> Number:
    """Take in %, ‰ or 成 behind a number."""
    found = _PERCENT.match(text, number.stop)
    if found is not None:
        sign = found.group().strip()
        value = number.value * 10 if sign == "成" else number.value
        return Number(number.start, found.end(), _plain(value), number.modifier, "‰" if sign == "‰" else "%")
    return number


def _prefix(text: str, start: int, *, bare: bool) -> tuple[int, str | None]:
    """Return where the words that modify a number begin, and what they mean; 达 and 达到 mean nothing.

    `bare`: the number is 百, 千, 万 or 亿 without a digit, which also takes 过, 破, 上.
    """
    modifier: str | None = None
    for _ in range(2):  # 达到近30万, 突破近百
        length = next((n for n in range(min(_LONGEST_PREFIX, start), 0, -1) if text[start - n : start] in _PREFIXES), 0)
        word = text[start - length : start] if length else ""
        if not word or (word in _BARE_ONLY and not bare):
            break
        if start > length and text[start - length - 1] in _NO_PREFIX.get(word, ""):
            break
        modifier = modifier or _PREFIXES[word] or None
        start -= length
    return start, modifier


def _decimal(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _plain(value: Decimal) -> Decimal:
    """Return the value without an exponent and without zeros at the end of its fraction."""
    whole = value.to_integral_value()
    return Decimal(int(whole)) if whole == value else value.normalize()
