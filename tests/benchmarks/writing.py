"""A million triples to Turtle, against pyoxigraph's own serializer; and a large graph against the shapes.

    PYTHONPATH=tests python -m tests.benchmarks.writing [GROUPS]

Both writers start from the same graph: pyoxigraph is handed the same triples, made as it asks for them. Processor time
is compared, and the memory taken beyond the graph. 25,000 groups make a million triples; the shapes are checked on a
tenth.
"""

from __future__ import annotations

import io
import logging
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from typing import cast

import pyoxigraph as ox
from made_graph import made_graph
from rdflib import Graph as RdfGraph

from kg.check import check_graph
from kg.graph import Graph
from kg.rdf import write_evidence, write_graph

AT_MOST = 4.0  # times pyoxigraph's time


class Sink(io.RawIOBase):
    """Counts what is written, and keeps nothing."""

    size = 0

    def write(self, data: object) -> int:
        if isinstance(data, str):
            raise TypeError("bytes are needed")
        written = len(cast(bytes, data))
        self.size += written
        return written


def timed(work: Callable[[], object]) -> float:
    """Return the processor seconds that some work takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def memory(work: Callable[[], object]) -> float:
    """Return the most memory in MB that some work holds beyond what there was."""
    tracemalloc.start()
    work()
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    return peak


def remade(triples: list[ox.Triple]) -> Iterator[ox.Triple]:
    """Make each triple anew, as a program must that has its graph in another form."""
    for triple in triples:
        subject, predicate, object = triple.subject, triple.predicate, triple.object
        assert isinstance(subject, ox.NamedNode)
        made: ox.NamedNode | ox.Literal
        if isinstance(object, ox.Literal):
            made = ox.Literal(object.value, datatype=object.datatype) if not object.language else object
        else:
            made = ox.NamedNode(cast(ox.NamedNode, object).value)
        yield ox.Triple(ox.NamedNode(subject.value), ox.NamedNode(predicate.value), made)


def main(groups: int) -> int:
    graph = made_graph(groups)
    out = io.BytesIO()
    write_graph(graph, out)
    triples = [quad.triple for quad in ox.parse(out.getvalue(), format=ox.RdfFormat.TURTLE)]
    theirs = timed(lambda: ox.serialize(remade(triples), Sink(), format=ox.RdfFormat.TURTLE))
    ready = timed(lambda: ox.serialize(triples, Sink(), format=ox.RdfFormat.TURTLE))
    ours = timed(lambda: write_graph(graph, cast(io.BytesIO, Sink())))
    logging.info(
        "%d triples: ours %.2f s, pyoxigraph %.2f s (%.2f s from ready triples)", len(triples), ours, theirs, ready
    )
    evidence = timed(lambda: write_evidence(graph, cast(io.BytesIO, Sink())))
    logging.info("evidence: %.2f s", evidence)
    small = made_graph(groups // 10)
    small_peak = memory(lambda: write_graph(small, cast(io.BytesIO, Sink())))
    peak = memory(lambda: write_graph(graph, cast(io.BytesIO, Sink())))
    logging.info("memory beyond the graph: %.1f MB; for a tenth of it %.1f MB", peak, small_peak)
    checked = timed(lambda: logging.info("findings: %d", len(check_graph(rdf_of(small)))))
    logging.info("shapes on a tenth of it: %.1f s", checked)
    return 0 if ours <= AT_MOST * theirs else 1


def rdf_of(graph: Graph) -> RdfGraph:
    together = RdfGraph()
    for write in (write_graph, write_evidence):
        out = io.StringIO()
        write(graph, out)
        together.parse(data=out.getvalue(), format="turtle")
    return together


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stdout)
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 25_000))
