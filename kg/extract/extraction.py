"""What one page gives by itself, before names of different pages are brought together."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from kg.model import Article, Document, Evidence, Mention, Period, Sentence

__all__ = ["Extraction", "LocalFact", "LocalFigure"]


@dataclass(frozen=True, slots=True)
class LocalFact:
    """A fact of one page; `subject` and `object` are numbers of mentions (or a period for dates)."""

    subject: int
    predicate: str
    object: int | Period
    evidence: Evidence
    title: str | None = None


@dataclass(frozen=True, slots=True)
class LocalFigure:
    """A figure of one page; `subject` is the number of a mention."""

    subject: int
    indicator: str
    value: Decimal
    unit: str | None
    modifier: str | None
    period: Period | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything read from one document. `mentions` are in order of position; facts point to them by number."""

    document: Document
    articles: tuple[Article, ...]
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    facts: tuple[LocalFact, ...]
    figures: tuple[LocalFigure, ...]
