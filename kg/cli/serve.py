"""`kg serve`: a build on a port of this machine."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.terminal import say, warn
from kg.query.apart import Engine
from kg.query.evaluate import Limits
from kg.query.load import files_of
from kg.serve import App, Listener, Service, open_explorer

__all__ = ["app", "serve_command"]

ANSWER_MEGABYTES = 64  # each is held whole before it is sent

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def serve_command(
    directory: Annotated[Path, typer.Argument(metavar="DIR", file_okay=False, help="The directory of a build.")],
    *,
    port: Annotated[int, typer.Option("--port", metavar="N", help="The port; 0 for any.", min=0, max=65535)] = 8000,
    host: Annotated[str, typer.Option("--host", metavar="ADDRESS", help="The address to listen at.")] = "127.0.0.1",
    name: Annotated[
        list[str] | None, typer.Option("--name", metavar="NAME", help="A name that it is called by, beside localhost.")
    ] = None,
    origin: Annotated[
        list[str] | None,
        typer.Option("--allow-origin", metavar="ORIGIN", help="A site whose pages may ask here, as https://host."),
    ] = None,
    timeout: Annotated[
        float, typer.Option("--timeout", metavar="SECONDS", help="The longest a query may take.", min=0.01)
    ] = 30.0,
    limit: Annotated[int, typer.Option("--limit", metavar="N", help="The longest answer, in rows.", min=1)] = 100_000,
    memory: Annotated[
        int, typer.Option("--memory", metavar="MB", help="The memory a query may take beyond the graph.", min=16)
    ] = 1_000,
    jobs: Annotated[int, typer.Option("--jobs", "-j", metavar="N", help="Queries at a time.", min=1)] = 4,
) -> None:
    """Serve a build on this machine: pages to explore it, and SPARQL 1.1 at /sparql. Ctrl-C ends it.

    Start with the address that it prints. Every thing has its page at the path of its IRI, as HTML, Turtle or JSON-LD,
    whichever is asked for; /network walks the graph step by step, /query is for questions in SPARQL.

    \b
    kg serve build
    kg serve build --port 8080 --timeout 10
    curl http://127.0.0.1:8000/sparql --data-urlencode 'query=ASK { ?c a ckg:Community }'
    """
    files = files_of(directory, evidence=True)
    limits = Limits(timeout, limit, memory, ANSWER_MEGABYTES)
    with Listener(host, port) as listener, ThreadPoolExecutor(1) as pool:
        explorer = pool.submit(open_explorer, directory)  # meanwhile, the engine loads the graph in its own process
        with Engine(files, jobs=jobs) as engine:
            origins = frozenset(item.rstrip("/") for item in origin or ())
            service = Service(directory, engine, limits, origins, explorer.result())
            say(f"{listener.url}   {engine.size:,} triples; Ctrl-C ends it")
            sys.stdout.flush()  # whoever started it may be waiting for the address
            if not _is_only_here(host):
                warn(f"kg: whoever reaches this machine at {host} can read what is served")
            listener.run(App(service, names=name or ()), threads=jobs + 8, end=engine.stop)


def _is_only_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
