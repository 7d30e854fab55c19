"""Administrative divisions of the country: what lies in what, and which short forms are safe on a page."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from kg.rules.schema import Entry, Pack

__all__ = ["Frame", "Gazetteer", "gazetteer_of"]

_LEVELS = ("provinces", "prefectures", "counties")


class Frame(NamedTuple):
    """The home district of a page and the city it lies in (either unknown if ""); whether the page names the city."""

    home: str = ""
    city: str = ""
    city_named: bool = False


class Gazetteer:
    """The country's divisions by name; `parents` maps a division to those it may lie in (names repeat)."""

    def __init__(self, lexicons: Mapping[str, tuple[Entry, ...]]) -> None:
        self.parents: dict[str, tuple[str, ...]] = {}
        self.short: dict[str, str] = {}
        for level in _LEVELS:
            for entry in lexicons.get(level, ()):
                self._add(entry, level)

    def _add(self, entry: Entry, level: str) -> None:
        parents = tuple(column[1:] for column in entry.columns if column.startswith(">"))
        self.parents[entry.word] = (*self.parents.get(entry.word, ()), *parents)
        for column in entry.columns:
            if column and column[0] not in ">?" and column != "ambiguous" and level != "counties":
                self.short.setdefault(column, entry.word)

    def __contains__(self, name: str) -> bool:
        return name in self.parents

    def frame(self, home: str | None, text: str = "") -> Frame:
        """Return the frame of a page: its home district, and the city that has one of this name."""
        if not home:
            return Frame()
        cities = self.parents.get(home, ())
        named = [city for city in cities if city in text or city.removesuffix("市") in text]
        city = (named or list(cities) or [""])[0]
        city = home if home.endswith("市") else city  # 市委 on the page of a county-level city is that city's
        return Frame(home, city, bool(city) and _names(text, city))

    def full(self, name: str, frame: Frame) -> str:
        """Return the full name of a division: 天津 -> 天津市, and the frame's own short form."""
        if frame.home and name != frame.home and frame.home.startswith(name) and len(frame.home) - len(name) == 1:
            return frame.home
        return self.short.get(name, name)


@lru_cache(maxsize=8)
def gazetteer_of(pack: Pack) -> Gazetteer:
    """Return the divisions that the lexicons of a pack hold."""
    return Gazetteer(pack.lexicons)


def _names(text: str, city: str) -> bool:
    """Say whether a page names a city, by its name or as 全市, 我市."""
    return city in text or city.removesuffix("市") in text or "全市" in text or "我市" in text
