"""Find what stands twice in the files of a pack: words in one list, and whole rules under two names."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from kg.proof.sources import Rule, Sources, all_rules
from kg.rules.schema import Fault, Pack, RelationRule
from kg.rules.source import LINE, read_mapping, read_stanzas, shown_path

__all__ = ["find_doubled_words", "find_shadowed_rules"]


def find_doubled_words(files: Iterable[Path]) -> tuple[Fault, ...]:
    """Return a fault for each list of a rule file in which a word stands twice."""
    return tuple(fault for path in files for fault in _doubled(path))


def _doubled(path: Path) -> Iterator[Fault]:
    for section in ("entities", "relations"):
        for stanza in read_stanzas(path, section):
            yield from _of_lists(stanza.keys, path, stanza.line, str(stanza.keys.get("id", "")))
    for section in ("words", "groups"):
        yield from _of_lists(read_mapping(path, section), path, 0, "")
    for name, growth in read_mapping(path, "growth").items():
        yield from _of_lists(growth, path, int(growth.get(LINE, 0)), name)


def _of_lists(keys: Mapping[str, Any], path: Path, line: int, owner: str) -> Iterator[Fault]:
    """Yield the doubled words of the lists of a stanza that begins at `line`."""
    for key, value in keys.items():
        words = Counter(map(str, value)) if isinstance(value, list) else Counter[str]()
        twice = [word for word, count in words.items() if count > 1]
        if twice:
            verb = "stands" if len(twice) == 1 else "stand"
            where = _line_of(key, path, line)
            yield Fault(shown_path(path), where, owner, f"in “{key}”, {'、'.join(twice)} {verb} twice", "drop one")


def _line_of(key: str, path: Path, first: int) -> int:
    """Return the first line from `first` on that begins with a key."""
    lines = path.read_text(encoding="utf-8").splitlines()
    begins = (
        number for number, line in enumerate(lines, 1) if number >= first and line.strip(" -").startswith(f"{key}:")
    )
    return next(begins, first)


def find_shadowed_rules(pack: Pack, sources: Sources) -> tuple[Fault, ...]:
    """Return the rules that read exactly what an earlier rule reads."""
    groups: dict[Hashable, list[Rule]] = defaultdict(list)
    for rule in all_rules(pack):
        groups[_reads(rule)].append(rule)
    return tuple(
        sources.fault(rule, f"it reads what {rules[0].id} reads", "drop one of the two, or let their patterns differ")
        for rules in groups.values()
        for rule in rules[1:]
    )


def _reads(rule: Rule) -> Hashable:
    """Return what tells the reading of a rule from that of others, its result left out."""
    if isinstance(rule, RelationRule):
        return rule.layer, rule.match, rule.unless, rule.facts
    return rule.heads, rule.grow, rule.words, rule.match, rule.after, rule.modifiers
