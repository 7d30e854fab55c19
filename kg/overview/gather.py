"""Gather what the report tells of a build."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from kg.atlas import Atlas, open_atlas
from kg.directory import REPORT, build_file
from kg.errors import BuildError
from kg.overview.series import Comparison, Series, compare_indicators, compare_things, series_of
from kg.review import Question, open_review
from kg.view.choose import choose
from kg.view.drawing import group_of
from kg.view.hierarchy import build_hierarchy
from kg.vocabulary import Vocabulary, read_vocabulary

__all__ = ["Count", "Month", "Overview", "Place", "Thing", "gather_overview"]

MOST_PLACES, MOST_THINGS, MOST_QUESTIONS, MOST_MONTHS = 30, 20, 40, 120
_is_month = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])").fullmatch
_EVERYTHING = 10**9


@dataclass(frozen=True, slots=True)
class Count:
    """How many there are of something that has a name in both languages."""

    name: str
    zh: str
    en: str
    count: int


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing with how much it is tied and written of."""

    id: str
    name: str
    type: Count
    ties: int
    articles: int


@dataclass(frozen=True, slots=True)
class Place:
    """A territory with the events and projects at or below it, each once."""

    id: str
    name: str
    parent: str
    type: Count
    events: int
    projects: int


@dataclass(frozen=True, slots=True)
class Month:
    """A month: articles printed in it, events that begin in it, openings."""

    month: str
    articles: int
    events: int
    openings: int


@dataclass(frozen=True, slots=True)
class Overview:
    """All that the report tells."""

    frames: tuple[str, ...]
    sizes: dict[str, int]
    days: tuple[str, str]  # the first and the last day of a page; nothing where none has one
    types: tuple[Count, ...]
    relations: tuple[Count, ...]
    places: tuple[Place, ...]
    months: tuple[Month, ...]
    things: tuple[Thing, ...]
    series: tuple[Series, ...]
    comparisons: tuple[Comparison, ...]  # of things in one indicator
    profiles: tuple[Comparison, ...]  # of the indicators of one thing
    refused: tuple[tuple[str, str], ...]
    undated: tuple[str, ...]  # pages whose date is not known
    questions: tuple[Question, ...]
    question_count: int
    remembers: bool  # whether the build keeps what a review needs


def gather_overview(directory: Path) -> Overview:
    """Gather the report on a build. Raises BuildError where there is none, or none that can be read."""
    report = _read_report(directory)
    atlas, vocabulary = open_atlas(directory), read_vocabulary()
    questions = _questions(directory)
    days = sorted(page.date for page in atlas.contents.pages if page.date and len(page.date) > 4)
    return Overview(
        frames=tuple(sorted({page.frame for page in atlas.contents.pages if page.frame})),
        sizes={
            "entities": len(atlas.contents.ids),
            "relations": len(atlas.contents.ties),
            "figures": len(atlas.contents.figures),
            "articles": len(atlas.contents.articles),
            "pages": len(atlas.contents.pages),
        },
        days=(days[0], days[-1]) if days else ("", ""),
        types=_counts((group_of(type, vocabulary) for type in atlas.contents.types), vocabulary),
        relations=_relations(atlas, vocabulary),
        places=tuple(_places(atlas, vocabulary)),
        months=_months(atlas),
        things=tuple(_things(atlas, vocabulary)),
        series=series_of(atlas),
        comparisons=compare_things(atlas),
        profiles=compare_indicators(atlas),
        refused=tuple((str(one.get("path", "")), str(one.get("reason", ""))) for one in report.get("refused", ())),
        undated=tuple(sorted(page.name for page in atlas.contents.pages if not page.date)),
        questions=tuple((questions or [])[:MOST_QUESTIONS]),
        question_count=len(questions or []),
        remembers=questions is not None,
    )


def _read_report(directory: Path) -> dict[str, Any]:
    file = build_file(directory, REPORT)
    try:
        report = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BuildError(f"{file}: cannot be read: {error}") from error
    return report if isinstance(report, dict) else {}


def _questions(directory: Path) -> list[Question] | None:
    """Return what is open about names; None where the build remembers nothing."""
    try:
        return list(islice(open_review(directory).questions(), 10_000))
    except BuildError:
        return None


