"""Say things on the terminal. The only module that prints."""

from __future__ import annotations

import sys

__all__ = ["number_of", "say", "warn"]


def say(text: str = "", *, end: str = "\n") -> None:
    """Print to standard output, where results go."""
    print(text, end=end)


def warn(text: str) -> None:
    """Print to standard error, where everything goes that is no result."""
    print(text, file=sys.stderr)


def number_of(count: int, one: str, many: str = "") -> str:
    """Say a number of things.

    >>> number_of(1, "page"), number_of(5, "page"), number_of(2000, "entity", "entities")
    ('1 page', '5 pages', '2,000 entities')
    """
    return f"{count:,} {one if count == 1 else many or one + 's'}"
