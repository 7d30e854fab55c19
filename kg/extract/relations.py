"""Read what sentences state: relation rules over encoded sentences, each fact with its words and its rule."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from kg.extract.encode import Encoded, Unit
from kg.extract.found import Found
from kg.extract.guards import Guards, bits_of, numbers_of
from kg.extract.implied import Implied
from kg.model import Period
from kg.rules.pattern import CompiledPattern, Expression, compile_pattern, is_anchored, type_of
from kg.rules.schema import FactTemplate, Pack, RelationRule

__all__ = ["RelationReader", "Stated", "unless_context"]

SYMMETRIC = frozenset({"signsAgreementWith", "cooperatesWith"})
_DATED = frozenset({"heldOn", "heldUntil", "openedOn"})
_POSTS = re.compile(r"[、，兼]")
_AREA_HEAD = re.compile(r"(?:常务|代)?副?[区县市]长")


class Stated(NamedTuple):
    """A fact as one sentence states it; `[start, stop)` are its words in the clean sentence."""

    subject: Found
    predicate: str
    object: Found | Period
    rule: str
    confidence: float
    start: int
    stop: int
    title: str | None = None


@dataclass(frozen=True, slots=True)
class _Compiled:
    """A rule with its pattern; `needs`: sets of types of each of which there must be a name for it to fit."""

    rule: RelationRule
    pattern: CompiledPattern
    needs: tuple[frozenset[str], ...]
    unless: tuple[Expression, ...]
    named: Mapping[str, Expression]
    trusted: float
    anchored: bool  # it fits at the beginning or nowhere

    @property
    def wanted(self) -> list[frozenset[str]]:
        """Return, for each fact, the ends of it that are no slots of the pattern and must be implied."""
        ends = ({fact.subject, fact.object} - set(self.pattern.slots) for fact in self.rule.facts)
        return [frozenset(end for end in missing if not end.startswith((_NEAR, _MAIN, "last"))) for missing in ends]


class RelationReader:
    """Applies the relation rules of a pack, layer by layer; the words of a sentence decide which rules look at it."""

    def __init__(self, pack: Pack) -> None:
        self._rules = [_compile(rule, pack) for rule in pack.relations]
        self.weak = frozenset(rule.id for rule in pack.relations if rule.otherwise)
        self._guards = Guards([one.pattern.words for one in self._rules])
        self._fitting = lru_cache(maxsize=1 << 12)(self._find_fitting)

    def expressions(self) -> Iterator[Expression]:
        """Yield the expressions of all rules."""
        for one in self._rules:
            yield from (one.pattern, *one.unless, *one.named.values())

    def awake(self, chars: str) -> int:
        """Return the rules whose words stand in a sentence, whichever its layer, as bits."""
        return self._guards.awake(chars)

    def fitting(self, awake: int, layer: str, types: Sequence[str], implied: frozenset[str] | None = None) -> int:
        """Return, as bits, the rules of a layer that could fit, by the words and the types of names there.

        `implied`: the slots that can be filled though nothing of the text does; not told on other layers than `inside`.
        """
        return awake & self._fitting(layer, frozenset(types), len(types), implied)

    def read(self, layer: str, encoded: Encoded, implied: Implied, rules: int | None = None) -> list[Stated]:
        """Return the facts that the rules of `layer` find; `implied` fills slots that are not in the text (`frame`).

        `rules` are those that could fit, as bits; without them, they are worked out.
        """
        if rules is None:
            types = [unit.type for unit in encoded.units.values()]
            rules = self.fitting(self.awake(encoded.chars), layer, types) if types else 0
        stated: list[Stated] = []
        for number in numbers_of(rules):
            compiled = self._rules[number]
            for match in _matches(compiled, encoded.chars):
                if compiled.unless and _is_excluded(compiled, encoded.chars, match):
                    continue
                if all(_fillers(slot, compiled, match, encoded, implied) for slot in compiled.named):
                    stated += _facts(compiled, match, encoded, implied)
        return stated

    def _find_fitting(
        self, layer: str, present: frozenset[str], count: int, implied: frozenset[str] | None = None
    ) -> int:
        """Return the rules of a layer for which there are names of the types that they need, and as many as they need.

        Where it is told all that is `implied`, only those of whose facts one has both its ends.
        """
        return bits_of(
            number
            for number, one in enumerate(self._rules)
            if one.rule.layer == layer and len(one.needs) <= count and not any(map(present.isdisjoint, one.needs))
            if implied is None or any(ends <= implied for ends in one.wanted)
        )


def _compile(rule: RelationRule, pack: Pack) -> _Compiled:
    pattern, *unless = (compile_pattern(p, groups=pack.groups, words=pack.words) for p in (rule.match, *rule.unless))
    # Whether a name is stated or carried over is left to the pattern.
    needs = tuple(frozenset(map(type_of, need)) for need in pattern.needs)
    named = {slot: Expression(source) for slot, source in rule.named}
    return _Compiled(rule, pattern, needs, tuple(unless), named, rule.trusted, is_anchored(rule.match))


def _is_excluded(compiled: _Compiled, chars: str, match: re.Match[str]) -> bool:
    context = unless_context(chars, match)
    return any(unless.regex.search(context) for unless in compiled.unless)


def _matches(compiled: _Compiled, chars: str) -> Iterable[re.Match[str]]:
    """Return where an expression fits, one place behind the other, or (with `every`) from each place on."""
    regex = compiled.pattern.regex
    if compiled.anchored:
        first = regex.match(chars)
        return () if first is None else (first,)
    return _overlapping(regex, chars) if compiled.rule.every else regex.finditer(chars)


def _overlapping(regex: re.Pattern[str], chars: str) -> Iterator[re.Match[str]]:
    match = regex.search(chars)
    while match is not None:
        yield match
        match = regex.search(chars, match.start() + 1)


def unless_context(chars: str, match: re.Match[str]) -> str:
    """Return the match with the clause before it and two characters behind it, where a rule's `unless` looks."""
    start = max(chars.rfind(mark, 0, match.start()) for mark in "，。；：") + 1
    return chars[start : match.end() + 2]


