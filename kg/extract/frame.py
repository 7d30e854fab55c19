"""Work out the home district of pages: the county-level division that they name most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from kg.model import Document
from kg.rules.schema import Pack

__all__ = ["find_frame"]

_LEAST = 2


def find_frame(documents: Iterable[Document], pack: Pack) -> str | None:
    """Return the county-level division named most often, if it is named twice and twice as often as any other."""
    names = sorted({entry.word for entry in pack.lexicons.get("counties", ())})
    texts = [document.text for document in documents]
    counts = Counter({name: sum(text.count(name) for text in texts) for name in names})
    (first, most), (_, second) = counts.most_common(2)
    return first if most >= max(_LEAST, 2 * second) else None
