"""Say whose a figure is: the name before it in its clause, or the thing spoken of that may have such a figure.

What is counted tells what may own it (`owners` in `figures.yaml`): 总投资 a project or a place, 营业收入 a firm, 客流量
what people go to. Names that only say where or by whom (由…, 选址…) own nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from kg.extract.encode import Unit
from kg.extract.found import Found
from kg.extract.implied import Implied
from kg.extract.ownership import Called, Ownership, read_ownership
from kg.text.figures import Figure

__all__ = ["Owner", "Spoken", "choose_owner"]

_ACT = "figure.of-agent"
_OWN = "figure.of-name"
_HAS = "figure.of-thing"
_CLAUSE = "，；："
_LISTED = re.compile(r"[^，。；：]{0,60}等[^，。；：等]{0,16}")
_NEAR_LIST = re.compile(r"([^，。；：、等]{0,8})[、等]")
_BEFORE_NAME = re.compile(r"(?:了|\d{4}年?|[\d.]+[万亿]?[^\d，。；、]{1,4}的)$")
_WHERE = re.compile(r"里|内(?!设)|沿线|一带|附近")
_IN_PLACES = re.compile(r"[在沿从对为向由][^，。；：在沿从对为向由]{1,24}、$")
_FAR = 60
_BEHIND = 25
_LIGHT = 2
_IN_PASSING = ("深入实施", "还成立", "还组建")  # its figures go on to be the subject's
_NEVER_BY_NAME = frozenset({"Person", "GovernmentBody", "Company", "Policy", "Award"})
_SPENT_ON = frozenset(
    {"Project", "Place", "School", "MedicalInstitution", "ResidentialCompound", "Road", "Organization"}
)


class Owner(NamedTuple):
    """What a figure is of, by which rule; `lasts`: it holds for what follows, until another subject is named."""

    found: Found
    rule: str
    lasts: bool = False
    stop: int = 0


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a figure's sentence speaks of.

    `units`: its names, carried subjects among them; `last`: what was named before, by slot; `deed`: the clause tells
    what somebody did; `previous`: what the figure before is of.
    """

    figure: Figure
    chars: str
    units: list[Unit]
    last: Implied
    deed: bool
    previous: Owner | None = None

    @property
    def clause(self) -> int:
        """Where the clause begins in which the figure or its indicator begins."""
        start = min(self.figure.start, self.figure.indicator_start)
        return max(self.chars.rfind(mark, 0, start) for mark in _CLAUSE) + 1

    def before(self, words: Ownership) -> list[Unit]:
        """Return the names before it, but those of a list of which it tells how many there are."""
        start = min(self.figure.start, self.figure.indicator_start)
        named = [u for u in self.units if u.members and u.stop <= start]
        return [u for u in named if u.carried or not _in_list(self.chars, u, self.figure.start, words)]

    def states_subject(self, words: Ownership) -> bool:
        """Say whether a clause before, or this one, names a subject in the sentence."""
        named = (u for u in self.units if u.members and not u.carried and u.type != "Person" and u.stop <= self.clause)
        return any(_opens_clause(self, u, words) for u in named)

    def one_of(self, unit: Unit) -> Found:
        """Return the name of a unit; of several, the home, else the first."""
        home = self.last.get("frame")
        name = home.name if isinstance(home, Found) else None
        return next((found for found in unit.members if found.name == name), unit.members[0])


def choose_owner(spoken: Spoken) -> Owner | None:
    """Return what owns a figure, None if nothing does."""
    words = read_ownership()
    kind = words.kind(spoken.figure.indicator, spoken.figure.unit)
    types = kind or words.any
    head = _head(spoken, words)
    for owner in _candidates(spoken, words, types, general=kind is None):
        fits = owner.found.type in types or _by_name(owner, spoken)
        if fits and owner.rule == _OWN:
            return owner
        if fits and head is None:
            return owner
        if fits and head is not None and head.fits(owner.found):
            return owner._replace(lasts=True, stop=spoken.figure.stop)
    return None