def _facts(compiled: _Compiled, match: re.Match[str], encoded: Encoded, implied: Implied) -> list[Stated]:
    facts: list[Stated] = []
    for template in compiled.rule.facts:
        subjects = _fillers(template.subject, compiled, match, encoded, implied)
        objects = _fillers(template.object, compiled, match, encoded, implied) if subjects else ()
        if not objects:
            continue
        if template.title and len(objects) > 1 and _is_carried(template.object, compiled, match, encoded):
            continue  # whose post it is of several that a clause before named, the page does not say
        title = match[template.title] if template.title else None
        if title is not None:
            subjects = subjects[:1]  # the post before a list is that of the first
        start, stop = _words(match, encoded)
        for subject, object_ in _pairs(template, subjects, objects):
            for place, post in _stated(template.predicate, title, object_, implied):
                if isinstance(subject, Found) and isinstance(place, Period) == (template.predicate in _DATED):
                    rule = compiled.rule.id, compiled.trusted
                    facts.append(Stated(subject, template.predicate, place, *rule, start, stop, post))
    return facts


def _words(match: re.Match[str], encoded: Encoded) -> tuple[int, int]:
    """Return where the words of a match stand in the clean sentence."""
    last = match.end() - 1
    stop = encoded.units[last].stop if last in encoded.units else encoded.position(last) + 1
    return encoded.position(match.start()), stop


def _is_carried(slot: str, compiled: _Compiled, match: re.Match[str], encoded: Encoded) -> bool:
    return slot in compiled.pattern.slots and encoded.units[match.start(slot)].carried


