"""What made what is kept: the program as it is, its rules, the word lists it stands on. Another maker reads anew."""

from __future__ import annotations

import hashlib
import sys
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import kg
from kg.iri import digest
from kg.rules import Pack
from kg.vocabulary import ontology_file

__all__ = ["maker_of", "program"]

_PARTS = ("model.py", "iri.py", "text", "read", "rules", "extract", "resolve", "growth/codec.py", "growth/gather.py")
_LIBRARIES = ("jieba", "rjieba", "pypinyin", "ahocorasick_rs")


def maker_of(pack: Pack) -> str:
    """Return a digest of all that what is read from a page depends on, besides the page and its options."""
    return digest(_program(), pack.digest, length=40)


@cache
def program() -> str:
    """Return a digest of the whole program, and of the ontology: of all that what is written depends on."""
    root = Path(kg.__file__).parent
    seen = hashlib.sha256(ontology_file().read_bytes())
    for file in sorted(root.rglob("*.py")):
        seen.update(file.relative_to(root).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return seen.hexdigest()


@cache
def _program() -> str:
    """Return a digest of the modules that read pages, and of the versions of Python and of the libraries they use."""
    root = Path(kg.__file__).parent
    files = (
        file
        for part in _PARTS
        for file in sorted((root / part).rglob("*.py") if (root / part).is_dir() else [root / part])
    )
    seen = hashlib.sha256()
    for file in files:
        seen.update(file.relative_to(root).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return digest(seen.hexdigest(), ".".join(map(str, sys.version_info[:2])), *map(_version, _LIBRARIES), length=40)


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""
