"""Check packs: load them, look at every rule, run every example, and tell all faults at once."""

from __future__ import annotations

from kg.errors import RuleError
from kg.proof.lint import check_proofs, is_broken, lint_rules
from kg.proof.prover import Prover
from kg.proof.sources import Sources, all_rules
from kg.proof.words import find_doubled_words, find_shadowed_rules
from kg.rules.load import DEFAULT_PACKS, load_packs
from kg.rules.schema import Fault

__all__ = ["check_packs"]


def check_packs(packs: tuple[str, ...] = DEFAULT_PACKS, *, strict: bool = False) -> tuple[Fault, ...]:
    """Return everything that is wrong with the rules of some packs, by file and line; nothing if all is well.

    Every example, counter-example and todo of every rule is run. With `strict`, a rule without two examples and a
    counter-example is at fault too. Raises RuleError for a pack that is not there.
    """
    sources = Sources(packs)
    try:
        pack = load_packs(packs)
    except RuleError as error:
        found = [fault for fault in error.faults if isinstance(fault, Fault)]
        return _in_order(found or [Fault("", 0, "", str(error))])
    faults = [*lint_rules(pack, sources), *find_doubled_words(sources.files), *find_shadowed_rules(pack, sources)]
    if not any(is_broken(fault) for fault in faults):
        prover = Prover(pack, sources)
        faults += [fault for rule in all_rules(pack) for fault in prover.prove(rule)]
    if strict:
        faults += check_proofs(pack, sources)
    return _in_order(faults)


def _in_order(faults: list[Fault]) -> tuple[Fault, ...]:
    return tuple(sorted(faults, key=lambda fault: (fault.file, fault.line, fault.rule, fault.reason)))
