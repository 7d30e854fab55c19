"""Say things on the terminal. The only module that prints."""

from __future__ import annotations

import sys

__all__ = ["say", "warn"]


def say(text: str = "", *, end: str = "\n") -> None:
    """Print to standard output, where results go."""
    print(text, end=end)


def warn(text: str) -> None:
    """Print to standard error, where everything goes that is no result."""
    print(text, file=sys.stderr)
