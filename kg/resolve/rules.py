"""The rules of resolution as data: the section `resolve:` of a pack's YAML files, checked and compiled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from kg.errors import RuleError
from kg.resolve.lexicons import address_terms, breakers, departments, known, lookalikes, nouns, short_forms
from kg.rules.schema import Pack

__all__ = ["Likeness", "ResolveRules", "TypeRule", "rules_of"]

_FRAMES = ("drop", "write", "keep")
_SCOPES = ("district", "city", "country", "written")
_EDITIONS = ("", "first", "own")
_MARK = "__line__"  # the loader of YAML notes the line of every mapping


@dataclass(frozen=True, slots=True)
class TypeRule:
    """What makes the identity of a thing of one type; see resolve.yaml for what the words mean."""

    type: str
    group: str
    frame: str
    scope: str
    editions: str = ""
    rewrite: tuple[tuple[re.Pattern[str], str], ...] = ()
    aliases: tuple[tuple[re.Pattern[str], str], ...] = ()


@dataclass(frozen=True, slots=True)
class Likeness:
    """How far one kind of likeness is to be trusted: for two names of one page, for names of different pages."""

    kind: str
    why: str
    page: float
    across: float


@dataclass(frozen=True, eq=False)
class ResolveRules:
    """The rules of a pack. `departments` brings what a body is called behind its area to one form."""

    types: Mapping[str, TypeRule]
    likeness: Mapping[str, Likeness]
    apart: Mapping[str, str]
    merge: float
    sure: float
    doubt: float
    endings: Mapping[str, re.Pattern[str]]
    everywhere: frozenset[str]
    whole: Mapping[str, str]
    start: Mapping[str, str]
    known: frozenset[str]
    national: frozenset[str]
    declared: frozenset[str]
    branches: tuple[str, ...]
    legal: tuple[str, ...]
    heads: tuple[str, ...]
    namelike: tuple[str, ...]
    nouns: tuple[str, ...]
    breakers: frozenset[str]
    telling: frozenset[str]
    leading: tuple[str, ...]
    departments: Mapping[str, str]
    of_area: tuple[tuple[str, str], ...]  # (公安局~分局, 公安分局)
    lookalikes: Mapping[str, frozenset[str]]
    address: tuple[str, ...]
    strengths: Mapping[str, int]

    def group(self, type: str) -> str:
        """Return the group of types that names of this type may share a thing with."""
        return self.types[type].group


@cache
def rules_of(pack: Pack) -> ResolveRules:
    """Return the rules of resolution that a pack holds; raise RuleError where they are not right."""
    said = _Section(pack)
    groups = {str(type): group for group, types in said.mapping("groups").items() for type in types}
    types = {type: _type_rule(type, groups, keys) for type, keys in said.mapping("types").items()}
    missing = sorted(set(groups) ^ set(types))
    if missing:
        raise RuleError(f"resolve: {'、'.join(missing)} must stand both in “groups” and in “types”")
    thresholds = said.mapping("thresholds")
    full, of_area = departments(pack)
    return ResolveRules(
        types=MappingProxyType(types),
        likeness=MappingProxyType({kind: _likeness(kind, keys) for kind, keys in said.mapping("likeness").items()}),
        apart=MappingProxyType({str(kind): str(why) for kind, why in said.mapping("apart").items()}),
        merge=float(thresholds["merge"]),
        sure=float(thresholds["sure"]),
        doubt=float(thresholds["doubt"]),
        endings=MappingProxyType({t: re.compile(e) for t, e in said.mapping("everywhere").get("endings", {}).items()}),
        everywhere=frozenset(said.mapping("everywhere").get("rules", ())),
        whole=MappingProxyType(short_forms(pack, said.mapping("short").get("whole", ()))),
        start=MappingProxyType(short_forms(pack, said.mapping("short").get("start", ()))),
        known=frozenset(known(pack, said.mapping("short").get("start", ()))),
        national=frozenset(known(pack, said.mapping("short").get("whole", ()))),
        declared=frozenset(said.words("declared")),
        branches=_longest_first(said.words("branches")),
        legal=_longest_first(said.words("legal")),
        heads=_longest_first(said.words("heads")),
        namelike=said.words("namelike"),
        nouns=nouns(pack),
        breakers=breakers(pack),
        telling=frozenset(said.words("telling")),
        leading=_longest_first(said.words("leading")),
        departments=MappingProxyType(full),
        of_area=of_area,
        lookalikes=MappingProxyType(lookalikes(pack)),
        address=_longest_first(address_terms(pack)),
        strengths=MappingProxyType({rule.id: rule.strength for rule in pack.entities}),
    )


class _Section:
    """The sections `resolve:` of all files of a pack, the later ones adding to the earlier."""

    def __init__(self, pack: Pack) -> None:
        self._said = pack.resolution
        if not self._said:
            raise RuleError("the packs hold no rules of resolution: a section “resolve:” is missing")

    def mapping(self, name: str) -> dict[str, Any]:
        merged: dict[str, Any] = {}
        for section in self._said:
            merged |= _without_marks(section.get(name) or {})
        if not merged:
            raise RuleError(f"resolve: “{name}:” is missing")
        return merged

    def words(self, name: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(str(word) for section in self._said for word in section.get(name) or ()))


def _without_marks(said: Any) -> Any:
    """Return what a section says without the lines that the loader notes."""
    if not isinstance(said, dict):
        return said
    return {key: _without_marks(value) for key, value in said.items() if key != _MARK}


def _type_rule(type: str, groups: Mapping[str, str], keys: Mapping[str, Any]) -> TypeRule:
    frame, scope, editions = (str(keys.get(name, "")) for name in ("frame", "scope", "editions"))
    for name, said, allowed in (
        ("frame", frame, _FRAMES),
        ("scope", scope, _SCOPES),
        ("editions", editions, _EDITIONS),
    ):
        if said not in allowed:
            raise RuleError(f"resolve: {type}: {name}: “{said}” is none of {', '.join(filter(None, allowed))}")
    rewrite, aliases = (_rewrites(type, keys.get(name, ())) for name in ("rewrite", "aliases"))
    return TypeRule(type, groups.get(type, ""), frame, scope, editions, rewrite, aliases)


def _rewrites(type: str, pairs: Iterable[Any]) -> tuple[tuple[re.Pattern[str], str], ...]:
    try:
        return tuple((re.compile(str(source)), str(target)) for source, target in pairs)
    except (re.error, ValueError) as error:
        raise RuleError(f"resolve: {type}: write each rewriting as [expression, text]: {error}") from error


def _likeness(kind: str, keys: Mapping[str, Any]) -> Likeness:
    page, across = (float(keys.get(place, 0)) for place in ("page", "across"))
    if not (0 <= page <= 1 and 0 <= across <= 1):
        raise RuleError(f"resolve: likeness: {kind}: page and across lie between 0 and 1")
    return Likeness(kind, str(keys["why"]), page, across)


def _longest_first(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(dict.fromkeys(words), key=lambda word: (-len(word), word)))
