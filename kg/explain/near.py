"""Say which relation rules nearly fired on a sentence, how far they got, and what stopped them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.errors import RuleError
from kg.explain.reasons import find_reason
from kg.explain.shown import write_encoded
from kg.explain.trial import Trial
from kg.extract.document import Layer
from kg.extract.relations import unless_context
from kg.rules.parts import Part, split_parts
from kg.rules.schema import Pack, RelationRule

__all__ = ["Fit", "NearMiss", "find_near_misses"]

_NEAR = 0.6  # the share of what a pattern needs that must be there, what stands elsewhere in the sentence counted half


@dataclass(frozen=True, slots=True)
class Fit:
    """A part of a pattern and the words that it took."""

    part: str
    words: str


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A rule that nearly fired: the parts that fit, the part that did not (none if `unless` refused), and why.

    `reached` of the `wanted` parts that need words or names were there.
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


def _nearness(miss: NearMiss) -> tuple[bool, bool, float, int, str]:
    """Order near misses: refused ones first, then those that lack a name, then those that lack a word."""
    return bool(miss.failed), not miss.failed.startswith("{"), -miss.reached / miss.wanted, -miss.reached, miss.rule


def _try(rule: RelationRule, layer: str, trial: Trial) -> NearMiss | None:
    """Return how a rule fails on a layer of a sentence; None if it fires, or is nowhere near."""
    parts = split_parts(rule.match)
    wanted = sum(part.needed for part in parts)
    if matches := trial.matches(rule.match):
        refusal = _refusal(rule, matches, trial)
        taken = _fits(parts, trial)
        return NearMiss(rule.id, rule.why, layer, taken, "", refusal, wanted, wanted) if refusal else None
    stopped = next((n for n in range(len(parts)) if trial.search(_source(parts[: n + 1])) is None), len(parts) - 1)
    reached = sum(part.needed for part in parts[:stopped])
    rest = parts[stopped + 1 :]
    if rest and trial.search(_source(rest)) is not None:
        reached += sum(part.needed for part in rest)
    elsewhere = 0.5 if trial.stands(parts[stopped].source) else 0.0
    if not reached or (reached + elsewhere) / wanted <= _NEAR:
        return None
    reason = find_reason(parts, stopped, trial)
    taken = _fits(parts[:stopped], trial)
    return NearMiss(rule.id, rule.why, layer, taken, parts[stopped].source, reason, reached, wanted)


def _refusal(rule: RelationRule, matches: Sequence[re.Match[str]], trial: Trial) -> str:
    """Say which `unless` refused the first match; nothing if some match was not refused."""
    reasons = []
    for match in matches:
        context = unless_context(trial.encoded.chars, match)
        refusing = ((source, trial.compile(source).search(context)) for source in rule.unless)
        refused = next(((source, found[0]) for source, found in refusing if found is not None), None)
        if refused is None:
            return ""
        reasons.append(f"refused for “{refused[1]}”, by unless: {refused[0]}")
    return reasons[0]


def _fits(parts: Sequence[Part], trial: Trial) -> tuple[Fit, ...]:
    """Return the parts with the words that each takes in the first place where all of them fit."""
    numbered = "".join(f"(?P<part{n}_>{part.source})" for n, part in enumerate(parts))
    try:
        match = trial.search(numbered)
    except RuleError:
        match = None
    if match is None:
        return ()
    return tuple(
        Fit(part.source, write_encoded(trial.encoded, *match.span(f"part{n}_"))) for n, part in enumerate(parts)
    )


def _source(parts: Iterable[Part]) -> str:
    return "".join(part.source for part in parts)
