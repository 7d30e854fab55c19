"""Pairs of names from many districts: no wrong merge, nearly all right ones."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest
from named_pages import named_page

from kg.extract.areas import Gazetteer
from kg.resolve import resolve_pages
from kg.resolve.short_forms import form_reader
from kg.rules import load_packs

DATA = Path(__file__).parent / "data" / "names"


class Pair(NamedTuple):
    """Two names and what a careful reader says of them; `where`: on one page, or on pages of two districts."""

    verdict: str
    where: str
    type: str
    one: str
    home: str
    other: str
    other_home: str
    why: str


def _pairs() -> list[Pair]:
    found: list[Pair] = []
    for path in sorted(DATA.glob("*.tsv")):
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
        found += [Pair(**row) for row in csv.DictReader(lines, delimiter="\t")]
    return found


PAIRS = _pairs()


def _by_keys(pair: Pair) -> str:
    """Return what the names are by themselves, without pages."""
    pack = load_packs(("civic",))
    reader, gazetteer = form_reader(pack), Gazetteer(pack.lexicons)
    one = reader.identifier.key(pair.type, pair.one, gazetteer.frame(pair.home))
    other = reader.identifier.key(pair.type, pair.other, gazetteer.frame(pair.other_home))
    return reader.judge.verdict(one, other, page=pair.where == "page")


def _judged(pair: Pair) -> str:
    """Return what becomes of two names on one page, or on two: one thing, two, or two that people are asked about."""
    said = f"[{pair.type} {pair.one}]开会。", f"[{pair.type} {pair.other}]参加。"
    if pair.where == "page":
        pages = [named_page(*said, frame=pair.home)]
    else:  # without a date: it would tell which edition an event is
        a = named_page(said[0], name="a", date=None, frame=pair.home)
        pages = [a, named_page(said[1], name="b", date=None, frame=pair.other_home)]
    result = resolve_pages(pages, load_packs(("civic",)))
    if len(result.graph.entities) == 1:
        return "same"
    return "unsure" if result.doubts else "different"


def _id(pair: Pair) -> str:
    return f"{pair.one}~{pair.other}"


def test_there_are_enough_pairs_of_every_kind() -> None:
    counts = Counter(pair.verdict for pair in PAIRS)
    assert len(PAIRS) == 344
    assert set(counts) == {"same", "different", "unsure"}
    assert min(counts["same"], counts["different"]) >= 90
    assert len({home for pair in PAIRS for home in (pair.home, pair.other_home)}) >= 25
    assert len({pair.type for pair in PAIRS}) >= 15
    assert len({pair[1:7] for pair in PAIRS}) == len(PAIRS)


@pytest.mark.parametrize("pair", [pair for pair in PAIRS if pair.verdict != "same"], ids=_id)
def test_no_pair_is_merged_wrongly(pair: Pair) -> None:
    assert _judged(pair) != "same"


def test_nearly_all_right_merges_are_found() -> None:
    same = [pair for pair in PAIRS if pair.verdict == "same"]
    missed = [_id(pair) for pair in same if _judged(pair) != "same"]
    assert len(missed) <= 0.1 * len(same), missed


def test_most_doubtful_pairs_are_shown_to_people() -> None:
    doubtful = [pair for pair in PAIRS if pair.verdict == "unsure"]
    missed = [_id(pair) for pair in doubtful if _by_keys(pair) != "unsure"]
    assert len(missed) <= 0.25 * len(doubtful), missed


def test_the_order_of_a_pair_does_not_matter() -> None:
    for pair in PAIRS:
        turned = pair._replace(one=pair.other, home=pair.other_home, other=pair.one, other_home=pair.home)
        assert _by_keys(turned) == _by_keys(pair), pair
        assert _judged(turned) == _judged(pair), pair
