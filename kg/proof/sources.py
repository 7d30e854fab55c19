"""Where a rule and its examples stand in the files of a pack."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from kg.rules.load import pack_folders
from kg.rules.schema import EntityRule, Fault, Pack, RelationRule
from kg.rules.source import shown_path

__all__ = ["Rule", "Sources", "all_rules"]

Rule = EntityRule | RelationRule


def all_rules(pack: Pack) -> tuple[Rule, ...]:
    """Return the rules of a pack in the order of its files, those for names first."""
    rules: list[Rule] = [*pack.entities, *pack.relations]
    return tuple(rules)


class Sources:
    """The rule files of some packs by the paths that faults show."""

    def __init__(self, packs: Iterable[str]) -> None:
        self.files = tuple(path for folder in pack_folders(packs) for path in sorted(folder.rglob("*.yaml")))
        self._by_name = {shown_path(path): path for path in self.files}

    def fault(self, rule: Rule, reason: str, remedy: str = "", *, words: str = "") -> Fault:
        """Return a fault of a rule, at the line where `words` (an example's text) stand, else where the rule begins."""
        file, _, line = rule.source.rpartition(":")
        first = int(line) if line.isdigit() else 0
        return Fault(file, self._line(file, first, words) if words else first, rule.id, reason, remedy)

    def _line(self, file: str, first: int, words: str) -> int:
        """Return the first line from `first` on that holds the words, brackets left out on both sides."""
        path = self._by_name.get(file)
        lines = _lines(path)[first - 1 :] if path is not None and first else []
        plain = _plain(words)
        return next((number for number, line in enumerate(lines, first) if plain in line), first)


@cache
def _lines(path: Path) -> tuple[str, ...]:
    return tuple(map(_plain, path.read_text(encoding="utf-8").splitlines()))


def _plain(text: str) -> str:
    return text.replace("[", "").replace("]", "").replace('\\"', '"')
