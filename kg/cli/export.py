"""`kg export`: a build in another format."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from kg.cli.terminal import say
from kg.errors import UsageError
from kg.export import Format, export, find_format, formats

__all__ = ["app", "export_command"]

app = typer.Typer(rich_markup_mode=None, add_completion=False)


def _list_formats(wanted: bool) -> None:
    if wanted:
        say("\n".join(map(_describe, formats())))
        raise typer.Exit


@app.command()
def export_command(
    directory: Annotated[Path, typer.Argument(metavar="DIR", file_okay=False, help="The directory of a build.")],
    *,
    form: Annotated[str, typer.Option("--to", metavar="FORMAT", help="The name of a format.")],
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="FILE", help="The file or folder to write. Without it, standard output."),
    ] = None,
    evidence: Annotated[
        bool, typer.Option("--evidence", help="With the triples of evidence.ttl, where the format leaves them out.")
    ] = False,
    listing: Annotated[
        bool, typer.Option("--list", callback=_list_formats, is_eager=True, help="List the formats.")
    ] = False,
) -> None:
    """Write a build in another format, for another program; the pages are not needed.

    \b
    kg export --list
    kg export build --to ntriples -o graph.nt --evidence
    kg export build --to graphml -o 河西区.graphml
    kg export build --to neo4j -o neo4j-import      a format of several files: -o names a folder

    What is written appears whole or not at all; the same build gives the same bytes.
    """
    found = find_format(form)
    if out is not None:
        export(directory, form, out, evidence=evidence)
    elif found.is_folder:
        raise UsageError(f"--to {form} writes several files: name a folder with -o")
    else:
        _show(directory, form, evidence)


def _show(directory: Path, form: str, evidence: bool) -> None:
    """Write to standard output, and only when all of it is there."""
    with TemporaryDirectory(prefix="kg-export-") as folder:
        written = Path(folder) / "written"
        export(directory, form, written, evidence=evidence)
        with written.open("rb") as file:
            shutil.copyfileobj(file, sys.stdout.buffer)
        sys.stdout.flush()


def _describe(found: Format) -> str:
    """Write what a format is for."""
    where = f"*{found.ending}" if found.ending else "a folder"
    lines = [f"{found.name}   ({where})", f"    {found.zh}", f"    {found.en}"]
    if found.evidence == "asked":
        lines.append("    --evidence adds the triples of evidence.ttl")
    return "\n".join(lines)
