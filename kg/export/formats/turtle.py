"""Turtle 1.1 in one file: what is stated and, if asked for, where it is stated."""

from __future__ import annotations

from pathlib import Path

from kg.export.compact import Compact
from kg.export.form import Format
from kg.export.source import Build, blocks, triples_of
from kg.rdf.turtle import write_blocks

__all__ = ["FORMAT"]


def _write(build: Build, out: Path) -> None:
    compact = Compact.of(build)
    with out.open("wb") as stream:
        write_blocks([compact.head()], stream)
        for file in build.asked:
            write_blocks(compact.blocks(blocks(triples_of(file), file=file)), stream)


FORMAT = Format(
    name="turtle",
    ending=".ttl",
    zh="Turtle 1.1，单个文件：事实，以及（如需要）出处。",
    en="Turtle 1.1 in one file: the facts and, with --evidence, where they stand.",
    write=_write,
    evidence="asked",
)
