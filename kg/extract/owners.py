"""Say whose a figure is: the name before it in its clause, or the thing spoken of that may have such a figure.

What is counted tells what may own it (`owners` in `figures.yaml`): 总投资 a project or a place, 营业收入 a firm, 客流量
what people go to. Names that only say where or by whom (由…, 选址…) own nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.encode import Unit
from kg.extract.ownership import Called, Ownership, read_ownership
from kg.extract.spoken import Owner, Spoken, clause_start, may_act

__all__ = ["choose_owner"]

_ACT = "figure.of-agent"
_OWN = "figure.of-name"
_HAS = "figure.of-thing"
_BEFORE_NAME = re.compile(
    r"(?:了?(?:今年|新年|新春|年度|全区|全市|全县|全省|全国)|了|\d{4}年?|[\d.]+[万亿]?[^\d，。；、]{1,4}的)$"
)
_PROJECTS = re.compile(r"项目\d+余?[个项]，$|\d+余?[个项][^，。；：\d]{0,10}项目，$")
_LONGEST_COUNT = 20
_FAR = 60
_LONGEST_DESCRIPTION = 25
_ACTIVE = ("Event", "Project")
_IN_PASSING = ("深入实施", "还成立", "还组建")  # its figures go on to be the subject's
_NEVER_BY_NAME = frozenset({"Person", "GovernmentBody", "Company", "Policy", "Award"})
_SPENT_ON = frozenset(
    {"Project", "Place", "School", "MedicalInstitution", "ResidentialCompound", "Road", "Organization"}
)


def choose_owner(spoken: Spoken) -> Owner | None:
    """Return what owns a figure, None if nothing does."""
    words = read_ownership()
    kind = words.kind(spoken.figure.indicator, spoken.figure.unit)
    types = kind or words.any
    head = _head(spoken, words)
    for owner in _candidates(spoken, words, types, general=kind is None):
        fits = owner.found.type in types or _by_name(owner) or _sums_up(spoken, owner)
        if fits and (head is None or owner.rule == _OWN):
            return owner
        if fits and head is not None and head.fits(owner.found):
            return owner._replace(lasts=True, stop=spoken.figure.stop)
    return None


def _by_name(owner: Owner) -> bool:
    """Say whether a name may own what others of its kind do not: it stands before it, or is a person who did it."""
    if owner.rule == _OWN:
        return owner.found.type not in _NEVER_BY_NAME
    return owner.found.type == "Person" and owner.rule == _ACT


def _sums_up(spoken: Spoken, owner: Owner) -> bool:
    """Say whether a figure is of all projects that the one before counts: 全区签约项目57个，总投资655亿元."""
    if owner.found.type != "AdministrativeArea" or spoken.previous is None or spoken.previous.found != owner.found:
        return False
    named = any(owner.found in unit.members and not unit.carried for unit in spoken.before())
    return named and bool(_PROJECTS.search(spoken.chars, max(0, spoken.clause - _LONGEST_COUNT), spoken.clause))


def _head(spoken: Spoken, words: Ownership) -> Called | None:
    """Return what the clause speaks of by a noun alone, or the sentence, where it has named no subject since."""
    for start in (spoken.clause, 0):
        head = words.heads.match(spoken.chars, start)
        if head and head.end() <= spoken.figure.start and (start == spoken.clause or not spoken.states_subject()):
            return words.kinds_of[head[1]] if head[1] else words.edition
    return None


def _candidates(spoken: Spoken, words: Ownership, types: tuple[str, ...], *, general: bool) -> Iterator[Owner]:
    """Yield what may own a figure, the likeliest first."""
    before = spoken.before()
    yield from _behind(spoken, words)
    held = _held(spoken, before, words)
    own = list(_own(spoken, before, words))
    if held and _takes(held[0], own, spoken, before):
        yield from held
    yield from own
    if held and (spoken.previous is None or spoken.previous.stop <= held[0].stop):
        yield from held
    yield from _carried_on(spoken)
    yield from _relative(spoken, before)
    yield from held
    quoted = spoken.quoted_subject()
    if quoted is not None:
        yield from (Owner(f, _HAS, True, spoken.figure.stop) for f in spoken.known() if f.name.startswith(quoted))
        return
    yield from _of_scene(spoken, words)
    yield from _of_completed(spoken, words)
    yield from _carried(spoken, before)
    part = spoken.chars.rfind("；", 0, spoken.clause)
    for unit in reversed(before):
        if not unit.carried and unit.start > part and _is_thing(spoken.chars, unit, words):
            yield Owner(spoken.one_of(unit), _HAS)
    yield from _recent(spoken, _ACTIVE if general else types)


def _behind(spoken: Spoken, words: Ownership) -> Iterator[Owner]:
    """Yield the name behind a figure that the figure describes: 全长1.6公里的模式口大街, 投资2亿元建设…基地."""
    figure, chars = spoken.figure, spoken.chars
    spends = figure.indicator.endswith(words.spent) and not figure.indicator.endswith("总投资")
    for unit in spoken.units:
        if unit.type == "Event" and unit.stop == figure.start and not unit.carried and figure.unit in words.held_units:
            yield Owner(spoken.one_of(unit), _OWN)
        if unit.carried or not unit.members or unit.start < figure.stop:
            continue
        counted = chars[unit.stop : unit.stop + 1].isdigit()  # 建成驿站26个
        described = unit.start == figure.stop + 1 and chars.startswith("的", figure.stop)
        if described or (
            spends and not counted and unit.type in _SPENT_ON and _is_built(chars, figure.stop, unit.start, words)
        ):
            yield Owner(spoken.one_of(unit), _OWN)


def _is_built(chars: str, start: int, stop: int, words: Ownership) -> bool:
    """Say whether a name at `stop` is what money is spent on that stands before `start`."""
    return stop - start <= _FAR and words.builds.fullmatch(chars, start, _without(chars, stop)) is not None


def _without(chars: str, stop: int) -> int:
    """Step back over 了, a year and 2.3公里的 before a name."""
    found = _BEFORE_NAME.search(chars, max(0, stop - 12), stop)
    return found.start() if found else stop


def _own(spoken: Spoken, before: list[Unit], words: Ownership) -> Iterator[Owner]:
    """Yield the names that may be the clause's subject: the last that 的 joins to a description, then the first."""
    named = [u for u in before if not u.carried and u.start >= spoken.clause and may_act(spoken.chars, u)]
    described = [u for u in reversed(named) if spoken.chars.startswith("的", u.start - 1)]
    for unit in (*described, *named):
        pivot = spoken.chars.endswith(words.acted_on, 0, unit.start)
        yield Owner(spoken.one_of(unit), _OWN, not pivot, spoken.figure.stop)


