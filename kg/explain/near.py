"""Say which relation rules nearly fired on a sentence, how far they got, and what stopped them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.explain.relaxed import loosen, numbered
from kg.explain.shown import write_encoded
from kg.explain.trial import Trial
from kg.extract.document import Layer
from kg.extract.relations import unless_context
from kg.rules.parts import Part, split_parts
from kg.rules.schema import Pack, RelationRule

__all__ = ["Fit", "NearMiss", "find_near_misses"]


@dataclass(frozen=True, slots=True)
class Fit:
    """A part of a pattern and the words that it took."""

    part: str
    words: str


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A rule that would fire if one part of its pattern were looser: the parts that fit, that part, and what stops it.

    Where `unless` refused, no part failed. `reached` of the `wanted` parts that need words or names were there.
    """

    rule: str
    why: str
    layer: str
    fits: tuple[Fit, ...]
    failed: str
    reason: str
    reached: int
    wanted: int


def find_near_misses(
    layers: Sequence[Layer], pack: Pack, *, fired: Iterable[str] = (), limit: int = 8
) -> tuple[NearMiss, ...]:
    """Return the rules that nearly fired on a sentence, the nearest first, each on the layer where it came nearest.

    Only rules are tried whose guard words stand in the sentence, and none of those that `fired`.
    """
    silent = frozenset(fired)
    best: dict[str, NearMiss] = {}
    for layer in layers:
        trial = Trial(layer.encoded, pack, first=int(layer.name == "inside"))
        for rule in pack.relations:
            if rule.layer != layer.name or rule.id in silent or not trial.wakes(rule):
                continue
            miss = _try(rule, layer.name, trial)
            if miss is not None and (rule.id not in best or _nearness(miss) < _nearness(best[rule.id])):
                best[rule.id] = miss
    return tuple(sorted(best.values(), key=_nearness)[:limit])


def _nearness(miss: NearMiss) -> tuple[bool, bool, bool, int, str]:
    """Order near misses: refused ones first, then those that lack nothing, then those that lack a name, then a word."""
    lacks = miss.reached < miss.wanted
    return bool(miss.failed), lacks, lacks and not miss.failed.startswith("{"), -miss.wanted, miss.rule


def _try(rule: RelationRule, layer: str, trial: Trial) -> NearMiss | None:
    """Return how a rule fails on a layer of a sentence; None if it fires, or is nowhere near."""
    parts = split_parts(rule.match)
    wanted = sum(part.needed for part in parts)
    if matches := trial.matches(rule.match):
        refusal = _refusal(rule, matches, trial)
        fits = _fits(parts, trial.search(numbered(parts)), trial)
        return NearMiss(rule.id, rule.why, layer, fits, "", refusal, wanted, wanted) if refusal else None
    loosened = loosen(parts, trial)
    if loosened is None:
        return None
    failed = parts[loosened.number]
    reached = wanted - (failed.needed and not loosened.there)
    fits = _fits(parts, loosened.match, trial, but=loosened.number)
    return NearMiss(rule.id, rule.why, layer, fits, failed.source, loosened.reason, reached, wanted)


def _refusal(rule: RelationRule, matches: Sequence[re.Match[str]], trial: Trial) -> str:
    """Say which `unless` refused the first match; nothing if some match was not refused."""
    reasons = []
    for match in matches:
        context = unless_context(trial.encoded.chars, match)
        refusing = ((source, trial.compile(source).search(context)) for source in rule.unless)
        refused = next(((source, found[0]) for source, found in refusing if found is not None), None)
        unnamed = _unnamed(rule, match, trial)
        if refused is None and not unnamed:
            return ""
        reasons.append(f"refused for “{refused[1]}”, by unless: {refused[0]}" if refused else unnamed)
    return reasons[0]


def _unnamed(rule: RelationRule, match: re.Match[str], trial: Trial) -> str:
    """Say which slot no name fills that holds what `named` wants there."""
    for slot, source in rule.named:
        members = trial.encoded.units[match.start(slot)].members if match[slot] else ()
        if not any(re.search(source, member.name) for member in members):
            return f"no name in “{slot}” fits what it is to be named: {source}"
    return ""


def _fits(parts: Sequence[Part], match: re.Match[str] | None, trial: Trial, *, but: int = -1) -> tuple[Fit, ...]:
    """Return the parts that took words of a sentence, with those words."""
    if match is None:
        return ()
    spans = ((n, part, match.span(f"part{n}_")) for n, part in enumerate(parts) if n != but)
    return tuple(Fit(part.source, write_encoded(trial.encoded, *span)) for _, part, span in spans if span[0] < span[1])
