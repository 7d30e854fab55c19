"""Loosen one part of a pattern at a time: what makes it fit at last is what kept it from firing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.explain.shown import write_encoded, write_unit
from kg.explain.trial import Trial
from kg.rules.parts import Part, read_gap, read_slot
from kg.rules.pattern import TYPES

__all__ = ["Loosened", "loosen", "numbered"]

# Characters that a widened gap spans at the most, one where none was, and what stands for a word or name.
_FAR, _NEARBY, _OTHER = 80, 12, 6
_CLAUSE_MARKS = "，。；：！？"
_ITSELF = "self"  # the slot of the name within which a rule of the layer `inside` reads: it is given


@dataclass(frozen=True, slots=True)
class Loosened:
    """The number of the part that had to be loosened, why, and the place where the pattern then fits.

    `there`: the part's own word or name stood there, only not as the pattern wants it.
    """

    number: int
    reason: str
    match: re.Match[str]
    there: bool


def loosen(parts: Sequence[Part], trial: Trial) -> Loosened | None:
    """Return the mildest loosening of one part with which a pattern fits, or None."""
    for kind, number, variant in _variants(parts):
        match = trial.search(numbered(parts, {number: variant}))
        if match is not None:
            reason = _REASONS[kind](parts[number], match, number, trial)
            return Loosened(number, reason, match, kind in ("carried", "gap", "apart"))
    return None


def numbered(parts: Sequence[Part], variants: dict[int, str] | None = None) -> str:
    """Return the pattern of some parts, each in a group `part0_`, `part1_` …; `variants` stand for parts of theirs."""
    chosen = {n: part.source for n, part in enumerate(parts)} | (variants or {})
    return "".join(f"(?P<part{n}_>{source})" for n, source in sorted(chosen.items()))


def _variants(parts: Sequence[Part]) -> Iterator[tuple[str, int, str]]:
    """Yield (kind, number of the part, what stands for it), the mildest loosening first."""
    slots = [n for n, part in enumerate(parts) if part.kind == "slot" and read_slot(part)[0] != _ITSELF]
    needed = [n for n, part in enumerate(parts) if part.needed and (part.kind != "slot" or n in slots)]
    yield from (("carried", n, parts[n].source.replace("!}", "}")) for n in slots if "!}" in parts[n].source)
    yield from (("gap", n, _any(_FAR)) for n, part in enumerate(parts) if part.kind == "gap")
    yield from (("apart", n, _any(_NEARBY, "apart_") + parts[n].source) for n in needed if any(m < n for m in needed))
    yield from (("look", n, "") for n, part in enumerate(parts) if part.kind in ("look", "anchor"))
    if len(needed) > 2:
        yield from (("type", n, _slot_of_any_type(n)) for n in slots)
        yield from (("missing", n, _any(_OTHER)) for n in needed)


def _slot_of_any_type(number: int) -> str:
    return "{" + f"any{number}_:{'|'.join(TYPES)}" + "}"


def _any(most: int, name: str = "") -> str:
    return f"(?{f'P<{name}>' if name else ':'}(?:.|\\n){{0,{most}}}?)"


def _why_carried(part: Part, match: re.Match[str], number: int, trial: Trial) -> str:
    unit = trial.encoded.units[match.start(f"part{number}_")]
    return f"{write_unit(unit)} is only carried over here, and the ! wants it stated"


def _why_gap(part: Part, match: re.Match[str], number: int, trial: Trial) -> str:
    start, stop = match.span(f"part{number}_")
    over, most = read_gap(part)
    wide = over == ","
    there = f"“{write_encoded(trial.encoded, start, stop)}” stands there"
    if any(mark in trial.encoded.chars[start:stop] for mark in (_CLAUSE_MARKS[1:] if wide else _CLAUSE_MARKS)):
        return f"{there}, and the gap ends where the {'sentence' if wide else 'clause'} does"
    return f"{there}, which is too long: {stop - start} characters, {most} at the most"


def _why_apart(part: Part, match: re.Match[str], number: int, trial: Trial) -> str:
    between = write_encoded(trial.encoded, *match.span("apart_"))
    return f"“{between}” stands before it, and it must follow at once"


def _why_look(part: Part, match: re.Match[str], number: int, trial: Trial) -> str:
    place = match.start(f"part{number}_")
    around = write_encoded(trial.encoded, max(place - 3, 0), min(place + 3, len(trial.encoded.chars)))
    return f"what stands there, “{around}”, is not as it wants it"


def _why_type(part: Part, match: re.Match[str], number: int, trial: Trial) -> str:
    unit = trial.encoded.units[match.start(f"part{number}_")]
    return f"{write_unit(unit)} stands there, which is no {_types(part)}"


def _why_missing(part: Part, match: re.Match[str], number: int, trial: Trial) -> str:
    what = _types(part) if part.kind == "slot" else "word for it"
    return f"there is no {what} {'there' if trial.stands(part.source) else 'in the sentence'}"


def _types(part: Part) -> str:
    return " or ".join(read_slot(part)[1].split("|"))


_REASONS = {
    "carried": _why_carried,
    "gap": _why_gap,
    "apart": _why_apart,
    "look": _why_look,
    "type": _why_type,
    "missing": _why_missing,
}
