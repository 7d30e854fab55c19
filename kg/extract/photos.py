"""Part the captions of photos that are news of their own from the articles before them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from kg.extract.blocks import FIGURE, LEAD, Block
from kg.extract.drafts import Draft
from kg.extract.likeness import pairs

__all__ = ["part_photos"]

OTHER_MATTER = 0.1  # of the pairs of characters of a caption, what an article on another matter has at most
NEAREST = 8  # paragraphs of the article before and behind a caption that it is compared with

_CAPTION = re.compile(r"图为|图片为|(?:上|下|左|右)图|图[①-⑳一二三四五六七八九\d][:：]|^\W*[▲△▼▽]")
_DATED = re.compile(r"[^。！？]{2,40}[。！？]”?\d{1,2}月\d{1,2}日")  # 冰面上的课堂。12月17日，…


def part_photos(drafts: Iterable[Draft]) -> list[Draft]:
    """Return the drafts and those of the photos in them, in the order of their bodies."""
    every = [part for draft in drafts for part in _Photos(draft).parted()]
    return sorted(every, key=lambda draft: draft.body[0].text.offsets[0])


class _Photos:
    """The paragraphs of an article that a photographer signs: its own pictures, or news of their own."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.paragraphs = draft.paragraphs
        credits = [*draft.credits, *(credit for block in draft.body for credit in (block.opening, block.closing))]
        self.authors = Counter(name for credit in credits for name in credit.authors)
        self.signatures = self.authors.total()
        body = draft.body
        self.last = next((n for n in range(len(body), 0, -1) if not body[n - 1].closing.photographers), 0)

    def parted(self) -> Iterator[Draft]:
        """Yield the article without the captions, and each caption; a list that one name signs stays together."""
        body = self.draft.body
        captions = [self._figures(number) for number, block in enumerate(body) if self._is_caption(block, number)]
        taken = {number for caption in captions for number in caption}
        rest = [block for number, block in enumerate(body) if number not in taken]
        if rest:
            yield Draft(self.draft.titles, self.draft.credits, rest)
        yield from (Draft(body=[body[number] for number in caption]) for caption in captions)

    def _figures(self, number: int) -> range:
        """Return the places of a signed caption and of the unsigned ones of a list (图①…, 图②…) right above it."""
        body, first = self.draft.body, number
        while first > 1 and FIGURE.match(body[first].chars) and FIGURE.match(body[first - 1].chars):
            if body[first - 1].closing.names:
                break
            first -= 1
        return range(first, number + 1)

    def _is_caption(self, block: Block, number: int) -> bool:
        """Say whether a paragraph is a photo's caption: signed by a photographer, it tells when or what it shows.

        A reporter's own picture stays with the article, unless its caption is of another matter.
        """
        if block.kind != "paragraph" or not block.closing.photographers or len(self.paragraphs) == 1:
            return False
        own, elsewhere = Counter(block.closing.authors), self.signatures > len(block.closing.authors)
        if own and (not elsewhere or not own.keys() <= set(block.closing.photographers)):
            return False
        reported = bool(own) and all(self.authors[name] == own[name] for name in own)  # 摄影报道
        if block.gap > 2 or (reported and number >= self.last):
            return True
        marked, dated = _CAPTION.search(block.chars) is not None, LEAD.match(block.chars) is not None
        if all(self.authors[name] > own[name] for name in block.closing.photographers):
            return dated and (marked or self._is_strange(block, number))
        if number == 0:
            return marked or LEAD.match(self.paragraphs[1].chars) is not None
        if marked or dated:
            return True
        return number >= self.last and block.gap > 0 and elsewhere and _DATED.match(block.chars) is not None

    def _is_strange(self, block: Block, number: int) -> bool:
        """Say whether a paragraph is of another matter than the article's titles and the text around it."""
        around = [*self.draft.titles, *self.draft.body[max(0, number - NEAREST) : number + NEAREST]]
        matter = pairs(block.chars)
        shared = matter & pairs("\n".join(other.chars for other in around if other is not block))
        return len(shared) < OTHER_MATTER * len(matter)
