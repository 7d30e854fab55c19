"""Give each article its title lines, also where a scan's text has them apart from it."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Sequence
from itertools import groupby

from kg.extract.blocks import Block
from kg.extract.drafts import Draft
from kg.extract.headlines import is_banner
from kg.extract.likeness import Likeness

__all__ = ["assign_titles"]

NO_ARTICLE = 0.22  # a title of which a smaller part is found in an article is not its title
WEAKEST = 0.05  # what must be found of titles that are left over in an article that is left over
NEIGHBOUR = 0.1  # what speaks for the article that a title stands over
SAME_BLOCK = 0.12  # what speaks for the article of the title before, in the same block
MOST_DRAFTS = 40  # articles of a page; in a file of many pages so many are looked at together
MOST_TITLES = 3  # lines of a title block
NEW_ARTICLE = 0.15  # what speaks against a title for another article than the title before it


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
    if all(draft.titles or not draft.credit.authors for draft in drafts):
        _keep(drafts, loose)
        return
    lines = [*((line, -1) for line in loose), *((line, n) for n, draft in enumerate(drafts) for line in draft.titles)]
    lines.sort(key=lambda line: _place(line[0]))
    if not lines:
        return
    homes = [home for _, home in lines]
    likeness = Likeness(draft.chars for draft in drafts)
    scores = [_scores(line.chars, home, likeness) for line, home in lines]
    labels = _label(scores, homes)
    _take_left_over(labels, scores, homes, drafts)
    for number, draft in enumerate(drafts):
        draft.titles = [line for (line, _), label in zip(lines, labels, strict=True) if label == number]


def _keep(drafts: Sequence[Draft], loose: Sequence[Block]) -> None:
    """Give lines that look like titles, but stand over nothing, to the text before them: every article has its own."""
    starts = [_place(draft.body[0]) for draft in drafts]
    for title in loose:
        number = bisect(starts, _place(title))
        if number:
            drafts[number - 1].body.append(title)


def _take_left_over(
    labels: list[int | None], scores: list[list[float]], homes: list[int], drafts: Sequence[Draft]
) -> None:
    """Give titles that nobody claims to the articles without any: those they stand over, or the likeliest ones."""
    for places in _unclaimed(labels, scores, homes):
        bare = [n for n, draft in enumerate(drafts) if n not in labels and draft.credit.authors]
        fits = {number: sum(scores[place][number] for place in places) for number in range(len(drafts))}
        best = max(bare, key=lambda number: (fits[number], -number), default=None)
        fit = fits[best] if best is not None and len(places) <= MOST_TITLES else 0.0
        home = homes[places[0]]
        over = home >= 0 and home not in labels and homes[places[-1] + 1 : places[-1] + 2] != [home]
        if over and (drafts[home].credit.authors or fit < max(WEAKEST, fits[home])):
            best = home
        elif fit < WEAKEST:
            continue
        for place in places[-MOST_TITLES:]:
            labels[place] = best
    _take_between(labels, scores, homes)


def _take_between(labels: list[int | None], scores: list[list[float]], homes: list[int]) -> None:
    """Make a title that nobody claims, between the titles of two articles, a further line of the likelier one."""
    for places in tuple(_unclaimed(labels, scores, homes)):
        place = places[0]
        beside = [labels[n] for n in (place - 1, place + 1) if 0 <= n < len(labels) and homes[n] == homes[place]]
        near = [number for number in beside if number is not None]
        if len(places) == 1 and len(near) == 2:
            labels[place] = max(near, key=lambda number: scores[place][number])


def _unclaimed(labels: list[int | None], scores: list[list[float]], homes: list[int]) -> Iterator[list[int]]:
    """Yield the places of titles that follow each other, stand over one text, and that no article claims."""
    free = [place for place in range(len(labels)) if labels[place] is None and max(scores[place]) > -1]
    for _, places in groupby(enumerate(free), key=lambda item: (item[1] - item[0], homes[item[1]])):
        yield [place for _, place in places]


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
