"""What a format is: its name, its file ending, what it is for, and the function that writes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kg.export.source import Build

__all__ = ["Format", "Writer"]

Writer = Callable[[Build, Path], None]
"""Writes a build to a file, or into an empty folder. It need not care for what stands there: it writes aside."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format that a build can be exported to.

    `ending` is that of its file, with the dot; empty for a format of several files, which is written as a folder.
    `zh` and `en` say what it is for, in a sentence for people. `evidence` says whether it carries where facts stand:
    "asked" with --evidence, or "always". `needs` is a package that `civic-kg[export]` installs besides.
    """

    name: str
    ending: str
    zh: str
    en: str
    write: Writer
    evidence: str = "always"
    needs: str = ""

    @property
    def is_folder(self) -> bool:
        """Say whether the format is several files in a folder."""
        return not self.ending
