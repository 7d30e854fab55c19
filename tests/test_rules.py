"""Every rule that comes with `kg` proves itself: its examples come out as written, its patterns are sound."""

from __future__ import annotations

import re
from functools import cache

import pytest

from kg.proof import Prover, Rule, Sources, all_rules, check_proofs, find_doubled_words, find_shadowed_rules, lint_rules
from kg.rules import DEFAULT_PACKS, load_packs

PACK = load_packs(DEFAULT_PACKS)
SOURCES = Sources(DEFAULT_PACKS)
RULES = all_rules(PACK)
FEWEST_RULES = 190
UNPROVEN_AT_MOST = 0  # every rule has its examples and a counter-example


@cache
def prover() -> Prover:
    return Prover(PACK, SOURCES)


@pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
def test_its_examples_come_out_as_written(rule: Rule) -> None:
    assert [str(fault) for fault in prover().prove(rule)] == []


def test_all_rules_were_run() -> None:
    written = sum(len(re.findall(r"(?m)^ *- id: ", path.read_text(encoding="utf-8"))) for path in SOURCES.files)
    assert len(RULES) == written
    assert len(RULES) >= FEWEST_RULES


def test_patterns_are_sound() -> None:
    assert [str(fault) for fault in lint_rules(PACK, SOURCES)] == []


def test_nothing_stands_twice() -> None:
    assert [str(fault) for fault in (*find_doubled_words(SOURCES.files), *find_shadowed_rules(PACK, SOURCES))] == []


def test_rules_are_proven_better_and_better() -> None:
    assert len(check_proofs(PACK, SOURCES)) <= UNPROVEN_AT_MOST
