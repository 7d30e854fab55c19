"""A build served in this process, for tests: written to a folder, read back, answered by threads."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from werkzeug.serving import WSGIRequestHandler, make_server

from kg.graph import Graph, ordered
from kg.query.apart import Engine
from kg.query.load import files_of
from kg.rdf import write_graph
from kg.rdf.evidence import write_evidence
from kg.serve import App, Service, open_explorer


def write_build(graph: Graph, directory: Path, *, base: str = "https://w3id.org/civic-kg/id/") -> Path:
    """Write the Turtle files of a graph, as a build does."""
    directory.mkdir(parents=True, exist_ok=True)
    whole = ordered(graph)
    with (directory / "graph.ttl").open("wb") as out:
        write_graph(whole, out, base=base)
    with (directory / "evidence.ttl").open("wb") as out:
        write_evidence(whole, out, base=base)
    return directory


@contextmanager
def served(directory: Path) -> Iterator[str]:
    """Serve a build on a free port; yield the address, without a slash at its end."""
    with Engine(files_of(directory, evidence=True)) as engine:
        app = App(Service(directory, engine, explorer=open_explorer(directory)))
        server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Quiet)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
            server.server_close()


class _Quiet(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: object) -> None:
        """Say nothing of requests."""
