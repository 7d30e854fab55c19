"""Score a built graph against gold pages: precision, recall and F1 of entities, relations, figures and articles.

An entity is found when its name or an alias equals one of the node's labels and the types agree; one node answers for
one gold entity and one gold entity is answered by one node, so both a split and a merge cost. What the gold calls
optional counts neither way, nor does a place that follows from the gold since places lie within places. A relation with
an end that is no gold entity is wrong.
"""

from __future__ import annotations

from kg.score.built import Built, read_built
from kg.score.gold import Gold, read_gold
from kg.score.scorer import score_page, score_pages
from kg.score.tally import Scores, Tally, write_rules, write_table

__all__ = [
    "Built",
    "Gold",
    "Scores",
    "Tally",
    "read_built",
    "read_gold",
    "score_page",
    "score_pages",
    "write_rules",
    "write_table",
]
