"""SSSOM, the table of mappings: the other names of things, and the addresses that lead to another thing now.

An alias is a literal that maps exactly to a thing (`subject_type` "rdfs literal"); a former address, whose thing turned
out to be another, maps exactly to the address that stands. `kg review` keeps its decisions in the same form.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from kg.export.form import Format
from kg.export.source import Build, blocks, triples_of
from kg.export.terms import RDFS, SKOS, text_of, texts_of

__all__ = ["FORMAT"]

_SAME_AS = "http://www.w3.org/2002/07/owl#sameAs"
_URI_SPACE = "http://rdfs.org/ns/void#uriSpace"
_COLUMNS = (
    *("subject_id", "subject_label", "predicate_id", "object_id", "object_label"),
    *("mapping_justification", "subject_type", "object_type"),
)
_HEAD = """\
# curie_map:
#   kgid: "{base}"
#   owl: "http://www.w3.org/2002/07/owl#"
#   rdfs: "http://www.w3.org/2000/01/rdf-schema#"
#   semapv: "https://w3id.org/semapv/vocab/"
#   skos: "http://www.w3.org/2004/02/skos/core#"
# license: "https://w3id.org/sssom/license/unspecified"
# mapping_set_id: "{base}build/mappings"
# mapping_set_title: "Other names and former addresses 别名与旧地址"
"""
_LITERAL, _INDIVIDUAL = "rdfs literal", "owl named individual"

Row = tuple[str, ...]


def _write(build: Build, out: Path) -> None:
    base, names = _base_and_names(build)
    with out.open("w", encoding="utf-8", newline="") as stream:
        stream.write(_HEAD.format(base=base))
        writer = csv.writer(stream, delimiter="\t", lineterminator="\n")
        writer.writerow(_COLUMNS)
        writer.writerows(_rows(build, base, names))


def _base_and_names(build: Build) -> tuple[str, dict[str, str]]:
    """Return what the addresses of the build begin with, and what things are called."""
    base, names = "", {}
    for iri, said in blocks(triples_of(build.graph), file=build.graph):
        base = text_of(said, _URI_SPACE) or base
        names[iri] = text_of(said, RDFS + "label")
    return base, names


def _rows(build: Build, base: str, names: dict[str, str]) -> Iterator[Row]:
    for iri, said in blocks(triples_of(build.graph), file=build.graph):
        for alias in texts_of(said, SKOS + "altLabel"):
            ends = ("", alias, "skos:exactMatch", _curie(iri, base), names[iri])
            yield (*ends, "semapv:LexicalMatching", _LITERAL, _INDIVIDUAL)
        for now in texts_of(said, _SAME_AS):
            ends = (_curie(iri, base), "", "owl:sameAs", _curie(now, base), names.get(now, ""))
            yield (*ends, "semapv:UnspecifiedMatching", _INDIVIDUAL, _INDIVIDUAL)


def _curie(iri: str, base: str) -> str:
    return f"kgid:{iri.removeprefix(base)}" if base and iri.startswith(base) else iri


FORMAT = Format(
    name="sssom",
    ending=".sssom.tsv",
    zh="SSSOM 映射表：实体的别名，以及合并后改换的旧地址。",
    en="SSSOM mappings: the other names of things, and former addresses of merged ones.",
    write=_write,
)
