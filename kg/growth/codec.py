"""A page that was read, as compact JSON and back: what a directory keeps, so that it need not be read again.

Strings that recur stand in a table; positions are runs; a sentence is a range of its paragraph. The page's id is not in
it: pages of one name get other ids when another page of that name comes.
"""

from __future__ import annotations

import json
import zlib
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from kg.extract import Extraction, LocalFact, LocalFigure
from kg.model import Article, Document, Evidence, Mention, Period, Sentence, Span, Text
from kg.resolve import Page
from kg.resolve.forms import Doubt, Form, PageForms
from kg.resolve.keys import Key

__all__ = ["decode_page", "encode_page"]

LEVEL = 1
_COUNT = tuple(range(1 << 16))  # its slices are the positions of runs, without a new number for each

Json = Any


def encode_page(page: Page) -> bytes:
    """Return a page as bytes."""
    read = page.extraction
    strings = _Strings()
    places = {article.id: number for number, article in enumerate(read.articles)}
    plain = {
        "articles": [_article(article) for article in read.articles],
        "sentences": [_sentence(sentence, read.articles, places) for sentence in read.sentences],
        "mentions": [_mention(mention, strings) for mention in read.mentions],
        "facts": [_fact(fact, strings) for fact in read.facts],
        "figures": [_figure(figure, strings) for figure in read.figures],
        "forms": [_form(form, strings) for form in page.forms.forms],
        "doubts": [[doubt.one, doubt.other, doubt.kind, doubt.apart] for doubt in page.forms.doubts],
        "strings": strings.all,
    }
    return zlib.compress(json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode("utf-8"), LEVEL)


def decode_page(data: bytes, document: Document) -> Page:
    """Return the page that `encode_page` made the bytes of, as that of a document."""
    plain = json.loads(zlib.decompress(data))
    strings, id = plain["strings"], document.id
    articles = tuple(_to_article(item, id) for item in plain["articles"])
    forms = PageForms(
        tuple(_to_form(item, strings) for item in plain["forms"]), tuple(Doubt(*item) for item in plain["doubts"])
    )
    read = Extraction(
        document,
        articles,
        tuple(_to_sentence(item, index, articles) for index, item in enumerate(plain["sentences"])),
        tuple(_to_mention(item, strings, id) for item in plain["mentions"]),
        tuple(_to_fact(item, strings, id) for item in plain["facts"]),
        tuple(_to_figure(item, strings, id) for item in plain["figures"]),
    )
    return Page(read, forms)


class _Strings:
    """A table of strings, each once."""

    def __init__(self) -> None:
        self.all: list[str] = []
        self._numbers: dict[str, int] = {}

    def __call__(self, text: str) -> int:
        number = self._numbers.setdefault(text, len(self.all))
        if number == len(self.all):
            self.all.append(text)
        return number


# ------ texts


def _text(text: Text) -> Json:
    return [text.chars, _runs(text.offsets)]


def _to_text(item: Json) -> Text:
    return Text(item[0], _positions(item[1]))


def _runs(offsets: Sequence[int]) -> list[int]:
    """Write positions as the starts and lengths of runs.

    >>> _runs((4, 5, 6, 9))
    [4, 3, 9, 1]
    """
    runs: list[int] = []
    for offset in offsets:
        if runs and offset == runs[-2] + runs[-1]:
            runs[-1] += 1
        else:
            runs += [offset, 1]
    return runs


def _positions(runs: Sequence[int]) -> tuple[int, ...]:
    """Return the positions that `_runs` wrote.

    >>> _positions([4, 3, 9, 1])
    (4, 5, 6, 9)
    """
    if len(runs) == 2:
        return _run(runs[0], runs[1])
    return tuple(
        position for start, length in zip(runs[::2], runs[1::2], strict=True) for position in _run(start, length)
    )


def _run(start: int, length: int) -> tuple[int, ...]:
    stop = start + length
    return _COUNT[start:stop] if stop <= len(_COUNT) else tuple(range(start, stop))


# ------ articles and sentences


def _article(article: Article) -> Json:
    return [
        int(article.id.rpartition("-")[2]),
        article.headline,
        article.headline_span,
        article.titles,
        article.bylines,
        article.photographers,
        [_text(paragraph) for paragraph in article.paragraphs],
        _text(article.heading) if article.heading else None,
    ]


def _to_article(item: Json, document: str) -> Article:
    number, headline, span, titles, bylines, photographers, paragraphs, heading = item
    return Article(
        f"{document}-{number}",
        document,
        headline,
        Span(*span) if span else None,
        tuple(titles),
        tuple(bylines),
        tuple(photographers),
        tuple(map(_to_text, paragraphs)),
        _to_text(heading) if heading else None,
    )


