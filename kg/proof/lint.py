"""Find what is wrong with rules without running them: what can never fit, what takes too long, what means nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from kg.errors import RuleError
from kg.proof.alternatives import find_dead_alternatives
from kg.proof.linear import find_slow_parts
from kg.proof.meaning import Finding, lint_fact, unknown_types
from kg.proof.sources import Rule, Sources, all_rules
from kg.rules.guard import literal_guard
from kg.rules.pattern import compile_pattern, compile_regex, expand_words
from kg.rules.schema import EntityRule, Fault, Pack, RelationRule

__all__ = ["check_proofs", "is_broken", "lint_rules"]

_ID = re.compile(r"[a-z][a-z0-9-]*\.[a-z0-9][a-z0-9-]*")
_BROKEN = "the expression cannot be compiled"
_BOUND = "bound it ({..20}), or let it stop at what comes next ([^“”]*)"
_UNGUARDED = "let it need a word or a name that few sentences have"


def lint_rules(pack: Pack, sources: Sources) -> tuple[Fault, ...]:
    """Return the faults that the rules of a pack show without being run, in the order of the rules."""
    return tuple(
        sources.fault(rule, reason, remedy) for rule in all_rules(pack) for reason, remedy in _lint(rule, pack)
    )


def check_proofs(pack: Pack, sources: Sources) -> tuple[Fault, ...]:
    """Return a fault for each rule that has fewer than two examples, or no counter-example."""
    return tuple(
        sources.fault(rule, reason, "add what shows best how it reads, and what it must leave alone")
        for rule in all_rules(pack)
        for reason in _unproven(rule)
    )


def is_broken(fault: Fault) -> bool:
    """Say whether a fault keeps the rules from being run at all."""
    return _BROKEN in fault.reason


def _unproven(rule: Rule) -> Iterator[str]:
    kinds = Counter("todo" if e.todo else "example" if e.expect else "not" for e in rule.examples)
    if kinds["example"] < 2:
        yield f"it has {('no example', 'one example only')[kinds['example']]}; two are needed at least"
    if not kinds["not"]:
        yield "it has no counter-example (not:)"


def _lint(rule: Rule, pack: Pack) -> Iterator[Finding]:
    if not _ID.fullmatch(rule.id):
        yield f"the id “{rule.id}” is not written like the others", "write kind.name, such as post.body-title-person"
    if not rule.why.strip():
        yield "it does not say why", "say in a sentence what in the language it rests on"
    yield from _lint_entity(rule, pack) if isinstance(rule, EntityRule) else _lint_relation(rule, pack)


def _lint_entity(rule: EntityRule, pack: Pack) -> Iterator[Finding]:
    yield from unknown_types((rule.type, *rule.strip))
    if rule.heads and rule.grow not in pack.growths:
        yield f"there is no growth “{rule.grow}”", f"use one of {', '.join(sorted(pack.growths))}"
    for key, source in (("match", rule.match), ("after", rule.after), ("modifiers", rule.modifiers)):
        yield from _lint_expression(key, source, _plain(pack))
    if rule.match and "(?P<name>" not in rule.match:
        yield "its expression has no group “name”", "put (?P<name>…) around what is the name"
    if rule.match and not literal_guard(rule.match, pack.words):
        yield "nothing in its expression must stand in the text, so it is tried on every sentence", _UNGUARDED


def _lint_relation(rule: RelationRule, pack: Pack) -> Iterator[Finding]:
    for source in rule.unless:
        yield from _lint_expression("unless", source, _encoded(pack))
    yield from _lint_expression("match", rule.match, _encoded(pack))
    if not 0 < rule.confidence <= 1:
        yield f"the confidence {rule.confidence:g} is none", "give a number above 0 and up to 1"
    if not rule.facts:
        yield "it states nothing", "give it facts, or drop it"
    try:
        pattern = compile_pattern(rule.match, groups=pack.groups, words=pack.words)
    except RuleError:
        return
    if not literal_guard(rule.match, pack.words) and not pattern.needs:
        yield "nothing in its pattern must stand in the text, so it is tried on every sentence", _UNGUARDED
    for fact in rule.facts:
        yield from lint_fact(fact, pattern)
    for slot, source in rule.named:
        yield from _lint_expression(f"named: {slot}", source, _plain(pack))
        if slot not in pattern.slots:
            yield f"its pattern has no slot “{slot}”", "name a slot of “match”"


def _lint_expression(key: str, source: str, compiled: Callable[[str], str]) -> Iterator[Finding]:
    """Yield what is wrong with one expression of a rule; `compiled` turns it into the regular expression that runs."""
    if not source:
        return
    try:
        expression = compiled(source)
    except RuleError as error:
        yield f"{_BROKEN} (“{key}”): {error}", ""
        return
    for reason in find_slow_parts(expression):
        yield f"“{key}” may take more than linear time: {reason}", _BOUND
    for reason in find_dead_alternatives(source):
        yield f"in “{key}”, {reason}", "drop it, or put the longer one first"


def _plain(pack: Pack) -> Callable[[str], str]:
    return lambda source: compile_regex(expand_words(source, pack.words)).pattern


def _encoded(pack: Pack) -> Callable[[str], str]:
    return lambda source: compile_pattern(source, groups=pack.groups, words=pack.words).regex.pattern
