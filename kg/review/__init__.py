"""A person's last word on names: doubtful merges and splits with their evidence, and the decisions on them."""

from kg.review.account import NamesAccount, account_of
from kg.review.questions import Question, Review, open_review
from kg.review.tables import add_decisions, remove_decision

__all__ = [
    "NamesAccount",
    "Question",
    "Review",
    "account_of",
    "add_decisions",
    "open_review",
    "remove_decision",
]