def _sentence(sentence: Sentence, articles: Sequence[Article], places: dict[str, int]) -> Json:
    """Write a sentence as a range of its paragraph; one that is none, in full."""
    place = places[sentence.article]
    whole = _paragraph(articles[place], sentence.paragraph)
    start = bisect_left(whole.offsets, sentence.text.offsets[0])
    stop = start + len(sentence.text)
    if whole.chars[start:stop] == sentence.text.chars and whole.offsets[start:stop] == sentence.text.offsets:
        return [place, sentence.paragraph, start, stop]
    return [place, sentence.paragraph, _text(sentence.text)]


def _to_sentence(item: Json, index: int, articles: Sequence[Article]) -> Sentence:
    article = articles[item[0]]
    text = _paragraph(article, item[1]).slice(item[2], item[3]) if len(item) == 4 else _to_text(item[2])
    return Sentence(article.id, index, item[1], text)


def _paragraph(article: Article, number: int) -> Text:
    if number < 0:
        return article.heading or Text("", ())
    return article.paragraphs[number]


# ------ names, facts, figures


def _mention(mention: Mention, strings: _Strings) -> Json:
    start, stop = mention.span
    numbers = [start, stop, strings(mention.type), strings(mention.name), strings(mention.rule), mention.sentence]
    return [*numbers, 1] if mention.reference else numbers


def _to_mention(item: Json, strings: Sequence[str], document: str) -> Mention:
    return Mention(
        Span(item[0], item[1]), strings[item[2]], strings[item[3]], strings[item[4]], item[5], document, len(item) == 7
    )


def _evidence(evidence: Evidence, strings: _Strings) -> Json:
    spans = [position for span in evidence.spans for position in span]
    return [evidence.sentence, strings(evidence.rule), evidence.confidence, *spans]


def _to_evidence(item: Json, strings: Sequence[str], document: str) -> Evidence:
    spans = (Span(item[3], item[4]),) if len(item) == 5 else _spans(item[3:])
    return Evidence(document, item[0], spans, strings[item[1]], item[2])


def _spans(positions: Sequence[int]) -> tuple[Span, ...]:
    return tuple(Span(start, stop) for start, stop in zip(positions[::2], positions[1::2], strict=True))


def _fact(fact: LocalFact, strings: _Strings) -> Json:
    obj = fact.object if isinstance(fact.object, int) else list(fact.object)
    plain = [fact.subject, strings(fact.predicate), obj, _evidence(fact.evidence, strings)]
    return plain if fact.title is None else [*plain, strings(fact.title)]


def _to_fact(item: Json, strings: Sequence[str], document: str) -> LocalFact:
    obj = item[2] if isinstance(item[2], int) else Period(*item[2])
    title = strings[item[4]] if len(item) == 5 else None
    return LocalFact(item[0], strings[item[1]], obj, _to_evidence(item[3], strings, document), title)


def _figure(figure: LocalFigure, strings: _Strings) -> Json:
    named = (figure.indicator, str(figure.value), figure.unit, figure.modifier)
    texts: Iterable[int | None] = (None if text is None else strings(text) for text in named)
    period = list(figure.period) if figure.period else None
    return [figure.subject, *texts, period, _evidence(figure.evidence, strings)]


def _to_figure(item: Json, strings: Sequence[str], document: str) -> LocalFigure:
    subject, indicator, value, unit, modifier, period, evidence = item
    return LocalFigure(
        subject,
        strings[indicator],
        Decimal(strings[value]),
        None if unit is None else strings[unit],
        None if modifier is None else strings[modifier],
        Period(*period) if period else None,
        _to_evidence(evidence, strings, document),
    )


# ------ forms


def _form(form: Form, strings: _Strings) -> Json:
    key = [strings(text) for text in form.key]
    types = [item for type, weight in form.types for item in (strings(type), weight)]
    names = [item for name, count in form.names for item in (strings(name), count)]
    posts = [strings(post) for post in form.posts]
    rest = [strings(form.type), strings(form.parent), strings(form.year), form.joined, strings(form.kind)]
    return [key, types, names, form.mentions, posts, *rest]


def _to_form(item: Json, strings: Sequence[str]) -> Form:
    key, types, names, mentions, posts, type, parent, year, joined, kind = item
    group, name, scope, mark = key
    return Form(
        Key(strings[group], strings[name], strings[scope], strings[mark]),
        strings[type],
        _counts(types, strings),
        _counts(names, strings),
        tuple(mentions),
        strings[parent],
        tuple(strings[post] for post in posts),
        strings[year],
        joined,
        strings[kind],
    )


def _counts(items: Sequence[int], strings: Sequence[str]) -> tuple[tuple[str, int], ...]:
    if len(items) == 2:
        return ((strings[items[0]], items[1]),)
    return tuple((strings[text], count) for text, count in zip(items[::2], items[1::2], strict=True))
