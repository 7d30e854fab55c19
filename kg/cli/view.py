"""`kg view`: the network page of a build in the browser."""

from __future__ import annotations

import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.terminal import say, warn
from kg.directory import PAGE, build_file

__all__ = ["app", "view_command"]

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def view_command(
    directory: Annotated[Path, typer.Argument(metavar="DIR", file_okay=False, help="The directory of a build.")],
    *,
    only_print: Annotated[bool, typer.Option("--print", help="Print the path of the page, and open nothing.")] = False,
) -> None:
    """Open the network page of a build in the browser. It needs no network and no server.

    \b
    kg view build
    kg view build --print
    """
    page = build_file(directory, PAGE).resolve()
    say(str(page))
    if not only_print and not webbrowser.open(page.as_uri()):
        warn("kg: no browser was found here; open the page in any browser by hand")
