"""Names in lists: what stands at the end of a list, or beside one of its members, tells what the others are.

德才里、红升里、三水南里、郁江南里等18个小区        the tail 小区 names their type
万象城、新业广场、凯德国贸、万科广场                 the members of known type name the others'
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from kg.extract.found import Found, bare_name
from kg.extract.grow import grow_left
from kg.extract.recognise import Sighted
from kg.extract.settle import GATHERINGS
from kg.rules.schema import Growth

__all__ = ["join_events", "spread_count", "spread_heads", "spread_persons", "spread_siblings", "spread_tail"]

_COUNT = r"(?:[0-9.,]+|[一二两三四五六七八九十百千]+|数)?(?:余|多)?(?:个|家|所|条|座|处|位|名|支|项|场|大|类|种)?"
_TAIL = re.compile(
    rf"(?:等{_COUNT}|(?<=[^0-9])(?=(?:[0-9]+|[两三四五六七八九十])[个家所条支处座项大]){_COUNT})(?P<noun>[^，。；：、的]{{0,12}})"
)
_SEPARATOR = re.compile(r"、|和|及|以及|与")
_NOT_NOMINAL = frozenset({"v", "p", "d", "u", "uj", "ul", "uz", "ud", "c", "r", "m", "q", "x", "t", "f", "y"})
_SPREADING = frozenset(
    {"Company", "Place", "ResidentialCompound", "Community", "Subdistrict", "School", "Organization", "Product", "Road"}
)


def spread_tail(sentence: Sighted, found: Iterable[Found], types: Mapping[str, str], growth: Growth) -> list[Found]:
    """Return the members of lists that end in 等 and a noun whose type is known, but for those that say what they are.

    `found`: what other rules propose; `types`: noun -> type, the longest nouns first.
    """
    found = list(found)
    telling = {(f.start, f.stop): f.type for f in found if f.type in _TELLING}
    members = [_stripped(m, found, sentence.chars) for m in _spread_tail(sentence, types, growth)]
    return [m for m in members if m.type not in _LOOSE or not _tells(telling.get((m.start, m.stop), ""), m)]


def _stripped(member: Found, found: Iterable[Found], chars: str) -> Found:
    """Cut what a member lies in from its left end (北站街道|府北社区)."""
    if member.type not in ("Community", "ResidentialCompound"):
        return member
    stops = (f.stop for f in found if f.start == member.start and f.stop < member.stop - 1 and f.type in _AROUND)
    return member.starting(max(stops, default=member.start), chars)


_AROUND = frozenset({"AdministrativeArea", "Subdistrict"})


def _tells(type_: str, member: Found) -> bool:
    """Say whether the type that a name has by its own head is firmer than that of the list (but 读书会 may be held)."""
    return bool(type_) and not (type_ == "Organization" and member.type == "Event")


_LOOSE = frozenset({"Organization", "Company", "Project", "Event", "Product", "Place"})  # 等单位, 等项目, 等载体
_TELLING = frozenset({"School", "Company", "GovernmentBody", "MedicalInstitution", "Place", "Organization"})


def _spread_tail(sentence: Sighted, types: Mapping[str, str], growth: Growth) -> list[Found]:
    found: list[Found] = []
    for tail in _TAIL.finditer(sentence.chars):
        words = _nominal(sentence, tail.start("noun"), tail.end("noun"))
        noun = _kind(words, types)
        known = noun is not None and not words.startswith(tuple(_HEADS))
        members = _members(sentence, tail.start(), types[noun], growth) if noun is not None and known else []
        if sentence.chars.startswith("等", tail.start()) or _are_names(sentence, members):
            found.extend(members)
    return found


def _kind(words: str, types: Mapping[str, str]) -> str | None:
    """Return the noun that tells what the members are: at the end of the words, else at their beginning, else within."""
    ways = (words.endswith, words.startswith, words.__contains__)
    return next((noun for way in ways for noun in types if way(noun)), None)


def _nominal(sentence: Sighted, start: int, stop: int) -> str:
    """Return the words up to the first verb or preposition: what follows is no part of the tail."""
    if start >= stop:
        return ""
    for token in sentence.tokens[sentence.index[start] : sentence.index[stop - 1] + 1]:
        if token.start > start and token.tag in _GOVERNING:
            return sentence.chars[start : token.start]
    return sentence.chars[start:stop]


_GOVERNING = frozenset(("v", "p", "d", "vd"))


def spread_heads(sentence: Sighted, found: Iterable[Found], growth: Growth) -> list[Found]:
    """Return the members of a list that share a head (龙城、洛龙、吴家营三家社区卫生服务中心); the last holds the head."""
    taken = {(f.start, f.stop) for f in found}
    spread: list[Found] = []
    for tail in _SHARED.finditer(sentence.chars):
        noun = tail["noun"]
        members = _members(sentence, tail.start(), _HEADS[noun], growth)
        if len(members) < 2:
            continue
        for m in members:
            if m.stop == tail.start():
                m = m._replace(stop=tail.end())  # noqa: PLW2901
            if (m.start, m.stop) not in taken:
                spread.append(m._replace(name=m.name + noun, rule="list.heads", strength=30))
    return spread


_HEADS = {
    **dict.fromkeys(("社区卫生服务中心", "卫生院", "中心卫生院", "医院"), "MedicalInstitution"),
    **dict.fromkeys(("小学", "中学", "幼儿园", "中心校"), "School"),
    **dict.fromkeys(("派出所", "司法所", "税务所", "街道办事处"), "GovernmentBody"),
    **dict.fromkeys(("党群服务中心", "养老服务中心", "社工站", "服务队"), "Organization"),
}
_SHARED = re.compile(
    rf"(?:[两二三四五六七八九十]|[0-9]+)[家所个](?P<noun>{'|'.join(sorted(_HEADS, key=lambda head: -len(head)))})"
)


def spread_count(sentence: Sighted, growth: Growth) -> list[Found]:
    """Return the members of a list that share the word for what they are (卫城、站街三镇)."""
    found: list[Found] = []
    for tail in _COUNTED.finditer(sentence.chars):
        noun = tail["noun"]
        members = _members(sentence, tail.start(), _DIVISIONS[noun], growth)
        if len(members) > 1:
            found += [
                m._replace(name=m.name.removesuffix(noun) + noun, rule="list.count", strength=30) for m in members
            ]
    return found


_DIVISIONS = {"镇": "Subdistrict", "乡": "Subdistrict", "街道": "Subdistrict", "村": "Community", "社区": "Community"}
_COUNTED = re.compile(rf"[两二三四五六七八九十](?P<noun>{'|'.join(_DIVISIONS)})(?![长民级委])")


def _members(sentence: Sighted, stop: int, type_: str, growth: Growth) -> list[Found]:
    """Return the members of the list that ends at `stop`, from the last to the first."""
    members: list[Found] = []
    while stop > 0:
        start = _member_start(sentence, stop, growth)
        behind = max(start, sentence.chars.rfind("的", start, stop) + 1)  # 豆花科技的|直播基地
        name = bare_name(sentence.chars[behind:stop])
        if not 2 <= len(name) <= _LONGEST_MEMBER or _OTHERS.search(name):
            break
        members.append(Found(behind, stop, type_, "list.tail", 28, name))
        if start == 0 or sentence.chars[start - 1] != "、":
            break
        stop = start - 1
    return members


def _are_names(sentence: Sighted, members: list[Found]) -> bool:
    """Say whether there are two members or more, none of which is a verb (新建、提升50个口袋公园)."""
    words = [sentence.tokens[sentence.index[member.stop - 1]] for member in members]
    return len(members) > 1 and not any(word.tag == "v" for word in words)


def _member_start(sentence: Sighted, stop: int, growth: Growth) -> int:
    """Return where a member begins: behind the 、 before it, else where its name does."""
    before = _BREAK.search(sentence.chars[:stop][::-1])
    if before is not None and before[0] == "、":
        return stop - before.start()
    return grow_left(sentence.chars, sentence.tokens, sentence.index, stop, growth=growth)


_BREAK = re.compile(r"[，。；：！？、“”（）]")
_LONGEST_MEMBER = 14
_OTHERS = re.compile(r"等|其[它他]")


def spread_siblings(sentence: Sighted, settled: tuple[Found, ...]) -> list[Found]:
    """Return untyped members of 、-lists, typed as the member beside them."""
    chars = sentence.chars
    if "、" not in chars:
        return []
    found: list[Found] = []
    ends = {f.stop: f for f in settled if f.type in _SPREADING}
    starts = {f.start: f for f in settled}
    for position, char in enumerate(chars):
        if char != "、":
            continue
        left = ends.get(position)
        while left is not None and left.stop < len(chars) and chars[left.stop] == "、" and left.stop + 1 not in starts:
            new = _member_after(sentence, left)
            if new is None:
                break
            found.append(new)
            left = new
    return found


def _member_after(sentence: Sighted, left: Found) -> Found | None:
    """Return the nominal words after `left` and a 、, up to the next separator, if they are short and a name's."""
    start = left.stop + 1
    ending = re.compile(r"[、，。；：！？等及和“”（]").search(sentence.chars, start)
    stop = ending.start() if ending else len(sentence.chars)
    if not 3 <= stop - start <= 10 or (ending and ending[0] in "“（"):
        return None
    numbers = {sentence.index[position] for position in range(start, stop)}
    if any(sentence.tokens[n].tag in _NOT_NOMINAL for n in numbers):
        return None
    return Found(start, stop, left.type, "list.sibling", 10, bare_name(sentence.chars[start:stop]))


