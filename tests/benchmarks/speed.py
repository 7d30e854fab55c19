"""From text to Turtle on one core, against what `jieba.posseg.lcut` takes to tag the same text, in one run.

    python -m tests.benchmarks.speed [CHARACTERS]

The seeds are repeated until they hold a million characters. Both sides are warmed up with one page first, so start-up
(rules, dictionaries) counts for neither; what is compared is processor time.
"""

from __future__ import annotations

import io
import logging
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from pathlib import Path

import jieba
import jieba.posseg

from kg.extract import compile_rules, extract_document
from kg.extract.frame import find_frame
from kg.growth import without_collecting
from kg.model import Document
from kg.rdf import write_evidence, write_graph
from kg.read import list_pages, read_document
from kg.resolve import resolve
from kg.rules import load_packs

SEEDS = Path(__file__).parent.parent.parent / "seeds"


def repeated_seeds(characters: int) -> list[Document]:
    """Return the seeds again and again, each time under another id, until they hold `characters`."""
    seeds = [read_document(path, date="2023-08", frame="河西区") for path in list_pages([SEEDS])[0]]
    documents: list[Document] = []
    length = 0
    for number in count():
        for seed in seeds:
            if length >= characters:
                return documents
            documents.append(replace(seed, id=f"{seed.id}-{number}"))
            length += len(seed.text)
    return documents


def text_to_turtle(documents: list[Document]) -> dict[str, float]:
    """Take pages to Turtle; return the seconds of each stage."""
    pack = load_packs()
    seconds: dict[str, float] = {}

    def timed(stage: str, work: Callable[[], object]) -> object:
        start = time.process_time()
        with without_collecting():  # as in a build
            result = work()
        seconds[stage] = time.process_time() - start
        return result

    timed("frame", lambda: find_frame(documents, pack))
    extractions = timed("extract", lambda: [extract_document(document, pack) for document in documents])
    graph = timed("resolve", lambda: resolve(extractions, pack))  # type: ignore[arg-type]
    timed("graph.ttl", lambda: write_graph(graph, io.StringIO()))  # type: ignore[arg-type]
    timed("evidence.ttl", lambda: write_evidence(graph, io.StringIO()))  # type: ignore[arg-type]
    return seconds


def tag_with_posseg(documents: list[Document]) -> float:
    """Tag the same text; return the seconds."""
    start = time.process_time()
    for document in documents:
        jieba.posseg.lcut(document.text)
    return time.process_time() - start


def main(characters: int) -> None:
    """Measure both and print the ratio."""
    jieba.setLogLevel(logging.WARNING)
    documents = repeated_seeds(characters)
    compile_rules(load_packs())  # as in a build of more than a few pages
    text_to_turtle(documents[:1])
    tag_with_posseg(documents[:1])
    length = sum(len(document.text) for document in documents)
    print(f"{length:,} characters in {len(documents)} pages")
    stages = text_to_turtle(documents)
    ours, theirs = sum(stages.values()), tag_with_posseg(documents)
    for stage, seconds in stages.items():
        print(f"  {stage:14}{seconds:8.2f} s")
    print(f"text to Turtle  {ours:8.2f} s  {length / ours:12,.0f} characters a second")
    print(f"posseg.lcut     {theirs:8.2f} s  {length / theirs:12,.0f} characters a second")
    print(f"ratio           {theirs / ours:8.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
