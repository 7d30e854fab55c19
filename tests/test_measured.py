"""What rules are trusted: their authors' belief and what was counted on the gold pages, and the file of the counts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import measure_rules
import pytest
from conftest import ROOT, run_kg

from kg.errors import RuleError
from kg.extract import extract_document
from kg.model import Document
from kg.rules import load_packs
from kg.rules.measured import FIGURE_RULES
from kg.rules.schema import Counts
from kg.rules.source import read_mapping

PACK = load_packs()
RULES = {rule.id: rule for rule in PACK.relations}
RULE = """\
relations:
  - id: signs.mine
    why: Two bodies sign.
    match: "{a:Organization}与{b:Organization}签约"
    facts: [a signsAgreementWith b]
    confidence: 0.9
"""

Load = Callable[[str], None]


@pytest.mark.parametrize(
    ("counts", "prior", "trusted"),
    [
        (Counts(), 0.85, 0.85),  # nothing counted: the author is believed
        (Counts(right=1), 0.8, 0.84),  # (1 + 3.2) / 5
        (Counts(wrong=1), 0.8, 0.64),  # 3.2 / 5
        (Counts(right=6, wrong=2), 0.9, 0.8),  # (6 + 3.6) / 12
        (Counts(right=96), 0.5, 0.98),  # (96 + 2) / 100
        (Counts(wrong=12), 0.8, 0.2),  # 3.2 / 16
    ],
)
def test_belief_weighs_as_much_as_four_facts(counts: Counts, prior: float, trusted: float) -> None:
    assert counts.trust(prior) == trusted


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """Return what loads a pack with one rule and the given counts."""

    def _load(written: str) -> None:
        (tmp_path / "ours").mkdir()
        (tmp_path / "ours" / "rules.yaml").write_text(RULE, encoding="utf-8")
        (tmp_path / "ours" / "measured.yaml").write_text(written, encoding="utf-8")
        pack = load_packs((str(tmp_path / "ours"),))
        rule = next(rule for rule in pack.relations if rule.id == "signs.mine")
        assert (rule.counts, rule.confidence, rule.trusted) == (Counts(1, 3), 0.9, 0.57)
        unmeasured = load_packs((str(tmp_path / "ours"),), measured=False)
        assert {rule.trusted for rule in unmeasured.relations if rule.id == "signs.mine"} == {0.9}

    return _load


def test_a_pack_counts_its_own_rules(load: Load) -> None:
    load("measured:\n  signs.mine: {right: 1, wrong: 3}\n")


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("signs.gone: {right: 1, wrong: 3}", "[signs.gone]: no relation or figure rule has this id"),
        ("road.from-to: {right: 1, wrong: 3}", "[road.from-to]: no relation or figure rule has this id"),  # reads names
        ("figure.of-name: {right: 1, wrong: 3}", "[figure.of-name]: this rule is counted in an earlier file too"),
        ("signs.mine: {right: -1, wrong: 3}", "[signs.mine]: “right” is -1 — give a whole number, 0 or more"),
        ("signs.mine: {right: 1.5, wrong: 3}", "[signs.mine]: “right” is 1.5"),
        ("signs.mine: {right: yes, wrong: 3}", "[signs.mine]: “right” is True"),
        ("signs.mine: {right: 1}", "[signs.mine]: “wrong” is missing"),
        ("signs.mine: {right: 1, wrong: 3, worng: 1}", "[signs.mine]: unknown key “worng”"),
        ("signs.mine: 0.9", "[signs.mine]: “0.9” is no pair of counts — write it as {right: 12, wrong: 3}"),
    ],
)
def test_counts_that_cannot_be_right(line: str, fault: str, load: Load) -> None:
    with pytest.raises(RuleError) as raised:
        load(f"# counts\nmeasured:\n  {line}\n")
    (told,) = str(raised.value).splitlines()
    assert f"/ours/measured.yaml:3 {fault}" in told


def test_counts_that_are_no_mapping(load: Load) -> None:
    with pytest.raises(RuleError, match=r"measured\.yaml: “measured” must be a mapping"):
        load("measured: [signs.mine]\n")


class TestFile:
    counts = read_mapping(measure_rules.MEASURED, "measured")

    def test_every_id_is_that_of_a_rule(self) -> None:
        assert set(self.counts) <= RULES.keys() | FIGURE_RULES.keys()
        assert list(self.counts) == sorted(self.counts)
        assert len(self.counts) >= 100

    def test_it_says_how_many_pages_there_are(self) -> None:
        pages = len(list(measure_rules.GOLD.glob("*.json")))
        first = measure_rules.MEASURED.read_text(encoding="utf-8").splitlines()[0]
        assert f"the {pages} annotated pages" in first, "run python tests/measure_rules.py"

    def test_the_rules_that_read_a_page_are_in_it(self) -> None:
        page = measure_rules.count_rules([measure_rules.GOLD / "hexi1.json"])
        assert sum(counts.right for counts in page.values()) >= 10
        assert sorted(page.keys() - self.counts) == [], "run python tests/measure_rules.py"

    def test_it_is_written_as_it_is_read(self) -> None:
        counts = {rule: Counts(found["right"], found["wrong"]) for rule, found in self.counts.items()}
        pages = len(list(measure_rules.GOLD.glob("*.json")))
        written = measure_rules.MEASURED.read_text(encoding="utf-8")
        assert measure_rules.write_counts(counts, pages=pages) == written


def test_facts_and_figures_carry_what_their_rules_are_trusted() -> None:
    text = "河西区图书馆位于平江道与友谊路交口，占地86亩。\n"
    page = Document("p", "p.txt", "0" * 64, text, "2023-04-27", "河西区")
    extraction = extract_document(page, PACK)
    facts = [fact.evidence for fact in extraction.facts]
    assert len(facts) >= 2
    assert all(evidence.confidence == RULES[evidence.rule].trusted for evidence in facts)
    (figure,) = extraction.figures
    rule = figure.evidence.rule
    assert PACK.counts[rule] != Counts()
    assert figure.evidence.confidence == PACK.counts[rule].trust(FIGURE_RULES[rule])


def test_show_tells_the_counts() -> None:
    rule = max(RULES.values(), key=lambda rule: (rule.counts.right, rule.id))
    total = rule.counts.right + rule.counts.wrong
    shown = run_kg("rules", "show", rule.id, cwd=ROOT).stdout
    assert f"trusted  {rule.trusted:g}  (measured: right {rule.counts.right} of {total} times)" in shown
