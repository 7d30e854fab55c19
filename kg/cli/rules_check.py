"""`kg rules check`: prove the rules of packs."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.terminal import number_of, say, warn
from kg.errors import UsageError
from kg.proof import Coverage, check_packs, measure_coverage, read_pages
from kg.rules import DEFAULT_PACKS, Fault, load_packs

__all__ = ["check_command"]

_PAGES = ("seeds", "tests/gold")


def check_command(
    pack: Annotated[
        list[str] | None, typer.Argument(metavar="[PACK]...", help="Packs besides civic's: names or folders.")
    ] = None,
    *,
    strict: Annotated[
        bool, typer.Option("--strict", help="Want two examples and a counter-example of every rule.")
    ] = False,
    coverage: Annotated[bool, typer.Option("--coverage", help="Tell too which rules never fire on pages.")] = False,
    pages: Annotated[
        list[Path] | None,
        typer.Option(metavar="PATH", help="Pages for --coverage; may be repeated. Default: seeds, tests/gold."),
    ] = None,
) -> None:
    """Run all examples of the rules, look at their patterns, and tell every fault with its file and line.

    \b
    kg rules check
    kg rules check ./our-district --strict
    kg rules check --coverage --pages our-pages

    Exit code 0: all is well. 2: there are faults. Rules that never fire are told, and are no faults.
    """
    packs = tuple(pack) if pack else DEFAULT_PACKS
    faults = check_packs(packs, strict=strict)
    for file, group in groupby(faults, key=lambda fault: fault.file):
        say("\n".join([file or "the packs", *map(_show, group)]))
    if not faults:
        rules = load_packs(packs)
        say(f"all is well with {number_of(len(rules.entities) + len(rules.relations), 'rule')}")
    if coverage:
        _tell_coverage(packs, pages)
    if faults:
        warn(f"kg: {number_of(len(faults), 'fault')}")
        raise typer.Exit(2)


def _show(fault: Fault) -> str:
    """Write a fault below the name of its file."""
    lines = [f"  {fault.line}: {fault.rule}".rstrip(": "), *(f"      {line}" for line in fault.reason.split("\n"))]
    return "\n".join([*lines, *([f"      → {fault.remedy}"] if fault.remedy else [])])


def _tell_coverage(packs: tuple[str, ...], pages: list[Path] | None) -> None:
    chosen = pages or [Path(name) for name in _PAGES if Path(name).is_dir()]
    if not chosen:
        raise UsageError(f"here are no {' and no '.join(_PAGES)}; give pages with --pages PATH")
    pack = load_packs(packs)
    say(_show_coverage(measure_coverage(pack, read_pages(chosen, pack))))


def _show_coverage(found: Coverage) -> str:
    count = len(found.fired)
    read = number_of(found.pages, "page")
    if not found.silent:
        return f"each of {number_of(count, 'rule')} fires on {read}"
    width = max(map(len, found.silent))
    lines = [f"  {id:<{width}}  {found.places[id]}" for id in found.silent]
    return "\n".join([f"{len(found.silent)} of {number_of(count, 'rule')} never fire on {read}:", *lines])
