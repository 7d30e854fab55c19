"""A build served by `kg serve`, for tests: in a process of its own, at a port of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple


class Served(NamedTuple):
    """The address of a server, without a slash at its end, and its process."""

    url: str
    process: subprocess.Popen[str]

    @property
    def sparql(self) -> str:
        return f"{self.url}/sparql"


@contextmanager
def serving(directory: Path, *options: str) -> Iterator[Served]:
    """Serve a build until the block ends."""
    command = [sys.executable, "-m", "kg", "serve", str(directory), "--port", "0", *options]
    environment = os.environ | {"PYTHONIOENCODING": "utf-8"}
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", env=environment
    )
    try:
        line = process.stdout.readline() if process.stdout else ""
        assert line.startswith("http://"), process.stderr.read() if process.stderr else line
        yield Served(line.split()[0].rstrip("/"), process)
    finally:
        process.terminate()
        process.communicate(timeout=20)
