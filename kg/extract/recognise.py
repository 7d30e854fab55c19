"""Propose names in a sentence: one Aho-Corasick pass finds heads, words and triggers, then each rule looks closer."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from kg.extract.edges import Edges, edged_by
from kg.extract.found import Found, bare_name
from kg.extract.grow import grow_left, is_verb
from kg.extract.guards import Guards, numbers_of
from kg.extract.persons import name_stop
from kg.extract.tokens import Words, cut_words
from kg.rules.needs import START, literal_needs
from kg.rules.pattern import Expression, expand_words
from kg.rules.schema import EntityRule, Growth, Pack

__all__ = ["Recogniser", "Sighted"]


class Sighted(NamedTuple):
    """A sentence prepared for recognition: its characters and its words."""

    chars: str
    words: Words

    @classmethod
    def of(cls, chars: str) -> Sighted:
        """Prepare a sentence."""
        return cls(chars, cut_words(chars))


@dataclass(frozen=True, slots=True)
class _Rule:
    """An entity rule with its growth and its expressions at hand."""

    rule: EntityRule
    growth: Growth | None
    match: Expression | None
    after: Expression | None
    modifiers: Expression | None
    reject: Expression | None
    divisions: tuple[str, ...] = ()
    surnames: frozenset[str] = frozenset()

    @classmethod
    def of(cls, rule: EntityRule, pack: Pack) -> _Rule:
        """Take a rule of a pack."""
        growth = pack.growths[rule.grow] if rule.grow else None
        sources = (expand_words(rule.match, pack.words), rule.after, rule.modifiers, growth.reject if growth else "")
        match, after, modifiers, reject = (Expression(source) if source else None for source in sources)
        divisions = tuple(_divisions(pack)) if rule.proper == "division" else ()
        surnames = _surnames(pack) if rule.proper == "name" else frozenset[str]()
        return cls(rule, growth, match, after, modifiers, reject, divisions, surnames)

    def follows(self, chars: str, stop: int) -> bool:
        """Say whether what must follow a name of this rule stands at `stop`."""
        return self.after is None or self.after.regex.match(chars, stop) is not None

    def found(self, start: int, stop: int, name: str, bonus: int = 0) -> Found:
        """Return a name of this rule."""
        rule = self.rule
        return Found(start, stop, rule.type, rule.id, rule.strength * 10 + bonus, name, rule.reference)


@dataclass(slots=True)
class _Triggers:
    """What one literal of the automaton sets off."""

    heads: list[_Rule] = field(default_factory=list)
    words: list[_Rule] = field(default_factory=list)


class Recogniser:
    """Proposes names by the entity rules of a pack; built once, used for every sentence."""

    def __init__(self, pack: Pack) -> None:
        self._triggers: dict[str, _Triggers] = defaultdict(_Triggers)
        self._rules = [_Rule.of(rule, pack) for rule in pack.entities]
        for rule in self._rules:
            self._add(rule)
        self._expressions = [(rule, rule.match) for rule in self._rules if rule.match]
        self._guards = Guards(
            [literal_needs(rule.rule.match, pack.words, started=True) for rule, _ in self._expressions]
        )
        self._edged = edged_by({rule.strip for rule in pack.entities if rule.heads})
        self._literals = sorted(self._triggers)
        self._actions = [self._triggers[literal] for literal in self._literals]
        self._automaton = AhoCorasick(self._literals)

    def _add(self, rule: _Rule) -> None:
        for head in rule.rule.heads:
            self._triggers[head].heads.append(rule)
        for entry in rule.rule.words:
            self._triggers[entry.word].words.append(rule)

    def expressions(self) -> Iterator[Expression]:
        """Yield the expressions of all rules."""
        for rule in self._rules:
            yield from filter(None, (rule.match, rule.after, rule.modifiers, rule.reject))

    def propose(self, sentences: Sequence[Sighted]) -> list[list[Found]]:
        """Return for each sentence every name that some rule proposes, overlapping ones included.

        One step after the other goes over all sentences: what it needs stays in the processor's cache.
        """
        awake = [self._guards.awake(START + sentence.chars) for sentence in sentences]
        hits = [self._automaton.find_matches_as_indexes(one.chars, overlapping=True) for one in sentences]
        matched = [self._matched(one, rules) if rules else [] for one, rules in zip(sentences, awake, strict=True)]
        return [self._of_literals(*one) for one in zip(sentences, matched, hits, strict=True)]

    def _matched(self, sentence: Sighted, rules: int) -> list[Found]:
        """Return the names that expressions find, of those rules whose bits are set."""
        awake = [self._expressions[number] for number in numbers_of(rules)]
        matches = ((rule, match) for rule, one in awake for match in one.regex.finditer(sentence.chars))
        found = [_by_match(rule, sentence, match) for rule, match in matches]
        return [name for name in found if name is not None]

    def _of_literals(self, sentence: Sighted, found: list[Found], hits: list[tuple[int, int, int]]) -> list[Found]:
        """Add to the names of a sentence those that the hits of literals set off."""
        edges = Edges(self._edged, sentence.chars, found)
        for literal, start, stop in hits:
            action = self._actions[literal]
            for rule in action.heads:
                if (name := _by_head(rule, sentence, start, stop, edges.of(rule.rule.strip))) is not None:
                    found.append(name)
                    edges.note(name)
            for rule in action.words:
                if (name := _by_word(rule, sentence, start, stop)) is not None:
                    found.append(name)
                    edges.note(name)
        return found


def _by_head(compiled: _Rule, sentence: Sighted, start: int, stop: int, edges: Set[int]) -> Found | None:
    """Return the name that a head noun ends."""
    chars, words, rule, growth = sentence.chars, sentence.words, compiled.rule, compiled.growth
    if growth is None or (stop - start < 3 and not (words.begins(stop) or words.begins(start))):
        return None
    if not compiled.follows(chars, stop) or not _goes_on(rule, sentence, stop):
        return None
    if rule.proper in ("strict", "loose") and not _is_proper(sentence, start, loose=rule.proper == "loose"):
        return None
    left = grow_left(chars, words, start, growth=growth, edges=edges, stop=stop)
    if rule.proper == "coined" and not _is_coined(words, left, start):
        return None
    if start - left < growth.shortest:
        return None
    if compiled.modifiers and not compiled.modifiers.regex.search(chars[left:start]):
        return None
    name = bare_name(chars[left:stop])
    if not name or name in rule.bare or (compiled.reject and compiled.reject.regex.match(name)):
        return None
    return compiled.found(left, stop, name, min(stop - start, 9))


def _by_word(compiled: _Rule, sentence: Sighted, start: int, stop: int) -> Found | None:
    """Return the name that a word of a lexicon is, or the person's behind it where the rule's words bear names."""
    words, chars = sentence.words, sentence.chars
    if compiled.rule.proper == "name":
        return _person_behind(compiled, sentence, stop + (chars[stop : stop + 1] in _MARKS))
    whole = words.begins(start) and (stop - start > 2 or words.begins(stop))
    if not whole or chars[start:stop] in compiled.rule.bare or not compiled.follows(chars, stop):
        return None
    return compiled.found(start, stop, chars[start:stop])


_MARKS = ("“", "：", " ")  # between a post and a name


def _person_behind(compiled: _Rule, sentence: Sighted, start: int) -> Found | None:
    """Return the person whose name begins at `start` with a surname."""
    lengths = (length for length in (2, 1) if sentence.chars[start : start + length] in compiled.surnames)
    length = next(lengths, 0)
    stop = name_stop(sentence.words, start, start + length) if length else None
    return compiled.found(start, stop, sentence.chars[start:stop]) if stop else None


def _by_match(compiled: _Rule, sentence: Sighted, match: re.Match[str]) -> Found | None:
    """Return the name that an expression found."""
    rule = compiled.rule
    start, stop = match.span("name")
    if rule.proper == "name":
        stop = name_stop(sentence.words, start, stop) or start
    name = bare_name(sentence.chars[start:stop])
    if not name or name in rule.bare:
        return None
    if not _may_be(compiled, sentence, start, stop) or not _goes_on(rule, sentence, stop):
        return None
    return compiled.found(start, stop, name)


def _may_be(compiled: _Rule, sentence: Sighted, start: int, stop: int) -> bool:
    """Say whether what an expression finds can be a name, by its words."""
    rule = compiled.rule
    if rule.proper == "strict" and _is_common_word(sentence, start, stop):
        return False
    if rule.type == "Person" and _splits_noun(sentence.words, stop):
        return False
    if rule.proper == "division" and not sentence.chars.startswith(compiled.divisions, start):
        return False
    return not _reads_on(compiled, sentence, start, stop)


def _reads_on(compiled: _Rule, sentence: Sighted, start: int, stop: int) -> bool:
    """Say whether an expression's name begins with a word that its growth drops, or holds a verb that ends it."""
    growth = compiled.growth
    if growth is None:
        return False
    token = sentence.words.at(start)
    dropped = token.tag in growth.trim_tags or token.word in growth.trim or token.word in growth.stop_words
    words = sentence.words
    inner = range(words.numbers[start], words.numbers[stop - 1]) if growth.verbal else ()
    verbs = any(is_verb(words, number, number + 1, growth) for number in inner)
    return dropped or verbs or bool(compiled.reject and compiled.reject.regex.match(sentence.chars[start:stop]))


