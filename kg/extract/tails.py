"""Members of lists whose end tells what they are.

德才里、红升里、三水南里、郁江南里等18个小区                the noun 小区 names their type
龙城、洛龙、吴家营三家社区卫生服务中心，卫城、站街三镇      the noun belongs to each name
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping

from ahocorasick_rs import AhoCorasick

from kg.extract.found import Found, bare_name
from kg.extract.grow import grow_left
from kg.extract.recognise import Sighted
from kg.extract.tokens import is_common
from kg.rules.schema import Entry, Growth

__all__ = ["TailReader"]

_NOT_IN_NOUNS = r"个(?!体)|家(?![装庭具电长])|名(?![校企店])|支(?!部)|项(?!目)|场(?![馆所])|大(?![学厦])|种(?!业)"
_MEASURE = rf"(?:{_NOT_IN_NOUNS}|[所条座处位类])"
_COUNT = rf"(?:[0-9.,]+|[一二两三四五六七八九十百千]+|数)?(?:余|多)?{_MEASURE}?"
_COUNTED = r"(?<=[^0-9])(?=(?:[0-9]+|[两三四五六七八九十])[个家所条支处座项大])"
_GOVERNING = frozenset(("v", "p", "d", "vd"))
_LOOSE = frozenset({"Organization", "Company", "Project", "Event", "Product", "Place"})  # 等单位, 等项目, 等载体
_TELLING = frozenset({"School", "Company", "GovernmentBody", "MedicalInstitution", "Place", "Organization"})
_SETTLED = frozenset({"Subdistrict", "Community"})  # 三镇, 两村
_AROUND = frozenset({"AdministrativeArea", "Subdistrict"})
_BREAK = re.compile(r"[，。；：！？、“”（）]")
_OTHERS = re.compile(r"等|其[它他]")
_LONGEST_MEMBER = 18
_SHARED = "shared"
_VILLAGES = ("庄", "屯", "寨", "营", "堡", "店", "沟", "坪")  # 杨家庄、宋家屯等村
_QUOTES = "“《"
_AND = "和与及"


class TailReader:
    """Reads the lists of sentences by the nouns of a pack that end them; built once.

    `nouns`: each with the type of the members, and `shared` where it belongs to each member's name.
    """

    def __init__(self, nouns: Iterable[Entry], growth: Growth) -> None:
        entries = sorted((entry for entry in nouns if entry.columns), key=lambda entry: (-len(entry.word), entry.word))
        self._types: Mapping[str, str] = {entry.word: entry.columns[0] for entry in entries}
        self._shared = tuple(entry.word for entry in entries if _SHARED in entry.columns)
        self._nouns = tuple(self._types)
        self._automaton = AhoCorasick(self._nouns)
        self._growth = growth
        short = "|".join(("$^", *(noun for noun in self._shared if self._types[noun] in _SETTLED)))
        self._tail = re.compile(
            rf"(?:等{_COUNT}|{_COUNTED}{_COUNT}|(?<!第)[两二三四五六七八九十](?={short}))(?P<noun>[^，。；：、的]{{0,12}})"
        )

    def read(self, sentence: Sighted, found: Iterable[Found]) -> list[Found]:
        """Return the members of lists whose type is known, but for those that say themselves what they are.

        `found`: what other rules propose.
        """
        if "、" not in sentence.chars and "等" not in sentence.chars:
            return []
        others = list(found)
        telling = {(f.start, f.stop): f.type for f in others if f.type in _TELLING}
        members = [_stripped(member, others, sentence.chars) for member in self._members(sentence, others)]
        return [m for m in members if m.type not in _LOOSE or not _tells(telling.get((m.start, m.stop), ""), m)]

    def _members(self, sentence: Sighted, others: list[Found]) -> list[Found]:
        members: list[Found] = []
        for tail in self._tail.finditer(sentence.chars):
            words = _nominal(sentence, tail.start("noun"), tail.end("noun"))
            noun = self._kind(words)
            if noun is None:
                continue
            ends = {(f.start, f.stop) for f in others}
            found = _proper(sentence, self._list(sentence, tail.start(), self._types[noun], ends))
            open_ = sentence.chars.startswith("等", tail.start())
            if noun in self._shared and words.startswith(noun) and len(found) > 1:
                stop = tail.start() if open_ else tail.start("noun") + len(noun)
                members += _sharing(found, noun, stop, others)
            elif open_ or _are_names(sentence, found):
                members += found
        return members

    def _kind(self, words: str) -> str | None:
        """Return the noun that tells what the members are: at the end of the words, at their beginning, or within.

        Of several, the longest, which is the first.
        """
        hits = self._automaton.find_matches_as_indexes(words, overlapping=True)
        if not hits:
            return None
        ends = [number for number, _, stop in hits if stop == len(words)]
        openings = [number for number, start, _ in hits if start == 0]
        return self._nouns[min(ends or openings or [number for number, _, _ in hits])]

    def _list(self, sentence: Sighted, stop: int, type_: str, names: Container[tuple[int, int]]) -> list[Found]:
        """Return the members of the list that ends at `stop`, from the last to the first; `names` are known ones."""
        members: list[Found] = []
        while stop > 0:
            start = self._start(sentence, stop)
            behind = max(start, sentence.chars.rfind("的", start, stop) + 1)  # 豆花科技的|直播基地
            behind = _behind_name(sentence.chars, behind, stop, names)
            name = bare_name(sentence.chars[behind:stop])
            if not 2 <= len(name) <= _LONGEST_MEMBER or _OTHERS.search(name):
                break
            members.append(Found(behind, stop, type_, "list.tail", 28, name))
            if behind > start and sentence.chars[behind - 1] in _AND:
                stop = behind - 1
                continue
            if start == 0 or sentence.chars[start - 1] != "、":
                break
            stop = start - 1
        return members

    def _start(self, sentence: Sighted, stop: int) -> int:
        """Return where a member begins: behind the 、 before it, else where its name does."""
        before = _BREAK.search(sentence.chars[:stop][::-1])
        if before is not None and before[0] == "、":
            return stop - before.start()
        return grow_left(sentence.chars, sentence.words, stop, growth=self._growth)


def _sharing(members: list[Found], noun: str, stop: int, others: list[Found]) -> list[Found]:
    """Return the members with the noun that belongs to each; the last one's reaches to `stop`."""
    taken = {(f.start, f.stop): f.type for f in others}
    last, *rest = members
    whole = [
        last._replace(stop=stop, strength=30),
        *(m for m in rest if taken.get((m.start, m.stop), m.type) == m.type),
    ]
    ends = (noun, noun[0], *_VILLAGES) if noun == "村" else (noun, noun[0])
    return [m if m.name.endswith(ends) else m._replace(name=m.name + noun) for m in whole]


