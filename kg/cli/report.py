"""`kg report`: what is in a build, in one page."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.terminal import say
from kg.directory import PAGE
from kg.errors import UsageError
from kg.overview import gather_overview, render_overview

__all__ = ["app", "report_command"]

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def report_command(
    directory: Annotated[Path, typer.Argument(metavar="DIR", file_okay=False, help="The directory of a build.")],
    *,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="The file. Default: DIR/report.html.")
    ] = None,
) -> None:
    """Write a report of what is in a build: one HTML file that opens offline, in Chinese with English at hand.

    Counts by type, relation, place and month, the most connected things, figures as plots, what could not be read, and
    the names that wait for kg review.

    \b
    kg report build
    kg report build -o 河西区.html
    """
    file = output or directory / "report.html"
    html = render_overview(gather_overview(directory), page=_reference(directory / PAGE, file))
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(html, encoding="utf-8", errors="replace", newline="\n")
    except OSError as error:
        raise UsageError(f"{file}: cannot be written ({error.strerror or error})") from error
    say(str(file))


def _reference(page: Path, file: Path) -> str | None:
    """Return how the report refers to the network page; None where there is none, or none on the same drive."""
    if not page.is_file():
        return None
    try:
        relative = Path(os.path.relpath(page.resolve(), file.resolve().parent))
    except ValueError:
        return None
    return relative.as_posix()
