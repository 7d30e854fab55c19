"""Work out the home district of pages: the county-level division that they name most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.model import Document
from kg.rules.schema import Pack

__all__ = ["find_frame"]

_LEAST = 2


def find_frame(documents: Iterable[Document], pack: Pack) -> str | None:
    """Return the county-level division named most often, if it is named twice and twice as often as any other.

    The longest name counts where one stands in another: 河西区 is no mention of 西区.
    """
    names = sorted({entry.word for entry in pack.lexicons.get("counties", ())})
    finder = AhoCorasick(names, matchkind=MatchKind.LeftmostLongest)
    counts = Counter(number for document in documents for number, _, _ in finder.find_matches_as_indexes(document.text))
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    if not ranked:
        return None
    (first, most), second = ranked[0], ranked[1][1] if len(ranked) > 1 else 0
    return names[first] if most >= max(_LEAST, 2 * second) else None
