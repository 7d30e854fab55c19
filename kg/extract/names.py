"""Find all names of a page: sentence by sentence, then by what the page has named elsewhere."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation

from kg.extract.areas import Frame, gazetteer_of
from kg.extract.companions import spread_persons
from kg.extract.found import Found
from kg.extract.lists import join_events, spread_siblings, widen_listed
from kg.extract.recognise import Recogniser, Sighted
from kg.extract.settle import settle, strip_prefixes
from kg.extract.tails import TailReader
from kg.rules.pattern import Expression
from kg.rules.schema import Pack

__all__ = ["NameReader"]

_KNOWN = "name.known"
_THEMED = re.compile(r"(?:主题|系列)活动$")
_LEGAL_FORM = re.compile(r"(?:（[^）]*）)?(?:股份|责任|集团)*(?:有限)?(?:责任)?公司$")
_NAME_GOES_ON = re.compile(r"路|道|街|里|大[街道]|园(?!区)|港|[东西南北]?站")
_SHORTENED = frozenset({"Place", "Company", "Organization", "School", "GovernmentBody", "MedicalInstitution"})
_NOT_SPREAD = frozenset({"AdministrativeArea"})


class _Proposed(NamedTuple):
    """What is proposed in a sentence by its own words, and what of it stands."""

    found: list[Found]
    settled: tuple[Found, ...]


class NameReader:
    """Applies the entity rules of a pack to the sentences of a page."""

    def __init__(self, pack: Pack) -> None:
        self._recogniser = Recogniser(pack)
        self._rules = {rule.id: rule for rule in pack.entities}
        self._tails = TailReader(pack.lexicons.get("list_tails", ()), pack.growths["listed"])
        self._surnames = tuple(
            e.word for key in ("surnames/single", "surnames/compound") for e in pack.lexicons.get(key, ())
        )
        self._verbs = _words_of(pack, "verbs") | _words_of(pack, "name_breakers")
        self._local = {"AdministrativeArea", *(rule.type for rule in pack.entities if rule.cities)}
        self._gazetteer = gazetteer_of(pack)
        self._bare_names = frozenset[str]().union(*(rule.bare for rule in pack.entities))

    def expressions(self) -> Iterator[Expression]:
        """Yield the expressions of all rules."""
        return self._recogniser.expressions()

    def read(self, sentences: Sequence[Sighted], frame: Frame) -> list[tuple[Found, ...]]:
        """Return the names of each sentence, outermost ones with their parts, in order of position."""
        named = self._recogniser.propose(sentences)
        proposed = [self._settle(found, sentence, frame) for found, sentence in zip(named, sentences, strict=True)]
        known = {**self._known([one.settled for one in proposed]), **_home_forms(frame)}
        matcher = _Matcher(known)
        return [
            _settle_known(sentence, one, [f for f in matcher.find(sentence) if self._is_area_safe(f, sentence, frame)])
            for sentence, one in zip(sentences, proposed, strict=True)
        ]

    def _settle(self, named: list[Found], sentence: Sighted, frame: Frame) -> _Proposed:
        """Settle which of the names that rules propose in a sentence stand, with those that lists add."""
        safe = [f for f in named if f.type != "AdministrativeArea" or self._is_area_safe(f, sentence, frame)]
        found = widen_listed(sentence, strip_prefixes(safe, self._rules, sentence.chars), self._verbs)
        listed = self._tails.read(sentence, found) + spread_persons(sentence, found, self._surnames)
        found += [f for f in listed if f.type == "GovernmentBody" or f.name not in self._bare_names]
        found = [self._at_home(f, frame) if f.type in self._local else f for f in found]
        found += join_events(sentence, found)
        settled = settle(found)
        siblings = spread_siblings(sentence, settled)
        return _Proposed([*found, *siblings], settle([*found, *siblings])) if siblings else _Proposed(found, settled)

    def _at_home(self, found: Found, frame: Frame) -> Found:
        """Give a name the type and the name that it has on a page of this home."""
        return self._in_full(self._by_city(found, frame), frame)

    def _by_city(self, found: Found, frame: Frame) -> Found:
        """Give a name the type that it has in the page's city: a 街 is a subdistrict in some, a road in others."""
        rule = self._rules.get(found.rule)
        if rule is None or not rule.cities or not frame.city or frame.city in rule.cities:
            return found
        return found._replace(type=rule.elsewhere)

    def _in_full(self, found: Found, frame: Frame) -> Found:
        """Give an administrative division its full name (天津 -> 天津市)."""
        if found.type != "AdministrativeArea" or found.refers:
            return found
        full = self._gazetteer.full(found.name.removeprefix(frame.city[:-1]) or found.name, frame)
        full = full if full == frame.home else self._gazetteer.full(found.name, frame)
        return found if full == found.name else found._replace(name=full)

    def _is_area_safe(self, found: Found, sentence: Sighted, frame: Frame) -> bool:
        """Refuse a short form that goes on as a road's or estate's name (上海道, 南京路)."""
        if found.type != "AdministrativeArea":
            return True
        if found.name in self._gazetteer and sentence.chars.startswith(found.name, found.start):
            return not (_crosses_home(found, sentence.chars, frame.home) or _is_deed(found, sentence))
        return not _NAME_GOES_ON.match(sentence.chars, found.stop)

    def _known(self, settled: Sequence[tuple[Found, ...]]) -> dict[str, Found]:
        """Return the names that the page settles, and their short forms, each with the commonest type."""
        votes: dict[str, Counter[str]] = defaultdict(Counter)
        themes: dict[str, str] = {}
        for found in (f for sentence in settled for top in sentence for f in (top, *top.parts)):
            if found.refers or found.type in _NOT_SPREAD or found.strength < 20:
                continue
            votes[found.name][found.type] += 1
            for short in self._short_forms(found):
                votes[short][found.type] += 0
                if found.type == "Event":
                    themes.setdefault(short, found.name)
        return {
            name: Found(0, 0, min(types, key=lambda t: (-types[t], t)), _KNOWN, 15, themes.get(name, name))
            for name, types in votes.items()
            if len(name) >= 3 or "Person" in types
        }

    def _short_forms(self, found: Found) -> list[str]:
        """Return what is left of a name without the areas at its left end, and what a firm may be called for short."""
        if found.type == "Event":
            theme = _THEMED.sub("", found.name)
            return [theme] if 4 <= len(theme) < len(found.name) else []
        if found.type not in _SHORTENED:
            return []
        prefixes = [p for p in found.parts if p.start == found.start and p.type == "AdministrativeArea"]
        rest = [found.name[p.stop - p.start :] for p in prefixes]
        if found.type == "Company" and found.name.endswith("公司"):
            rest += _firm_forms(min([found.name, *rest], key=len))
        return [r for r in rest if len(r) >= 3 and r not in self._bare_names]


