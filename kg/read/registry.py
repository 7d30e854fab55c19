"""The formats that pages are read from: a suffix, and the function that turns a file's bytes into its text."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

from kg.read.encoding import decode

__all__ = ["READERS", "Reader", "suffixes"]

Reader = Callable[[bytes], str]
"""Turns the bytes of a file into its text; raises ReadError, without the file's name, where it cannot."""

READERS: MappingProxyType[str, Reader] = MappingProxyType({".txt": decode})


def suffixes() -> tuple[str, ...]:
    """Return the suffixes of the files that can be read, sorted.

    >>> ".txt" in suffixes()
    True
    """
    return tuple(sorted(READERS))
