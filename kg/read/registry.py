"""The formats that pages are read from: a suffix, and the module whose `read_text` turns bytes into text.

A module is loaded when a file of its kind is met, so that no format's library costs those who do not use it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from types import MappingProxyType

from kg.errors import ReadError

__all__ = ["Reader", "find_reader", "suffixes"]

Reader = Callable[[bytes], str]
"""Turns the bytes of a file into its text; raises ReadError, without the file's name, where it cannot."""

_MODULES = MappingProxyType(
    {
        ".docx": "kg.read.word",
        ".htm": "kg.read.web",
        ".html": "kg.read.web",
        ".pdf": "kg.read.pdf",
        ".txt": "kg.read.plain",
    }
)
_EXTRAS = MappingProxyType({".pdf": "pdf"})


def suffixes() -> tuple[str, ...]:
    """Return the suffixes of the files that can be read, sorted.

    >>> suffixes()
    ('.docx', '.htm', '.html', '.pdf', '.txt')
    """
    return tuple(_MODULES)


@cache
def find_reader(suffix: str) -> Reader | None:
    """Return what reads files of a suffix such as .txt; None if nothing does.

    Raises ReadError where its library is not installed.
    """
    name = _MODULES.get(suffix.lower())
    if name is None:
        return None
    try:
        reader: Reader = import_module(name).read_text
    except ImportError as error:
        extra = _EXTRAS.get(suffix.lower(), "all")
        raise ReadError(f"to read {suffix} files, install: pip install 'civic-kg[{extra}]'") from error
    return reader