def _crosses_home(found: Found, chars: str, home: str) -> bool:
    """Say whether a division's name begins within that of the home (西城区 in 河西城区 on a page of 河西区)."""
    stem = home[:-1]
    places = range(found.start - len(stem) + 1, found.start)
    return len(stem) > 1 and any(place >= 0 and chars.startswith(stem, place) for place in places)


def _is_deed(found: Found, sentence: Sighted) -> bool:
    """Say whether a county of two characters is but a verb and 县 behind a noun: 生态兴县, 工业强县."""
    if len(found.name) != 2 or not found.start:
        return False
    before = sentence.words.at(found.start - 1)
    return before.known and len(before.word) > 1 and before.tag in ("n", "vn")


def _words_of(pack: Pack, lexicon: str) -> frozenset[str]:
    """Return all words of a lexicon of a pack."""
    return frozenset(e.word for key, entries in pack.lexicons.items() if key.split("/")[0] == lexicon for e in entries)


def _firm_forms(name: str) -> list[str]:
    """Return the beginnings of a firm's name by which it may be called: four characters or more.

    >>> _firm_forms("锦岳航空科技有限公司")
    ['锦岳航空', '锦岳航空科', '锦岳航空科技']
    """
    base = _LEGAL_FORM.sub("", name)
    return [base[:length] for length in range(4, len(base) + 1)]


def _settle_known(sentence: Sighted, proposed: _Proposed, known: list[Found]) -> tuple[Found, ...]:
    """Settle the names of a sentence with those that the page names elsewhere, if these tell anything new."""
    joint = "暨" in sentence.chars
    if not (known or joint):
        return proposed.settled
    firmest: dict[tuple[int, int], int] = {}
    for f in proposed.found:
        firmest[f.start, f.stop] = max(f.strength, firmest.get((f.start, f.stop), 0))
    telling = known if joint else [f for f in known if f.strength >= firmest.get((f.start, f.stop), 0)]
    if not (telling or joint):
        return proposed.settled
    together = [*proposed.found, *telling]
    return settle([*together, *join_events(sentence, together)])


def _home_forms(frame: Frame) -> dict[str, Found]:
    """Return the names by which a page calls its home: in full, shortened (南通开发区), and by its kind (新区)."""
    home = frame.home
    forms = {home, home.replace("经济技术开发区", "开发区"), home.replace("经济技术开发区", "经开区")}
    forms |= {home[:-1]} if len(home) > 2 and home[-1] in "区县市" and not home.endswith("新区") else set()
    forms |= {kind for kind in _ZONES if home.endswith(kind)}
    return {form: Found(0, 0, "AdministrativeArea", "area.home-name", 25, home) for form in forms if len(form) > 1}


_ZONES = ("新区", "开发区", "高新区", "经开区", "示范区", "合作区", "度假区")


class _Matcher:
    """Finds the names that a page is known to use, wherever they stand in it."""

    def __init__(self, known: Mapping[str, Found]) -> None:
        self._names = sorted(known)
        self._known = [known[name] for name in self._names]
        self._automaton = AhoCorasick(self._names, implementation=Implementation.ContiguousNFA)

    def find(self, sentence: Sighted) -> list[Found]:
        """Return the known names in a sentence; a name must begin or end where a word does."""
        return [
            self._known[number].at(start, stop)
            for number, start, stop in self._automaton.find_matches_as_indexes(sentence.chars, overlapping=True)
            if sentence.words.begins(start) or sentence.words.begins(stop)
        ]
