"""Pages for tests of resolution: what they name and state is written into the text, no rule has to find it.

named_page("[Subdistrict 友谊路街][Community 文苑楼社区]举办[Event 邻里节]。", facts=["文苑楼社区 organizes 邻里节"])
"""

from __future__ import annotations

import hashlib
import re
from decimal import Decimal

from kg.extract import Extraction, LocalFact, LocalFigure
from kg.model import Article, Document, Evidence, Mention, Period, Sentence, Span, Text
from kg.resolve import Page, read_page
from kg.rules import load_packs

__all__ = ["named_page"]

_NAME = re.compile(r"\[(?P<type>\w+)(?:/(?P<rule>[\w.-]+))? (?P<name>[^\]=]+)(?:=(?P<refers>[^\]]+))?\]")
_DAY = re.compile(r"\d{4}(?:-\d\d)*(?:/\d{4}(?:-\d\d)*)?")


def named_page(
    *articles: str,
    name: str = "p",
    date: str | None = "2023-04-27",
    frame: str | None = "河西区",
    facts: tuple[str, ...] | list[str] = (),
    figures: tuple[str, ...] | list[str] = (),
    bylines: tuple[str, ...] = (),
) -> Page:
    """Return a page of some articles, each one sentence; names stand in brackets, [Type 名] or [Type 词=所指的名].

    A fact is `subject predicate object [title]`, a figure `subject indicator value unit`, ends by their names.
    """
    text, mentions, spans = "", [], []
    for index, article in enumerate(articles):
        start = len(text)
        text = _add(text, article, mentions, index, name)
        spans.append((start, len(text)))
        text += "\n"
    document = Document(name, f"{name}.txt", hashlib.sha256(f"{name}{text}".encode()).hexdigest(), text, date, frame)
    texts = [Text(text[a:b], tuple(range(a, b))) for a, b in spans]
    built = Extraction(
        document,
        tuple(Article(f"{name}-{n}", name, None, None, (), bylines, (), (t,)) for n, t in enumerate(texts, 1)),
        tuple(Sentence(f"{name}-{n}", n - 1, 0, t) for n, t in enumerate(texts, 1)),
        tuple(mentions),
        tuple(_fact(fact, mentions, name) for fact in facts),
        tuple(_figure(figure, mentions, name) for figure in figures),
    )
    return read_page(built, load_packs(("civic",)))


def _add(text: str, article: str, mentions: list[Mention], sentence: int, document: str) -> str:
    position = 0
    for found in _NAME.finditer(article):
        text += article[position : found.start()]
        span = Span(len(text), len(text) + len(found["name"]))
        rule, refers = found["rule"] or "a.rule", found["refers"]
        mentions.append(Mention(span, found["type"], refers or found["name"], rule, sentence, document, bool(refers)))
        text += found["name"]
        position = found.end()
    return text + article[position:]


def _number(name: str, mentions: list[Mention]) -> int:
    return next(number for number, mention in enumerate(mentions) if mention.name == name)


def _evidence(number: int, mentions: list[Mention], document: str) -> Evidence:
    return Evidence(document, mentions[number].sentence, (mentions[number].span,), "a.rule", 0.9)


def _fact(fact: str, mentions: list[Mention], document: str) -> LocalFact:
    subject, predicate, object, *title = fact.split()
    number = _number(subject, mentions)
    end = Period(*object.split("/")) if _DAY.fullmatch(object) else _number(object, mentions)
    return LocalFact(number, predicate, end, _evidence(number, mentions, document), title[0] if title else None)


def _figure(figure: str, mentions: list[Mention], document: str) -> LocalFigure:
    subject, indicator, value, unit = figure.split()
    number = _number(subject, mentions)
    return LocalFigure(number, indicator, Decimal(value), unit, None, None, _evidence(number, mentions, document))
