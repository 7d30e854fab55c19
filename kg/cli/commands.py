"""The table of commands. Each stands in a module of its own, which is loaded when the command is called.

This is the one place where the program imports by name at run time: `kg query` must not wait for what only `kg build`
needs. A new command is a module with an `app` (a `typer.Typer`) and one line in the table.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

import typer.core
import typer.main

__all__ = ["COMMANDS", "CommandTable"]

COMMANDS = {
    "build": ("kg.cli.build", "Build the graph of pages."),
    "query": ("kg.cli.query", "Ask a graph questions, in SPARQL or by name."),
    "explain": ("kg.cli.explain", "Tell why a graph says what it says, or what the rules make of a sentence."),
    "suggest": ("kg.cli.suggest", "List what looks like a name or a fact and no rule took."),
    "review": ("kg.cli.review", "Confirm or refuse what the program could not be sure of about names."),
    "diff": ("kg.cli.diff", "Tell what changed from one graph to another."),
    "export": ("kg.cli.export", "Write a build in another format, for another program."),
    "check": ("kg.cli.check", "Check a build against the shapes of the ontology."),
    "rules": ("kg.cli.rules", "Look at the rules by which names and facts are read."),
    "score": ("kg.cli.score", "Score a graph against gold pages."),
    "view": ("kg.cli.view", "Open the network page of a build."),
    "report": ("kg.cli.report", "Write a report of what is in a build, as one page."),
    "serve": ("kg.cli.serve", "Serve a build on this machine: pages to explore it, and a SPARQL endpoint."),
}
"""Name -> (module, what it does). The order is that of `kg --help`."""


class CommandTable(typer.core.TyperGroup):
    """A group that knows its commands by name and summary, and loads the one that is called."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names in the table's order."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return a stand-in with the summary, which is all that `kg --help` shows."""
        if cmd_name not in COMMANDS:
            return None
        return typer.core.TyperCommand(cmd_name, short_help=COMMANDS[cmd_name][1])

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """Load the module of the command that is called."""
        name, _, rest = super().resolve_command(ctx, args)
        if name is None:
            return name, None, rest
        command = typer.main.get_command(import_module(COMMANDS[name][0]).app)
        command.name = name
        return name, command, rest
