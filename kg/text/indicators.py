"""Find the words that say what a number counts: 住宅楼 before 20栋, 优秀代表 behind 8位, 引进 … 首店 around 5家."""

from __future__ import annotations

import re
from typing import NamedTuple

import rjieba

from kg.text.measures import Measures

__all__ = ["Phrase", "counted_noun", "governing_verb", "indicator_before", "rest_of_clause"]

_BOUNDARY = re.compile(r"[，。；：！？…（）\n■●]")
_RIGHT_BOUNDARY = re.compile(r"[，。；：！？…（）、\n■● ]")
_LONGEST_BEFORE = 40
_LONGEST_BEHIND = 24
_NOUN_TAGS = ("n", "a", "b", "l", "i", "j", "s", "t", "z", "eng", "k", "h", "vn")
_END_TAGS = ("n", "l", "i", "j", "s", "vn", "eng", "an")


class Phrase(NamedTuple):
    """Some words at `[start, stop)` of the text."""

    start: int
    stop: int


class _Word(NamedTuple):
    start: int
    stop: int
    word: str
    tag: str


def _words(text: str, start: int, stop: int) -> list[_Word]:
    words = []
    for word, tag in rjieba.tag(text[start:stop]):
        words.append(_Word(start, start + len(word), word, tag))
        start += len(word)
    return words


def indicator_before(text: str, floor: int, stop: int, measures: Measures) -> Phrase | None:
    """Return the words of the clause that end at `stop` and say what is counted, None if there are none.

    `floor`: what stands before it belongs to something else (a name, a date, another figure).
    """
    stop = _before_parenthesis(text, floor, stop)
    lower = max(floor, stop - _LONGEST_BEFORE)
    for mark in _BOUNDARY.finditer(text, lower, stop):
        lower = mark.end()
    words = _words(text, lower, stop)
    while words and (words[-1].word in measures.end or words[-1].word == " "):
        words.pop()
    first = 0
    for number, word in enumerate(words):
        if word.word in measures.cut and number < len(words) - 1:
            first = number + 1
    words = words[first:]
    while len(words) > 1 and words[0].word in measures.drop:
        words.pop(0)
    if not words or (len(words) == 1 and (words[0].word in measures.drop or words[0].word in measures.cut)):
        return None
    start = words[0].start
    loose = text.find("”", start, words[-1].stop)
    if loose >= 0 and "“" not in text[start:loose]:
        start = loose + 1
    return Phrase(start, words[-1].stop) if words[-1].stop - start > 1 else None


def _before_parenthesis(text: str, floor: int, stop: int) -> int:
    """Step back over a remark before the number: 公务员（参公人员）2500名."""
    if text[stop - 1 : stop] == "）":
        opening = text.rfind("（", floor, stop)
        return opening if opening > floor else stop
    return stop


def counted_noun(text: str, start: int, ceiling: int, measures: Measures) -> Phrase | None:
    """Return the noun that begins at `start`, behind a unit, None if none does; `ceiling`: where a name or number begins."""
    if text.startswith(" ", start):
        start += 1
    upper = min(ceiling, start + _LONGEST_BEHIND, len(text))
    mark = _RIGHT_BOUNDARY.search(text, start, upper)
    upper = mark.start() if mark else upper
    words = _words(text, start, upper)
    taken = _noun(words, measures)
    if not taken:
        of = next((n for n, w in enumerate(words) if w.word == "的"), None)
        taken = _noun(words[of + 1 :], measures) if of else []
    return Phrase(taken[0].start, taken[-1].stop) if taken else None


def _noun(words: list[_Word], measures: Measures) -> list[_Word]:
    """Take the words of a noun phrase from the front: up to an adverb, a particle, or a verb that no noun follows."""
    taken: list[_Word] = []
    quoted = False
    for number, word in enumerate(words):
        if word.word in "“”‘’":
            quoted = word.word in "“‘"
        elif not quoted and not _belongs(words, number, measures):
            break
        taken.append(word)
    while taken and not (taken[-1].tag.startswith(_END_TAGS) or taken[-1].word in "”’" or len(taken) == 1):
        taken.pop()
    if len(taken) == 1 and not _alone(taken[0]):
        return []
    return taken


def _belongs(words: list[_Word], number: int, measures: Measures) -> bool:
    word = words[number]
    if word.word in measures.stop:
        return False
    if word.tag == "vn" or not word.tag.startswith("v"):
        return word.tag.startswith(_NOUN_TAGS)
    following = words[number + 1] if number + 1 < len(words) else None
    if following is None:
        return number == 0 and len(word.word) > 1 and word.word not in measures.kept_verbs
    return following.tag.startswith(("n", "vn")) and following.word not in measures.stop


def _alone(word: _Word) -> bool:
    """Say whether a single word can be what is counted."""
    return len(word.word) > 1 or word.tag.startswith("n")


def governing_verb(text: str, floor: int, stop: int, measures: Measures) -> Phrase | None:
    """Return the verb right before `stop` that stays in an indicator (引进 before 5家品牌首店), None if there is none."""
    words = _words(text, max(floor, stop - 8), stop)
    while words and words[-1].word in ("了", "“", "出", "近", "各类", "多"):
        words.pop()
    if not words or words[-1].word not in measures.kept_verbs:
        return None
    first = len(words) - 1
    while first and words[first - 1].word in measures.kept_verbs:
        first -= 1
    return Phrase(words[first].start, words[-1].stop)


def rest_of_clause(text: str, start: int, ceiling: int) -> Phrase | None:
    """Return the rest of the clause from `start`, without 了 and the like before its end."""
    mark = _BOUNDARY.search(text, start)
    stop = min(mark.start() if mark else len(text), ceiling, start + _LONGEST_BEHIND)
    return Phrase(start, stop) if stop > start else None