def _by_name(owner: Owner, spoken: Spoken) -> bool:
    """Say whether a name may own what others of its kind do not: it stands before it, or is a person who did it."""
    if owner.rule == _OWN:
        return owner.found.type not in _NEVER_BY_NAME
    return owner.found.type == "Person" and owner.rule == _ACT and owner.stop > 0


def _head(spoken: Spoken, words: Ownership) -> Called | None:
    """Return what the clause speaks of by a noun alone, or the sentence, where it has named no subject since."""
    for start in (spoken.clause, 0):
        head = words.heads.match(spoken.chars, start)
        if head and head.end() <= spoken.figure.start and (start == spoken.clause or not spoken.states_subject(words)):
            return words.kinds_of[head[1]] if head[1] else words.edition
    return None


def _candidates(spoken: Spoken, words: Ownership, types: tuple[str, ...], *, general: bool) -> Iterator[Owner]:
    """Yield what may own a figure, the likeliest first."""
    before = spoken.before(words)
    yield from _behind(spoken, words)
    held = _held(spoken, before, words)
    own = list(_own(spoken, before, words))
    if held and _takes(held[0], own, spoken, before, words):
        yield from held
    yield from own
    if held and (spoken.previous is None or spoken.previous.stop <= held[0].stop):
        yield from held
    yield from _carried_on(spoken, before)
    yield from _relative(spoken, before, words)
    yield from held
    yield from _of_scene(spoken, words)
    yield from _of_completed(spoken, words)
    yield from _carried(spoken, before, words)
    part = spoken.chars.rfind("；", 0, spoken.clause)
    for unit in reversed(before):
        if not unit.carried and unit.start > part and _is_thing(spoken.chars, unit, words):
            yield Owner(spoken.one_of(unit), _HAS)
    yield from _recent(spoken.last, _ACTIVE if general else types)


_ACTIVE = ("Event", "Project")


def _in_list(chars: str, unit: Unit, stop: int, words: Ownership) -> bool:
    """Say whether a name is only a member of a list that 等 or the figure ends: A、B等16家, A、B、C3处."""
    if chars.startswith("等", unit.stop):
        return True
    if unit.stop == stop:
        return len(unit.members) > 1 or chars.startswith("、", unit.start - 1)
    near = _NEAR_LIST.match(chars, unit.stop)
    if near is None or words.acts.search(near[1]):
        return False
    return _LISTED.fullmatch(chars, unit.stop, stop) is not None


def _behind(spoken: Spoken, words: Ownership) -> Iterator[Owner]:
    """Yield the name behind a figure that the figure describes: 全长1.6公里的模式口大街, 投资2亿元建设…基地."""
    figure, chars = spoken.figure, spoken.chars
    spends = figure.indicator.endswith(words.spent) and not figure.indicator.endswith("总投资")
    for unit in spoken.units:
        if unit.type == "Event" and unit.stop == figure.start and not unit.carried and figure.unit in words.held_units:
            yield Owner(spoken.one_of(unit), _OWN)
        if unit.carried or not unit.members or unit.start < figure.stop:
            continue
        described = unit.start == figure.stop + 1 and chars.startswith("的", figure.stop)
        if described or (spends and unit.type in _SPENT_ON and _is_built(chars, figure.stop, unit.start, words)):
            yield Owner(spoken.one_of(unit), _OWN)


def _is_built(chars: str, start: int, stop: int, words: Ownership) -> bool:
    """Say whether a name at `stop` is what money is spent on that stands before `start`."""
    return stop - start <= _FAR and words.builds.fullmatch(chars, start, _without(chars, stop)) is not None


def _without(chars: str, stop: int) -> int:
    """Step back over 了, a year and 2.3公里的 before a name."""
    found = _BEFORE_NAME.search(chars, max(0, stop - 12), stop)
    return found.start() if found else stop


