r"""A table of facts for people: a line for each fact and each sentence that states it, cells apart by tabs.

A line break within a cell is \n, a tab \t, a backslash \\; other controls and marks of direction are \u001B and the
like. A cell that a spreadsheet would take for a formula has an apostrophe before it, and so has one that begins with an
apostrophe: take one away, and the text is as it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from kg.export.evidence import Evidence, Statement, read_evidence
from kg.export.form import Format
from kg.export.source import Build, blocks, triples_of
from kg.export.terms import CKG, RDFS, SCHEMA, text_of, value_of
from kg.rdf.turtle import write_blocks
from kg.vocabulary import read_vocabulary

__all__ = ["FORMAT"]

_COLUMNS = ("subject", "predicate", "object", "title", "page", "sentence", "words", "rule", "confidence", "stated_on")
_ADDRESSES = ("subject_iri", "predicate_iri", "object_iri")
_OTHERS = {"startDate": "开始日期", "endDate": "结束日期", "observationOf": "数据"}
_ESCAPES = {"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_OF = CKG + "observationOf"
_UNSAFE = re.compile("[\\\\\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
_FORMULA = ("=", "+", "-", "@", "'", "＝", "＋", "－", "＠")


def _write(build: Build, out: Path) -> None:
    with out.open("wb") as stream:
        write_blocks(["\t".join((*_COLUMNS, *_ADDRESSES)) + "\n"], stream)
        write_blocks(("\t".join(map(_cell, row)) + "\n" for row in _rows(build)), stream)


def _cell(text: str) -> str:
    r"""Write a cell.

    >>> print(_cell("=1+1"), _cell("红石榴\n宣讲团"), _cell("'甲'"))
    '=1+1 红石榴\n宣讲团 ''甲'
    """
    written = _UNSAFE.sub(lambda match: _ESCAPES.get(match.group()) or f"\\u{ord(match.group()):04X}", text)
    return f"'{written}" if text.startswith(_FORMULA) else written


def _rows(build: Build) -> Iterator[tuple[str, ...]]:
    evidence, names = read_evidence(build), _names(build)
    predicates = {CKG + name: label for name, label in _predicates().items()}
    for iri, said in blocks(triples_of(build.graph), file=build.graph):
        figure = _OF in said
        for predicate, label in predicates.items():
            for object in map(value_of, said.get(predicate, ()) if predicate == _OF or not figure else ()):
                addresses = (iri, predicate, object if object in names else "")
                fact = (names.get(iri, ""), label, names.get(object, object))
                if figure:
                    fact = (names.get(object, ""), label, names.get(iri, ""))
                    addresses = (object, predicate, iri)
                for found in _found(evidence, evidence.of(iri, predicate, object), names):
                    yield (*fact, *found, *addresses)


def _predicates() -> dict[str, str]:
    """Return the predicates of facts with their names in Chinese."""
    known = read_vocabulary()
    return {name: known.predicates[name].label_zh for name in known.relations if name != "heldOn"} | _OTHERS


def _names(build: Build) -> dict[str, str]:
    """Return what things, figures, posts and pages are called."""
    names = {}
    for iri, said in blocks(triples_of(build.graph), file=build.graph):
        name = text_of(said, RDFS + "label") or text_of(said, SCHEMA + "name") or text_of(said, CKG + "fileName")
        names[iri] = text_of(said, CKG + "title") or name
    return names


def _found(evidence: Evidence, statements: tuple[Statement, ...], names: dict[str, str]) -> Iterator[tuple[str, ...]]:
    """Yield where a fact stands: post, page, sentence, words, rule, confidence, date; once with nothing if unknown."""
    if not statements:
        yield ("",) * 7
    for statement in statements:
        title, days = names.get(statement.membership, ""), "；".join(statement.stated_on)
        for iri in statement.sentences:
            sentence, words = evidence.sentences[iri], "；".join(evidence.words(statement, iri))
            page = names.get(sentence.page, sentence.page)
            yield title, page, sentence.text, words, statement.rule, statement.confidence, days


FORMAT = Format(
    name="plain",
    ending=".tsv",
    zh="一行一条事实的文字表：主体、关系、客体、版面、原句、规则；可用电子表格安全打开。",
    en="A line for each fact: subject, relation, object, page, sentence, rule; safe in a spreadsheet.",
    write=_write,
)
