"""Find things by name, alias, pinyin or initials, and sentences by their words: long texts, searched at a stroke."""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.atlas.atlas import Atlas
from kg.text.pinyin import syllables

__all__ = ["Finder", "Hit"]

MOST_HITS = 4_000  # that are ranked; a query of one letter hits everything
LONGEST_READING = 40
_LEFT_OUT = re.compile(r"[\s《》“”‘’\"'·・\-—–,，.。()（）\x00-\x1f]")
_WORDS = re.compile(r"[^\s\x00]+")
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|(.))")


class Hit(NamedTuple):
    """A thing that answers a query, by number, and the name of it that does; the lower the rank, the better."""

    rank: int
    number: int
    name: str


@dataclass
class _Run:
    """Texts in a row, parted by line breaks, and where each begins."""

    text: str
    starts: array[int]
    owners: array[int]  # what each text belongs to

    @classmethod
    def of(cls, texts: Iterable[tuple[int, str]]) -> _Run:
        pieces, starts, owners, place = [], array("L"), array("L"), 0
        for owner, text in texts:
            pieces.append(text)
            starts.append(place)
            owners.append(owner)
            place += len(text) + 1
        return cls("\n".join(pieces), starts, owners)

    def find(self, query: str) -> Iterator[tuple[int, int, int]]:
        """Yield (number of the text, where in it the query stands, how long it is), each text once."""
        at = self.text.find(query)
        while at >= 0:
            number = bisect_right(self.starts, at) - 1
            stop = self.starts[number + 1] - 1 if number + 1 < len(self.starts) else len(self.text)
            yield number, at - self.starts[number], stop - self.starts[number]
            at = self.text.find(query, stop)


@dataclass
class Finder:
    """All names and readings of a build, and the words of its sentences."""

    atlas: Atlas
    _names: list[tuple[int, str]] = field(default_factory=list)
    _folded: _Run | None = None
    _full: _Run | None = None
    _initials: _Run | None = None
    _texts: _Run | None = None
    _sentences: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, atlas: Atlas) -> Finder:
        """Gather the names of a build."""
        found = cls(atlas)
        contents = atlas.contents
        for number, name in enumerate(contents.names):
            found._names.extend((number, one) for one in (name, *contents.aliases.get(number, ())))
        readings = [_reading(name) for _, name in found._names]
        found._folded = _Run.of((n, fold(name)) for n, (_, name) in enumerate(found._names))
        found._full = _Run.of((n, "".join(reading)) for n, reading in enumerate(readings))
        found._initials = _Run.of((n, "".join(s[0] for s in reading)) for n, reading in enumerate(readings))
        tokens = []
        for token, text in atlas.proofs.texts():
            tokens.append(token)
            found._sentences.append(text)
        found._texts = _Run.of((n, fold(_unescape(text))) for n, text in enumerate(found._sentences))
        found._sentences = tokens
        return found

    def things(self, text: str, *, most: int) -> tuple[list[Hit], int]:
        """Return the things that answer a query, the best first, and how many there are in all (up to a bound)."""
        query = fold(text[:200])
        if not query:
            return [], 0
        best: dict[int, Hit] = {}
        for rank, name in self._ranked(query):
            number, spelled = self._names[name]
            hit = Hit(rank * 2 + (spelled != self.atlas.contents.names[number]), number, spelled)
            if number not in best or hit < best[number]:
                best[number] = hit
        hits = sorted(best.values(), key=lambda hit: (hit.rank, -self.atlas.degree(hit.number), hit.number))
        return hits[:most], len(hits)

    def _ranked(self, query: str) -> Iterator[tuple[int, int]]:
        """Yield (how well, number of the name): whole, beginning, pinyin, initials, middle."""
        assert self._folded is not None
        for count, (name, at, length) in enumerate(self._folded.find(query)):
            if count >= MOST_HITS:
                break
            yield (0 if at == 0 and length == len(query) else 1 if at == 0 else 5), name
        if query.isascii() and query.isalnum():
            yield from self._read(query)

    def _read(self, query: str) -> Iterator[tuple[int, int]]:
        assert self._full is not None
        assert self._initials is not None
        for count, (name, at, length) in enumerate(self._full.find(query)):
            if count >= MOST_HITS:
                break
            if at == 0:
                yield (2 if length == len(query) else 3), name
            elif at in _borders(_reading(self._names[name][1])):
                yield 6, name
        for count, (name, at, length) in enumerate(self._initials.find(query)):
            if count >= MOST_HITS:
                break
            if at == 0:
                yield (2 if length == len(query) else 4), name
            elif len(query) > 1:
                yield 7, name

    def sentences(self, text: str, *, most: int) -> tuple[list[str], int]:
        """Return addresses of sentences that hold every word of a query, and how many there are (up to a bound)."""
        words = sorted({fold(word) for word in _WORDS.findall(text[:200])} - {""}, key=len, reverse=True)
        if not words:
            return [], 0
        assert self._texts is not None
        found = []
        for number, _, length in self._texts.find(words[0]):
            start = self._texts.starts[number]
            if all(self._texts.text.find(word, start, start + length) >= 0 for word in words[1:]):
                found.append(number)
                if len(found) >= MOST_HITS:
                    break
        return [self.atlas.proofs.address(self._sentences[number]) for number in found[:most]], len(found)


def fold(text: str) -> str:
    """Bring a text to what is compared: lower case, half width, without the marks that people leave out.

    >>> fold("“红石榴”宣讲团 ＡＰＥＣ"), fold("《办法》（试行）")
    ('红石榴宣讲团apec', '办法试行')
    """
    return _LEFT_OUT.sub("", unicodedata.normalize("NFKC", text).lower())


def _reading(name: str) -> list[str]:
    """Return how a name is read, syllable by syllable, without what cannot be typed."""
    read = (re.sub(r"[^a-z0-9]", "", one.lower()) for one in syllables(name[:LONGEST_READING]))
    return [one for one in read if one]


def _borders(reading: Iterable[str]) -> set[int]:
    borders, place = set(), 0
    for syllable in reading:
        borders.add(place)
        place += len(syllable)
    return borders


def _unescape(text: str) -> str:
    """Read the escapes of a Turtle literal; line breaks within a sentence become nothing."""
    if "\\" not in text:
        return text
    return _ESCAPE.sub(lambda m: chr(int(m[1], 16)) if m[1] else {"n": "", "r": "", "t": " "}.get(m[2], m[2]), text)
