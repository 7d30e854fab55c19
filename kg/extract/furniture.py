"""Tell a page's frame from its articles: headers, editors' lines, the foot of a website; and read the page's date."""

from __future__ import annotations

import datetime
import re

from kg.extract.words import any_of
from kg.model import Document
from kg.text.clean import HAN, clean

__all__ = ["TURNED", "is_column", "is_furniture", "is_header", "is_masthead", "page_date"]

LONGEST = 80  # characters of a line that can be a page's frame
_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"○": 0, "零": 0, "Ｏ": 0, "０": 0}

_DATE = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)\s*(?:年|[-./])\s*(?P<month>1[0-2]|0?[1-9])\s*(?:月|[-./]|(?!\d))"
    r"(?:\s*(?P<day>3[01]|[12]\d|0?[1-9])(?!\d)\s*日?)?"
)
_CHINESE_DATE = re.compile(
    r"(?P<year>[一二〇○零三四五六七八九Ｏ０]{4})年(?:(?P<month>十[一二]?|[一二三四五六七八九])月(?:(?P<day>[一二三]?十?[一二三四五六七八九十])日)?)?"
)
_DAY = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*[月./-]\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_WEEKDAY = r"(?:星期|周)[一二三四五六日天]|农历"
_PAGE_NUMBER = (
    r"(?:^|[\s|/·])(?:第\s*[A-Z]?\d{1,3}|[A-Z]?\d{1,2}|第[一二三四五六七八九十]{1,3})\s*版(?=$|[\s:：·|/])"
    r"|总第\s*\d+\s*期|年\s*\d{1,2}\s*月.*第\s*\d+\s*期"
)
_EDITORS = re.compile(
    rf"(?:{any_of('editor_roles')})\s*[:：/]"
    rf"|^\s*(?:本版)?(?:{any_of('editor_roles')})\s+(?:[{HAN}]{{2,4}}|[{HAN}] [{HAN}])(?:\s|$)"
)
_FRAME = re.compile(
    rf"{_DAY}.*(?:{_WEEKDAY})|(?:{_WEEKDAY}).*{_DAY}|{_PAGE_NUMBER}"
    rf"|(?:{any_of('furniture')})\s*[:：]|^(?:{any_of('furniture_starts')})|https?://|www\.|ICP备|网安备"
    rf"|^(?:网站)?首页(?:[\s>›»]|$)|[{HAN}]\s*[>›»]\s*[{HAN}]|^[{HAN}]{{2,20}}(?:门户网站|官方网站|政务网)$|\S+@\S+\.\w+"
    rf"|^\W*[A-Z]?\d{{1,2}}\s*(?:{any_of('page_names')})?\s*$|^(?:{any_of('page_names')})\s*[A-Z]?\d{{1,2}}$"
    rf"|^[{HAN}]{{1,7}}(?:{any_of('paper_endings')})\s+[A-Z]?\d{{1,2}}(?:\s|$)|^[{HAN}]{{2,10}}\s+{_DATE.pattern}$|^[A-D]\d\d\s+[{HAN}]{{2,4}}$"
    rf"|^[-—·\s]*\d+[-—·\s]*$"
)
_DATE_AND_TIME = re.compile(rf"{_DATE.pattern}\s+\d{{1,2}}:\d\d".replace("?P<", "?P<_"))
TURNED = re.compile(r"[（(【]\s*(?:上接|下转|紧接|转接)[^（）()]{1,16}[）)】]")
_HEADER = re.compile(rf"{_DATE.pattern}|{_PAGE_NUMBER}|^[A-Z]\d{{1,2}}\s")
_MASTHEAD = re.compile(
    rf"\d{{0,2}}\s*(?:[{HAN}]{{1,7}}(?:{any_of('paper_endings')})|{any_of('page_names')})|\d{{1,2}}\s+[{HAN}]{{2,6}}"
)
_BOX = re.compile(rf"[^{HAN}\w]*(?:{any_of('boxes')})[^{HAN}\w]*")
_COLUMN = re.compile(rf"[^{HAN}\w]*(?:{any_of('columns')})[^{HAN}\w]*")
_ENDS_SENTENCE = re.compile(r"[。！？!?；;，,、]$")


