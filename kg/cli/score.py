"""`kg score`: a built graph against gold pages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.terminal import number_of, say
from kg.errors import UsageError
from kg.score import Scores, read_built, read_gold, score_pages, write_rules, write_table

__all__ = ["app", "score_command"]

app = typer.Typer(rich_markup_mode=None, add_completion=False)

_WITH_ERRORS = ("articles", "entities", "relations", "titles", "observations")


@app.command()
def score_command(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="GOLD.json... GRAPH...", help="Gold pages, and as many graphs (files or builds)."),
    ],
    *,
    ontology: Annotated[
        list[Path] | None, typer.Option("--ontology", metavar="FILE.ttl", help="Declares subclasses; may be repeated.")
    ] = None,
    errors: Annotated[bool, typer.Option("--errors", help="List what is missing (-) and what is wrong (+).")] = False,
    by_rule: Annotated[bool, typer.Option("--by-rule", help="Count right and wrong by rule; needs evidence.ttl.")] = (
        False
    ),
    as_json: Annotated[bool, typer.Option("--json", help="Write the figures as JSON.")] = False,
) -> None:
    """Score graphs against gold pages: precision, recall and F1 of entities, relations, figures and articles.

    Each graph is that of its one page alone. The gold pages come first or by turns with the graphs; the first graph
    answers for the first gold page.

    \b
    kg build seeds/003_277e4aee20ef9c22.txt -o build/003 --date 2023-04-27 --frame 河西区
    kg score tests/gold/seed003.json build/003 --errors
    kg score a.json b.json build/a build/b --by-rule
    """
    golds = [file for file in files if file.suffix == ".json"]
    graphs = [file for file in files if file.suffix != ".json"]
    if not golds or len(golds) != len(graphs):
        here = f"{number_of(len(golds), 'gold page')} (.json), {number_of(len(graphs), 'graph')}"
        raise UsageError(f"give one graph for each gold page; given: {here}")
    scores = score_pages(
        (read_gold(gold), read_built(graph, ontology=ontology or (), evidence=by_rule))
        for gold, graph in zip(golds, graphs, strict=True)
    )
    say(_write_json(scores) if as_json else write_table(scores), end="")
    if by_rule and not as_json:
        say("\n" + write_rules(scores), end="")
    if errors:
        say("\n".join(error for part in _WITH_ERRORS for error in scores[part].errors))


def _write_json(scores: Scores) -> str:
    rows = scores.rows() | {f"rule:{rule}": tally.row() for rule, tally in sorted(scores.rules.items())}
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
