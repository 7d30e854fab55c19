"""Where names end that are no part of those to their right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set

from kg.extract.found import Found, is_full

__all__ = ["Edges", "edged_by"]

_FIRM = 30
_Strip = tuple[str, ...]


class Edges:
    """Where names of a sentence end that are no part of those to their right, by the types that a rule cuts off."""

    def __init__(self, edged: Mapping[str, tuple[_Strip, ...]], chars: str, found: list[Found]) -> None:
        self._edged = edged
        self._chars = chars
        self._persons = frozenset(f.stop for f in found if f.type == "Person" and f.strength >= _FIRM)
        self._stops: dict[_Strip, set[int]] = {}
        for name in found:
            self.note(name)

    def of(self, strip: _Strip) -> Set[int]:
        """Return where names of some types, and persons, end."""
        return self._stops.get(strip, self._persons)

    def note(self, name: Found) -> None:
        """Note where a name ends, if it is of a type that some rule cuts off."""
        for strip in self._edged.get(name.type, ()):
            if is_full(name, self._chars):
                self._stops.setdefault(strip, set(self._persons)).add(name.stop)


def edged_by(strips: Iterable[_Strip]) -> dict[str, tuple[_Strip, ...]]:
    """Map a type to the lists of types that hold it."""
    every = sorted(strips)
    return {type_: tuple(strip for strip in every if type_ in strip) for strip in every for type_ in strip}
