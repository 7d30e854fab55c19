"""Say why: what the rules make of a sentence, and which words of which pages a thing and its facts rest on."""

from kg.explain.entity import (
    EntityAccount,
    FactAccount,
    FigureAccount,
    MentionAccount,
    Reading,
    Source,
    explain_entity,
    home_of,
)
from kg.explain.near import Fit, NearMiss
from kg.explain.text import Firing, NameAccount, SentenceAccount, explain_text

__all__ = [
    "EntityAccount",
    "FactAccount",
    "FigureAccount",
    "Firing",
    "Fit",
    "MentionAccount",
    "NameAccount",
    "NearMiss",
    "Reading",
    "SentenceAccount",
    "Source",
    "explain_entity",
    "explain_text",
    "home_of",
]
