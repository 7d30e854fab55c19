"""`kg suggest`: what no rule took."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.styled import Line, line, show
from kg.cli.terminal import number_of
from kg.rules import DEFAULT_PACKS, load_packs
from kg.suggest import Suggestion, suggest_from

__all__ = ["app", "suggest_command"]

app = typer.Typer(rich_markup_mode=None, add_completion=False)

_KINDS = {
    "quoted": "quoted names in no name that was read",
    "ending": "endings before verbs of opening and behind verbs of holding, in no name that was read",
    "verb": "verbs between two names that no fact joins",
}


@app.command()
def suggest_command(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="A build, or a folder of pages.")],
    *,
    pack: Annotated[
        list[str] | None, typer.Option(metavar="NAME|DIR", help="Rules besides civic's; may be repeated.")
    ] = None,
    least: Annotated[int, typer.Option(metavar="N", help="Leave out what stands fewer than N times.", min=1)] = 2,
    limit: Annotated[int, typer.Option(metavar="N", help="How many of each kind.", min=1)] = 30,
) -> None:
    """List what looks like a name or a fact and no rule took, the most frequent first: a work list for rule writers.

    \b
    kg suggest build
    kg suggest pages --least 3
    kg suggest build --pack ./our-district

    A build keeps only the sentences that some name or fact rests on; a folder of pages is read whole.
    """
    rules = load_packs(tuple(pack) if pack else DEFAULT_PACKS)
    suggestions = suggest_from(directory, rules, least=least, limit=limit)
    show(_lines(suggestions) if suggestions else [line(0, f"nothing that stands {number_of(least, 'time')} was left")])


def _lines(suggestions: tuple[Suggestion, ...]) -> Iterator[Line]:
    for kind, group in groupby(suggestions, key=lambda suggestion: suggestion.kind):
        yield line(0, (_KINDS[kind], "bold"))
        for suggestion in group:
            yield line(2, (f"{suggestion.count:>4}  ", "dim"), (suggestion.what, "cyan"), *_words(suggestion))
            yield from (line(8, (clause, "dim")) for clause in suggestion.clauses)


def _words(suggestion: Suggestion) -> Iterator[str]:
    if suggestion.kind == "ending":
        yield f"  {'、'.join(suggestion.words)}"
    yield f"  on {number_of(suggestion.pages, 'page')}"
