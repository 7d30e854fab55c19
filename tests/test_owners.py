from __future__ import annotations

import pytest

from kg.extract import extract_document
from kg.extract.ownership import read_ownership
from kg.model import Document
from kg.rules.load import load_packs
from kg.rules.pattern import TYPES
from tests.text_cases import read_cases

CASES = read_cases("owners.tsv", 2)


def read_figures(page: str) -> str:
    home, _, text = page.partition("|")
    document = Document("page", "page.txt", "0" * 64, text.replace("¶", "\n\n"), date="2024-05", frame=home)
    extraction = extract_document(document, load_packs(("civic",)))
    names = [mention.name for mention in extraction.mentions]
    return " ; ".join(f"{names[f.subject]}|{f.indicator}|{f.value}" for f in extraction.figures) or "-"


@pytest.mark.parametrize(("page", "expected"), CASES)
def test_owners(page: str, expected: str) -> None:
    assert read_figures(page) == expected


def test_owners_are_of_types_that_there_are() -> None:
    words = read_ownership()
    called = (*words.kinds_of.values(), words.edition)
    named = {
        *words.any,
        *words.holds,
        *(t for kind in words.kinds for t in kind.types),
        *(t for c in called for t in c.types),
    }
    assert named <= set(TYPES)


def test_hostile_text_takes_linear_time() -> None:
    for part in ("余杭区新增企业20家，", "由余杭区投资5亿元建设", "、余杭区", "余杭区等", "的余杭区3个"):
        read_figures("余杭区|" + part * 1_000)
