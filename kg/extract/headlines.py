"""Give each article its title lines, also where a scan's text has them apart from it, and choose the headline."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.blocks import LONGEST_TITLE, Block
from kg.extract.drafts import Draft
from kg.extract.likeness import Likeness, pairs
from kg.extract.words import any_of
from kg.text.clean import HAN

__all__ = ["assign_titles", "choose_headline", "is_banner"]

NO_ARTICLE = 0.22  # a title of which a smaller part is found in an article is not its title
NEIGHBOUR = 0.1  # what speaks for the article that a title stands over
SAME_BLOCK = 0.12  # what speaks for the article of the title before, in the same block
MOST_DRAFTS = 40  # articles of a page; in a file of many pages so many are looked at together
MOST_TITLES = 3  # lines of a title block
NEW_ARTICLE = 0.15  # what speaks against a title for another article than the title before it

_BANNER = re.compile(any_of("banner_words"))
_SUBTITLE = re.compile(r"[—–－(（]|-{2}")
_NO_WORD = re.compile(rf"[^\w{HAN}]")


def assign_titles(drafts: Sequence[Draft], loose: Sequence[Block]) -> None:
    """Give the articles of a page their titles by what they say, where signed articles stand without any.

    The titles are taken in the page's order; those of one article stand together. The whole assignment is the one in
    which the greatest part of the titles' words is found in their articles.
    """
    start = 0
    for first in range(0, len(drafts), MOST_DRAFTS):
        following = drafts[first + MOST_DRAFTS : first + MOST_DRAFTS + 1]
        stop = _place(following[0].body[0]) if following else None
        near = [title for title in loose if _place(title) >= start and (stop is None or _place(title) < stop)]
        _assign(drafts[first : first + MOST_DRAFTS], near)
        start = stop or 0


def _place(block: Block) -> int:
    return block.text.offsets[0]


def _assign(drafts: Sequence[Draft], loose: Sequence[Block]) -> None:
    """Give the articles of one page their titles, if some that are signed stand without any."""
    bare = [draft for draft in drafts if not draft.titles and draft.credit.authors]
    lines = [*((line, -1) for line in loose), *((line, n) for n, draft in enumerate(drafts) for line in draft.titles)]
    lines.sort(key=lambda line: _place(line[0]))
    if not bare or not lines:
        return
    likeness = Likeness(draft.chars for draft in drafts)
    scores = [_scores(line.chars, home, likeness) for line, home in lines]
    labels = _label(scores, [home for _, home in lines])
    for number, draft in enumerate(drafts):
        given = [line for (line, _), label in zip(lines, labels, strict=True) if label == number]
        unclaimed = [
            line for (line, home), label in zip(lines, labels, strict=True) if home == number and label is None
        ]
        draft.titles = given or unclaimed[-MOST_TITLES:]


def choose_headline(draft: Draft) -> Block | None:
    """Return the headline among an article's titles, between kicker and subtitle, no banner; None without titles."""
    titles = [title for title in draft.titles if not is_banner(title.chars, draft.chars)] or draft.titles[-1:]
    main = [t for t in titles if not _SUBTITLE.match(t.chars) and len(t.chars) <= LONGEST_TITLE] or titles
    if not main:
        return None
    return main[1] if len(main) > 2 and len(main) == len(titles) else main[-1]


def is_banner(title: str, body: str) -> bool:
    """Say whether a title is a slogan that stands over several articles.

    >>> is_banner("谋发展 转作风 办实事", "今年以来，河西区织密民生保障网。"), is_banner("红石榴宣讲团成立", "")
    (True, False)
    """
    bare = _NO_WORD.sub("", title)
    covered = sum(len(found) for found in _BANNER.findall(bare))
    if covered * 2 < len(bare) or not bare:
        return False
    own = pairs(title)
    return covered * 4 >= len(bare) * 3 or len(own & pairs(body)) * 3 <= len(own)


def _scores(title: str, home: int, likeness: Likeness) -> list[float]:
    """Return how well a title fits each article; `home` is the article that it stands over, or -1."""
    if is_banner(title, ""):
        return [-1.0] * len(likeness.stretches)
    return [score + NEIGHBOUR * (number == home) for number, score in enumerate(likeness.of_title(title))]


def _label(scores: list[list[float]], homes: list[int]) -> list[int | None]:
    """Return for each title the article that it is given to, each article's titles standing together."""
    kept: dict[int, tuple[int, int]] = {}  # the titles that an article keeps to
    while True:
        labels = _best_path(scores, homes, kept)
        torn = _torn(labels, scores)
        if torn is None:
            return labels
        kept[torn[0]] = torn[1]


def _best_path(scores: list[list[float]], homes: list[int], kept: dict[int, tuple[int, int]]) -> list[int | None]:
    """Return the labels of the greatest sum; a change of label costs, no article counts as much as a weak one."""
    count = len(scores[0])
    totals = [0.0] * (count + 1)
    steps: list[list[int]] = []
    for place, row in enumerate(scores):
        best = max(range(count + 1), key=lambda label: (totals[label], -label))
        came, fresh = [], []
        for label in range(count + 1):
            cost = 0.0 if label == count else NEW_ARTICLE
            stays = place > 0 and totals[label] >= totals[best] - cost
            came.append(label if stays else best)
            gain = NO_ARTICLE if label == count else _gain(row[label], kept.get(label), place)
            gain += SAME_BLOCK if stays and label < count and homes[place] == homes[place - 1] else 0.0
            fresh.append((totals[label] if stays else totals[best] - cost) + gain)
        totals = fresh
        steps.append(came)
    return _trace(totals, steps)


def _gain(score: float, kept: tuple[int, int] | None, place: int) -> float:
    return score if kept is None or kept[0] <= place < kept[1] else -1.0


def _trace(totals: list[float], steps: list[list[int]]) -> list[int | None]:
    count = len(totals) - 1
    label = max(range(count + 1), key=lambda number: (totals[number], -number))
    labels: list[int | None] = []
    for came in reversed(steps):
        labels.append(None if label == count else label)
        label = came[label]
    return labels[::-1]


def _torn(labels: list[int | None], scores: list[list[float]]) -> tuple[int, tuple[int, int]] | None:
    """Return an article whose titles stand in two places, and the place that is to be its own; else None."""
    stretches: dict[int, list[tuple[int, int]]] = {}
    start = 0
    for place in range(1, len(labels) + 1):
        if place == len(labels) or labels[place] != labels[start]:
            label = labels[start]
            if label is not None:
                stretches.setdefault(label, []).append((start, place))
            start = place
    for label, places in stretches.items():
        if len(places) > 1:
            return label, max(places, key=lambda place: sum(scores[n][label] for n in range(*place)))
    return None
