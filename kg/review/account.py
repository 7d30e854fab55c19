"""Why the names of a thing were taken for one, and what people decided about them: for `kg explain`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg.growth import STATE
from kg.resolve.decisions import Decision
from kg.resolve.links import Doubt, Merge, why
from kg.review.questions import open_review

__all__ = ["NamesAccount", "account_of"]


@dataclass(frozen=True, slots=True)
class NamesAccount:
    """The merges behind a thing with their reasons in words, the doubts about it, and the decisions on its names."""

    merges: tuple[tuple[Merge, str], ...] = ()
    doubts: tuple[tuple[Doubt, str, str], ...] = ()
    decisions: tuple[Decision, ...] = ()


def account_of(directory: Path, thing: str) -> NamesAccount:
    """Return the account of a thing, given by its address below the base; of a build that remembers nothing, none."""
    if not (directory / STATE).is_file():
        return NamesAccount()
    review = open_review(directory)
    merges = tuple(merge for merge in review.merges if merge.thing == thing)
    doubts = tuple(doubt for doubt in review.doubts if thing in (doubt.one_thing, doubt.other_thing))
    names = {thing, *review.names(thing)}
    decided = (decision for decision in review.decisions.items if decision.pair & names)
    return NamesAccount(
        tuple((merge, why(review.rules, merge.kind)) for merge in merges),
        tuple((d, why(review.rules, d.kind), why(review.rules, d.apart) if d.apart else "") for d in doubts),
        tuple(decided),
    )
