"""The command `kg`: thin, and the only part of the program that prints."""

from __future__ import annotations

import gc
import os
import sys
import traceback

import typer

from kg import __version__
from kg.cli.commands import CommandTable
from kg.cli.terminal import say, warn
from kg.errors import KgError

__all__ = ["app", "main"]

DEBUG = "KG_DEBUG"
COLLECT_AFTER = 50_000  # new objects; modules and rules are many that last, through which the collector goes in vain

app = typer.Typer(
    name="kg",
    cls=CommandTable,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)


def _show_version(wanted: bool) -> None:
    if wanted:
        say(f"kg {__version__}")
        raise typer.Exit


@app.callback()
def kg(
    version: bool = typer.Option(False, "--version", callback=_show_version, is_eager=True, help="Print the version."),
) -> None:
    """Build knowledge graphs from Chinese local-government news, by rules.

    \b
    kg build seeds -o build         pages to graph.ttl, evidence.ttl, graph.html and report.json
    kg view build                   look at the network
    kg query --list                 questions that can be asked by name
    """


def main() -> None:
    """Run `kg`; whatever goes wrong, people see a sentence and no traceback."""
    gc.set_threshold(COLLECT_AFTER)
    try:
        app(prog_name="kg")
    except KgError as error:
        _fail(str(error))
    except OSError as error:
        _fail(f"{error.filename}: {error.strerror}" if error.filename else str(error))
    except Exception as error:
        _fail(f"the program failed: {type(error).__name__}: {error}\n(set {DEBUG}=1 to see where)")


def _fail(message: str) -> None:
    """Say what went wrong, and leave with exit code 2."""
    if os.environ.get(DEBUG):
        traceback.print_exc()
    warn(f"kg: {message}")
    sys.exit(2)
