"""N-Triples: a triple a line, what every store loads fastest and every tool can cut."""

from __future__ import annotations

from pathlib import Path

from kg.export.form import Format
from kg.export.source import Build
from kg.export.terms import ntriples
from kg.rdf.turtle import write_blocks

__all__ = ["FORMAT"]


def _write(build: Build, out: Path) -> None:
    lines = (f"{ntriples(t.subject)} {ntriples(t.predicate)} {ntriples(t.object)} .\n" for t in build.triples())
    with out.open("wb") as stream:
        write_blocks(lines, stream)


FORMAT = Format(
    name="ntriples",
    ending=".nt",
    zh="N-Triples：一行一条三元组，任何图数据库都能最快装入。",
    en="N-Triples: a triple a line, what every store loads fastest.",
    write=_write,
    evidence="asked",
)
