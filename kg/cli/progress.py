"""Show how far long work has come: a bar on a terminal, one plain line a stage elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from kg.cli.terminal import warn
from kg.pipeline import Progress as Tell

__all__ = ["show_progress"]

_LABELS = {
    "rules": "loading the rules",
    "read": "reading pages",
    "extract": "extracting",
    "resolve": "resolving names",
    "write": "writing files",
}
_LINES = 5  # plain lines that a stage of many steps takes at most


@contextmanager
def show_progress() -> Iterator[Tell]:
    """Yield a function that shows `(stage, done, steps)` on standard error."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield _tell_line
        return
    columns = TextColumn("{task.description:<18}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    # Without the refreshing thread, so that worker processes can be forked safely.
    with Progress(*columns, console=console, auto_refresh=False) as bars:
        tasks: dict[str, TaskID] = {}

        def tell(stage: str, done: int, steps: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(_LABELS.get(stage, stage), total=steps)
            bars.update(tasks[stage], completed=done, refresh=True)

        yield tell


def _tell_line(stage: str, done: int, steps: int) -> None:
    """Print a line when a stage begins to move, a few times on its way, and at its end."""
    stride = max(1, steps // _LINES)
    if done and (done == steps or (steps > _LINES * 10 and done % stride == 0)):
        warn(f"{_LABELS.get(stage, stage)}: {done} of {steps}")