def is_furniture(line: str) -> bool:
    """Say whether a line is a page's header or foot, an editors' line or a website's frame.

    >>> is_furniture("11新河西 2023年4月27日 星期四 责编：赵云克"), is_furniture("A03 要闻")
    (True, True)
    >>> is_furniture("来源：市融媒体中心 2023-05-06"), is_furniture("2023年重点项目集中签约")
    (True, False)
    """
    line = line.strip()
    if TURNED.fullmatch(line) or _BOX.fullmatch(line):
        return True
    if len(line) > LONGEST or _ENDS_SENTENCE.search(line):
        return False
    return bool(_EDITORS.search(line) or _FRAME.search(line) or _is_date(line) or _DATE_AND_TIME.search(line))


def is_header(line: str) -> bool:
    """Say whether a line of a page's frame is the page's header: it has a date or the page's number.

    >>> is_header("河西周刊 2023年4月27日 第3版"), is_header("责编：赵云克")
    (True, False)
    """
    return _HEADER.search(line) is not None


def is_masthead(line: str) -> bool:
    """Say whether a line is the name of a paper or of one of its pages.

    >>> is_masthead("河西周刊"), is_masthead("周末去哪儿")
    (True, False)
    """
    return len(line) <= 10 and _MASTHEAD.fullmatch(line) is not None


def is_column(line: str) -> bool:
    """Say whether a line is a heading over pieces of a kind, such as 图片新闻.

    >>> is_column("■图片新闻"), is_column("图片新闻大赛落幕")
    (True, False)
    """
    return len(line) <= 12 and _COLUMN.fullmatch(line) is not None


def page_date(document: Document) -> str | None:
    r"""Return the date in a page's header or foot, in ISO 8601 (2023-04-27, or 2023-04); None if there is none.

    >>> page_date(Document("p", "p.txt", "", "11新河西 2023年4月27日 星期四 责编：赵云克\n河西周刊\n"))
    '2023-04-27'
    """
    for line in document.text.splitlines():
        if 4 <= len(line.strip()) <= LONGEST and ("年" in line or "20" in line or "19" in line):
            chars = clean(line, 0, len(line)).chars
            if is_furniture(chars) and (date := _date_in(chars)):
                return date
    return None


def _is_date(line: str) -> bool:
    """Say whether a line is a date and nothing else but the time: 2023-04-27 10:22."""
    found = _DATE.match(line) or _CHINESE_DATE.match(line)
    return found is not None and not re.sub(r"[\d:\s.]", "", line[found.end() :])


def _date_in(chars: str) -> str | None:
    found = _DATE.search(chars)
    if found is not None:
        year, month, day = (int(part) if part else None for part in found.group("year", "month", "day"))
        return _iso(year or 0, month, day)
    found = _CHINESE_DATE.search(chars)
    if found is None:
        return None
    year = int("".join(str(_DIGITS[char]) for char in found["year"]))
    return _iso(year, _number(found["month"]), _number(found["day"])) if found["month"] else None


def _iso(year: int, month: int | None, day: int | None) -> str | None:
    """Return a date that the calendar has, in ISO 8601."""
    try:
        date = datetime.date(year, month or 1, day or 1)
    except ValueError:
        return None
    return date.isoformat()[: 10 if day else 7]


def _number(chars: str | None) -> int | None:
    """Return the number that Chinese digits write, up to 31.

    >>> _number("二十七"), _number("十"), _number("三十一")
    (27, 10, 31)
    """
    if not chars:
        return None
    tens, ten, ones = chars.rpartition("十")
    if not ten:
        return _DIGITS[chars]
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)
