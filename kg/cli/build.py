"""`kg build`: pages to a graph."""

from __future__ import annotations

import os
import re
import shlex
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from kg.changes import tell_changes
from kg.cli.progress import show_progress
from kg.cli.terminal import number_of, say, warn
from kg.directory import EVIDENCE, GRAPH, PAGE, REPORT
from kg.pipeline import BASE_IRI, build
from kg.report import BuildReport
from kg.rules.load import DEFAULT_PACKS

__all__ = ["app", "build_command"]

Date = Annotated[
    str | None,
    typer.Option(
        "--date", metavar="DATE", help="The pages' date, 2023-04-27 or 2023-04. Without it, read from the pages."
    ),
]
HomeDistrict = Annotated[
    str | None,
    typer.Option("--frame", metavar="NAME", help="The home district, 河西区. Without it, worked out from the pages."),
]
Prune = Annotated[
    bool, typer.Option("--prune", help="Drop pages of earlier builds that are not given now. Without it, they stay.")
]
DecisionsFile = Annotated[
    Path | None,
    typer.Option(
        "--decisions",
        metavar="FILE.tsv",
        help="What people decided about names. Without it, decisions.sssom.tsv beside the pages or in DIR.",
    ),
]
CHANGES_TOLD = 12  # lines of each kind; report.json has all

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def build_command(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Pages, or folders of pages.")],
    *,
    directory: Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="Where the graph is written.")],
    date: Date = None,
    frame: HomeDistrict = None,
    pack: Annotated[
        list[str] | None,
        typer.Option(
            "--pack", metavar="NAME|DIR", help="Rules to use besides civic's; may be repeated. Default: hexi."
        ),
    ] = None,
    jobs: Annotated[int, typer.Option("--jobs", metavar="N", help="How many processes read pages side by side.")] = 1,
    base_iri: Annotated[
        str, typer.Option("--base-iri", metavar="IRI", help="What the entities' addresses begin with.")
    ] = BASE_IRI,
    prune: Prune = False,
    decisions: DecisionsFile = None,
) -> None:
    """Build the graph of pages: graph.ttl, evidence.ttl, graph.html and report.json in DIR.

    \b
    kg build seeds -o build
    kg build 2023-04-27.txt -o build --date 2023-04-27 --frame 河西区
    kg build pages -o build --pack ./our-district --jobs 4
    kg build new-pages -o build             add pages: only new and changed ones are read
    kg build pages -o build --prune         drop the pages that are not there any more

    The same pages give the same bytes, whatever their order and the number of processes.
    Exit code 0: done. 1: done, but some input was refused and is named. 2: nothing could be built.
    """
    packs = tuple(pack) if pack else DEFAULT_PACKS
    with _leaving_in_peace(directory), show_progress() as progress:
        report = build(
            paths,
            directory,
            date=date,
            frame=frame,
            packs=packs,
            jobs=jobs,
            base_iri=base_iri,
            prune=prune,
            decisions=decisions,
            progress=progress,
        )
    for refusal in report.refused:
        warn(f"refused: {refusal.path}: {refusal.reason}")
    say(_summary(report, directory))
    if report.changes is not None:
        say("\n" + "\n".join(tell_changes(report.changes, most=CHANGES_TOLD)))
    raise typer.Exit(report.exit_code)


@contextmanager
def _leaving_in_peace(directory: Path) -> Iterator[None]:
    """Answer Ctrl-C with a sentence; a second one must not disturb the leaving."""
    try:
        yield
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        warn(f"kg: stopped; nothing in {directory} was changed")
        raise typer.Exit(130) from None


def _summary(report: BuildReport, directory: Path) -> str:
    """Say in a few lines what was built and where to look at it."""
    counts = (
        number_of(len(report.pages), "page"),
        number_of(report.articles, "article"),
        number_of(sum(report.entities.values()), "entity", "entities"),
        number_of(sum(report.relations.values()), "relation"),
        number_of(report.observations, "figure"),
    )
    files = {
        GRAPH: "every fact, for any graph database",
        EVIDENCE: "the sentence and the rule behind each fact",
        PAGE: f"the network; open it in a browser, or: kg view {_quoted(directory)}",
        REPORT: "counts, refused input, rule hits, time taken",
    }
    width = max(len(str(directory / name)) for name in files)
    lines = [f"  {directory / name!s:<{width}}  {what}" for name, what in files.items()]
    return "\n".join([f"{', '.join(counts)} in {sum(report.seconds.values()):.1f} s", *lines])


def _quoted(path: Path) -> str:
    """Return a path as a shell takes it; quoted only where it must be.

    >>> _quoted(Path("图谱")), _quoted(Path("图 谱"))
    ('图谱', "'图 谱'")
    """
    text = str(path)
    return text if re.fullmatch(rf"[\w./+@%:{re.escape(os.sep)}-]+", text) else shlex.quote(text)
