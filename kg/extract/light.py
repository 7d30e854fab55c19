"""Tell whether what stands before a clause's verb is light: words of time and manner that name no subject."""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["is_light"]

_LIGHT = re.compile(
    r"[“‘ ]|\ue0ff|近日|日前|近期|目前|今年|同时|此外|其中|随后|其间|期间|据悉|据了解|据介绍|下一步|近年来|"
    r"一直以来|连日来|当前|未来|今后|会上|会后|活动中|活动现场|现场|当天|当日|此次|本次|"
    r"为此|因此|随着|截至|以来|起|至|(?:施工|承建|建设|代建|运营|主办|承办|业主|设计|投资)(?:单位|方)"
)
_IN, _AS = re.compile(r"在(?=([^，]{0,21}))"), re.compile(r"作为([^，]{0,6})")
_WITHIN = re.compile(r"[中下上里前后时]")


def is_light(words: str) -> bool:
    """Say whether words are only adverbs and dates, 在…中 and 作为…; tried from place to place, each but once.

    >>> is_light("近日，"), is_light("目前在活动中"), is_light("作为作为作为社区")
    (False, True, True)
    """
    if not words:
        return True
    places, seen = [0], {0}
    while places:
        place = places.pop()
        if place == len(words):
            return True
        fresh = [end for end in _light_ends(words, place) if end not in seen]
        places += fresh
        seen.update(fresh)
    return False


def _light_ends(words: str, place: int) -> Iterator[int]:
    """Yield where the adverb may end that begins at a place."""
    if found := _LIGHT.match(words, place):
        yield found.end()
    if words.startswith("在", place) and (found := _IN.match(words, place)):
        yield from (end.end() for end in _WITHIN.finditer(words, place + 1, found.end(1)))
    if words.startswith("作", place) and (found := _AS.match(words, place)):
        yield from range(found.start(1), found.end() + 1)
