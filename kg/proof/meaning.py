"""Hold the types and facts of rules against the ontology and against their own patterns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.rules.pattern import TYPES, CompiledPattern
from kg.rules.schema import FactTemplate
from kg.vocabulary import read_vocabulary

__all__ = ["IMPLIED", "Finding", "lint_fact", "unknown_types"]

Finding = tuple[str, str]
"""A reason and a remedy."""

IMPLIED = {
    "frame": "AdministrativeArea",
    "city": "AdministrativeArea",
    "cityOfHome": "AdministrativeArea",
    "ownArea": "AdministrativeArea",
    **{f"{which}{type_}": type_ for which in ("near", "last", "main") for type_ in TYPES},
    "nearDate": "Date",
}
"""What a fact may name besides the slots of its rule, since the page implies it, and its type."""

_DATED = frozenset({"heldOn", "heldUntil", "openedOn"})


def unknown_types(names: Iterable[str]) -> Iterator[Finding]:
    """Yield a finding for each name that is no type which rules can give."""
    for name in names:
        if name not in TYPES:
            yield f"unknown type “{name}”", f"use one of {', '.join(TYPES)}"


def lint_fact(fact: FactTemplate, pattern: CompiledPattern) -> Iterator[Finding]:
    """Yield what is wrong with a fact of a relation rule: its predicate, its slots, what the ontology says of both.

    A date is one that a pattern calls Date, and stands behind `heldOn`, `heldUntil` and `openedOn` only.
    """
    relations = read_vocabulary().relations
    if fact.predicate not in (*relations, "heldUntil"):
        yield f"unknown predicate “{fact.predicate}”", f"use one of {', '.join(relations)}"
        return
    slots = {**{name: frozenset({type_}) for name, type_ in IMPLIED.items()}, **pattern.slots}
    unknown = [slot for slot in (fact.subject, fact.object) if slot not in slots]
    for slot in unknown:
        yield f"the pattern has no slot “{slot}”", f"use one of {', '.join(sorted(slots))}"
    if fact.title and fact.title not in pattern.regex.groupindex:
        yield f"the pattern has no group “{fact.title}” for the title", f"put (?P<{fact.title}>…) around it"
    if (fact.predicate == "holdsPost") != bool(fact.title):
        yield "holdsPost, and it alone, needs a title", "write: s holdsPost o as t"
    if not unknown and not _may_stand(slots[fact.subject], fact.predicate, slots[fact.object]):
        yield (
            f"by the ontology nothing of “{fact.subject}” may stand before {fact.predicate} and “{fact.object}”",
            "change the types of the slots, or the predicate",
        )


def _may_stand(subjects: Iterable[str], predicate: str, objects: Iterable[str]) -> bool:
    """Say whether the ontology allows the predicate between any two of these types."""
    vocabulary = read_vocabulary()
    predicate = "heldOn" if predicate == "heldUntil" else predicate
    objects = frozenset(objects)
    if predicate in _DATED:
        return "Date" in objects and any(vocabulary.fits(subject, predicate, None) for subject in subjects)
    return any(vocabulary.fits(s, predicate, o) for s in subjects for o in objects - {"Date"})