def _takes(held: Owner, own: list[Owner], spoken: Spoken, before: list[Unit]) -> bool:
    """Say whether what is held comes before the clause's own subject: its people, and what a firm builds for it."""
    if held.found.type == "Project":
        return bool(own) and own[0].found.type == "Company"
    return not spoken.deed and spoken.figure.unit in read_ownership().attending and not _owns(spoken, before)


def _owns(spoken: Spoken, before: list[Unit]) -> bool:
    """Say whether only 的 stands between a name and the figure: 河西区中医院的5位医生."""
    return any(u.stop == spoken.figure.start - 1 and spoken.chars[u.stop] == "的" for u in before if not u.carried)


def _carried_on(spoken: Spoken) -> Iterator[Owner]:
    """Yield what the figure before is of, where it was named there and no other subject has been since."""
    previous = spoken.previous
    if previous is not None and previous.lasts and not spoken.has_subject_since(previous.stop):
        yield previous._replace(rule=_HAS)


def _relative(spoken: Spoken, before: list[Unit]) -> Iterator[Owner]:
    """Yield the subject of an earlier clause that stands behind a description: 她居住的锦园南苑建于1998年，…"""
    chars = spoken.chars
    for unit in reversed(before):
        if unit.carried or unit.start >= spoken.clause or not chars.startswith("的", unit.start - 1):
            continue
        if _opens(chars, unit) and may_act(chars, unit) and not spoken.has_subject_since(unit.stop):
            yield Owner(spoken.one_of(unit), _HAS, True, spoken.figure.stop)


