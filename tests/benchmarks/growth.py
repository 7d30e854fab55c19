"""What one page more costs: building 2,001 pages at once, against adding the last of them to the other 2,000.

    PYTHONPATH=tests python -m tests.benchmarks.growth [PAGES]

The pages are made ones, hardly two alike (tests/made_pages.py). Both builds are whole runs of `kg build` on one core,
start-up included; on a machine that has other work, go by the processor's time. The two directories must hold the same
bytes in the end.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from made_pages import write_pages

from kg.directory import EVIDENCE, GRAPH, PAGE
from tests.benchmarks.environment import installed

BAR = 0.05


def build(pages: Path, out: Path) -> tuple[float, float]:
    """Build a folder of pages; return the seconds that it took, and those of the processor's time."""
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "kg", "build", str(pages), "-o", str(out)]
    quiet = subprocess.DEVNULL
    subprocess.run(command, check=True, stdout=quiet, stderr=quiet, env=installed())
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    worked = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - start, worked


def main(count: int, home: Path) -> None:
    """Measure both, check that they give the same files, and print the share."""
    pages = write_pages(home / "pages", count)
    first = build(pages, home / "grown")
    write_pages(pages, 1, start=count)
    one = build(pages, home / "grown")
    whole = build(pages, home / "once")
    for what, (seconds, worked) in {f"{count:,} pages": first, "one page more": one, "all at once": whole}.items():
        print(f"{what:16}{seconds:8.2f} s, {worked:8.2f} s of the processor's time")
    print(
        f"share           {one[0] / whole[0]:8.1%}, {one[1] / whole[1]:8.1%} of the processor's time (bar: {BAR:.0%})"
    )
    for name in (GRAPH, EVIDENCE, PAGE):
        is_same = (home / "grown" / name).read_bytes() == (home / "once" / name).read_bytes()
        print(f"  {name:14}{'the same bytes' if is_same else 'OTHER BYTES: an address that stays, or a fault'}")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000, Path(folder))