def _stated(
    predicate: str, title: str | None, object_: Found | Period, implied: Implied
) -> Sequence[tuple[Found | Period, str | None]]:
    """Return what a fact states as its object, with the post; posts joined by 、 or 兼 each by itself."""
    if isinstance(object_, Period):
        if predicate != "openedOn" or not object_.stop:
            return ((object_, None),)
        # 9月1日起至12月20日 opens on the first of its days
        return ((Period(object_.start), None),) if len(object_.start) == len("2023-04-28") else ()
    if title is None:
        return ((object_, None),)
    posts = enumerate(filter(None, _POSTS.split(title)))
    return [(_place_of(post, object_, implied), post if number else _named(post, object_)) for number, post in posts]


def _named(post: str, body: Found) -> str:
    """Return a post as the page gives it: with 区委 before 副书记, where the body is named by its level alone."""
    return f"{body.name}{post}" if body.rule == "body.leading-post" and not _AREA_HEAD.fullmatch(post) else post


def _place_of(post: str, body: Found, implied: Implied) -> Found:
    """Return where a post is held: 区长 behind 区委副书记 at the area, all else at the body."""
    if body.type != "GovernmentBody" or not _AREA_HEAD.fullmatch(post):
        return body
    own = next((part for part in reversed(body.parts) if part.type == "AdministrativeArea"), None)
    area = own or implied.get("city" if post.endswith("市长") else "frame")
    return area if isinstance(area, Found) else body


def _pairs(
    template: FactTemplate, subjects: Sequence[Found | Period], objects: Sequence[Found | Period]
) -> Iterator[tuple[Found | Period, Found | Period]]:
    """Yield every subject with every object; a symmetric predicate over one list yields each pair once."""
    if template.subject == template.object:
        yield from (
            (a, b) for n, a in enumerate(subjects) for b in subjects[n + 1 :] if template.predicate in SYMMETRIC
        )
        return
    yield from ((s, o) for s in subjects for o in objects if s != o and not _beside_itself(template, s, o))


def _beside_itself(template: FactTemplate, subject: Found | Period, object_: Found | Period) -> bool:
    """Say whether a place would be beside what its name holds (文化中心, 文化中心广场)."""
    if template.predicate != "adjacentTo" or isinstance(subject, Period) or isinstance(object_, Period):
        return False
    return subject.name in object_.name or object_.name in subject.name


def _fillers(
    slot: str, compiled: _Compiled, match: re.Match[str], encoded: Encoded, implied: Implied
) -> list[Found | Period]:
    """Return what fills a slot: the members of its unit that are of its types, the date, or what is implied."""
    types = compiled.pattern.slots.get(slot)
    if types is None:
        return _implied(slot, match.start(), encoded, implied)
    place = match.start(slot)
    if place < 0:
        return []
    unit: Unit = encoded.units[place]
    if not unit.members:
        return [unit.period] if unit.period is not None else []
    named = compiled.named.get(slot)
    return [m for m in unit.members if m.type in types and (named is None or named.regex.search(m.name))]


def _implied(slot: str, start: int, encoded: Encoded, implied: Implied) -> list[Found | Period]:
    """Return what fills a slot that is not in the text; `start` is where the rule fits."""
    if slot.startswith(_NEAR):
        return _nearest(slot.removeprefix(_NEAR), start, encoded, implied)
    filler = implied.get(slot)
    if filler is None and slot.startswith(_MAIN):
        return _nearest(slot.removeprefix(_MAIN), start, encoded, implied)
    return [filler] if filler is not None else []


def _nearest(type_: str, position: int, encoded: Encoded, implied: Implied) -> list[Found | Period]:
    """Return the last name of a type before a position of the sentence, else the last that the article named."""
    before = [i for i, unit in encoded.units.items() if i < position and unit.type == type_]
    if before:
        unit = encoded.units[max(before)]
        return list(unit.members) if unit.period is None else [unit.period]
    last = implied.get(f"last{type_}")
    return [last] if last is not None else []


_NEAR = "near"
_MAIN = "main"
