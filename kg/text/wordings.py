"""Find what figures are of in wordings of their own: 从签约到投产只用了86天, 最高300万元的奖补; and dates by chance."""

from __future__ import annotations

import re

from kg.text.indicators import Phrase

__all__ = ["find_grant", "find_part", "find_taken", "is_date", "is_distance"]

_FROM_TO = re.compile(
    r"(从[^，。；：、从]{2,12}到[^，。；：、]{2,10}?)(?:[只仅才共]{0,2}(?:用时|用了|用|需要|需|历时))$"
)
_GRANT = re.compile(r"的?([^，。；：、\d的]{0,4}(?:奖补|补贴|补助|奖励|资助|支持|贷款|授信|扶持))")
_MOST = re.compile(r"(?:([^，。；：、\d的给予]{0,4}(?:奖补|补贴|补助|奖励|资助))，)?最高(?:可达|可|达|不超过)?$")
_PART = re.compile(r"，(占(?!比)[^，。；：、\d]{1,16}?)(?:的比重|的比例|的)?(?:达到|达|为|近|约|超过|超)?$")
_DISTANT = re.compile(r"(?<![差间车焦跨])距(?!$)|^(?:[东西南北]{1,2}(?:部|侧|方向)?|以[东西南北]|相距|周边)$")
_LONGEST = 30
_NO_DATE_AFTER = {"后年": tuple("产成用工营"), "下月": tuple("种栽")}


def find_taken(text: str, floor: int, start: int) -> Phrase | None:
    """Return what took the time that stands at `start`.

    >>> find_taken("从签约到投产只用了86天", 0, 9)
    Phrase(start=0, stop=6, verbal=False)
    """
    taken = _FROM_TO.search(text, max(floor, start - _LONGEST), start)
    return Phrase(*taken.span(1)) if taken else None


def find_grant(text: str, floor: int, start: int, stop: int) -> Phrase | None:
    """Return the grant of which the sum at `[start, stop)` is the most: 最高300万元的奖补; 租金补贴，最高可达50万元.

    >>> find_grant("给予最高300万元的奖补", 0, 4, 9)
    Phrase(start=10, stop=12, verbal=False)
    """
    most = _MOST.search(text, max(floor, start - _LONGEST), start)
    if most is None:
        return None
    grant = _GRANT.match(text, stop)
    if grant is not None:
        return Phrase(*grant.span(1))
    return Phrase(*most.span(1)) if most[1] else None


def find_part(text: str, floor: int, start: int) -> Phrase | None:
    """Return what the figure before is a part of, by a share that stands at `start`.

    >>> find_part("产值560亿元，占全区工业产值的38%", 6, 16)
    Phrase(start=8, stop=15, verbal=False)
    """
    part = _PART.search(text, max(floor, start - _LONGEST), start)
    return Phrase(*part.span(1)) if part else None


def is_date(found: re.Match[str]) -> bool:
    """Say whether a date is none by chance: 达产|后|年产值, 种|下|月季."""
    before = found.string[found.start() - 1 : found.start()]
    return before not in _NO_DATE_AFTER.get(found.group(), ("\n",))


def is_distance(text: str, words: Phrase | None) -> bool:
    """Say whether words before a measure tell that it is how far something is: 距地铁站500米.

    >>> is_distance("公园距地铁站500米", Phrase(0, 6)), is_distance("车距80米", Phrase(0, 2))
    (True, False)
    """
    return words is not None and _DISTANT.search(text, words.start, words.stop) is not None
