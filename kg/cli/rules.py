"""`kg rules`: look at the rules of packs."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Annotated

import typer

from kg.cli.rules_check import check_command
from kg.cli.terminal import say
from kg.errors import UsageError
from kg.rules import DEFAULT_PACKS, Pack, load_packs
from kg.rules.schema import EntityRule, Example, RelationRule

__all__ = ["app", "list_command", "show_command"]

app = typer.Typer(rich_markup_mode=None, add_completion=False, no_args_is_help=True)

Packs = Annotated[
    list[str] | None,
    typer.Option("--pack", metavar="NAME|DIR", help="Rules to look at besides civic's; may be repeated."),
]


@app.callback()
def rules() -> None:
    """Look at the rules by which names and facts are read, and prove them.

    \b
    kg rules check
    kg rules list
    kg rules list --pack ./our-district
    kg rules show jurisdiction.of-home
    """


app.command("check")(check_command)


@app.command("list")
def list_command(*, pack: Packs = None) -> None:
    """List all rules: what each reads, and why.

    \b
    kg rules list
    """
    loaded = _load(pack)
    rows = [(rule.id, what, rule.why) for rule, what in _rules(loaded)]
    width = max(len(id) for id, _, _ in rows)
    for id, what, why in rows:
        say(f"{id:<{width}}  {what}\n{'':<{width}}  {why}")


@app.command("show")
def show_command(
    id: Annotated[str, typer.Argument(metavar="ID", help="The rule's id, as kg rules list gives it.")],
    *,
    pack: Packs = None,
) -> None:
    """Show one rule: what it matches, what it states, and its examples.

    \b
    kg rules show jurisdiction.of-home
    """
    rules = {rule.id: rule for rule, _ in _rules(_load(pack))}
    if id not in rules:
        near = [name for name in rules if id and id in name][:5] or get_close_matches(id, rules)
        hint = f"did you mean {', '.join(near)}?" if near else "kg rules list names them all"
        raise UsageError(f"there is no rule “{id}”; {hint}")
    rule = rules[id]
    lines = _show_entity_rule(rule) if isinstance(rule, EntityRule) else _show_relation_rule(rule)
    say("\n".join([rule.id, f"  {rule.why}", *lines, *_show_examples(rule.examples), f"  in {rule.source}"]))


def _load(pack: list[str] | None) -> Pack:
    return load_packs(tuple(pack) if pack else DEFAULT_PACKS)


def _rules(pack: Pack) -> Iterator[tuple[EntityRule | RelationRule, str]]:
    """Yield each rule with what it reads."""
    for rule in pack.entities:
        yield rule, rule.type
    for relation in pack.relations:
        yield relation, ", ".join(dict.fromkeys(fact.predicate for fact in relation.facts))


def _show_entity_rule(rule: EntityRule) -> Iterator[str]:
    yield f"  reads names of {rule.type}"
    if rule.match:
        yield f"  matches  {rule.match}"
    if rule.heads:
        yield f"  heads    {_some(rule.heads)}"
    if rule.words:
        yield f"  words    {_some(tuple(entry.word for entry in rule.words))}"
    if rule.bare:
        yield f"  never    {_some(tuple(sorted(rule.bare)))}"


def _show_relation_rule(rule: RelationRule) -> Iterator[str]:
    yield f"  matches  {rule.match}  ({rule.layer})"
    for fact in rule.facts:
        yield f"  states   {fact.subject} {fact.predicate} {fact.object}" + (f" as {fact.title}" if fact.title else "")
    for guard in rule.unless:
        yield f"  unless   {guard}"
    yield f"  trusted  {rule.trusted:g}{_measured(rule)}"


def _measured(rule: RelationRule) -> str:
    """Say how often a rule was right on annotated pages, nothing where it read no fact there."""
    total = rule.counts.right + rule.counts.wrong
    return f"  (measured: right {rule.counts.right} of {total} times)" if total else ""


def _show_examples(examples: tuple[Example, ...]) -> Iterator[str]:
    for example in examples:
        label = "todo" if example.todo else "reads" if example.expect else "not"
        yield f"  {label:<8} {example.text}" + (f"  →  {'; '.join(example.expect)}" if example.expect else "")


def _some(words: tuple[str, ...]) -> str:
    """Name the first words of many.

    >>> _some(("局", "委", "办"))
    '局、委、办'
    """
    more = f" … ({len(words):,} in all)" if len(words) > 30 else ""
    return "、".join(words[:30]) + more
