"""Judge whether two names mean one thing: what likens them, what keeps them apart, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.resolve.keys import Identifier, Key
from kg.resolve.letters import (
    NUMERALS,
    is_abbreviated,
    is_made_of_parts,
    last_word,
    misread_at,
    numbers_in,
    skips_middle,
)
from kg.resolve.places import Owner
from kg.text.pinyin import syllables

__all__ = ["Finding", "Judge"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What two names have in common (`kind`), or what keeps them apart (`apart`): keys of the rules, "" for none."""

    kind: str = ""
    apart: str = ""


_NOTHING = Finding()
_LEGAL = ("股份有限公司", "有限责任公司", "有限公司")


class Judge:
    """Compares identity keys by the rules of a pack; the order of the two does not matter."""

    def __init__(self, identifier: Identifier) -> None:
        self.rules = identifier.rules
        self.areas = identifier.areas
        self._of_group = {
            "body": self._bodies,
            "work": self._works,
            "settlement": self._settlements,
        }

    def compare(self, one: Key, other: Key) -> Finding:
        """Return what two different keys have in common, or what keeps them apart."""
        if one.group != other.group:
            return _NOTHING
        short, long = (one, other) if (len(one.name), one) <= (len(other.name), other) else (other, one)
        if short.name == long.name:
            return self._same_name(short, long)
        if apart := self._told_apart(short.name, long.name):
            return Finding(apart=apart)
        compare = self._of_group.get(short.group)
        found = compare(short, long) if compare else _NOTHING
        if found != _NOTHING or len(short.name) != len(long.name):
            return found
        return Finding("misread") if self.is_misread(short.name, long.name) else found

    def liken(
        self, short: Key, long: Key, homes: Iterable[str], other_homes: Iterable[str]
    ) -> tuple[float, str] | None:
        """Return how far, and why, a name may be short for another, given the homes of the pages that use them."""
        kind = self.compare(short, long).kind
        confidence = self.confidence(kind, page=False) if kind else 0.0
        if confidence < self.rules.doubt or not self._share_place(short, long, homes, other_homes):
            return None
        return confidence, kind

    def _share_place(self, short: Key, long: Key, homes: Iterable[str], other_homes: Iterable[str]) -> bool:
        """Say whether the pages that use two names are at home in one place."""
        if short.scope == long.scope:
            return True
        owner = self.areas.owner(long.name)
        if owner is not None and short.scope:
            return self.areas.lies_in(short.scope, owner.area)
        return not set(homes).isdisjoint(other_homes)

    def confidence(self, kind: str, *, page: bool) -> float:
        """Return how far a kind of likeness is to be trusted, on one page or across pages."""
        likeness = self.rules.likeness.get(kind)
        return 0.0 if likeness is None else likeness.page if page else likeness.across

    def verdict(self, one: Key, other: Key, *, page: bool) -> str:
        """Return what two keys are without any further context: same, different, or unsure."""
        if one == other:
            return "same"
        finding = self.compare(one, other)
        confidence = 0.0 if finding.apart else self.confidence(finding.kind, page=page)
        if confidence >= self.rules.merge:
            return "same"
        return "unsure" if confidence >= self.rules.doubt else "different"

    def is_misread(self, one: str, other: str) -> bool:
        """Say whether two names of one length differ in one character that looks or sounds like the other."""
        place = misread_at(one, other)
        if place is None or len(one) < 3:
            return False
        a, b = one[place], other[place]
        if {a, b} & self.rules.telling or numbers_in(one) != numbers_in(other):
            return False
        return b in self.rules.lookalikes.get(a, ()) or syllables(a) == syllables(b)

    def _same_name(self, one: Key, other: Key) -> Finding:
        """Compare two of one name: editions by their marks, the rest by where they are."""
        if one.mark != other.mark:
            return Finding(apart="number") if one.mark and other.mark else Finding("edition")
        scopes = (one.scope, other.scope)
        if "" in scopes:
            return Finding("unplaced")
        if one.group == "work":  # 苏州市|养老服务条例 and 江苏省|养老服务条例
            return Finding(apart="owner")
        inner, outer = scopes
        if self.areas.lies_in(inner, outer) or self.areas.lies_in(outer, inner):
            return Finding("area")
        return Finding(apart="owner")

    def _told_apart(self, short: str, long: str) -> str:
        """Return what tells two names apart whatever else they have in common: other numbers, another point."""
        place = misread_at(short, long)
        if place is not None and {short[place], long[place]} & self.rules.telling:
            return "point"
        if place is not None and {short[place], long[place]} <= NUMERALS:
            return "number"
        numbers = numbers_in(short), numbers_in(long)
        if numbers[0] and numbers[1] and numbers[0] != numbers[1]:
            return "number"
        return ""

    def _bodies(self, short: Key, long: Key) -> Finding:
        own, other = self.areas.owner(short.name), self.areas.owner(long.name)
        cores = short.name[own.length :] if own else short.name, long.name[other.length :] if other else long.name
        if own and other and own.area != other.area:
            if self.areas.lies_in(other.area, own.area) and cores[1].endswith(cores[0]):
                return _NOTHING
            return Finding(apart="owner")
        if cores[0] == cores[1]:
            return Finding("area") if self._holds(other, short) else Finding("unplaced")
        if other is not None and _is_county_short(short.name, other, cores[1]):
            return Finding("county")
        if apart := self._branch(short.name, long.name, cores):
            return Finding(apart=apart)
        return self._firms(cores) or self._endings(short, long, cores, has_owner=own is not None)

    def _holds(self, owner: Owner | None, short: Key) -> bool:
        """Say whether the area that a name begins with holds the place where the other is at home."""
        return owner is not None and (not short.scope or self.areas.lies_in(short.scope, owner.area))

    def _branch(self, short: str, long: str, cores: tuple[str, ...]) -> str:
        """Return why one is no short form of the other: it is its branch, its school, its party committee."""
        rest = long.removeprefix(short) if long.startswith(short) else cores[1].removeprefix(cores[0])
        if rest in (long, cores[1]):
            return ""
        return "unit" if rest.endswith(self.rules.branches) else ""

    def _firms(self, cores: tuple[str, ...]) -> Finding | None:
        """Compare names of firms: 海图智能 with 海图智能机器人股份有限公司."""
        if not cores[1].endswith(self.rules.legal):
            return None
        stems = tuple(self._without_legal(core) for core in cores)
        if stems[1] == cores[1]:
            return None
        if stems[0] == stems[1]:
            return Finding("legal")
        if len(stems[0]) >= 3 and stems[1].startswith(stems[0]) and not stems[1].endswith(self.rules.branches):
            return Finding("stem")
        if is_abbreviated(stems[0] + "社", stems[1] + "社"):
            return Finding("letters")
        named = next((e for e in _LEGAL if cores[1].endswith(e)), "")
        if len(cores[0]) >= 3 and named and cores[1].removesuffix(named).endswith(cores[0]):
            return Finding("ending")
        if len(stems[0]) >= 4 and stems[1].endswith(stems[0]):
            return Finding("ending")
        return None

    def _without_legal(self, name: str) -> str:
        ending = next((e for e in self.rules.legal if name.endswith(e) and len(name) > len(e) + 1), "")
        return name.removesuffix(ending)

    def _endings(self, short: Key, long: Key, cores: tuple[str, ...], *, has_owner: bool) -> Finding:
        if long.name.endswith(short.name) and len(short.name) >= 3:
            dropped = long.name.removesuffix(short.name)
            if numbers_in(dropped[-3:]):
                return Finding(apart="number")
            if last_word(dropped) in self.rules.breakers:
                return Finding("overgrown")
            return Finding("ending") if not has_owner else self._overgrown(short.name, dropped)
        if self._drops_head(short.name, long.name):
            return Finding("start")
        if is_abbreviated(*cores):
            return Finding("letters")
        if has_owner and cores[1].endswith(cores[0]) and len(cores[0]) >= 3:
            return Finding(apart="number") if numbers_in(long.name) != numbers_in(short.name) else Finding("middle")
        return Finding("middle") if skips_middle(*cores) else _NOTHING

    def _overgrown(self, name: str, before: str) -> Finding:
        """Compare 天津文化中心 with 当好东道主天津文化中心: what stands before the area is no part of the name."""
        is_of_body = before.endswith(self.rules.nouns) or name.endswith(self.rules.branches)
        return Finding("overgrown") if len(before) >= 3 and not is_of_body else _NOTHING

    def _drops_head(self, short: str, long: str) -> bool:
        """Say whether the long name only adds the word for its kind: 江海智谷, 江海智谷产业园."""
        head = long.removeprefix(short)
        if len(short) < 2 or head == long:
            return False
        return head in self.rules.heads and (
            short.endswith(self.rules.namelike) or not short.endswith(self.rules.nouns)
        )

    def _works(self, short: Key, long: Key) -> Finding:
        if short.mark and long.mark and short.mark != long.mark:
            return Finding(apart="number")
        if short.mark and not long.mark:
            return _NOTHING
        if long.name.endswith(short.name) and len(short.name) >= 4:
            is_overgrown = last_word(long.name.removesuffix(short.name)) in self.rules.breakers
            return Finding("overgrown" if is_overgrown else "work")
        if long.name.removeprefix(short.name) in self.rules.heads and len(short.name) >= 2:
            return Finding("start")
        if is_made_of_parts(short.name, long.name):
            return Finding("parts")
        return _NOTHING

    def _settlements(self, short: Key, long: Key) -> Finding:
        return Finding("start") if long.name == short.name + "村" else _NOTHING


def _is_county_short(short: str, owner: Owner, rest: str) -> bool:
    """Say whether one writes the district in full, with the `rest` behind it, and the other for short.

    >>> _is_county_short("海沧医院", Owner("海沧区", 3), "医院")
    True
    """
    return len(rest) >= 2 and short.endswith(rest) and short == owner.area[:-1] + rest
