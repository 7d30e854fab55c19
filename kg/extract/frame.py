"""Work out the home district of pages: the county-level division that they name most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.model import Document
from kg.rules.schema import Pack

__all__ = ["count_counties", "find_frame", "find_frames"]

_LEAST = 2
_LEAST_ELSEWHERE = 3  # a page that never names the home of the others must name its own as often, and thrice any other


def count_counties(text: str, pack: Pack) -> dict[str, int]:
    """Count the county-level divisions that a text names.

    The longest name counts where one stands in another: 河西区 is no mention of 西区.
    """
    names, finder = _finder(pack)
    counts = Counter(number for number, _, _ in finder.find_matches_as_indexes(text))
    return {names[number]: count for number, count in sorted(counts.items())}


@lru_cache(maxsize=4)
def _finder(pack: Pack) -> tuple[list[str], AhoCorasick]:
    names = sorted({entry.word for entry in pack.lexicons.get("counties", ())})
    return names, AhoCorasick(names, matchkind=MatchKind.LeftmostLongest)


def find_frame(documents: Iterable[Document], pack: Pack) -> str | None:
    """Return the county-level division named most often, if it is named twice and twice as often as any other."""
    return _winner(_sum(count_counties(document.text, pack) for document in documents), _LEAST, 2)


def find_frames(counts: Sequence[Mapping[str, int]], text_of: Callable[[int], str]) -> list[str | None]:
    """Return the home district of each page, by how often each text names which; `text_of` gives a text by number.

    It is the one that all pages together name most; but a page that never names that (nor 河西), and clearly another
    one, is at home there: pages of several districts may be built together.

    >>> counts = [{"河西区": 29}, {"河西区": 2, "卓尼县": 5}, {"龙华区": 4, "南山区": 1}, {"卓尼县": 3}]
    >>> find_frames(counts, ["河西区…", "河西区…", "龙华区…", "河西情牵卓尼县…"].__getitem__)
    ['河西区', '河西区', '龙华区', '河西区']
    """
    home = _winner(_sum(counts), _LEAST, 2)
    if home is None:
        return [_winner(page, _LEAST, 2) for page in counts]
    short = home[:-1] if len(home) > 2 else home
    return [
        home if home in page or short in text_of(number) else _winner(page, _LEAST_ELSEWHERE, 3) or home
        for number, page in enumerate(counts)
    ]


def _sum(counts: Iterable[Mapping[str, int]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for page in counts:
        total.update(page)
    return total


def _winner(counts: Mapping[str, int], least: int, times: int) -> str | None:
    """Return what is counted most, if that is `least` times and so many times the next."""
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    if not ranked:
        return None
    (first, most), second = ranked[0], ranked[1][1] if len(ranked) > 1 else 0
    return first if most >= max(least, times * second) else None
