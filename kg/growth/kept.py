"""What a directory keeps of a build: where its pages came from, their texts, why names were taken for one thing."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from dataclasses import dataclass

from kg.resolve.links import Doubt, Merge

__all__ = ["Links", "PageText", "Source", "pack_text", "unpack_text"]


@dataclass(frozen=True, slots=True)
class Source:
    """A file that a page came from: its path from the directory on, its name and bytes, the options it was given with.

    `page` is the key under which what was read from it is kept.
    """

    path: str
    name: str
    sha256: str
    date: str | None = None
    frame: str | None = None
    page: str = ""

    @property
    def content(self) -> tuple[str, str]:
        """Return what makes two files the same page."""
        return self.name, self.sha256


@dataclass(frozen=True, slots=True)
class Links:
    """Why names were taken for one thing, and where that is open.

    Where `touched` is given, these are all links of those things; the links of all others are as they were.
    """

    merges: Iterable[Merge]
    doubts: Iterable[Doubt]
    touched: Iterable[str] | None = None


@dataclass(frozen=True, slots=True)
class PageText:
    """The text of a page with what can be told from it alone: its date, and how often it names which district.

    The text is packed: of the pages that are known, hardly one is read again.
    """

    name: str
    sha256: str
    packed: bytes
    date: str | None
    counties: dict[str, int]

    @property
    def text(self) -> str:
        """Return the text."""
        return unpack_text(self.packed)


def pack_text(text: str) -> bytes:
    r"""Return a text in few bytes, half surrogate pairs too.

    >>> unpack_text(pack_text("河西\ud800")) == "河西\ud800"
    True
    """
    return zlib.compress(text.encode("utf-8", errors="surrogatepass"), 1)


def unpack_text(data: bytes) -> str:
    """Return the text that `pack_text` made the bytes of."""
    return zlib.decompress(data).decode("utf-8", errors="surrogatepass")
