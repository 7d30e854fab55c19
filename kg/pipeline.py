"""Build a graph from pages: read, extract, resolve, write; each stage timed, pages done in parallel."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from kg.changes import compare, read_snapshot, write_changes
from kg.clock import Clock, Progress
from kg.directory import EVIDENCE, GRAPH, PAGE, REPORT, writing
from kg.errors import BuildError, UsageError
from kg.graph import Graph
from kg.growth import (
    Given,
    built_number,
    decision_files,
    load_decisions,
    open_state,
    path_from,
    read_pages,
    real_path,
    without_collecting,
)
from kg.iri import BASE_IRI
from kg.model import Refusal
from kg.rdf.names import EVIDENCE_FOLDERS, GRAPH_FOLDERS
from kg.read import list_pages
from kg.report import BuildReport, write_report
from kg.resolve import resolve_pages
from kg.resolve.decisions import DECISIONS_FILE
from kg.rules import DEFAULT_PACKS, load_packs
from kg.standing import (
    Standing,
    Stood,
    report_standing,
    shown_of,
    write_standing_evidence,
    write_standing_graph,
)
from kg.text.dates import check_date
from kg.view import render_page

__all__ = ["BASE_IRI", "Clock", "Progress", "build", "read_graph"]

_IRI = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20]+[/#]")


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
    _check_options(date=date, jobs=jobs, base_iri=base_iri, decisions=decisions)
    clock, directory, paths = Clock(progress), Path(out_dir), tuple(paths)
    with writing(directory) as folder, open_state(directory, built_number(directory)) as state:
        with clock.stage("rules"):
            pack = load_packs(tuple(str(name) for name in packs))
        tables = decision_files(decisions, paths, directory, state)
        files, refused = _without(directory, *list_pages(paths))
        given = Given(tuple(files), date, frame, prune)
        read = read_pages(given, refused, pack, state=state, directory=directory, jobs=jobs, clock=clock)
        with without_collecting(), state.next_build() as number:
            with clock.stage("resolve"):
                standing = Standing(state.db, pack, load_decisions(tables, base=base_iri), base=base_iri)
                stood = standing.update(read, state)
            _write_files(standing, folder, directory, base_iri=base_iri, clock=clock)
            told = [path_from(table, directory) for table in tables]
            options = {"packs": list(map(str, packs)), "base_iri": base_iri, "decisions": told}
            state.record(options=options, sources=read.sources, links=stood.links)
        changes = _changes(stood, directory, folder) if state.build else None
        report = report_standing(
            standing.facts, refused=read.refused, seconds=clock.seconds, build=number, changes=changes
        )
        (folder / REPORT).write_text(write_report(report), encoding="utf-8", newline="\n")
    return report


def _changes(stood: Stood, directory: Path, folder: Path) -> dict[str, Any] | None:
    """Return what a build changed; where all was worked out anew, the files tell: the one that stands, and the new."""
    if stood.before is not None and stood.now is not None:
        return write_changes(compare(stood.before, stood.now))
    try:
        before = read_snapshot(directory)
    except BuildError:
        return None
    return write_changes(compare(before, read_snapshot(folder)))


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
    read = read_pages(given, refused, pack, state=None, directory=Path(), jobs=jobs, clock=Clock())
    with without_collecting():
        return resolve_pages(map(read.page, read.documents), pack).graph, read.refused


def _without(folder: Path, files: Sequence[Path], refused: Sequence[Refusal]) -> tuple[list[Path], list[Refusal]]:
    """Leave out what lies in a folder (`kg build . -o build` must not read what it wrote), and tables of decisions."""
    root = folder.resolve()
    outside = [file for file in files if not real_path(file).is_relative_to(root)]
    others = [refusal for refusal in refused if not Path(refusal.path).resolve().is_relative_to(root)]
    return outside, [refusal for refusal in others if Path(refusal.path).name != DECISIONS_FILE]


def _write_files(standing: Standing, folder: Path, directory: Path, *, base_iri: str, clock: Clock) -> None:
    """Write the three files of what stands into a folder; those of the build before lie in `directory`."""
    with clock.stage("write", 3) as step:
        with (folder / GRAPH).open("wb") as out:
            write_standing_graph(standing.facts, standing.names(GRAPH_FOLDERS), out)
        step()
        with (folder / EVIDENCE).open("wb") as out:
            write_standing_evidence(standing.facts, standing.names(EVIDENCE_FOLDERS), out, before=directory / EVIDENCE)
        step()
        shown = shown_of(standing.facts)
        html = render_page(shown.graph, base=base_iri, shown=shown)
        (folder / PAGE).write_text(html, encoding="utf-8", newline="\n")


def _check_options(*, date: str | None, jobs: int, base_iri: str, decisions: str | Path | None) -> None:
    check_date(date)
    if jobs < 1:
        raise UsageError(f"--jobs {jobs}: at least one process is needed")
    if not _IRI.fullmatch(base_iri):
        raise UsageError(f"--base-iri {base_iri}: give an address such as https://example.org/id/, ending in / or #")
    if decisions is not None and not Path(decisions).is_file():
        raise UsageError(f"--decisions {decisions}: there is no such file")
