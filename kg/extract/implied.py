"""What the slots of relation rules stand for that is in no word of the sentence: the home district, the last event."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from kg.extract.areas import Frame
from kg.extract.found import Found
from kg.model import Period

__all__ = ["Implied"]

_OF_HOME = ("区", "县")
_NONE: Mapping[str, Found] = MappingProxyType({})


class Implied(NamedTuple):
    """What is implied at a name `outer`: worked out slot by slot, as few rules ask.

    `latest` and `main` are, by type, what the sentences before named last and what the paragraph named first.
    """

    outer: Found | None
    frame: Frame
    latest: Mapping[str, Found] = _NONE
    main: Mapping[str, Found] = _NONE
    date: Period | None = None

    def at(self, outer: Found) -> Implied:
        """Return what is implied at another name."""
        return Implied(outer, *self[1:])

    @property
    def areas(self) -> frozenset[str]:
        """Return the slots that may be filled: `frame`, `city`, `cityOfHome` at the home's own name, `ownArea`."""
        return frozenset() if self.outer is None else self.areas_at(self.outer.name)

    def areas_at(self, name: str) -> frozenset[str]:
        """Return the slots that may be filled at a name."""
        home, city, city_named = self.frame
        return _known(bool(home), bool(city), city_named and bool(city) and name == home != city)

    def get(self, slot: str) -> Found | Period | None:
        """Return what a slot stands for: an area of the frame, `lastEvent`, `mainEvent`, `lastDate`; else None.

        `ownArea` is the area with which the name begins: 南关区 of 南关区政府新闻办, the home of 区委宣传部.
        """
        if slot == "lastDate":
            return self.date
        if slot.startswith("last"):
            return self.latest.get(slot.removeprefix("last"))
        if slot.startswith("main"):
            return self.main.get(slot.removeprefix("main"))
        if slot == "ownArea":
            return self._own_area()
        return self._area(slot) if slot in self.areas else None

    def _own_area(self) -> Found | Period | None:
        outer = self.outer
        if outer is None:
            return None
        named = (part for part in outer.parts if part.type == "AdministrativeArea" and part.start == outer.start)
        level = "frame" if outer.name.startswith(_OF_HOME) else "city" if outer.name.startswith("市") else ""
        return next(named, None) or (self.get(level) if level else None)

    def _area(self, slot: str) -> Found | None:
        """Return an area of the frame, at the first character of the name."""
        if self.outer is None:
            return None
        name, start = self.frame.home if slot == "frame" else self.frame.city, self.outer.start
        return Found(start, start + 1, "AdministrativeArea", "frame", 20, name, slot, (), self.outer.sentence)


@lru_cache
def _known(home: bool, city: bool, city_of_home: bool) -> frozenset[str]:
    known = (("frame", home), ("city", city), ("cityOfHome", city_of_home))
    return frozenset(("ownArea", *(slot for slot, is_known in known if is_known)))