def _counts(names: Iterable[str], vocabulary: Vocabulary) -> tuple[Count, ...]:
    found = sorted(Counter(names).items(), key=lambda item: (-item[1], item[0]))
    return tuple(_of_class(name, count, vocabulary) for name, count in found)


def _of_class(name: str, count: int, vocabulary: Vocabulary) -> Count:
    known = vocabulary.classes.get(name)
    return Count(name, known.label_zh, known.label_en, count) if known else Count(name, name, name, count)


def _relations(atlas: Atlas, vocabulary: Vocabulary) -> tuple[Count, ...]:
    counts = Counter(tie.predicate for tie in atlas.contents.ties)
    for starts, _, opened in atlas.contents.dates.values():
        counts["heldOn"] += len(starts)
        counts["openedOn"] += len(opened)
    found = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(_of_predicate(name, count, vocabulary) for name, count in found if count)


def _of_predicate(name: str, count: int, vocabulary: Vocabulary) -> Count:
    known = vocabulary.predicates.get(name)
    return Count(name, known.label_zh, known.label_en, count) if known else Count(name, name, name, count)


def _places(atlas: Atlas, vocabulary: Vocabulary) -> Iterator[Place]:
    """Yield the territories with the most events and projects, their own and those of what lies in them."""
    shown = choose(atlas.bare(), most_entities=_EVERYTHING, most_relations=_EVERYTHING)
    rows = build_hierarchy(shown, vocabulary)
    parents = {number: parent for number, parent, _, _ in rows}
    events: dict[int, set[int]] = {number: set() for number in parents}
    projects: dict[int, set[int]] = {number: set() for number in parents}
    for number, _, held, run in rows:
        for above in _line(number, parents):
            events[above].update(held)
            projects[above].update(run)
    weight = {number: len(events[number]) + len(projects[number]) for number in parents}
    for number in sorted(parents, key=lambda n: (-weight[n], shown.entities[n].id))[:MOST_PLACES]:
        if weight[number]:
            entity, parent = shown.entities[number], parents[number]
            above_it = shown.entities[parent].name if parent in parents else ""
            type = _of_class(entity.type, 0, vocabulary)
            yield Place(entity.id, entity.name, above_it, type, len(events[number]), len(projects[number]))


def _line(number: int, parents: Mapping[int, int]) -> list[int]:
    """Return a territory and all that it lies in."""
    line = [number]
    while parents[line[-1]] in parents:
        line.append(parents[line[-1]])
    return line


def _months(atlas: Atlas) -> tuple[Month, ...]:
    contents = atlas.contents
    printed = Counter[str]()
    for page in contents.pages:
        if page.date and len(page.date) >= 7:
            printed[page.date[:7]] += len(atlas.articles_on.get(page.id, ()))
    held, opened = Counter[str](), Counter[str]()
    for starts, _, openings in contents.dates.values():
        held.update(day[:7] for day in starts if len(day) >= 7)
        opened.update(day[:7] for day in openings if len(day) >= 7)
    months = _between({*printed, *held, *opened})
    return tuple(Month(month, printed[month], held[month], opened[month]) for month in months)


def _between(months: set[str]) -> list[str]:
    """Fill in the months between, where that does not make too many.

    >>> _between({"2022-11", "2023-02"})
    ['2022-11', '2022-12', '2023-01', '2023-02']
    """
    known = sorted(month for month in months if _is_month(month))
    numbers = [int(month[:4]) * 12 + int(month[5:7]) - 1 for month in known]
    if not numbers or numbers[-1] - numbers[0] >= MOST_MONTHS:
        return known[-MOST_MONTHS:]
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in range(numbers[0], numbers[-1] + 1)]


def _things(atlas: Atlas, vocabulary: Vocabulary) -> Iterator[Thing]:
    contents = atlas.contents
    for number in sorted(range(len(contents.ids)), key=lambda n: (-atlas.degree(n), contents.ids[n]))[:MOST_THINGS]:
        type = _of_class(group_of(contents.types[number], vocabulary), 0, vocabulary)
        articles = len(atlas.articles_of.get(number, ()))
        yield Thing(contents.ids[number], contents.names[number], type, atlas.degree(number), articles)
