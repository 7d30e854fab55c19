"""Try pieces of patterns on an encoded sentence."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.extract.encode import Encoded
from kg.rules.guard import literal_guard
from kg.rules.pattern import CompiledPattern, compile_pattern
from kg.rules.schema import Pack, RelationRule

__all__ = ["Trial"]


class Trial:
    """An encoded sentence on which pieces of patterns are tried.

    `first` is where its own words begin: behind the symbol of the name itself on the layer `inside`.
    """

    def __init__(self, encoded: Encoded, pack: Pack, *, first: int = 0) -> None:
        self.encoded = encoded
        self._first = first
        self._pack = pack

    def wakes(self, rule: RelationRule) -> bool:
        """Say whether a word stands in the sentence without which the rule cannot fit."""
        guard = literal_guard(rule.match, self._pack.words)
        return not guard or any(word in self.encoded.chars for word in guard)

    def compile(self, source: str) -> re.Pattern[str]:
        """Compile a piece of a pattern; raise RuleError where it is none."""
        return _compiled(source, self._pack).regex

    def search(self, source: str) -> re.Match[str] | None:
        """Return the first place where a piece of a pattern fits."""
        return self.compile(source).search(self.encoded.chars)

    def stands(self, source: str) -> bool:
        """Say whether a piece of a pattern fits anywhere in the sentence's own words."""
        return self.compile(source).search(self.encoded.chars, self._first) is not None

    def matches(self, source: str) -> list[re.Match[str]]:
        """Return all places where a pattern fits."""
        return list(self.compile(source).finditer(self.encoded.chars))


@lru_cache(maxsize=4096)
def _compiled(source: str, pack: Pack) -> CompiledPattern:
    return compile_pattern(source, groups=pack.groups, words=pack.words)