def spread_persons(sentence: Sighted, found: Iterable[Found], surnames: tuple[str, ...]) -> list[Found]:
    """Return the further names of a list that begins with a person (副主席方康国、汪富建), or that is one of leaders."""
    chars, spread = sentence.chars, list[Found]()
    for tail in _LEADERS.finditer(chars):
        names = list(_NAMES.finditer(chars, tail.start(1), tail.end(1)))
        if all(n[0].startswith(surnames) and _is_name(sentence, n.start(), n.end()) for n in names):
            spread += [Found(n.start(), n.end(), "Person", "list.persons", 20, n[0]) for n in names]
    for person in found:
        stop = person.stop
        while person.type == "Person" and chars.startswith("、", stop):
            name = _PERSON.match(chars, stop + 1)
            if name is None or not name[1].startswith(surnames) or not _is_name(sentence, name.start(1), name.end(1)):
                break
            spread.append(Found(name.start(1), name.end(1), "Person", "list.persons", 20, name[1]))
            stop = name.end(1)
    return spread


_LEADERS = re.compile(
    r"(?<![^，。；：])((?:[\u4e00-\u9fff]{2,3}、)+[\u4e00-\u9fff]{2,3})(?=等(?:[0-9]+[位名])?(?:[区市县]?领导|同志|老师|专家|人(?![员民才口])))"
)
_NAMES = re.compile(r"[\u4e00-\u9fff]{2,3}")
_PERSON = re.compile(r"([\u4e00-\u9fff]{2,3})(?=[、，。；]|等|和|及|分别|一同|共同|出席|参加|参与|陪同|带队|为|作|发言|$)")


def _is_name(sentence: Sighted, start: int, stop: int) -> bool:
    """Say whether a stretch is no word of the dictionary, unless a name."""
    token = sentence.tokens[sentence.index[start]]
    if token.start != start or not sentence.is_boundary(stop):
        return token.start == start and not token.known
    return not (token.stop == stop and token.known) or token.tag.startswith("nr")


def join_events(sentence: Sighted, found: list[Found]) -> list[Found]:
    """Return gatherings whose name joins two by 暨; two festivals joined so stay two (the list folds them)."""
    if "暨" not in sentence.chars:
        return []
    joined: list[Found] = []
    works = [f for f in found if f.type in ("Event", "Project")]
    for left in works:
        joint = left.stop + sentence.chars.startswith("”", left.stop)
        if not sentence.chars.startswith("暨", joint):
            continue
        for right in works:
            one = left.name.endswith(GATHERINGS) or right.name.endswith(GATHERINGS)
            if right.start == joint + 1 and one:
                start = left.start - (joint > left.stop)
                name = bare_name(sentence.chars[start : right.stop])
                joined.append(Found(start, right.stop, "Event", "event.joined", 30, name))
    return joined
