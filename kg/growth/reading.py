"""Read the pages of a build: those that are known are taken from what is kept, the others read, pages in parallel."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from kg.clock import Clock
from kg.errors import BuildError
from kg.extract import compile_rules, extract_document
from kg.growth.codec import decode_page, encode_page
from kg.growth.gather import Given, gather_pages, page_key, read_text
from kg.growth.kept import Source
from kg.growth.maker import maker_of
from kg.growth.memory import without_collecting
from kg.growth.state import State
from kg.model import Document, Refusal
from kg.resolve import Page, read_page
from kg.rules import Pack
from kg.workers import Workers

__all__ = ["ReadPages", "read_pages"]

Item = TypeVar("Item")
Result = TypeVar("Result")
FEW = 4  # pages, for which not all rules are compiled
KEEP_AFTER = 50  # pages: so many may have to be read again after a kill


@dataclass(frozen=True, slots=True)
class ReadPages:
    """The pages of a build, without their texts; the files that they came from; what was refused, by path.

    `keys` tell by its id what was read from a page; `page` gives it, with the text.
    """

    documents: tuple[Document, ...]
    keys: Mapping[str, str]
    sources: tuple[Source, ...]
    refused: tuple[Refusal, ...]
    data: Callable[[str], bytes]
    whole: Callable[[Document], Document]

    def page(self, document: Document) -> Page:
        """Return a page as it was read."""
        return decode_page(self.data(self.keys[document.id]), self.whole(document))


def read_pages(
    given: Given,
    refused: Iterable[Refusal],
    pack: Pack,
    *,
    state: State | None,
    directory: Path,
    jobs: int,
    clock: Clock,
) -> ReadPages:
    """Return the pages of a build; raise BuildError where there is none."""
    maker = maker_of(pack)
    with Workers(min(jobs, max(1, len(given.files))), pack) as workers:
        with clock.stage("read", len(given.files)) as step:
            read = partial(_each, workers, read_text, step)
            gathered = gather_pages(given, state, pack, directory=directory, maker=maker, read=read)
        keys = {document.id: page_key(document, maker) for document in gathered.documents}
        kept: dict[str, bytes] = {}
        known = state.known_pages(keys.values()) if state else set()
        missing = [gathered.whole(document) for document in gathered.documents if keys[document.id] not in known]
    with clock.stage("extract", len(missing)) as step:
        if len(missing) > FEW or (missing and not known):  # rules that no page here was read with may be wrong
            compile_rules(pack)  # before the processes are forked, which then have them too
        with Workers(min(jobs, max(1, len(missing))), pack) as workers:
            failed = _extract_missing(missing, keys, kept, state, _each(workers, _extract, step, missing))
    failed = sorted({*refused, *gathered.refused, *failed}, key=lambda refusal: (refusal.path, refusal.reason))
    documents = tuple(d for d in gathered.documents if keys[d.id] in known or keys[d.id] in kept)
    if not documents:
        raise BuildError(_nothing(failed))
    data = state.page if state else kept.__getitem__
    return ReadPages(documents, keys, gathered.sources, tuple(failed), data, gathered.whole)


def _each(
    workers: Workers, function: Callable[[Item, Pack], Result], step: Callable[[], None], items: Sequence[Item]
) -> Iterator[Result]:
    """Yield what a function makes of each item, counting."""
    for result in workers.map(function, items):
        yield result
        step()


def _extract_missing(
    documents: Sequence[Document],
    keys: Mapping[str, str],
    kept: dict[str, bytes],
    state: State | None,
    results: Iterable[bytes | Refusal],
) -> list[Refusal]:
    """Add to `kept` what is read from the documents, or write it down from time to time; return what failed."""
    failed: list[Refusal] = []
    new: list[tuple[str, bytes]] = []
    for document, result in zip(documents, results, strict=True):
        if isinstance(result, Refusal):
            failed.append(result)
            continue
        kept[keys[document.id]] = b"" if state else result
        new.append((keys[document.id], result))
        if state is not None and len(new) >= KEEP_AFTER:
            state.keep_pages(new)
            new.clear()
    if state is not None and new:
        state.keep_pages(new)
    return failed


def _extract(document: Document, pack: Pack) -> bytes | Refusal:
    """Extract one page; a fault of the program on this page must not cost the others."""
    try:
        with without_collecting():
            return encode_page(read_page(extract_document(document, pack), pack))
    except Exception as error:
        if os.environ.get("KG_DEBUG"):
            raise
        return Refusal(document.name, f"the program failed on this page ({type(error).__name__}: {error})")


def _nothing(refused: Sequence[Refusal]) -> str:
    """Say why nothing could be built, naming the first refusals.

    >>> print(_nothing([Refusal("a.txt", "the file is empty")]))
    nothing could be built: no page could be read
      a.txt: the file is empty
    """
    if not refused:
        return "nothing could be built: the paths hold no pages"
    lines = [f"  {refusal.path}: {refusal.reason}" for refusal in refused[:20]]
    more = [f"  … and {len(refused) - 20} more"] if len(refused) > 20 else []
    return "\n".join(["nothing could be built: no page could be read", *lines, *more])
