"""Join the short forms of a page to the full ones, where the page leaves no doubt which they stand for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from operator import add

from kg.extract import Extraction
from kg.extract.areas import Gazetteer, gazetteer_of
from kg.resolve.forms import Doubt, Form, PageForms, joined, read_names, read_people
from kg.resolve.judge import Finding, Judge
from kg.resolve.keys import Identifier, Key, identifier_of
from kg.rules.schema import Pack

__all__ = ["FormReader", "form_reader"]

_LISTING = frozenset({"、", "和", "与", "及", "以及"})
_LISTING_BEGINS = frozenset(word[0] for word in _LISTING)
MOST_COMPARISONS = 200_000  # on a page: some seconds; a newspaper's page needs a thousand
_MARGIN = 0.02  # two full names that a short form likens as much as this leave it open which is meant


@dataclass(frozen=True, slots=True)
class _Likeness:
    """The form that another may be short for, its number, how far and why."""

    confidence: float
    number: int
    kind: str
    apart: str = ""


class FormReader:
    """Reads the forms of pages by the rules of a pack."""

    def __init__(self, identifier: Identifier, judge: Judge, gazetteer: Gazetteer) -> None:
        self.identifier = identifier
        self.judge = judge
        self.gazetteer = gazetteer

    def read(self, page: Extraction) -> PageForms:
        """Return the forms of a page, those of persons last."""
        frame = self.gazetteer.frame(page.document.frame, page.document.text)
        forms = read_names(page, self.identifier, frame)
        joiner = _Joiner(page, forms, self.judge)
        joiner.join()
        bodies = {number: joiner.root(place).key for place, form in enumerate(forms) for number in form.mentions}
        people = read_people(page, self.identifier, frame, bodies)
        return PageForms((*joiner.forms, *people), tuple(joiner.doubts))


@lru_cache(maxsize=4)
def form_reader(pack: Pack) -> FormReader:
    """Return what reads the forms of pages by the rules of a pack."""
    identifier = identifier_of(pack)
    return FormReader(identifier, Judge(identifier), gazetteer_of(pack))


class _Joiner:
    """Goes through the forms of a page from the longest to the shortest and finds what each is short for."""

    def __init__(self, page: Extraction, forms: list[Form], judge: Judge) -> None:
        self.forms = forms
        self.doubts: list[Doubt] = []
        self._judge = judge
        self._declared = _declared(page, forms, judge.rules.declared)
        self._apart = dict.fromkeys(_listed(page, forms), "listed") | dict.fromkeys(_related(page, forms), "related")
        self._headlines = _headline_forms(page, forms)
        beginnings = frozenset(form.key.name[:2] for form in forms)
        self._seen: dict[str, _Seen] = defaultdict(lambda: _Seen(beginnings))
        self._compared = 0
        self._members: dict[int, list[int]] = defaultdict(list)

    def root(self, number: int) -> Form:
        """Return the full form that a form stands for."""
        form = self.forms[number]
        return self.forms[form.joined] if form.joined >= 0 else form

    def join(self) -> None:
        """Join each form to the one it is short for; where that is open, note a doubt."""
        order = sorted(range(len(self.forms)), key=lambda number: _fullest_first(self.forms[number]))
        for number in order:
            self._place(number)
            self._seen[self.forms[number].key.group].add(number, self.forms[number].key.name)

    def _place(self, number: int) -> None:
        best = self._best(number)
        if not best:
            return
        self.doubts += [
            Doubt(number, likeness.number, likeness.kind, likeness.apart) for likeness in best if likeness.apart
        ]
        for other in best:
            if other.kind == "overgrown" and not other.apart:
                self._join_into(other.number, number, "overgrown")
        free = [other for other in best if not other.apart and other.kind != "overgrown"]
        if not free:
            return
        first, *others = free
        rivals = [other for other in others if other.confidence > first.confidence - _MARGIN]
        if first.confidence >= self._judge.rules.merge and not rivals:
            self._join_into(number, first.number, first.kind)
            return
        for likeness in (first, *rivals):
            self.doubts.append(Doubt(number, likeness.number, likeness.kind, "several" if rivals else ""))

    def _join_into(self, number: int, root: int, kind: str) -> None:
        """Join a form, and all that is joined to it, to another."""
        self.forms[number] = joined(self.forms[number], root, kind)
        for place in self._members[number]:
            self.forms[place] = joined(self.forms[place], root, self.forms[place].kind)
        self._members[root] += [number, *self._members.pop(number)]

    def _best(self, number: int) -> list[_Likeness]:
        """Return the full forms that a form may be short for, the likest first, each once."""
        found = dict[int, _Likeness]()
        for other in self._comparable(number):
            root = self.forms[other].joined if self.forms[other].joined >= 0 else other
            likeness = self._liken(number, other, root)
            if likeness and (root not in found or found[root].confidence < likeness.confidence):
                found[root] = likeness
        return sorted(found.values(), key=lambda likeness: (-likeness.confidence, likeness.number))

    def _comparable(self, number: int) -> list[int]:
        """Return the forms that one may be short for; where a page names more than any does, only those declared."""
        seen, name = self._seen[self.forms[number].key.group], self.forms[number].key.name
        others = seen.like(name if self._compared < MOST_COMPARISONS else "", self._declared[number])
        self._compared += len(others)
        return others

    def _liken(self, number: int, other: int, root: int) -> _Likeness | None:
        if not self._declared[number].isdisjoint((root, other)):
            return _Likeness(self._judge.confidence("declared", page=True), root, "declared")
        one, long = self.forms[number].key, self.forms[other].key
        if one.name == long.name and one == long:  # a community's name in two streets
            return None
        finding = self._judge.compare(one, long) if _may_be_like(one, long) else Finding()
        kind = finding.kind
        if kind == "middle" and number in self._headlines:
            kind = "headline"
        confidence = self._judge.confidence(kind, page=True) if kind else 0.0
        if confidence < self._judge.rules.doubt:
            return None
        apart = self._apart.get((number, root)) or self._apart.get((number, other)) or ""
        is_nested = (
            kind == "start" and apart == "related"
        )  # 江海智谷 within 江海智谷产业园 is taken for a place of its own
        return _Likeness(confidence, root, kind, "" if is_nested else apart)


class _Seen:
    """The forms gone through so far, found by what a shorter one must have in common with them.

    `beginnings`: the first two characters of all forms; no others are looked for in a longer one.
    """

    def __init__(self, beginnings: frozenset[str]) -> None:
        self._beginnings = beginnings
        self._ranks: dict[int, int] = {}
        self._having: dict[str, list[int]] = defaultdict(list)
        self._ending: dict[str, list[int]] = defaultdict(list)

    def add(self, number: int, name: str) -> None:
        """Take in a form: by its last character, and by each two characters in a row."""
        self._ranks[number] = len(self._ranks)
        for piece in self._beginnings.intersection([*name, *map(add, name, name[1:])]):
            self._having[piece].append(number)
        self._ending[name[-1:]].append(number)

    def like(self, name: str, others: Iterable[int]) -> list[int]:
        """Return the forms that are worth a comparison, and those of some others that are here, in order."""
        found = {number for number in others if number in self._ranks}
        if name:
            found.update(self._having[name[:2]], self._ending[name[-1:]])
        return sorted(found, key=self._ranks.__getitem__)


def _fullest_first(form: Form) -> tuple[int, bool, Key]:
    """Order the longest first, of one length those that say which edition they are."""
    return -len(form.key.name), not form.key.mark, form.key


def _may_be_like(short: Key, long: Key) -> bool:
    """Say at a glance whether a comparison is worth while: one misread character leaves a common end or beginning."""
    a, b = short.name, long.name
    return a[-1:] == b[-1:] or a[:2] in b


def _by_mention(forms: list[Form]) -> dict[int, int]:
    return {number: place for place, form in enumerate(forms) for number in form.mentions}


def _declared(page: Extraction, forms: list[Form], rules: frozenset[str]) -> dict[int, set[int]]:
    """Return, by short form, the full ones that the page declares: the last of its group before the brackets."""
    place = _by_mention(forms)
    found: dict[int, set[int]] = defaultdict(set)
    bodies: dict[int, list[int]] = defaultdict(list)  # by sentence, their mentions
    for number, mention in enumerate(page.mentions):
        if number in place and forms[place[number]].key.group == "body":
            bodies[mention.sentence].append(number)
    for number, mention in enumerate(page.mentions):
        if mention.rule not in rules or number not in place:
            continue
        before = [
            place[n]
            for n in bodies[mention.sentence]
            if page.mentions[n].span.stop <= mention.span.start and place[n] != place[number]
        ]
        if before:
            found[place[number]].add(before[-1])
    return found


def _related(page: Extraction, forms: list[Form]) -> set[tuple[int, int]]:
    """Return the pairs of forms between which the page states a relation: they are two things."""
    place = _by_mention(forms)
    pairs = ((place.get(f.subject), place.get(f.object)) for f in page.facts if isinstance(f.object, int))
    return {
        pair for one, other in pairs if one is not None and other is not None for pair in ((one, other), (other, one))
    }


def _listed(page: Extraction, forms: list[Form]) -> set[tuple[int, int]]:
    """Return the pairs of forms that stand side by side in a list (环宇城、万象城): they are two things."""
    place, text = _by_mention(forms), page.document.text
    starting = defaultdict(list)
    for number, mention in enumerate(page.mentions):
        if number in place:
            starting[mention.span.start].append(number)
    found: set[tuple[int, int]] = set()
    for number, mention in enumerate(page.mentions):
        if text[mention.span.stop : mention.span.stop + 1] not in _LISTING_BEGINS:
            continue
        for length in (1, 2):
            between = text[mention.span.stop : mention.span.stop + length]
            if number in place and between in _LISTING:
                others = (place[n] for n in starting.get(mention.span.stop + length, ()))
                found.update(pair for other in others for pair in ((place[number], other), (other, place[number])))
    return found


def _headline_forms(page: Extraction, forms: list[Form]) -> frozenset[int]:
    """Return the forms that stand in headlines alone, where names are cut short."""
    headlines = {sentence.index for sentence in page.sentences if sentence.paragraph < 0}
    return frozenset(
        place
        for place, form in enumerate(forms)
        if all(page.mentions[number].sentence in headlines for number in form.mentions)
    )
