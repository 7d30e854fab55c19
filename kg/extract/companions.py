"""Persons in lists: behind one who is named with a post, or before 等领导, stand others."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.extract.found import Found
from kg.extract.recognise import Sighted

__all__ = ["spread_persons"]

_LEADERS = re.compile(
    r"(?<![^，。；：])((?:[\u4e00-\u9fff]{2,3}、)+[\u4e00-\u9fff]{2,3})"
    r"(?=等(?:[0-9]+[位名])?(?:[区市县]?领导|同志|老师|专家|人(?![员民才口])))"
)
_NAMES = re.compile(r"[\u4e00-\u9fff]{2,3}")
_PERSON = re.compile(
    r"([\u4e00-\u9fff]{2,3})(?=[、，。；]|等|和|及|分别|一同|共同|出席|参加|参与|陪同|带队|为|作|发言|$)"
)


def spread_persons(sentence: Sighted, found: Iterable[Found], surnames: tuple[str, ...]) -> list[Found]:
    """Return the further names of a list that begins with a person (副主席方康国、汪富建), or names leaders."""
    chars, spread = sentence.chars, list[Found]()
    if "、" not in chars:
        return spread
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


def _is_name(sentence: Sighted, start: int, stop: int) -> bool:
    """Say whether a stretch is no word of the dictionary, unless a name."""
    token = sentence.words.at(start)
    if token.start != start or not sentence.words.begins(stop):
        return token.start == start and not token.known
    return not (token.stop == stop and token.known) or token.tag.startswith("nr")
