"""The formats, found by the names of the modules in `kg.export.formats`; a module is loaded when it is asked for.

A new format is one module there with a `FORMAT`.
"""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from kg.errors import UsageError
from kg.export import formats as _folder
from kg.export.form import Format

__all__ = ["find_format", "format_names", "formats"]


@cache
def format_names() -> tuple[str, ...]:
    """Return the names of all formats, sorted.

    >>> "ntriples" in format_names()
    True
    """
    return tuple(sorted(module.name for module in pkgutil.iter_modules(_folder.__path__)))


def find_format(name: str) -> Format:
    """Return a format by its name; raise UsageError where there is none of that name."""
    if name not in format_names():
        raise UsageError(f"--to {name}: there are {', '.join(format_names())}; kg export --list tells what for")
    found: Format = import_module(f"{_folder.__name__}.{name}").FORMAT
    return found


def formats() -> tuple[Format, ...]:
    """Return all formats, by name."""
    return tuple(map(find_format, format_names()))