def _splits_noun(words: Words, position: int) -> bool:
    """Say whether a noun of the dictionary goes on across a position (管委主|任)."""
    if words.begins(position):
        return False
    token = words.at(position)
    return token.known and token.tag in ("n", "b", "nt")


def _is_coined(words: Words, left: int, start: int) -> bool:
    """Say whether a word before a head is none of the dictionary, or is made of words of one character (黔|速)."""
    before = list(words.within(left, start))
    single = [word for word in before if len(word.word) == 1 and word.start >= left]
    return any(not word.known for word in before) or len(single) > 1


_DIVISIONS = ("provinces", "prefectures", "counties", "regions/newarea", "regions/zone")
_ZONES = ("开发区", "高新区", "经开区", "新区", "保税区")


def _surnames(pack: Pack) -> frozenset[str]:
    sections = ("surnames/single", "surnames/compound")
    return frozenset(entry.word for key in sections for entry in pack.lexicons.get(key, ()))


def _divisions(pack: Pack) -> Iterator[str]:
    """Yield the divisions of the country and the zones that a city may have (烟台开发区)."""
    for key in _DIVISIONS:
        for entry in pack.lexicons.get(key, ()):
            yield entry.word
            if key == "prefectures":
                yield from (entry.word[:-1] + zone for zone in _ZONES)


def _is_proper(sentence: Sighted, start: int, *, loose: bool) -> bool:
    """Say whether a head is a word of its own or the end of a name, not of a common word (思路, 渠道)."""
    token = sentence.words.at(start)
    name = token.start == start or token.tag in _NAME_TAGS or not token.known
    return name or (loose and token.tag == "n" and len(token.word) > 2)


_NAME_TAGS = frozenset({"ns", "nr", "nz", "nt", "nrt", "nrfg", "x", "j", "f", "s", "eng"})


def _goes_on(rule: EntityRule, sentence: Sighted, stop: int) -> bool:
    """Say whether the word behind a name is of the parts of speech that the rule wants there."""
    if not rule.next:
        return True
    if stop >= len(sentence.chars):
        return "x" in rule.next
    begins = sentence.words.begins(stop)
    return begins and sentence.words.at(stop).tag in rule.next


def _is_common_word(sentence: Sighted, start: int, stop: int) -> bool:
    """Say whether the stretch is one word of the dictionary that is no name (项目, 代表)."""
    token = sentence.words.at(start)
    return token.start == start and token.stop >= stop and token.tag not in _NAME_TAGS