def _opens(chars: str, unit: Unit) -> bool:
    """Say whether a clause begins with the description of a name, no verb before it but those of the description."""
    clause = clause_start(chars, unit.start)
    return unit.start - clause <= _LONGEST_DESCRIPTION and not re.search("[了由]", chars[clause : unit.start])


def _held(spoken: Spoken, before: list[Unit], words: Ownership) -> list[Owner]:
    """Return the event, the project or the like that the sentence says somebody holds, starts or founds."""
    chars = spoken.chars
    held = [u for u in before if not u.carried and u.start < spoken.clause and _is_held(chars, u, words)]
    found = [u for u in held if not spoken.has_subject_since(u.stop)]
    return [Owner(spoken.one_of(u), _HAS, True, u.stop) for u in found[-1:]]


def _is_held(chars: str, unit: Unit, words: Ownership) -> bool:
    place = _without(chars, unit.start)
    if unit.type == "Event" and chars.startswith("办", unit.stop) and chars.endswith(("把", "将"), 0, unit.start):
        return True
    verbs = words.holds.get(unit.type, ("\n",))
    return chars.endswith(verbs, 0, place) and not chars.endswith(_IN_PASSING, 0, place)


def _of_scene(spoken: Spoken, words: Ownership) -> Iterator[Owner]:
    """Yield the event of which the sentence tells a scene, if it names no subject of its own."""
    event = spoken.named("mainEvent") or spoken.named("lastEvent")
    if event is not None and words.scenes.match(spoken.chars) and not spoken.states_subject():
        yield Owner(event, _HAS, True, spoken.figure.stop)


def _of_completed(spoken: Spoken, words: Ownership) -> Iterator[Owner]:
    """Yield the project of which a sentence without a subject says how much is done: 截至目前，已完成19个小区."""
    project = spoken.named("lastProject")
    if project is None or not words.completes.match(spoken.chars, spoken.clause) or spoken.states_subject():
        return
    if project.sentence >= max(found.sentence for found in spoken.last.latest.values()) - 1:
        yield Owner(project, _HAS, True, spoken.figure.stop)


def _carried(spoken: Spoken, before: list[Unit]) -> Iterator[Owner]:
    """Yield the subjects that the clause carries on, then those of the clauses before it; persons if named here."""
    rule = _ACT if spoken.deed else _HAS
    carried = [u for u in before if u.carried and not spoken.only_undertakes(u)]
    now = [u for u in carried if u.start >= spoken.clause]
    opening = [u for u in before if not u.carried and spoken.opens_clause(u)]
    for unit in (*now, *sorted((*carried, *opening), key=lambda u: -u.start)):
        if unit.type != "Person" or any(not u.carried and u.members == unit.members for u in before):
            yield Owner(spoken.one_of(unit), rule)


def _is_thing(chars: str, unit: Unit, words: Ownership) -> bool:
    """Say whether figures behind a name may be its own though it is no subject."""
    if unit.type == "Product":
        return True
    verbs = words.acted_on if unit.type == "Company" else ()
    return not chars.endswith((*words.not_after, *verbs), 0, unit.start) and not words.undertakes.match(
        chars, unit.stop
    )


def _recent(spoken: Spoken, types: tuple[str, ...]) -> Iterator[Owner]:
    """Yield what the paragraph names first, of the types in their order, then what was last in action."""
    slots = (*(f"main{t}" for t in types), *(f"last{t}" for t in _ACTIVE if t in types))
    behind = [f for u in spoken.units if not u.carried and u.start >= spoken.figure.stop for f in u.members]
    named = (spoken.named(slot) for slot in slots)
    yield from (Owner(found, _HAS) for found in named if found is not None and found not in behind)
