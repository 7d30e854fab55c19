"""What the pages of the explorer work with: the build read back, and the addresses of its things on this server."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import quote, urlsplit

from kg.atlas import Atlas, Finder, Hit, open_atlas
from kg.view.drawing import group_of, look_of
from kg.view.page import title_of
from kg.vocabulary import Vocabulary, read_vocabulary

__all__ = ["Explorer", "open_explorer"]


@dataclass(frozen=True)
class Explorer:
    """A build to be looked at."""

    atlas: Atlas
    names: Future[Finder]
    vocabulary: Vocabulary

    @property
    def finder(self) -> Finder:
        """What finds names and sentences; it is made ready while the first pages are looked at."""
        return self.names.result()

    @cached_property
    def root(self) -> str:
        """The path that the addresses of things begin with, as in their IRIs: /civic-kg/id/."""
        path = urlsplit(self.atlas.base).path
        return path if path.startswith("/") and path.endswith("/") else "/id/"

    def path_of(self, id: str) -> str:
        """Return where a thing has its page on this server."""
        return self.root + quote(id, safe="/", errors="replace")

    def iri_of(self, id: str) -> str:
        """Return the address of a thing in the graph."""
        return self.atlas.base + quote(id, safe="/", errors="replace")

    def title(self, title: str) -> str:
        """Name the explorer after the home districts of its pages."""
        return title_of((page.frame for page in self.atlas.contents.pages), title)

    def class_names(self, name: str) -> tuple[str, str]:
        """Return what a class is called in Chinese and English."""
        found = self.vocabulary.classes.get(name)
        return (found.label_zh or name, found.label_en or name) if found else (name, name)

    def predicate_names(self, name: str, *, back: bool = False) -> tuple[str, str]:
        """Return what a predicate is called in Chinese and English; `back`: seen from its object."""
        found = self.vocabulary.predicates.get(name)
        if found is not None and back:
            found = self.vocabulary.predicates.get(found.inverse or "", found)
        return (found.label_zh, found.label_en) if found else (name, name)

    def type_of(self, number: int) -> str:
        """Return the type of the guide that a thing falls under."""
        return group_of(self.atlas.contents.types[number], self.vocabulary)

    @cached_property
    def looks(self) -> Mapping[str, tuple[str, str, str]]:
        """How each type is drawn: shape, colour on white, colour on black."""
        types = sorted({group_of(name, self.vocabulary) for name in set(self.atlas.contents.types)})
        return {
            name: (look.shape, look.light, look.dark) for name, look in zip(types, map(look_of, types), strict=True)
        }

    def most_tied(self, count: int) -> list[int]:
        """Return the things with the most ties."""
        return self._by_ties[:count]

    @cached_property
    def _by_ties(self) -> list[int]:
        degree = self.atlas.degree
        return sorted(range(len(self.atlas.contents.ids)), key=lambda number: (-degree(number), number))[:100]

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How many things there are of each type, the most frequent first."""
        return dict(Counter(map(self.type_of, range(len(self.atlas.contents.ids)))).most_common())

    def hits(self, text: str, *, most: int) -> tuple[list[dict[str, Any]], int]:
        """Return the things that answer a query, as the pages' scripts read them, and how many there are."""
        found, count = self.finder.things(text, most=most)
        return list(self._shown(found)), count

    def _shown(self, hits: list[Hit]) -> Iterator[dict[str, Any]]:
        contents = self.atlas.contents
        for hit in hits:
            zh, en = self.class_names(contents.types[hit.number])
            id, label = contents.ids[hit.number], contents.names[hit.number]
            yield {
                "id": id,
                "href": self.path_of(id),
                "name": _cut(hit.name),
                "label": _cut(label),
                "type": self.type_of(hit.number),
                "class": {"zh": zh, "en": en},
                "ties": self.atlas.degree(hit.number),
            }


def open_explorer(directory: Path) -> Explorer:
    """Read the build in a directory. Raises BuildError where there is none, or none that can be read."""
    atlas = open_atlas(directory)
    names: Future[Finder] = Future()
    Thread(target=_gather_names, args=(atlas, names), daemon=True).start()
    return Explorer(atlas, names, read_vocabulary())


def _gather_names(atlas: Atlas, names: Future[Finder]) -> None:
    try:
        names.set_result(Finder.of(atlas))
    except BaseException as error:
        names.set_exception(error)


def _cut(name: str) -> str:
    return name if len(name) <= 200 else name[:199] + "…"
