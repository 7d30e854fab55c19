"""Pages without end: the gold pages with their names, districts and figures changed, hardly two of them alike.

Page `n` is a gold page at home in one of twelve districts. The proper parts of its names are others, drawn by `n`: half
of them from a short list of its district, so that names recur from page to page in ever new company, as they do in a
newspaper, half of them from a list without end.
"""

from __future__ import annotations

import hashlib
import json
import re
from functools import cache
from pathlib import Path

__all__ = ["made_page", "write_pages"]

GOLD = Path(__file__).parent / "gold"
SEEDS = Path(__file__).parent.parent / "seeds"
SEEDS_AGAIN = 3  # a seed is a whole page of a newspaper, the others are a few articles
HOMES = ("河西区", "西湖区", "海沧区", "龙华区", "青羊区", "江汉区")
HOMES += ("晋安区", "奎文区", "北仑区", "灞桥区", "吴江区", "皇姑区")
VARIED = ("Community", "ResidentialCompound", "Place", "Company", "School", "Person", "Road", "Organization", "Project")
RECURRING = 40  # names of a kind that a district's pages come back to
HEADS = ("社区", "小区", "广场", "公园", "产业园", "创新园", "有限公司", "集团", "小学", "中学", "大道")
HEADS += ("工程", "项目", "协会", "中心", "路", "里", "苑", "城", "村")

# Pairs of characters that make proper names of any kind: 锦程, 和瑞, 春晖…
_FIRST = "锦和春瑞云清安泰华景盛嘉兴福永康明德文昌金玉紫翠青碧星海江河湖山林园宏远恒通广博雅思睿智源丰聚隆佳美乐善正"
_SECOND = "程瑞晖祥岚源宁和苑阳达欣旺寿乐泉礼贤汇茂辉泽竹柏峰澜霖铭涵宜筑悦翔凯诚信卓远航睿哲轩宇庭逸然朗溪"
_AMOUNT = re.compile(r"(?<![\d.年月第])(\d{2,4})(?=(?:\.\d+)?(?:万|亿|余|人|户|名|家|个|平方米|元|场|件))")


def made_page(number: int) -> tuple[str, str]:
    """Return the name and the text of a page."""
    base = _bases()[number % len(_bases())]
    text, names, frame = _base(base)
    turn = number // len(_bases())
    if turn:
        home = HOMES[(turn * 5 + number) % len(HOMES)]
        for name in names:
            text = text.replace(name, _other(name, number, home))
        if frame.endswith("区") and len(frame) == len(home):
            text = text.replace(frame, home).replace(frame[:-1], home[:-1])
        text = _AMOUNT.sub(lambda found: str(int(found[1]) + number % 89), text)
    return f"page{number:05d}.txt", text


def write_pages(folder: Path, count: int, *, start: int = 0) -> Path:
    """Write pages into a folder and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(start, start + count):
        name, text = made_page(number)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@cache
def _bases() -> tuple[str, ...]:
    names = sorted(path.stem for path in GOLD.glob("*.json"))
    return tuple(name for name in names for _ in range(SEEDS_AGAIN if name.startswith("seed") else 1))


@cache
def _base(name: str) -> tuple[str, tuple[str, ...], str]:
    """Return the text of a gold page, the names in it to change, the longest first, and its home district."""
    gold = json.loads((GOLD / f"{name}.json").read_text(encoding="utf-8"))
    page = next(SEEDS.glob(f"{name[4:]}_*.txt")) if name.startswith("seed") else GOLD / f"{name}.txt"
    varied = {entity["name"] for entity in gold["entities"] if entity["types"][0] in VARIED}
    text = page.read_text(encoding="utf-8").replace("\r\n", "\n")
    names = sorted((name for name in varied if name in text and len(name) >= 3), key=lambda n: (-len(n), n))
    return text, tuple(names), str(gold["frame"])


def _other(name: str, number: int, home: str) -> str:
    """Return another name of the same kind and length: its first two characters changed, or a person's given name."""
    kind = hashlib.sha256(f"{name}{number}".encode()).digest()
    recurs = kind[0] % 2 == 0
    key = f"{home}{name[2:]}{kind[1] % RECURRING}" if recurs else f"{name}{number}"
    digest = hashlib.sha256(key.encode()).digest()
    head = next((head for head in HEADS if name.endswith(head)), "")
    first, second = _FIRST[digest[0] % len(_FIRST)], _SECOND[digest[1] % len(_SECOND)]
    if head:
        return first + second + name[2:] if len(name) - len(head) >= 2 else name
    return name[0] + first + second if len(name) == 3 else name
