"""Suggest what a pack could still learn: names and statements that look like facts and that no rule took."""

from kg.suggest.rank import Suggestion, suggest, suggest_from

__all__ = ["Suggestion", "suggest", "suggest_from"]
