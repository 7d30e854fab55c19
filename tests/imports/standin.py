"""A stand-in for servers that are not to be had here: it keeps the Turtle that it is sent, as theirs would."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from pyoxigraph import RdfFormat, Triple, parse

__all__ = ["Kept", "standing_in"]


@dataclass(slots=True)
class Kept:
    """What a stand-in was told: the requests, and the triples by address; PUT replaces them, POST adds."""

    address: str = ""
    requests: list[str] = field(default_factory=list)
    triples: dict[str, set[Triple]] = field(default_factory=dict)
    made: dict[str, str] = field(default_factory=dict)  # repositories, and their settings
    refuses: bool = False


@contextmanager
def standing_in() -> Iterator[Kept]:
    """Run a stand-in while the block lasts."""
    kept = Kept()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"kept": kept}))
    kept.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield kept
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    kept: Kept

    def log_message(self, format: str, *args: object) -> None:
        pass

    def do_GET(self) -> None:
        self._note()
        repository = self.path.removesuffix("/size")
        if repository not in self.kept.made:
            return self._answer(404, "unknown repository")
        return self._answer(200, str(len(self.kept.triples.get(f"{repository}/statements", ()))))

    def do_PUT(self) -> None:
        self._take(replace=True)

    def do_POST(self) -> None:
        self._take(replace=False)

    def _take(self, *, replace: bool) -> None:
        self._note()
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.kept.refuses:
            self._answer(400, "not today")
        elif "multipart/form-data" in self.headers["Content-Type"]:
            name = body.decode().split('repositoryID "')[1].split('"')[0]
            self.kept.made[f"/repositories/{name}"] = body.decode()
            self._answer(201)
        elif self.path.endswith(("/statements", "/data?default")):
            if replace:
                self.kept.triples[self.path] = set()
            quads = parse(body, format=RdfFormat.TURTLE)
            self.kept.triples[self.path] |= {quad.triple for quad in quads}
            self._answer(204)
        else:
            list(parse(body, format=RdfFormat.TURTLE))
            self.kept.made[self.path] = body.decode()
            self._answer(204)

    def _note(self) -> None:
        kind = self.headers.get("Content-Type", "").split(";")[0]
        self.kept.requests.append(f"{self.command} {self.path} {kind}".rstrip())

    def _answer(self, status: int, text: str = "") -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text.encode())
