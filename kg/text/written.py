"""Days, periods and amounts as Chinese news writes them; the pages' scripts write them in English."""

from __future__ import annotations

from decimal import Decimal

__all__ = ["amount", "day", "period"]

_AFTER = ("余", "多")
_UNITS = ((Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万"))


def day(iso: str) -> str:
    """Write a day, month or year.

    >>> day("2023-04-27"), day("2023-04"), day("2023")
    ('2023年4月27日', '2023年4月', '2023年')
    """
    parts = iso.split("-")
    return "".join(f"{int(part)}{unit}" for part, unit in zip(parts, "年月日", strict=False) if part.isdecimal()) or iso


def period(start: str, stop: str | None) -> str:
    """Write a stretch of days; what its two ends share is written once.

    >>> period("2023-04-28", "2023-05-03"), period("2023-04-28", "2023-04-30")
    ('2023年4月28日—5月3日', '2023年4月28日—30日')
    """
    if not stop or stop == start:
        return day(start)
    written = day(stop)
    if len(start) == len(stop) == 10 and start[:7] == stop[:7]:
        written = written.partition("月")[2]
    elif start[:4] == stop[:4] and len(stop) > 4:
        written = written.partition("年")[2]
    return f"{day(start)}—{written}"


def amount(value: str, unit: str | None, modifier: str | None) -> str:
    """Write a figure: by 万 and 亿 where that is exact and short, else with its thousands apart.

    >>> amount("607000000", "元", "超"), amount("2000000", "人次", "余"), amount("1234", "个", None)
    ('超6.07亿元', '200万余人次', '1,234个')
    """
    number, known = Decimal(value), modifier or ""
    written = f"{number:,f}"
    for size, name in _UNITS:
        part = f"{(number / size).normalize():f}"
        if abs(number) >= size and len(part) < 8:
            written = part + name
            break
    after = known in _AFTER
    return f"{'' if after else known}{written.replace('-', '−')}{known if after else ''}{unit or ''}"
