"""Find the words that say what a number counts: 住宅楼 before 20栋, 优秀代表 behind 8位, 引进 … 首店 around 5家."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from kg.text.measures import Measures
from kg.text.segmenter import tag

__all__ = ["Phrase", "counted_noun", "governing_verb", "indicator_before", "rest_of_clause", "verb_before"]

_SPACE = r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])"
_BOUNDARY = re.compile(rf"[，。；：！？…（）\n■●]|{_SPACE}")
_RIGHT_BOUNDARY = re.compile(r"[，。；：！？…（）、\n■● ]")
# 共 as an adverb, which the dictionary at times joins with the word behind it: 整治共出动3420人次.
_ALTOGETHER = re.compile(r"(?<![公总一中])共(?![同建享产青和商治富通创鸣识赢振])[计有]?")
_OF_LIST = re.compile(r"等[^，。；：、等]{0,6}$")
# Which of them are meant: 24位80岁以上老人.
_BOUND = re.compile(
    r"(?:国家|[省市县区部])级(?:[及含]?以[上下])的?|\d+(?:\.\d+)?[万亿]?(?:周?岁|[元米层年])(?:[及含（]{0,2}以[上下]）?)?的?"
)
# What ends a word for people or firms, which the dictionary at times takes for a verb: 展商, 选手.
_DOERS = frozenset("商户者员手师生民工客友企")
_LONGEST_BEFORE = 40
_LONGEST_BEHIND = 24
_NOUN_TAGS = ("n", "a", "b", "l", "i", "j", "s", "t", "z", "eng", "k", "h", "vn")
_END_TAGS = ("n", "l", "i", "j", "s", "vn", "eng", "an")


class Phrase(NamedTuple):
    """Some words at `[start, stop)` of the text; `verbal`: the last of them is a verb."""

    start: int
    stop: int
    verbal: bool = False


class _Word(NamedTuple):
    start: int
    stop: int
    word: str
    tag: str


def _words(text: str, start: int, stop: int) -> list[_Word]:
    words = []
    for word, its_tag in tag(text[start:stop]):
        words.append(_Word(start, start + len(word), word, its_tag))
        start += len(word)
    return words


def indicator_before(text: str, floor: int, stop: int, measures: Measures) -> Phrase | None:
    """Return the words of the clause that end at `stop` and say what is counted, None if there are none.

    `floor`: what stands before it belongs to something else (a name, a date, another figure).
    """
    stop = _before_parenthesis(text, floor, stop)
    lower = max(floor, stop - _LONGEST_BEFORE)
    if lower >= stop:
        return None
    for mark in (*_BOUNDARY.finditer(text, lower, stop), *_ALTOGETHER.finditer(text, lower, stop)):
        lower = max(lower, mark.end())
    words = _trimmed(_words(text, lower, stop), measures)
    if not words:
        return None
    last = words[-1]
    start = words[0].start
    loose = text.find("”", start, last.stop)
    if loose >= 0 and "“" not in text[start:loose]:
        start = loose + 1
    if text.startswith("”", last.stop) and text.rfind("“", start, last.stop) > text.rfind("”", start, last.stop):
        last = last._replace(stop=last.stop + 1)
    if last.stop - start < 2 or text[start : last.stop] in measures.never:
        return None
    return Phrase(start, last.stop, last.tag == "v" or last.word in measures.kept_verbs)


def _trimmed(words: list[_Word], measures: Measures) -> list[_Word]:
    """Drop the words at either end that say nothing of what is counted."""
    while words and (words[-1].word in measures.end or words[-1].word == " "):
        words.pop()
    noun = len(words) > 1 and words[-2].word not in measures.cut and not measures.is_verb(words[-2].word)
    if noun and words[-1].word in measures.completed:
        words.pop()
    first = 0
    for number, word in enumerate(words):
        if word.word in measures.cut:
            first = number + 1
    words = words[first:]
    while words and words[0].word in measures.drop and words[-1].stop - words[0].stop > 1:
        words.pop(0)
    if all(word.word in measures.drop and not word.tag.startswith(("n", "vn")) for word in words):
        return []
    return _from_verb(words, measures)


def _from_verb(words: list[_Word], measures: Measures) -> list[_Word]:
    """Begin with the verb if there is one among the words: what stands before it is the subject (志愿者清理杂物)."""
    for number, word in enumerate(words[1:-1], start=1):
        if word.tag != "v" or words[number + 1].word in measures.quantities:
            continue
        if word.word in measures.kept_verbs and word.word not in measures.stay:
            while number and _verb_like(words[number - 1], measures):
                number -= 1  # noqa: PLW2901
            return words[number:]
    return words


def _verb_like(word: _Word, measures: Measures) -> bool:
    """Say whether a word may stand in a row of verbs: 新 and 累计 may."""
    return word.tag == "v" or measures.is_verb(word.word)


def _before_parenthesis(text: str, floor: int, stop: int) -> int:
    """Step back over a remark before the number: 公务员（参公人员）2500名."""
    if text[stop - 1 : stop] == "）":
        opening = text.rfind("（", floor, stop)
        return opening if opening > floor else stop
    return stop


def counted_noun(text: str, start: int, ceiling: Callable[[int], int], measures: Measures) -> Phrase | None:
    """Return the noun that begins at `start`, behind a unit, None if none does.

    `ceiling`: tells where the next number begins. 80岁以上 in 24位80岁以上老人 belongs to the noun.
    """
    if text.startswith(" ", start):
        start += 1
    bound = _BOUND.match(text, start)
    begin = bound.end() if bound else start
    upper = min(ceiling(begin), begin + _LONGEST_BEHIND, len(text))
    phrase = _noun_phrase(text, begin, upper, measures)
    while phrase is not None and text.startswith(("、", "和"), phrase.stop):  # 大黄鱼、黑鲷鱼苗
        further = _noun_phrase(text, phrase.stop + 1, upper, measures)
        if further is None or further.start != phrase.stop + 1:
            break
        phrase = Phrase(phrase.start, further.stop, further.verbal)
    return phrase._replace(start=start) if phrase and bound else phrase


def _noun_phrase(text: str, start: int, upper: int, measures: Measures) -> Phrase | None:
    """Return the noun between two places, 的 and what stands before it left out if no noun opens it."""
    mark = _RIGHT_BOUNDARY.search(text, start, upper)
    stop = mark.start() if mark else upper
    if stop <= start:
        return None
    words = _words(text, start, stop)
    taken = _noun(words, measures)
    if not taken:
        of = next((n for n, w in enumerate(words) if w.word == "的"), None)
        taken = _noun(words[of + 1 :], measures) if of else []
    return Phrase(taken[0].start, taken[-1].stop, taken[-1].tag.startswith("v")) if taken else None


def _noun(words: list[_Word], measures: Measures) -> list[_Word]:
    """Take the words of a noun phrase from the front: up to an adverb, a particle, or a verb that no noun follows."""
    taken: list[_Word] = []
    quoted = False
    for number, word in enumerate(words):
        if word.word in "“”‘’":
            quoted = word.word in "“‘"
        elif quoted or _is_noun(words, number, measures):
            word = word._replace(tag="n")  # noqa: PLW2901
        elif not _belongs(words, number, measures):
            break
        taken.append(word)
    while len(taken) > 1 and not (taken[-1].tag.startswith(_END_TAGS) or taken[-1].word in "”’"):
        taken.pop()
    if len(taken) == 1 and not _alone(taken[0]):
        return []
    return taken


def _is_noun(words: list[_Word], number: int, measures: Measures) -> bool:
    """Say whether a word is a noun, whatever the dictionary takes it for: 20名选手, 5名老邻居, 惠民演出, 3个村."""
    word = words[number]
    if word.word in measures.nominal:
        following = words[number + 1] if number + 1 < len(words) else None
        return following is None or following.word not in measures.stop or not following.tag.startswith("v")
    if word.word in measures.short or (number == 0 and len(word.word) == 2 and word.word[-1] in _DOERS):
        return True
    if len(word.word) == 1 or not word.tag.startswith("v") or word.word in measures.stop:
        return False
    described = number == 1 and words[0].tag in ("a", "b") and len(words[0].word) == 1
    return described or (number == 0 and word.word not in measures.kept_verbs and len(words) < 3)


def _belongs(words: list[_Word], number: int, measures: Measures) -> bool:
    word = words[number]
    if word.word in measures.stop:
        return False
    if word.tag == "vn" or not word.tag.startswith("v"):
        return word.tag.startswith(_NOUN_TAGS)
    following = words[number + 1] if number + 1 < len(words) else None
    if following is None or (number and word.word in measures.kept_verbs):
        return False
    return following.tag.startswith(("n", "vn")) and following.word not in measures.stop


def _alone(word: _Word) -> bool:
    """Say whether a single word can be what is counted."""
    return word.word not in "“”‘’" and (len(word.word) > 1 or word.tag.startswith("n"))


def governing_verb(text: str, floor: int, stop: int, measures: Measures) -> Phrase | None:
    """Return the verb that governs a number at `stop` and stays in its indicator, None if there is none.

    It stands right before the number (引进5家品牌), or before a list that ends in 等 (改造德才里、红升里等18个小区).
    """
    near = verb_before(text, floor, stop, measures)
    if near is not None:
        return near
    tail = _OF_LIST.search(text, floor, stop)
    if tail is None:
        return None
    for mark in _BOUNDARY.finditer(text, floor, tail.start()):
        floor = mark.end()
    first = text.find("、", floor, tail.start())
    words = _words(text, max(floor, stop - 60), first if first >= 0 else tail.start())
    for number in range(len(words), 0, -1):
        if (found := _kept_verb(words[:number], measures)) is not None:
            return found
    return None


def verb_before(text: str, floor: int, stop: int, measures: Measures) -> Phrase | None:
    """Return the verbs right before `stop` that stay in an indicator, 了 and the like aside; None if none does."""
    while stop > floor and text[stop - 1] in measures.fillers:
        stop -= 1
    start = stop
    while (verb := measures.verb_before(text, floor, start)) is not None:
        start -= len(verb)
    return Phrase(start, stop) if start < stop else None


def _kept_verb(words: list[_Word], measures: Measures) -> Phrase | None:
    """Return the verbs that end the words, None if none of those that stay does."""
    first = len(words)
    while first and words[first - 1].word in measures.kept_verbs:
        first -= 1
    return Phrase(words[first].start, words[-1].stop) if first < len(words) else None


def rest_of_clause(text: str, start: int, ceiling: int) -> Phrase | None:
    """Return the rest of the clause from `start` on, None if nothing is left of it or it goes on for long."""
    mark = _BOUNDARY.search(text, start, start + _LONGEST_BEHIND + 1)
    stop = min(mark.start() if mark else len(text), ceiling)
    return Phrase(start, stop) if 1 < stop - start <= _LONGEST_BEHIND else None
