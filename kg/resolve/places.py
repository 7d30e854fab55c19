"""Which area a name begins with, and which area holds which: what the identity of local things rests on."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.rules.schema import Entry, Pack

__all__ = ["Areas", "Owner", "areas_of", "forms_of", "short_of"]

_DIVISIONS = ("provinces", "prefectures", "counties")
_ZONES = ("regions/newarea", "regions/zone")
_LONGEST = 14

# 上海道小学, 南京东路幼儿园: the name of a street, not of the city.
_STREET = ("路", "道", "街", "里", "巷", "村", "桥", "胡同", "大街", "大道", "弄", "湾", "镇", "乡")
_POINTS = ("东", "西", "南", "北", "中")


@dataclass(frozen=True, slots=True)
class Owner:
    """The area that a name begins with: what it is called in full, and how many characters of the name it takes."""

    area: str
    length: int


class Areas:
    """The divisions and zones of the country by name; a short form stands here only where it is safe."""

    def __init__(self, pack: Pack) -> None:
        self._full: dict[str, str] = {}
        self._parents: dict[str, tuple[str, ...]] = defaultdict(tuple)
        for section in (*_DIVISIONS, *_ZONES):
            for entry in pack.lexicons.get(section, ()):
                self._add(entry, is_short_safe=section in _DIVISIONS[:2])
        self._starts = frozenset(name[:2] for name in self._full)

    def _add(self, entry: Entry, *, is_short_safe: bool) -> None:
        self._full[entry.word] = entry.word
        self._parents[entry.word] += tuple(column[1:] for column in entry.columns if column.startswith(">"))
        for column in entry.columns:
            if is_short_safe and not column.isascii() and column[0] not in ">?/":
                self._full.setdefault(column, entry.word)

    @lru_cache(maxsize=1 << 14)  # noqa: B019 (one a pack)
    def owner(self, name: str, home: str = "") -> Owner | None:
        """Return the area that a name begins with, if something else follows; the home area's short form counts too.

        The longest wins, and of 天津市河西区 the inner one: 天津市河西区教育局 belongs to 河西区.
        """
        first = self._longest(name, home)
        if first is None:
            return None
        inner = self._longest(name[first.length :], home)
        if inner is not None and (inner.area == home or self.lies_in(inner.area, first.area)):
            deeper = self._longest(name[first.length + inner.length :], home)
            rest = deeper if deeper is not None and self.lies_in(deeper.area, inner.area) else None
            length = first.length + inner.length + (rest.length if rest else 0)
            return Owner(rest.area if rest else inner.area, length)
        return first

    def _longest(self, name: str, home: str) -> Owner | None:
        if not home.startswith(name[:2]) and name[:2] not in self._starts:
            return None
        for length in range(min(_LONGEST, len(name) - 1), 1, -1):
            area = self._area(name[:length], home)
            if area and not _is_street(name[length:], written=name[:length]):
                return Owner(area, length)
        return None

    def _area(self, written: str, home: str) -> str:
        if home and written in forms_of(home):
            return home
        return self._full.get(written, "")

    def is_ambiguous(self, area: str) -> bool:
        """Say whether several areas of the country have this name: 鼓楼区, 朝阳区."""
        return len(self._parents.get(area, ())) > 1

    def lies_in(self, area: str, other: str) -> bool:
        """Say whether an area may lie in another, at whatever distance; an area lies in itself."""
        if area == other:
            return True
        return any(self.lies_in(parent, other) for parent in self._parents.get(area, ()))

    def around(self, home: str, city: str) -> tuple[str, ...]:
        """Return the areas in which a page is at home, from the inside out: 河西区, 天津市."""
        found = dict.fromkeys((home, city))
        for area in (home, city):
            found |= dict.fromkeys(self._only_parents(area))
        return tuple(area for area in found if area)

    def _only_parents(self, area: str) -> list[str]:
        chain: list[str] = []
        while len(parents := self._parents.get(area, ())) == 1:
            area = parents[0]
            chain.append(area)
        return chain


@cache
def short_of(area: str) -> str:
    """Return the short form of a division: 河西区 is 河西, 黎平县 is 黎平; of two characters nothing is taken.

    >>> short_of("河西区"), short_of("和县")
    ('河西', '和县')
    """
    return area[:-1] if len(area) > 2 and area[-1] in "省市区县旗州盟" else area


_ZONES_IN_FORMS = (
    ("经济技术开发区", "经济开发区", "开发区", "经开区"),
    ("高新技术产业开发区", "高新技术开发区", "高新区"),
)


@cache
def forms_of(area: str) -> frozenset[str]:
    """Return the ways to write a division or a zone: 河西区 and 河西, 南通开发区 and 南通经济技术开发区.

    >>> sorted(forms_of("南通经开区"))
    ['南通开发区', '南通经开区', '南通经济开发区', '南通经济技术开发区']
    """
    for endings in _ZONES_IN_FORMS:
        ending = next((ending for ending in endings if area.endswith(ending) and len(area) > len(ending)), None)
        if ending:
            stem = area.removesuffix(ending)
            return frozenset(stem + other for other in endings)
    return frozenset((area, short_of(area)))


def _is_street(rest: str, *, written: str) -> bool:
    """Say whether what follows makes a road's name of an area's short form: 上海|道小学."""
    if written[-1] in "省市区县旗盟":
        return False
    return rest.startswith(_STREET) or (rest[:1] in _POINTS and rest[1:].startswith(_STREET))


@cache
def areas_of(pack: Pack) -> Areas:
    """Return the areas that the lexicons of a pack hold."""
    return Areas(pack)
