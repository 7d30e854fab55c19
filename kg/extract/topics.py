"""What an article speaks of: subjects that are carried over to clauses without one, and what was named last."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kg.extract.found import Found
from kg.extract.light import is_light
from kg.extract.unit import Unit
from kg.model import Period
from kg.rules.pattern import DATE

__all__ = ["AGENTS", "QUALIFIERS", "Topics", "carry_subjects"]

QUALIFIERS = frozenset(
    {
        *("AdministrativeArea", "Subdistrict", "Community", "ResidentialCompound", "Road", "Place"),
        *("Company", "GovernmentBody", "Organization"),
    }
)
AGENTS = (QUALIFIERS | {"School", "MedicalInstitution"}) - {"ResidentialCompound", "Road"}
_AGENT_ONLY = re.compile(r"(?:负责|共同|联合)?(?:承建|承办|主办|协办|代建|运营|承接运营|设计|施工|实施|建设)[，。；]?$")
_LED = re.compile(r"(?:[省市区县旗州镇乡]委|党委|工委|党组|政府|人大|人大常委会|政协)$")
_QUALIFIED = re.compile(r"的|内(?!设)|里|等地")
_THIS_IS = re.compile(r"(?:这|此)(?:也|又|还)?是")
_CLAUSE = re.compile(r"[，；：]")


@dataclass(slots=True)
class Topics:
    """What an article speaks of so far: the last subject, and the last one that can act."""

    subject: tuple[Found, ...] = ()
    agent: tuple[Found, ...] = ()
    recent: list[Found] = field(default_factory=list)
    latest: Mapping[str, Found] = field(default_factory=dict)  # by type, what the sentences before named last
    main: Mapping[str, Found] = field(default_factory=dict)  # by type, what the paragraph named first
    date: Period | None = None  # the last day that was given
    lead: tuple[Found, ...] = ()  # the first subject of the article that can act
    paragraph: int = -1
    pair: tuple[Found, ...] = ()  # the last two that 与 joined

    def enter(self, paragraph: int) -> None:
        """Note that a paragraph begins: what it is about is still to be named."""
        if paragraph != self.paragraph:
            self.paragraph = paragraph
            self.main = {}
            self.agent = self.lead
            self.subject = tuple(f for f in self.subject if f.type not in AGENTS)

    def note(self, names: tuple[Found, ...]) -> None:
        """Note the names of a sentence for those that follow; what was noted before is left as it is."""
        if names:
            self.latest = {**self.latest, **{name.type: name for name in names}}
            self.main = {**{name.type: name for name in reversed(names)}, **self.main}


def carry_subjects(chars: str, units: list[Unit], topics: Topics) -> list[Unit]:
    """Return the subjects to insert at clauses that have none, and note the subjects that are stated."""
    inserted: list[Unit] = []
    carried = _topics_to_carry(topics)
    if not (units or carried):
        return inserted
    for start, stop, stated in _clauses(chars, units):
        subject = _stated_subject(chars, start, stop, stated) if stated else None
        if subject is None and _THIS_IS.match(chars, start):
            continue  # 这是X打造的: whoever acts is named
        if subject is None:
            inserted += [Unit(start, start, members, None, True) for members in carried]
        else:
            topics.subject = subject.members
            agent = subject.members if subject.type in AGENTS else _own_body(subject)
            if agent:
                topics.agent = agent
                topics.lead = topics.lead or agent
            carried = _topics_to_carry(topics)
    return inserted


def _own_body(subject: Unit) -> tuple[Found, ...]:
    """Return the body whose post a person holds, if later clauses may be on it: a leader is not his committee."""
    return tuple(b for b in subject.bodies[:1] if b.type != "AdministrativeArea" and not _LED.search(b.name))


def _clauses(chars: str, units: list[Unit]) -> Iterator[tuple[int, int, list[Unit]]]:
    """Yield the ranges of the clauses, each with the units that begin in it; a mark within a unit parts nothing."""
    start = place = 0
    count = len(units)
    within: list[Unit] = []
    for mark in [found.start() for found in _CLAUSE.finditer(chars)]:
        first = place
        while place < count and units[place].start <= mark:
            place += 1
        if place > first:
            within = within + units[first:place]
        if place and units[place - 1].stop > mark:
            continue
        yield start, mark + 1, within
        start, within = mark + 1, []
    yield start, len(chars), within + units[place:]


def _topics_to_carry(topics: Topics) -> list[tuple[Found, ...]]:
    """Return the last subject, and behind it the last one that can act, if that is another."""
    carried = [topics.subject] if topics.subject else []
    if topics.agent and topics.subject != topics.agent:
        carried.append(topics.agent)
    return carried


def _stated_subject(chars: str, start: int, stop: int, units: list[Unit]) -> Unit | None:
    """Return which of the names in a clause opens it, if only adverbs and dates stand before it."""
    light = ""
    position = start
    for unit in units:
        light += chars[position : unit.start]
        position = unit.stop
        if unit.period is not None or not unit.members:
            light += DATE
            continue
        opens = is_light(light) and not _QUALIFIED.match(chars, unit.stop)
        return unit if opens and not _AGENT_ONLY.match(chars[unit.stop : stop]) else None
    return None
