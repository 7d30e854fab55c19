"""Write encoded sentences so that people can read them."""

from __future__ import annotations

from kg.extract.encode import Encoded, Unit

__all__ = ["write_encoded", "write_unit"]


def write_encoded(encoded: Encoded, start: int = 0, stop: int | None = None) -> str:
    """Write the part `[start, stop)` of an encoded sentence, symbols spelled out: ⟨Community 文苑楼社区⟩开展活动."""
    stop = len(encoded.chars) if stop is None else stop
    return "".join(
        write_unit(encoded.units[place]) if place in encoded.units else encoded.chars[place]
        for place in range(start, stop)
    )


def write_unit(unit: Unit) -> str:
    """Write what one symbol stands for: its type, its names, and whether it is carried over.

    >>> from kg.model import Period
    >>> write_unit(Unit(0, 9, period=Period("2023-04-20")))
    '⟨Date 2023-04-20⟩'
    """
    named = "、".join(member.name for member in unit.members) or str(unit.period or "?")
    return f"⟨{unit.type} {named}{' carried' if unit.carried else ''}⟩"
