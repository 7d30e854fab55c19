"""Compare what a page states with what was built of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from kg.score.built import Built, BuiltFigure
from kg.score.entities import Match, match_entities
from kg.score.gold import Gold, GoldFigure, normalise
from kg.score.relations import score_relations
from kg.score.tally import Scores

__all__ = ["score_page", "score_pages"]


def score_pages(pages: Iterable[tuple[Gold, Built]]) -> Scores:
    """Score pages together; each graph is that of its one page alone."""
    scores = Scores()
    for gold, built in pages:
        score_page(gold, built, scores)
    return scores


def score_page(gold: Gold, built: Built, scores: Scores) -> None:
    """Add one page to the scores."""
    match = match_entities(gold, built)
    _score_entities(gold, built, match, scores)
    score_relations(gold, built, match, scores)
    _score_titles(gold, built, match, scores)
    _score_figures(gold, built, match, scores)
    _score_articles(gold, built, scores)


def _score_entities(gold: Gold, built: Built, match: Match, scores: Scores) -> None:
    for node, entity in built.entities.items():
        rules = built.rules.get((node, "", ""), ())
        if node in match.gold_of:
            found = gold.entities[match.gold_of[node]]
            if not found.optional:
                scores.right("entities", f"type:{found.types[0]}", rules=rules)
            continue
        other = match.mistyped.get(node)
        if gold.is_optional(other):
            continue
        hint = f"  (gold says {list(gold.entities[other].types)})" if other else ""
        error = f"{gold.document} entity+ {entity.name} {sorted(entity.types)}{hint}"
        scores.wrong("entities", f"type:{min(entity.types)}", error=error, rules=rules)
    for id, wanted in gold.entities.items():
        if id not in match.node_of and not wanted.optional:
            error = f"{gold.document} entity- {wanted.name} {list(wanted.types)}"
            scores.missing("entities", f"type:{wanted.types[0]}", error=error)


def _score_titles(gold: Gold, built: Built, match: Match, scores: Scores) -> None:
    have = {(match.gold_of.get(person), match.gold_of.get(place), title) for person, place, title in built.titles}
    for relation in gold.relations:
        if relation.predicate != "holdsPost" or not relation.title or relation.optional:
            continue
        same = (relation.subject, "holdsPost", relation.title)
        places = {other.object for other in gold.relations if (other.subject, other.predicate, other.title) == same}
        forms = {normalise(form) for form in (relation.title, *re.split(r"[、,，/]", relation.title))}
        if any((relation.subject, place, form) in have for place in places for form in forms):
            scores.right("titles")
        else:
            scores.missing("titles", error=f"{gold.document} title- {gold.name(relation.subject)} {relation.title}")


def _score_figures(gold: Gold, built: Built, match: Match, scores: Scores) -> None:
    rest = list(gold.figures)
    for figure in built.figures:
        rules = built.rules.get((figure.node, "observationOf", figure.subjects[0] if figure.subjects else ""), ())
        subjects = {match.gold_of.get(subject) for subject in figure.subjects}
        best = _best_figure(figure, subjects, rest)
        if best is not None:
            rest.remove(best)
            if not best.optional:
                scores.right("observations", rules=rules)
        elif not any(other.optional and _same_value(other, figure) for other in gold.figures):
            names = [built.names.get(subject, subject) for subject in figure.subjects]
            error = f"{gold.document} observation+ {names} {figure.indicator} {figure.value} {figure.unit}"
            scores.wrong("observations", error=error, rules=rules)
    for wanted in rest:
        if not wanted.optional:
            what = f"{gold.name(wanted.subject)} {wanted.indicator} {wanted.value:g} {wanted.unit}"
            scores.missing("observations", error=f"{gold.document} observation- {what}")


def _best_figure(figure: BuiltFigure, subjects: set[str | None], rest: list[GoldFigure]) -> GoldFigure | None:
    """Return the gold figure of the same owner, value and unit whose indicator is most like this one's."""
    best: tuple[float, GoldFigure] | None = None
    for wanted in rest:
        if wanted.subject not in subjects or normalise(wanted.unit) != figure.unit or not _same_value(wanted, figure):
            continue
        alike = _likeness(normalise(wanted.indicator), figure.indicator)
        if alike >= 0.5 and (best is None or alike > best[0]):
            best = alike, wanted
    return best[1] if best else None


def _same_value(wanted: GoldFigure, have: BuiltFigure) -> bool:
    return have.value is not None and abs(wanted.value - have.value) <= 1e-6 * max(1, abs(have.value))


def _likeness(wanted: str, have: str) -> float:
    """Say how alike two indicators are, 0 to 1; one within the other is alike enough.

    >>> _likeness("营业面积", "面积")
    0.6666666666666666
    """
    ratio = SequenceMatcher(None, wanted, have).ratio()
    contained = wanted in have or (have != "" and have in wanted)
    return max(ratio, 0.6) if contained else ratio


def _score_articles(gold: Gold, built: Built, scores: Scores) -> None:
    used: set[int] = set()
    for article in gold.articles:
        if not article.headlines:
            continue
        wanted = [normalise(headline) for headline in article.headlines]
        free = [(k, have) for k, have in enumerate(built.articles) if k not in used and have.headline]
        alike = [(SequenceMatcher(None, w, have.headline).ratio(), k) for k, have in free for w in wanted]
        ratio, best = max(alike, default=(0.0, -1))
        if ratio < 0.8:
            scores.missing("articles", error=f"{gold.document} article- {article.headlines[0]}")
            continue
        used.add(best)
        scores.right("articles")
        _score_people(article.people, built.articles[best].people, scores)
    for k, have in enumerate(built.articles):
        if k not in used and have.headline:
            scores.wrong("articles", error=f"{gold.document} article+ {have.headline}")


def _score_people(wanted: frozenset[str], have: frozenset[str], scores: Scores) -> None:
    bylines = scores["bylines"]
    bylines.tp += len(wanted & have)
    bylines.fn += len(wanted - have)
    bylines.fp += len(have - wanted)
