"""`kg check`: a build against the shapes that every graph must have."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.check import check
from kg.cli.terminal import number_of, say

__all__ = ["app", "check_command"]

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def check_command(
    directory: Annotated[Path, typer.Argument(metavar="DIR", file_okay=False, help="The directory of a build.")],
) -> None:
    """Check a build against the shapes in ontology/shapes.ttl: types, ends of relations, dates, labels, evidence.

    \b
    kg check build

    Exit code 0: nothing was found. 1: something was, and is named.
    """
    findings = check(directory)
    for finding in findings:
        say(str(finding))
    say("nothing was found: the graph is as it should be" if not findings else number_of(len(findings), "finding"))
    raise typer.Exit(1 if findings else 0)
