"""`kg diff`: what changed from one graph to another."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from kg.changes import compare, read_snapshot, tell_changes, write_changes
from kg.cli.terminal import say

__all__ = ["app", "diff_command"]

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def diff_command(
    old: Annotated[Path, typer.Argument(metavar="DIR_OLD", help="The earlier build, or its Turtle file.")],
    new: Annotated[Path, typer.Argument(metavar="DIR_NEW", help="The later build, or its Turtle file.")],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Write the changes as JSON.")] = False,
    most: Annotated[
        int | None, typer.Option("--most", metavar="N", help="Lines of each kind at the most. Default: all.", min=0)
    ] = None,
) -> None:
    """Tell what changed from one graph to another: new, gone and contradicting facts.

    \b
    kg diff build-2023-04 build-2023-05
    kg diff old/graph.ttl new/graph.ttl --json

    A fact contradicts another where a thing has one of its kind: an opening date that moved, a figure that is another
    for the same time, a post that somebody else holds, a community in another street. Exit code 0: the graphs state
    the same. 1: they do not.
    """
    changes = write_changes(compare(read_snapshot(old), read_snapshot(new)))
    if as_json:
        say(json.dumps(changes, ensure_ascii=False, indent=1))
    else:
        say("\n".join(tell_changes(changes, most=most)))
    raise typer.Exit(int(any(changes["counts"].values())))
