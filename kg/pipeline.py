"""Build a graph from pages: read, extract, resolve, write; each stage timed, pages done in parallel."""

from __future__ import annotations

import datetime
import os
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from kg.directory import EVIDENCE, GRAPH, PAGE, REPORT, writing
from kg.errors import BuildError, KgError, UsageError
from kg.extract import Extraction, extract_document
from kg.extract.articles import page_date
from kg.extract.frame import find_frame
from kg.graph import Graph
from kg.iri import BASE_IRI
from kg.model import Document, Refusal
from kg.rdf import write_evidence, write_graph
from kg.read import assign_ids, list_pages, read_document
from kg.report import BuildReport, report_graph, write_report
from kg.resolve import resolve
from kg.rules import DEFAULT_PACKS, Pack, load_packs
from kg.text.dates import find_dates, page_anchor
from kg.view import render_page
from kg.workers import Workers

__all__ = ["BASE_IRI", "Clock", "Progress", "build", "read_graph"]

Progress = Callable[[str, int, int], None]
"""Told of each step: the stage's name, how much of it is done, and how much there is."""

Result = TypeVar("Result")
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_IRI = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20]+[/#]")


@dataclass
class Clock:
    """Takes the time of each stage and tells of progress."""

    progress: Progress | None = None
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str, steps: int = 1) -> Iterator[Callable[[], None]]:
        """Time one stage; the value yielded is to be called after each of its steps."""
        done, start = Counter[str](), time.perf_counter()
        self._tell(name, 0, steps)

        def step() -> None:
            done[name] += 1
            self._tell(name, done[name], steps)

        yield step
        self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - start
        if done[name] < steps:
            self._tell(name, steps, steps)

    def _tell(self, name: str, done: int, steps: int) -> None:
        if self.progress is not None:
            self.progress(name, done, steps)


def build(
    paths: Iterable[str | Path],
    out_dir: str | Path,
    *,
    date: str | None = None,
    frame: str | None = None,
    packs: Sequence[str | Path] = DEFAULT_PACKS,
    jobs: int = 1,
    base_iri: str = BASE_IRI,
    progress: Progress | None = None,
) -> BuildReport:
    """Read pages and write their graph, its evidence, its network page and a report into `out_dir`.

    `date` (2023-04-27, 2023-04 or 2023) and `frame` (河西区) hold for all pages; without them a page's own header
    tells its date, and the district that the pages name most is the frame. The files are the same bytes whatever the
    order of `paths` and the number of `jobs`. What cannot be read is refused and named in the report, the rest built.

    Raises UsageError for options that cannot be right, RuleError for a bad pack, BuildError where nothing could be
    read or `out_dir` cannot be written.
    """
    _check_options(date=date, jobs=jobs, base_iri=base_iri)
    clock = Clock(progress)
    with writing(Path(out_dir)) as folder:
        graph, refused = read_graph(
            paths, date=date, frame=frame, packs=packs, jobs=jobs, leave_out=Path(out_dir), clock=clock
        )
        _write_files(graph, folder, base_iri=base_iri, clock=clock)
        report = report_graph(graph, refused=refused, seconds=clock.seconds)
        (folder / REPORT).write_text(write_report(report), encoding="utf-8", newline="\n")
    return report


def read_graph(
    paths: Iterable[str | Path],
    *,
    date: str | None = None,
    frame: str | None = None,
    packs: Sequence[str | Path] = DEFAULT_PACKS,
    jobs: int = 1,
    leave_out: Path | None = None,
    clock: Clock | None = None,
) -> tuple[Graph, tuple[Refusal, ...]]:
    """Read pages into a graph, without writing anything; return it with what was refused, sorted by path.

    The options are those of `build`; files in the folder `leave_out` are no pages.
    """
    clock = clock or Clock()
    with clock.stage("rules"):
        pack = load_packs(tuple(str(name) for name in packs))
    files, refused = _without(leave_out, *list_pages(paths))
    with Workers(min(jobs, max(1, len(files))), pack) as workers:
        with clock.stage("read", len(files)) as step:
            documents, unread = _sorted_out(workers.map(partial(_read, date=date, frame=frame), files), step)
        documents = _place(assign_ids(documents), pack, frame=frame)
        with clock.stage("extract", len(documents)) as step:
            extractions, unextracted = _sorted_out(workers.map(_extract, documents), step)
    failed = sorted({*refused, *unread, *unextracted}, key=lambda refusal: (refusal.path, refusal.reason))
    if not extractions:
        raise BuildError(_nothing(failed))
    with clock.stage("resolve"):
        return resolve(extractions, pack), tuple(failed)


def _without(
    folder: Path | None, files: Sequence[Path], refused: Sequence[Refusal]
) -> tuple[list[Path], list[Refusal]]:
    """Leave out what lies in a folder: `kg build . -o build` must not read what it wrote the last time."""
    if folder is None:
        return list(files), list(refused)
    root = folder.resolve()
    outside = [file for file in files if not file.resolve().is_relative_to(root)]
    return outside, [refusal for refusal in refused if not Path(refusal.path).resolve().is_relative_to(root)]


def _read(path: Path, pack: Pack, *, date: str | None, frame: str | None) -> Document | Refusal:
    try:
        document = read_document(path, date=date, frame=frame)
    except KgError as error:
        return Refusal(str(path), str(error).removeprefix(f"{path}: "))
    return document if document.date else replace(document, date=_date_of(document))


def _date_of(document: Document) -> str | None:
    """Return the date that a page's header gives; without one, that of the dates it names, where this is safe."""
    return page_date(document) or page_anchor(find_dates(document.text, anchor=None))


def _extract(document: Document, pack: Pack) -> Extraction | Refusal:
    """Extract one page; a fault of the program on this page must not cost the others."""
    try:
        return extract_document(document, pack)
    except Exception as error:
        if os.environ.get("KG_DEBUG"):
            raise
        return Refusal(document.name, f"the program failed on this page ({type(error).__name__}: {error})")


def _sorted_out(
    results: Iterable[Result | Refusal], step: Callable[[], None]
) -> tuple[tuple[Result, ...], tuple[Refusal, ...]]:
    """Part what was done from what was refused, counting each."""
    done: list[Result] = []
    refused: list[Refusal] = []
    for result in results:
        if isinstance(result, Refusal):
            refused.append(result)
        else:
            done.append(result)
        step()
    return tuple(done), tuple(refused)


def _place(documents: tuple[Document, ...], pack: Pack, *, frame: str | None) -> tuple[Document, ...]:
    """Give the documents the home district that they name most, unless one was given."""
    if frame is not None:
        return documents
    found = find_frame(documents, pack)
    return tuple(replace(document, frame=found) for document in documents)


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
