"""Build a graph from pages: read, extract, resolve, write; each stage timed, pages done in parallel."""

from __future__ import annotations

import datetime
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from kg.changes import Snapshot, compare, snapshot_of, write_changes
from kg.clock import Clock, Progress
from kg.directory import EVIDENCE, GRAPH, PAGE, REPORT, writing
from kg.errors import BuildError, UsageError
from kg.extract import compile_rules, extract_document
from kg.graph import Graph
from kg.growth import (
    Given,
    Source,
    State,
    built_number,
    decision_files,
    decode_page,
    encode_page,
    gather_pages,
    load_decisions,
    maker_of,
    open_state,
    page_key,
    path_from,
    read_text,
    without_collecting,
)
from kg.iri import BASE_IRI
from kg.model import Document, Refusal
from kg.rdf import write_evidence, write_graph
from kg.read import list_pages
from kg.report import BuildReport, report_graph, write_report
from kg.resolve import Page, Resolution, read_page, resolve_pages
from kg.resolve.decisions import DECISIONS_FILE
from kg.rules import DEFAULT_PACKS, Pack, load_packs
from kg.view import render_page
from kg.workers import Workers

__all__ = ["BASE_IRI", "Clock", "Progress", "build", "read_graph"]

Item = TypeVar("Item")
Result = TypeVar("Result")
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_IRI = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20]+[/#]")
KEEP_AFTER = 50  # pages: so many may have to be read again after a kill


def build(
    paths: Iterable[str | Path],
    out_dir: str | Path,
    *,
    date: str | None = None,
    frame: str | None = None,
    packs: Sequence[str | Path] = DEFAULT_PACKS,
    jobs: int = 1,
    base_iri: str = BASE_IRI,
    prune: bool = False,
    decisions: str | Path | None = None,
    progress: Progress | None = None,
) -> BuildReport:
    """Read pages and write their graph, its evidence, its network page and a report into `out_dir`.

    `date` (2023-04-27, 2023-04 or 2023) and `frame` (河西区) hold for all pages given; without them a page's own header
    tells its date, and the district that the pages name most is the frame. What cannot be read is refused and named in
    the report, the rest built. The files are the same bytes whatever the order of `paths` and the number of `jobs`.

    Building into a directory that holds a build adds to it: only new and changed pages are read, and pages that are not
    given now stay, unless `prune`. The graph is the one that building all at once gives. `decisions` is a table of what
    people decided about names; without it, one in the directory is obeyed.

    Raises UsageError for options that cannot be right, RuleError for a bad pack, BuildError where nothing could be
    read or `out_dir` cannot be written.
    """
    _check_options(date=date, jobs=jobs, base_iri=base_iri)
    clock, directory, paths = Clock(progress), Path(out_dir), tuple(paths)
    with writing(directory) as folder, open_state(directory, built_number(directory)) as state:
        with clock.stage("rules"):
            pack = load_packs(tuple(str(name) for name in packs))
        tables = decision_files(decisions, paths, directory, state)
        files, refused = _without(directory, *list_pages(paths))
        given = Given(tuple(files), date, frame, prune)
        read = _read_pages(given, refused, pack, state=state, directory=directory, jobs=jobs, clock=clock)
        with clock.stage("resolve"), without_collecting():
            decided, published = load_decisions(tables, base=base_iri), state.addresses()
            resolved = resolve_pages(read.pages, pack, decisions=decided, published=published, build=state.build + 1)
        _write_files(resolved.graph, folder, base_iri=base_iri, clock=clock)
        told = [path_from(table, directory) for table in tables]
        options = {"packs": list(map(str, packs)), "base_iri": base_iri, "decisions": told}
        report = _record(state, read, resolved, options=options, clock=clock)
        (folder / REPORT).write_text(write_report(report), encoding="utf-8", newline="\n")
    return report


def _record(
    state: State, read: _Read, resolved: Resolution, *, options: Mapping[str, object], clock: Clock
) -> BuildReport:
    """Remember a build, and report on it: what stands in its graph, and what changed from the one before."""
    states, before = snapshot_of(resolved.graph), state.states()
    changes = write_changes(compare(Snapshot.unpack(before), states)) if before is not None else None
    number = state.record(
        options=options,
        sources=read.sources,
        addresses=resolved.addresses,
        merges=resolved.merges,
        doubts=resolved.doubts,
        states=states.pack(),
    )
    return report_graph(resolved.graph, refused=read.refused, seconds=clock.seconds, build=number, changes=changes)


def read_graph(
    paths: Iterable[str | Path],
    *,
    date: str | None = None,
    frame: str | None = None,
    packs: Sequence[str | Path] = DEFAULT_PACKS,
    jobs: int = 1,
) -> tuple[Graph, tuple[Refusal, ...]]:
    """Read pages into a graph, without writing anything; return it with what was refused, sorted by path.

    The options are those of `build`.
    """
    pack = load_packs(tuple(str(name) for name in packs))
    files, refused = list_pages(paths)
    given = Given(tuple(files), date, frame)
    read = _read_pages(given, refused, pack, state=None, directory=Path(), jobs=jobs, clock=Clock())
    return resolve_pages(read.pages, pack).graph, read.refused


@dataclass(frozen=True, slots=True)
class _Read:
    """The pages of a build as they were read, the files that they came from, and what was refused, by path."""

    pages: list[Page]
    sources: tuple[Source, ...]
    refused: tuple[Refusal, ...]


def _read_pages(
    given: Given,
    refused: Iterable[Refusal],
    pack: Pack,
    *,
    state: State | None,
    directory: Path,
    jobs: int,
    clock: Clock,
) -> _Read:
    """Return the pages of a build, those that are known from what is kept; raise BuildError where there is none."""
    maker = maker_of(pack)
    with Workers(min(jobs, max(1, len(given.files))), pack) as workers:
        with clock.stage("read", len(given.files)) as step:
            read = partial(_each, workers, read_text, step)
            gathered = gather_pages(given, state, pack, directory=directory, maker=maker, read=read)
        keys = {document.id: page_key(document, maker) for document in gathered.documents}
        kept = state.pages(keys.values()) if state else {}
        missing = [document for document in gathered.documents if keys[document.id] not in kept]
    with clock.stage("extract", len(missing)) as step:
        if missing:
            compile_rules(pack)  # before the processes are forked, which then have them too
        with Workers(min(jobs, max(1, len(missing))), pack) as workers:
            failed = _extract_missing(missing, keys, kept, state, _each(workers, _extract, step, missing))
    failed = sorted({*refused, *gathered.refused, *failed}, key=lambda refusal: (refusal.path, refusal.reason))
    if not kept:
        raise BuildError(_nothing(failed))
    with without_collecting():
        documents = (document for document in gathered.documents if keys[document.id] in kept)
        pages = [decode_page(kept[keys[document.id]], document) for document in documents]
    return _Read(pages, gathered.sources, tuple(failed))


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
    """Add to `kept` what is read from the documents, and write it down from time to time; return what failed."""
    failed: list[Refusal] = []
    new: list[tuple[str, bytes]] = []
    for document, result in zip(documents, results, strict=True):
        if isinstance(result, Refusal):
            failed.append(result)
            continue
        kept[keys[document.id]] = result
        new.append((keys[document.id], result))
        if state is not None and len(new) >= KEEP_AFTER:
            state.keep_pages(new)
            new.clear()
    if state is not None and new:
        state.keep_pages(new)
    return failed


def _without(folder: Path, files: Sequence[Path], refused: Sequence[Refusal]) -> tuple[list[Path], list[Refusal]]:
    """Leave out what lies in a folder (`kg build . -o build` must not read what it wrote), and tables of decisions."""
    root = folder.resolve()
    outside = [file for file in files if not file.resolve().is_relative_to(root)]
    others = [refusal for refusal in refused if not Path(refusal.path).resolve().is_relative_to(root)]
    return outside, [refusal for refusal in others if Path(refusal.path).name != DECISIONS_FILE]


def _extract(document: Document, pack: Pack) -> bytes | Refusal:
    """Extract one page; a fault of the program on this page must not cost the others."""
    try:
        with without_collecting():
            return encode_page(read_page(extract_document(document, pack), pack))
    except Exception as error:
        if os.environ.get("KG_DEBUG"):
            raise
        return Refusal(document.name, f"the program failed on this page ({type(error).__name__}: {error})")


def _write_files(graph: Graph, folder: Path, *, base_iri: str, clock: Clock) -> None:
    with clock.stage("write", 3) as step:
        for name, write in ((GRAPH, write_graph), (EVIDENCE, write_evidence)):
            with (folder / name).open("w", encoding="utf-8", newline="\n") as out:
                write(graph, out, base=base_iri)
            step()
        (folder / PAGE).write_text(render_page(graph, base=base_iri), encoding="utf-8", newline="\n")


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


def _check_options(*, date: str | None, jobs: int, base_iri: str) -> None:
    if date is not None and not _is_date(date):
        raise UsageError(f"--date {date}: give a day (2023-04-27), a month (2023-04) or a year (2023)")
    if jobs < 1:
        raise UsageError(f"--jobs {jobs}: at least one process is needed")
    if not _IRI.fullmatch(base_iri):
        raise UsageError(f"--base-iri {base_iri}: give an address such as https://example.org/id/, ending in / or #")


def _is_date(text: str) -> bool:
    """Say whether a text is a day, month or year in ISO 8601 that the calendar has.

    >>> [_is_date(text) for text in ("2023-04-27", "2023-04", "2023", "2023-02-30", "27.4.2023")]
    [True, True, True, False, False]
    """
    parts = _DATE.fullmatch(text)
    if parts is None:
        return False
    try:
        datetime.date(*(int(part or 1) for part in parts.groups()))
    except ValueError:
        return False
    return True
