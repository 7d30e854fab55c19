"""Rules that prove themselves: their examples run, their patterns looked at, what they never read told."""

from kg.proof.check import check_packs
from kg.proof.coverage import Coverage, measure_coverage, read_pages
from kg.proof.lint import check_proofs, lint_rules
from kg.proof.prover import Prover, write_fact
from kg.proof.sources import Rule, Sources, all_rules
from kg.proof.words import find_doubled_words, find_shadowed_rules

__all__ = [
    "Coverage",
    "Prover",
    "Rule",
    "Sources",
    "all_rules",
    "check_packs",
    "check_proofs",
    "find_doubled_words",
    "find_shadowed_rules",
    "lint_rules",
    "measure_coverage",
    "read_pages",
    "write_fact",
]
