"""A graph of a hundred thousand things through the explorer: seconds until it answers, and how long each click takes.

    PYTHONPATH=tests python -m tests.benchmarks.explorer [GROUPS]

25,000 groups make 101,000 things, 151,000 ties and 1.6 million triples in both files. Every kind of page is asked for
at places spread over the graph, the most tied thing among them, over HTTP; the slowest answer of each kind counts.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote
from urllib.request import Request, urlopen

from explored import served, write_build
from made_graph import made_graph

from kg.atlas import Atlas
from kg.serve import open_explorer

AT_MOST = 0.3  # seconds
START_AT_MOST = 15.0
EACH = 12
ROOT = "/civic-kg/id/"


def main(groups: int = 25_000) -> int:
    """Make the graph, open it, and ask for pages; 1 where one is too slow."""
    with tempfile.TemporaryDirectory() as folder:
        build = write_build(made_graph(groups), Path(folder))
        started = time.process_time()
        explorer = open_explorer(build)
        start = time.process_time() - started
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{len(explorer.atlas.contents.ids):,} things, {len(explorer.atlas.contents.ties):,} ties")
        print(f"opened in {start:.1f} s of processor time; {memory:,.0f} MB with the making of the graph")
        atlas = explorer.atlas
        with served(build) as site:
            slowest = dict(_measure(site, atlas))
    for name, (middle, worst) in slowest.items():
        print(f"{name:<24}{1000 * middle:7.0f} ms   slowest {1000 * worst:7.0f} ms")
    return int(start > START_AT_MOST or max(worst for _, worst in slowest.values()) > AT_MOST)


def _measure(site: str, atlas: Atlas) -> Iterator[tuple[str, tuple[float, float]]]:
    """Yield for each kind of page the middle and the longest time of an answer."""
    for name, paths in _pages(atlas).items():
        times = sorted(_time(site + path) for path in paths)
        yield name, (times[len(times) // 2], times[-1])


def _pages(atlas: Atlas) -> dict[str, list[str]]:
    ids, count = atlas.contents.ids, len(atlas.contents.ids)
    hub = max(range(count), key=atlas.degree)
    places = [hub, *range(0, count, count // EACH)]
    pairs = list(zip(places, reversed(places), strict=True))
    named = [atlas.contents.names[n] for n in places]
    articles = [article.id for article in atlas.contents.articles][:: max(1, len(atlas.contents.articles) // EACH)]
    return {
        "start": ["/"] * 3,
        "thing": [f"{ROOT}{ids[n]}" for n in places],
        "thing, as Turtle": [f"{ROOT}{ids[n]}.ttl" for n in places],
        "article": [f"{ROOT}article/{id}" for id in articles],
        "page": [f"{ROOT}page/{id.rpartition('-')[0]}" for id in articles],
        "suggestions": [
            f"/api/search?q={quote(q)}" for q in (*(n[:4] for n in named), "d", "dsq", "shangye", "社区", "1")
        ],
        "search": [f"/search?q={quote(q)}" for q in (*named[:4], "主任 读书节", "接待", "没有这样的话")],
        "neighbourhood": [f"/api/neighbourhood?of={ids[n]}" for n in places],
        "network": [f"/network?of={ids[n]}" for n in places],
        "way": [f"/api/path?from={ids[a]}&to={ids[b]}" for a, b in pairs],
    }


def _time(url: str) -> float:
    """Return the seconds until an answer is there."""
    started = time.perf_counter()
    with urlopen(Request(url, headers={"Accept": "text/html"})) as answer:
        answer.read()
    return time.perf_counter() - started


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
