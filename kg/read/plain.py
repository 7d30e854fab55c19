"""Read plain text."""

from __future__ import annotations

from kg.read.encoding import decode

__all__ = ["read_text"]


def read_text(data: bytes) -> str:
    """Return the text of a file, nothing changed."""
    return decode(data)