def _behind_name(chars: str, start: int, stop: int, names: Container[tuple[int, int]]) -> int:
    """Return where a member begins that 和 joins to a known name before it (第三幼儿园和|爱朵托管中心)."""
    joints = (at for at in range(start + 2, stop - 2) if chars[at] in _AND and (start, at) in names)
    return next(joints, start - 1) + 1


def _stripped(member: Found, found: Iterable[Found], chars: str) -> Found:
    """Cut what a member lies in from its left end (北站街道|府北社区)."""
    if member.type not in ("Community", "ResidentialCompound"):
        return member
    stops = (f.stop for f in found if f.start == member.start and f.stop < member.stop - 1 and f.type in _AROUND)
    start = max(stops, default=member.start)
    return member if start == member.start else member.starting(start, chars)


def _tells(type_: str, member: Found) -> bool:
    """Say whether the type that a name has by its own head is firmer than that of the list (but 读书会 may be held)."""
    return bool(type_) and type_ != member.type and not (type_ == "Organization" and member.type == "Event")


def _nominal(sentence: Sighted, start: int, stop: int) -> str:
    """Return the words up to the first verb or preposition: what follows is no part of the tail."""
    for token in sentence.words.within(start, stop):
        if token.start > start and token.tag in _GOVERNING:
            return sentence.chars[start : token.start]
    return sentence.chars[start:stop]


def _proper(sentence: Sighted, members: list[Found]) -> list[Found]:
    """Return the members that can be names: none of common nouns alone (批发市场、商住楼), no trade (电子)."""
    if not members or members[0].type not in _LOOSE:
        return members
    common = {m: sentence.chars[m.start] not in _QUOTES and is_common(sentence.words, m.start, m.stop) for m in members}
    if all(common.values()):
        return []
    return [m for m in members if m.type == "Place" or not common[m] or sentence.words.at(m.start).stop < m.stop]


def _are_names(sentence: Sighted, members: list[Found]) -> bool:
    """Say whether there are two members or more, none of which is a verb (新建、提升50个口袋公园)."""
    words = [sentence.words.at(member.stop - 1) for member in members]
    return len(members) > 1 and not any(word.tag == "v" for word in words)
