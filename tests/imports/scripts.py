"""Run the scripts of `ontology/import` as people do, and the servers that they start."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from shutil import which
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest

__all__ = ["IMPORT", "PATH", "ROOT", "free_port", "need", "post_query", "run_script", "running"]

ROOT = Path(__file__).parent.parent.parent
IMPORT = ROOT / "ontology" / "import"
SECONDS_TO_START = 60
PATH = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"


def need(*tools: str) -> None:
    """Leave the test out, aloud, where a tool is missing; what CI runs has them all."""
    missing = [tool for tool in tools if not (Path(tool).exists() or which(tool, path=PATH))]
    if missing:
        pytest.skip(f"NOT tested without {', '.join(missing)}: bash tests/install-tools")


def run_script(
    script: str, *args: object, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a script below `ontology/import`, with the tools of this environment."""
    command = ["bash", str(IMPORT / script), *map(str, args)]
    return subprocess.run(
        command,
        capture_output=True,
        encoding="utf-8",
        env=os.environ | {"PATH": PATH, **(environment or {})},
        timeout=120,
        check=False,
    )


@contextmanager
def running(script: str, *args: object, url: str, log: Path) -> Iterator[None]:
    """Run a server while the block lasts, from when `url` answers."""
    with log.open("wb") as out:
        command = ["bash", str(IMPORT / script), *map(str, args)]
        server = subprocess.Popen(command, stdout=out, stderr=out, env=os.environ | {"PATH": PATH})
    try:
        _wait(server, url, log)
        yield
    finally:
        server.terminate()
        try:
            server.wait(30)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _wait(server: subprocess.Popen[bytes], url: str, log: Path) -> None:
    latest = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < latest:
        assert server.poll() is None, log.read_text(encoding="utf-8", errors="replace")
        try:
            post_query(url, "ASK {}")
            return
        except URLError:
            time.sleep(0.1)
    raise AssertionError(f"no answer after {SECONDS_TO_START} s: {log.read_text(encoding='utf-8', errors='replace')}")


def post_query(url: str, query: str, **parameters: str) -> str:
    """Ask a SPARQL endpoint, and return its answer in JSON."""
    body = urlencode({"query": query, **parameters}).encode()
    request = Request(url, body, {"Accept": "application/sparql-results+json"})
    with urlopen(request, timeout=60) as response:
        return response.read().decode("utf-8")


def free_port() -> int:
    """Return a port of this machine that nothing listens to."""
    with socket.socket() as chosen:
        chosen.bind(("127.0.0.1", 0))
        return chosen.getsockname()[1]