def _own(spoken: Spoken, before: list[Unit], words: Ownership) -> Iterator[Owner]:
    """Yield the names of the clause that may be its subject: the last that 的 joins to a description, then the first."""
    named = [u for u in before if not u.carried and u.start >= spoken.clause and _may_act(spoken.chars, u, words)]
    described = [u for u in reversed(named) if spoken.chars.startswith("的", u.start - 1)]
    for unit in (*described, *named):
        pivot = spoken.chars.endswith(words.acted_on, 0, unit.start)
        yield Owner(spoken.one_of(unit), _OWN, not pivot, spoken.figure.stop)


def _takes(held: Owner, own: list[Owner], spoken: Spoken, before: list[Unit], words: Ownership) -> bool:
    """Say whether what is held comes before the clause's own subject: its people, and what a firm builds for it."""
    if held.found.type == "Project":
        return bool(own) and own[0].found.type == "Company"
    return not spoken.deed and spoken.figure.unit in words.attending and not _owns(spoken, before)


def _owns(spoken: Spoken, before: list[Unit]) -> bool:
    """Say whether only 的 stands between a name and the figure: 河西区中医院的5位医生."""
    return any(u.stop == spoken.figure.start - 1 and spoken.chars[u.stop] == "的" for u in before if not u.carried)


def _may_act(chars: str, unit: Unit, words: Ownership) -> bool:
    """Say whether a name may be a subject: no preposition or verb stands before it, and it does no work for another."""
    pivot = unit.type == "Company" and words.acts.match(chars, unit.stop)
    if chars.endswith(words.not_after, 0, unit.start) or (chars.endswith(words.acted_on, 0, unit.start) and not pivot):
        return False
    if _WHERE.match(chars, unit.stop) or _IN_PLACES.search(chars, max(0, unit.start - _BEHIND), unit.start):
        return False
    quoted = chars[unit.start - 1 : unit.start] == "“" and chars[unit.stop : unit.stop + 1] != "”"
    return not quoted and not words.undertakes.match(chars, unit.stop)


def _is_thing(chars: str, unit: Unit, words: Ownership) -> bool:
    """Say whether figures behind a name may be its own though it is no subject."""
    if unit.type == "Product":
        return True
    firm = unit.type == "Company" and chars.endswith(words.acted_on, 0, unit.start)
    return (
        not firm and not chars.endswith(words.not_after, 0, unit.start) and not words.undertakes.match(chars, unit.stop)
    )


def _carried_on(spoken: Spoken, before: list[Unit]) -> Iterator[Owner]:
    """Yield what the figure before is of, where it was named there and no other subject has been since."""
    previous = spoken.previous
    if previous is not None and previous.lasts and not _subject_since(spoken, before, previous.stop):
        yield previous._replace(rule=_HAS)


def _subject_since(spoken: Spoken, before: list[Unit], place: int) -> bool:
    """Say whether the subject that the clause carries was named behind a place."""
    subject = next((u.members for u in before if u.carried and u.start >= spoken.clause), None)
    return subject is not None and not any(u.start < place and u.members == subject for u in spoken.units)


def _relative(spoken: Spoken, before: list[Unit], words: Ownership) -> Iterator[Owner]:
    """Yield the subject of an earlier clause that stands behind a description: 她居住的锦园南苑建于1998年，…"""
    chars = spoken.chars
    for unit in reversed(before):
        described = not unit.carried and unit.start < spoken.clause and chars.startswith("的", unit.start - 1)
        if (
            described
            and _opens(chars, unit)
            and _may_act(chars, unit, words)
            and not _subject_since(spoken, before, unit.stop)
        ):
            yield Owner(spoken.one_of(unit), _HAS, True, spoken.figure.stop)


def _opens(chars: str, unit: Unit) -> bool:
    """Say whether a clause begins with the description of a name, no verb before it but those of the description."""
    clause = max(chars.rfind(mark, 0, unit.start) for mark in (*_CLAUSE, "。")) + 1
    return unit.start - clause <= _BEHIND and not re.search("[了由]", chars[clause : unit.start])


