"""Say why a part of a pattern does not fit where it should: what stands there, or how far away it stands."""

from __future__ import annotations

from collections.abc import Sequence

from kg.explain.shown import write_encoded, write_unit
from kg.explain.trial import Trial
from kg.extract.encode import Unit
from kg.rules.parts import Part, read_gap, read_slot

__all__ = ["find_reason"]

_FAR = 200  # characters within which what was sought is still told
_WIDE = rf"(?P<between_>(?:.|\n){{0,{_FAR}}}?)"
_CLAUSE_MARKS = "，。；：！？"


def find_reason(parts: Sequence[Part], stopped: int, trial: Trial) -> str:
    """Say why `parts[stopped]` does not fit behind the parts before it, which do."""
    part, before = parts[stopped], parts[:stopped]
    name = _name(part)
    if part.kind in ("look", "anchor"):
        return f"what stands there is not as {part.source} wants it"
    if part.kind == "slot" and read_slot(part)[2]:
        carried = trial.search(_source(before) + part.source.replace("!}", "}"))
        if carried is not None:
            unit = trial.encoded.units[carried.start(read_slot(part)[0])]
            return f"{write_unit(unit)} is only carried over here, and the ! wants it stated"
    if not trial.stands(part.source):
        return _missing(part, before, trial)
    if not any(p.needed for p in before):
        return f"{name} stands in the sentence, but not so that the pattern can begin there"
    return _far(part, before, trial) or f"{name} stands before, not behind, what the parts before it took"


def _missing(part: Part, before: Sequence[Part], trial: Trial) -> str:
    """Say that what a part needs stands nowhere, and what stands there instead."""
    lacking = f"there is no {_name(part)} in the sentence"
    if part.kind != "slot" or not before:
        return lacking
    there = _next_unit(before, trial)
    return f"{lacking}; there stands {write_unit(there)}" if there is not None else lacking


def _next_unit(before: Sequence[Part], trial: Trial) -> Unit | None:
    """Return the first name within reach behind where the parts before end."""
    gap = before[-1] if before[-1].kind == "gap" else None
    match = trial.search(_source(before[:-1] if gap else before))
    if match is None:
        return None
    wide, most = read_gap(gap) if gap else (False, 0)
    for place in range(match.end(), min(match.end() + most + 1, len(trial.encoded.chars))):
        if place in trial.encoded.units:
            return trial.encoded.units[place]
        if trial.encoded.chars[place] in (_CLAUSE_MARKS[1:] if wide else _CLAUSE_MARKS):
            return None
    return None


def _far(part: Part, before: Sequence[Part], trial: Trial) -> str:
    """Say how far behind the parts before it the part stands; nothing if it does not."""
    last = next((n for n in range(len(before) - 1, -1, -1) if before[n].needed or before[n].kind == "gap"), -1)
    gap = before[last] if last >= 0 and before[last].kind == "gap" else None
    source = _source(before[:last]) + _WIDE + _source(before[last + 1 :]) if gap else _source(before) + _WIDE
    match = trial.search(source + part.source)
    if match is None:
        return ""
    start, stop = match.span("between_")
    there = f"“{write_encoded(trial.encoded, start, stop)}” stands before {_name(part)}"
    if gap is None:
        return f"{there}, which must follow at once"
    wide, most = read_gap(gap)
    if any(mark in trial.encoded.chars[start:stop] for mark in (_CLAUSE_MARKS[1:] if wide else _CLAUSE_MARKS)):
        return f"{there}, and the gap ends where the {'sentence' if wide else 'clause'} does"
    return f"{there}, and the gap is too long: {stop - start} characters, {most} at the most"


def _name(part: Part) -> str:
    """Name what a part needs."""
    if part.kind == "slot":
        return read_slot(part)[1].replace("|", " or ")
    if part.kind == "words":
        return f"word of {part.source}"
    return f"“{part.source}”" if part.kind == "text" else f"word that fits {part.source}"


def _source(parts: Sequence[Part]) -> str:
    return "".join(part.source for part in parts)
