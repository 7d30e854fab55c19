"""Score the relations of a page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from kg.score.built import Built, Statement
from kg.score.entities import Match
from kg.score.gold import Gold, GoldRelation
from kg.score.tally import Scores

__all__ = ["score_relations"]

SYMMETRIC = frozenset({"signsAgreementWith", "cooperatesWith"})
_INSIDE = ("locatedIn", "jurisdiction", "subOrganizationOf", "heldAt", "livesIn", "covers")

Key = tuple[str | None, str, str | None]
"""A relation in the gold's terms: subject, predicate, object; None for an end that is no gold entity."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """The gold's relations. `strict`: (every way to say it, the relation); `loose`: what counts neither way."""

    strict: tuple[tuple[frozenset[Key], GoldRelation], ...]
    loose: frozenset[Key]


def score_relations(gold: Gold, built: Built, match: Match, scores: Scores) -> None:
    """Add the relations of a page to the scores."""
    wanted = _wanted(gold)
    have = list(_distinct(built))
    said = {_key(statement, match) for statement in have}
    got: set[frozenset[Key]] = set()
    for statement in have:
        key, rules = _key(statement, match), _rules(statement, built)
        hit = next((ways for ways, _ in wanted.strict if key in ways), None)
        if hit is not None:
            got.add(hit)
            scores.right(rules=rules)
        elif not _counts_neither_way(key, gold, wanted):
            scores.wrong("relations", f"rel:{key[1]}", error=_wrong(statement, gold, built), rules=rules)
    for ways, relation in wanted.strict:
        if ways in got or _is_said_otherwise(relation, gold, said):
            scores.right("relations", f"rel:{relation.predicate}")
        else:
            scores.missing("relations", f"rel:{relation.predicate}", error=_missing(relation, gold))


def _wanted(gold: Gold) -> _Wanted:
    strict: dict[frozenset[Key], GoldRelation] = {}
    loose: set[Key] = set(_following(gold))
    for relation in gold.relations:
        ways = frozenset(_ways(relation))
        if relation.optional or gold.is_optional(relation.subject) or gold.is_optional(relation.object):
            loose |= ways
        else:
            strict[ways] = relation
    return _Wanted(tuple(strict.items()), frozenset(loose))


def _ways(relation: GoldRelation) -> Iterator[Key]:
    """Yield every triple that says what a gold relation says."""
    for predicate in relation.predicates:
        yield relation.subject, predicate, relation.object
        if predicate in SYMMETRIC:
            yield relation.object, predicate, relation.subject


def _following(gold: Gold) -> Iterator[Key]:
    """Yield what follows from the gold since places lie within places: it counts neither way."""
    up: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for relation in gold.relations:
        if relation.predicate in _INSIDE and relation.object in gold.entities:
            up[relation.subject].add((relation.predicate, relation.object))
    for id in gold.entities:
        stated = {predicate for predicate, _ in up[id]}
        for place in _above(id, up):
            yield id, "locatedIn", place
            for predicate in ("heldAt", "jurisdiction"):
                if predicate in stated:
                    yield id, predicate, place


def _above(id: str, up: dict[str, set[tuple[str, str]]]) -> set[str]:
    """Return everything that an entity lies in, however many steps up."""
    found: set[str] = set()
    todo = [id]
    while todo:
        new = {place for _, place in up[todo.pop()]} - found
        found |= new
        todo += new
    return found


def _distinct(built: Built) -> Iterator[Statement]:
    """Yield the statements, a symmetric one once."""
    seen: set[tuple[str, frozenset[str]]] = set()
    for statement in built.statements:
        ends = statement.predicate, frozenset((statement.subject, statement.object))
        if statement.predicate in SYMMETRIC and ends in seen:
            continue
        seen.add(ends)
        yield statement


def _key(statement: Statement, match: Match) -> Key:
    end = statement.object if statement.dated else match.gold_of.get(statement.object)
    return match.gold_of.get(statement.subject), statement.predicate, end


def _counts_neither_way(key: Key, gold: Gold, wanted: _Wanted) -> bool:
    subject, predicate, end = key
    if key in wanted.loose or gold.is_optional(subject) or gold.is_optional(end):
        return True
    if predicate != "heldOn" or subject is None:
        return False
    return any(
        other[:2] == key[:2] and _first_day(other[2]) == _first_day(end)
        for ways in (*(ways for ways, _ in wanted.strict), wanted.loose)
        for other in ways
    )


def _is_said_otherwise(relation: GoldRelation, gold: Gold, said: set[Key]) -> bool:
    """Accept a post that stands at the body or at its area, and a day that opens a span."""
    if relation.predicate == "holdsPost":
        same = (relation.subject, "holdsPost", relation.title)
        return any(
            (other.subject, "holdsPost", other.object) in said
            for other in gold.relations
            if (other.subject, other.predicate, other.title) == same
        )
    if relation.predicate == "heldOn":
        mine = (relation.subject, "heldOn")
        return any(key[:2] == mine and _first_day(key[2]) == relation.object for key in said)
    return False


def _first_day(period: str | None) -> str:
    return (period or "").split("/")[0]


def _rules(statement: Statement, built: Built) -> tuple[str, ...]:
    predicate, end = statement.predicate, statement.object
    if predicate == "heldOn":
        predicate, end = "startDate", _first_day(end)
    return built.rules.get((statement.subject, predicate, end), ())


def _wrong(statement: Statement, gold: Gold, built: Built) -> str:
    names = [built.names.get(end, end) for end in (statement.subject, statement.object)]
    return f"{gold.document} relation+ {names[0]} {statement.predicate} {names[1]}"


def _missing(relation: GoldRelation, gold: Gold) -> str:
    subject, end = gold.name(relation.subject), gold.name(relation.object)
    return f"{gold.document} relation- {subject} {relation.predicate} {end}   「{relation.evidence}」"
