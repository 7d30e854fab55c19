"""Propose names in a sentence: one Aho-Corasick pass finds heads, words and triggers, then each rule looks closer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass, field
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from kg.extract.found import Found, bare_name, is_full
from kg.extract.grow import grow_left
from kg.extract.tokens import Words, cut_words
from kg.rules.guard import literal_guard
from kg.rules.pattern import compile_regex, expand_words
from kg.rules.schema import EntityRule, Entry, Growth, Pack

__all__ = ["Recogniser", "Sighted"]


class Sighted(NamedTuple):
    """A sentence prepared for recognition: its characters and its words."""

    chars: str
    words: Words

    @classmethod
    def of(cls, chars: str) -> Sighted:
        """Prepare a sentence."""
        return cls(chars, cut_words(chars))


@dataclass(slots=True)
class _Triggers:
    """What one literal of the automaton sets off."""

    heads: list[EntityRule] = field(default_factory=list)
    words: list[tuple[EntityRule, Entry]] = field(default_factory=list)
    matches: list[int] = field(default_factory=list)


class Recogniser:
    """Proposes names by the entity rules of a pack; built once, used for every sentence."""

    def __init__(self, pack: Pack) -> None:
        self._growths = pack.growths
        self._triggers: dict[str, _Triggers] = {}
        self._expressions: list[tuple[EntityRule, re.Pattern[str]]] = []
        self._unguarded: list[int] = []
        self._rejects = {name: re.compile(g.reject) for name, g in pack.growths.items() if g.reject}
        self._modifiers = {rule.id: re.compile(rule.modifiers) for rule in pack.entities if rule.modifiers}
        self._after = {rule.id: re.compile(rule.after) for rule in pack.entities if rule.after}
        self._strips = {rule.strip for rule in pack.entities if rule.heads}
        for rule in pack.entities:
            self._add(rule, pack)
        self._literals = sorted(self._triggers)
        self._actions = [self._triggers[literal] for literal in self._literals]
        self._automaton = AhoCorasick(self._literals)

    def _add(self, rule: EntityRule, pack: Pack) -> None:
        for head in rule.heads:
            self._trigger(head).heads.append(rule)
        for entry in rule.words:
            self._trigger(entry.word).words.append((rule, entry))
        if rule.match:
            number = len(self._expressions)
            self._expressions.append((rule, compile_regex(expand_words(rule.match, pack.words))))
            guard = literal_guard(rule.match, pack.words)
            for literal in guard:
                self._trigger(literal).matches.append(number)
            if not guard:
                self._unguarded.append(number)

    def _trigger(self, literal: str) -> _Triggers:
        return self._triggers.setdefault(literal, _Triggers())

    def propose(self, sentence: Sighted) -> list[Found]:
        """Return every name that some rule proposes, overlapping ones included."""
        hits = self._automaton.find_matches_as_indexes(sentence.chars, overlapping=True)
        expressions = {*self._unguarded, *(n for literal, _, _ in hits for n in self._actions[literal].matches)}
        found = [f for n in sorted(expressions) for f in self._by_match(*self._expressions[n], sentence)]
        edges = self._edges(found, sentence.chars)
        for literal, start, stop in hits:
            action = self._actions[literal]
            for rule in action.heads:
                if (name := self._by_head(rule, sentence, start, stop, edges[rule.strip])) is not None:
                    found.append(name)
                    _note_edge(name, edges, sentence.chars)
            for rule, entry in action.words:
                if (name := self._by_word(rule, entry, sentence, start, stop)) is not None:
                    found.append(name)
                    _note_edge(name, edges, sentence.chars)
        return found

    def _edges(self, found: list[Found], chars: str) -> dict[tuple[str, ...], set[int]]:
        """Return where names end that are no part of those to their right, by the types that a rule cuts off."""
        persons = {f.stop for f in found if f.type == "Person" and f.strength >= _FIRM}
        edges = {strip: set(persons) for strip in self._strips}
        for name in found:
            _note_edge(name, edges, chars)
        return edges

    def _by_head(self, rule: EntityRule, sentence: Sighted, start: int, stop: int, edges: Set[int]) -> Found | None:
        if stop - start == 1 and not (sentence.words.begins(stop) or sentence.words.begins(start)):
            return None
        if not self._follows(rule, sentence.chars, stop):
            return None
        if rule.proper and not _is_proper(sentence, start, loose=rule.proper == "loose"):
            return None
        growth: Growth = self._growths[rule.grow]
        left = grow_left(sentence.chars, sentence.words, start, growth=growth, edges=edges)
        if start - left < growth.shortest or not self._modified(rule, sentence.chars[left:start]):
            return None
        name = bare_name(sentence.chars[left:stop])
        if not name or name in rule.bare or (growth.reject and self._rejects[rule.grow].match(name)):
            return None
        return Found(left, stop, rule.type, rule.id, rule.strength * 10 + min(stop - start, 9), name)

    def _by_word(self, rule: EntityRule, entry: Entry, sentence: Sighted, start: int, stop: int) -> Found | None:
        whole = sentence.words.begins(start) and (stop - start > 2 or sentence.words.begins(stop))
        if not whole or not self._follows(rule, sentence.chars, stop):
            return None
        return Found(start, stop, rule.type, rule.id, rule.strength * 10, entry.word, refers=rule.reference)

    def _by_match(self, rule: EntityRule, expression: re.Pattern[str], sentence: Sighted) -> Iterator[Found]:
        for match in expression.finditer(sentence.chars):
            start, stop = match.span("name")
            name = bare_name(match["name"])
            common = (rule.proper and _is_common_word(sentence, start, stop)) or self._begins_wrong(
                rule, sentence, start
            )
            if stop > start and name and name not in rule.bare and not common:
                yield Found(start, stop, rule.type, rule.id, rule.strength * 10, name, refers=rule.reference)

    def _begins_wrong(self, rule: EntityRule, sentence: Sighted, start: int) -> bool:
        """Say whether an expression's name begins with a word that its growth drops (带动优质项目)."""
        if not rule.grow:
            return False
        growth, token = self._growths[rule.grow], sentence.words.at(start)
        dropped = token.tag in growth.trim_tags or token.word in growth.trim or token.word in growth.stop_words
        return dropped or bool(growth.reject and self._rejects[rule.grow].match(sentence.chars, start))

    def _modified(self, rule: EntityRule, before: str) -> bool:
        modifiers = self._modifiers.get(rule.id)
        return modifiers is None or modifiers.search(before) is not None

    def _follows(self, rule: EntityRule, chars: str, stop: int) -> bool:
        after = self._after.get(rule.id)
        return after is None or after.match(chars, stop) is not None


_FIRM = 30


def _note_edge(name: Found, edges: dict[tuple[str, ...], set[int]], chars: str) -> None:
    for strip, stops in edges.items():
        if name.type in strip and is_full(name, chars):
            stops.add(name.stop)


def _is_proper(sentence: Sighted, start: int, *, loose: bool) -> bool:
    """Say whether a head is a word of its own or the end of a name, not of a common word (思路, 渠道)."""
    token = sentence.words.at(start)
    name = token.start == start or token.tag in _NAME_TAGS
    return name or (loose and token.tag == "n" and len(token.word) > 2)


_NAME_TAGS = frozenset({"ns", "nr", "nz", "nt", "nrt", "x", "j", "f", "s", "eng"})


def _is_common_word(sentence: Sighted, start: int, stop: int) -> bool:
    """Say whether the stretch is one word of the dictionary that is no name (项目, 代表)."""
    token = sentence.words.at(start)
    return token.start == start and token.stop >= stop and token.tag not in _NAME_TAGS
