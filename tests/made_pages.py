"""Pages without end: the gold pages with their names changed, so that a graph of many pages has many things in it.

Page `n` is a gold page in which the proper part of each name of a community, estate, place, firm, school or person is
another one, drawn from a short list by `n`: names recur from page to page, in ever new company.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path

__all__ = ["made_page", "write_pages"]

GOLD = Path(__file__).parent / "gold"
SEEDS = Path(__file__).parent.parent / "seeds"
BASES = (
    "seed000",
    "seed003",
    "wuhan-safety",
    "shenzhen-park",
    "xiamen-culture",
    "hangzhou-renewal",
    "weifang-appointments",
)
VARIED = ("Community", "ResidentialCompound", "Place", "Company", "School", "Person", "Road")
HEADS = (
    "社区",
    "小区",
    "广场",
    "公园",
    "产业园",
    "创新园",
    "有限公司",
    "集团",
    "小学",
    "中学",
    "大道",
    "路",
    "里",
    "苑",
    "城",
)

# Pairs of characters that make proper names of any kind: 锦程, 和瑞, 春晖…
_FIRST = "锦和春瑞云清安泰华景盛嘉兴福永康明德文昌金玉紫翠青碧星海江河湖山林园"
_SECOND = "程瑞晖祥岚源宁和苑阳达欣旺寿乐泉礼贤汇茂辉泽竹柏峰澜"


def made_page(number: int) -> tuple[str, str]:
    """Return the name and the text of a page."""
    base = BASES[number % len(BASES)]
    text, names = _base(base)
    if number >= len(BASES):
        for order, name in enumerate(names):
            text = text.replace(name, _other(name, number // len(BASES), order))
    return f"page{number:05d}.txt", text


def write_pages(folder: Path, count: int, *, start: int = 0) -> Path:
    """Write pages into a folder and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(start, start + count):
        name, text = made_page(number)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@cache
def _base(name: str) -> tuple[str, tuple[str, ...]]:
    gold = json.loads((GOLD / f"{name}.json").read_text(encoding="utf-8"))
    page = next(SEEDS.glob(f"{name[4:]}_*.txt")) if name.startswith("seed") else GOLD / f"{name}.txt"
    varied = {entity["name"] for entity in gold["entities"] if entity["types"][0] in VARIED}
    text = page.read_text(encoding="utf-8").replace("\r\n", "\n")
    return text, tuple(sorted((name for name in varied if name in text and len(name) >= 3), key=lambda n: (-len(n), n)))


def _other(name: str, round_: int, order: int) -> str:
    """Return another name of the same kind and length: its first two characters changed, or a person's given name."""
    digest = hashlib.sha256(f"{name}{round_ * 7 % 60 + order}".encode()).digest()
    head = next((head for head in HEADS if name.endswith(head)), "")
    first, second = _FIRST[digest[0] % len(_FIRST)], _SECOND[digest[1] % len(_SECOND)]
    if head:
        return first + second + name[2:] if len(name) - len(head) >= 2 else name
    return name[0] + first + second if len(name) == 3 else name
