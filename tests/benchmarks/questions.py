"""Every named question, asked by `kg query` of a graph of a hundred thousand triples, process start included.

    PYTHONPATH=tests python -m tests.benchmarks.questions [GROUPS]

A made graph of 2,345 groups is written first. Its first question is answered from the Turtle; the others from the copy
that the first one left behind. Of several calls of each question the quickest counts, so that other work on the machine
tells little. Questions that ask the evidence have twice as many triples more to look at; they are told apart.
"""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from made_graph import made_graph

from kg.directory import EVIDENCE, GRAPH, REPORT
from kg.query import named_queries, run_query
from kg.query.kept import FOLDER
from kg.rdf import write_evidence, write_graph
from tests.benchmarks.environment import installed

AT_MOST = 0.3  # seconds
CALLS = 5


def write_build(directory: Path, groups: int) -> None:
    """Write a made graph and its evidence."""
    graph = made_graph(groups)
    for name, write in ((GRAPH, write_graph), (EVIDENCE, write_evidence)):
        with (directory / name).open("w", encoding="utf-8", newline="\n") as out:
            write(graph, out)
    (directory / REPORT).write_text("{}", encoding="utf-8")


def first(directory: Path, name: str) -> tuple[float, float]:
    """Return the seconds that the first question takes, which finds no copy; then wait for the copy to be there."""
    took = []
    for _ in range(CALLS):
        shutil.rmtree(directory / FOLDER, ignore_errors=True)
        took.append(measure(_command(directory, name), calls=1))
        while not any((directory / FOLDER).glob("[12]-*")):
            time.sleep(0.1)
    return min(clock for clock, _ in took), min(processor for _, processor in took)


def _command(directory: Path, name: str) -> list[str]:
    return [sys.executable, "-m", "kg", "query", str(directory), f"@{name}", "--format", "csv"]


def measure(command: list[str], *, calls: int = CALLS) -> tuple[float, float]:
    """Return the seconds that the quickest of some calls takes, on the clock and of the processor."""
    took = []
    for _ in range(calls):
        start, used = time.perf_counter(), _used()
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True, env=installed())
        took.append((time.perf_counter() - start, _used() - used))
    return min(clock for clock, _ in took), min(processor for _, processor in took)


def _used() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def main() -> int:
    """Measure every question; fail where one that asks the graph alone takes too long."""
    groups = int(sys.argv[1]) if len(sys.argv) > 1 else 2345
    slow = []
    with TemporaryDirectory() as folder:
        write_build(Path(folder), groups)
        count = run_query(folder, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").rows[0][0]
        print(f"{count.value if count is not None else 0} triples; seconds on the clock, of the processor")  # type: ignore[union-attr]
        for name in ("rules", "communities"):
            clock, processor = first(Path(folder), name)
            print(f"{name:22} {clock:5.2f} {processor:5.2f}   from the Turtle", flush=True)
        for name, query in named_queries().items():
            clock, processor = measure(_command(Path(folder), name))
            print(f"{name:22} {clock:5.2f} {processor:5.2f}{'   with evidence' if query.evidence else ''}", flush=True)
            if clock > AT_MOST and not query.evidence:
                slow.append(name)
    print(f"over {AT_MOST} s: {', '.join(slow) or 'none'}")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