def _held(spoken: Spoken, before: list[Unit], words: Ownership) -> list[Owner]:
    """Return the event, the project or the like that the sentence says somebody holds, starts or founds."""
    chars = spoken.chars
    held = [u for u in before if not u.carried and u.start < spoken.clause and _is_held(chars, u, words)]
    found = [u for u in held if not _subject_since(spoken, before, u.stop)]
    return [Owner(spoken.one_of(u), _HAS, True, u.stop) for u in found[-1:]]


def _is_held(chars: str, unit: Unit, words: Ownership) -> bool:
    place = _without(chars, unit.start)
    if unit.type == "Event" and chars.startswith("办", unit.stop) and chars.endswith(("把", "将"), 0, unit.start):
        return True
    verbs = words.holds.get(unit.type, ("\n",))
    return chars.endswith(verbs, 0, place) and not chars.endswith(_IN_PASSING, 0, place)


def _of_scene(spoken: Spoken, words: Ownership) -> Iterator[Owner]:
    """Yield the event of which the sentence tells a scene, if it names no subject of its own."""
    if words.scenes.match(spoken.chars) and not spoken.states_subject(words):
        event = spoken.last.get("mainEvent") or spoken.last.get("lastEvent")
        if isinstance(event, Found):
            yield Owner(event, _HAS, True, spoken.figure.stop)


def _of_completed(spoken: Spoken, words: Ownership) -> Iterator[Owner]:
    """Yield the project of which a sentence without a subject says how much is done: 截至目前，已完成19个小区."""
    if words.completes.match(spoken.chars, spoken.clause) and not spoken.states_subject(words):
        project, before = (
            spoken.last.get("lastProject"),
            [f.sentence for f in (*spoken.last.latest.values(), *spoken.last.main.values())],
        )
        if isinstance(project, Found) and project.sentence >= max(before) - 1:
            yield Owner(project, _HAS, True, spoken.figure.stop)


def _carried(spoken: Spoken, before: list[Unit], words: Ownership) -> Iterator[Owner]:
    """Yield the subjects that the clause carries on, then those that the clauses before it do."""
    rule = _ACT if spoken.deed else _HAS
    carried = [u for u in before if u.carried and not _only_undertakes(u, spoken, words)]
    now = [u for u in carried if u.start >= spoken.clause]
    opening = [u for u in before if not u.carried and _opens_clause(spoken, u, words)]
    for unit in (*now, *sorted((*carried, *opening), key=lambda u: -u.start)):
        stated = any(not u.carried and u.members == unit.members for u in before)
        yield Owner(spoken.one_of(unit), rule, stop=int(stated))


def _opens_clause(spoken: Spoken, unit: Unit, words: Ownership) -> bool:
    """Say whether a name is the subject of a clause before."""
    clause = max(spoken.chars.rfind(mark, 0, unit.start) for mark in _CLAUSE) + 1
    return clause < spoken.clause and unit.start - clause <= _LIGHT and _may_act(spoken.chars, unit, words)


def _only_undertakes(unit: Unit, spoken: Spoken, words: Ownership) -> bool:
    """Say whether a carried subject only did the work in a clause before: 由…公司承建，总投资…"""
    stated = [u for u in spoken.units if not u.carried and u.members == unit.members and u.start < spoken.clause]
    return bool(stated) and words.undertakes.match(spoken.chars, stated[-1].stop) is not None


def _recent(last: Implied, types: tuple[str, ...]) -> Iterator[Owner]:
    """Yield what was named before: what the paragraph names first, then what was named last."""
    for slot, near in (("main", types), ("last", _ACTIVE)):
        for type_ in (type_ for type_ in near if type_ in types):
            found = last.get(f"{slot}{type_}")
            if isinstance(found, Found):
                yield Owner(found, _HAS)
