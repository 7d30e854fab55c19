"""`kg query`: questions to a graph."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.terminal import say, warn
from kg.errors import UsageError
from kg.query import Answer, Limits, NamedQuery, find_query, named_queries, run_query, write_answer
from kg.query.prefixes import PREFIXES

__all__ = ["app", "query_command"]

app = typer.Typer(rich_markup_mode=None, add_completion=False)


class Form(StrEnum):
    """How an answer is written: one of `kg.query.FORMATS`."""

    table = "table"
    csv = "csv"
    tsv = "tsv"
    json = "json"
    xml = "xml"
    ttl = "ttl"
    nt = "nt"
    jsonld = "jsonld"
    rdf = "rdf"


def _list_queries(wanted: bool) -> None:
    if wanted:
        say("\n".join(map(_describe, named_queries().values())))
        raise typer.Exit


@app.command()
def query_command(
    graph: Annotated[Path, typer.Argument(metavar="DIR|FILE.ttl", help="A build, or any Turtle file.")],
    query: Annotated[
        str, typer.Argument(metavar="QUERY|@NAME|FILE.rq", help="SPARQL, the name of a question, or a file.")
    ],
    *,
    form: Annotated[Form, typer.Option("--format", "-f", help="How the answer is written.")] = Form.table,
    parameter: Annotated[
        list[str] | None,
        typer.Option("--parameter", "-p", metavar="NAME=VALUE", help="A value for the question; may be repeated."),
    ] = None,
    limit: Annotated[
        int, typer.Option("--limit", metavar="N", help="The longest answer, in rows.", min=1)
    ] = Limits().rows,
    timeout: Annotated[
        float, typer.Option("--timeout", metavar="SECONDS", help="The longest time to wait.", min=0.01)
    ] = (Limits().seconds),
    memory: Annotated[
        int, typer.Option("--memory", metavar="MB", help="The memory it may take beyond the graph.", min=16)
    ] = Limits().megabytes,
    evidence: Annotated[
        bool, typer.Option("--evidence", help="Read evidence.ttl too; questions that need it do anyway.")
    ] = False,
    listing: Annotated[
        bool, typer.Option("--list", callback=_list_queries, is_eager=True, help="List the named questions.")
    ] = False,
) -> None:
    """Ask a graph a question: SPARQL, a named question, or a file with a query.

    \b
    kg query --list
    kg query build @communities -p street=友谊路街
    kg query build 'SELECT ?name { ?mall a ckg:Place ; rdfs:label ?name }' --format csv
    kg query build my-question.rq --format json

    A large graph is kept in DIR/.query in a form that is quicker to open; it may be deleted at any time.

    The prefixes ckg, id, rdf, rdfs, schema, skos, org, prov, dcterms, nif, owl and xsd need no declaration.
    """
    answer = run_query(
        graph,
        find_query(query),
        parameters=dict(map(_parameter, parameter or ())),
        limits=Limits(timeout, limit, memory),
        evidence=evidence,
    )
    say(write_answer(answer, form, prefixes=PREFIXES), end="")
    _remark(answer, graph, limit, parameter or [])


def _remark(answer: Answer, graph: Path, limit: int, parameters: list[str]) -> None:
    """Tell that an answer was cut, or that values may be written otherwise in the graph."""
    if answer.cut:
        warn(f"kg: the answer was cut after {limit:,} rows; for more: --limit N")
    if answer.variables and not answer.rows and parameters:
        given = " ".join(parameters)
        warn(
            f"kg: nothing found: does the graph write {given} so? `kg explain {graph} NAME` names what is called alike"
        )


def _parameter(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name.strip():
        raise UsageError(f"-p {text}: write NAME=VALUE, such as street=友谊路街")
    return name.strip().removeprefix("?"), value


def _describe(query: NamedQuery) -> str:
    """Write a question with its parameters."""
    lines = [f"@{query.name}", f"    {query.zh}", f"    {query.en}"]
    lines += [f"    -p {parameter.name}={parameter.default}   {parameter.what}" for parameter in query.parameters]
    return "\n".join(lines)
