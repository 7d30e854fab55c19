"""Count how often each rule fires on pages; what never does is shadowed, too narrow, or waits for its page."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from kg.errors import UsageError
from kg.extract.articles import page_date, split_articles
from kg.extract.document import Extractor
from kg.extract.frame import find_frame
from kg.extract.sentences import split_sentences
from kg.model import Document
from kg.proof.sources import all_rules
from kg.read import list_pages, read_document
from kg.rules.schema import Pack

__all__ = ["Coverage", "measure_coverage", "read_pages"]


@dataclass(frozen=True)
class Coverage:
    """How often each rule fired: names that it settled, or facts that it stated. Every rule of the pack is there."""

    pages: int
    fired: Mapping[str, int] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)  # rule -> file:line

    @property
    def silent(self) -> tuple[str, ...]:
        """Rules that never fired, in the order of the files."""
        return tuple(id_ for id_, count in self.fired.items() if not count)


def measure_coverage(pack: Pack, documents: Iterable[Document]) -> Coverage:
    """Read documents and count how often each rule of the pack fires; a fact that two rules state counts for both."""
    pages = tuple(documents)
    extractor = Extractor(pack)
    counts = Counter(id_ for document in pages for id_ in _fired(extractor, document))
    rules = all_rules(pack)
    return Coverage(len(pages), {r.id: counts[r.id] for r in rules}, {r.id: r.source for r in rules})


def _fired(extractor: Extractor, document: Document) -> Iterator[str]:
    for reading in extractor.readings(document, split_sentences(split_articles(document))):
        for name in reading.names:
            yield from (found.rule for found in (name, *name.parts))
        for layer in reading.layers():
            yield from (stated.rule for stated in extractor.relations.read(layer.name, layer.encoded, layer.implied))


def read_pages(paths: Iterable[Path], pack: Pack) -> tuple[Document, ...]:
    """Return the pages in some folders, each with its date and home district.

    Both are those of the gold page beside it (`page.json` beside `page.txt`), else what the page itself tells.
    Raises UsageError where there are no pages.
    """
    folders = sorted(paths)
    files, _ = list_pages(folders)
    absent = [str(folder) for folder in folders if not folder.exists()]
    if absent:
        raise UsageError(f"{', '.join(absent)}: there is no such file or folder")
    if not files:
        raise UsageError(f"{', '.join(map(str, folders))}: there is no page to read")
    return tuple(_place(read_document(file), file, pack) for file in files)


def _place(document: Document, file: Path, pack: Pack) -> Document:
    gold = file.with_suffix(".json")
    if gold.is_file():
        told = json.loads(gold.read_text(encoding="utf-8"))
        return replace(document, date=told.get("date"), frame=told.get("frame"))
    return replace(document, date=page_date(document), frame=find_frame([document], pack))
