"""The frozen values that flow through the program, from a page to the graph.

    Document -> Article -> Sentence -> Mention -> Entity, Relation, Observation -> Graph

Every position is a half-open range of code points in the *original* text of one document; it is never re-based.
Cleaned text carries its map back (`Text.offsets`), so whatever is found in it can be shown in the page.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

__all__ = [
    "Article",
    "Document",
    "Entity",
    "Evidence",
    "Mention",
    "Observation",
    "Period",
    "Refusal",
    "Relation",
    "Sentence",
    "Span",
    "Text",
]


class Span(NamedTuple):
    """A half-open range `[start, stop)` of code points in a document's original text."""

    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Text:
    """A cleaned stretch of a page: wrapped lines joined, punctuation unified, every character mapped to the original.

    `offsets[i]` is the position of `chars[i]` in the document; `len(offsets) == len(chars)`, strictly increasing.
    Cleaning only drops characters or replaces one by one, so a clean range always has an original range.

    >>> text = Text("红石榴", (4, 5, 8))      # a line break stood between 石 and 榴
    >>> text.span(0, 3)
    Span(start=4, stop=9)
    """

    chars: str
    offsets: tuple[int, ...]

    def span(self, start: int, stop: int) -> Span:
        """Return the original range of the clean range `[start, stop)`, which must not be empty."""
        return Span(self.offsets[start], self.offsets[stop - 1] + 1)

    def slice(self, start: int, stop: int) -> Text:
        """Return the part `[start, stop)` with its map."""
        return Text(self.chars[start:stop], self.offsets[start:stop])

    def __len__(self) -> int:
        return len(self.chars)


class Period(NamedTuple):
    """A day, month or year, or a stretch between two of them, in ISO 8601 (`2023-04-28`, `2023-05`, `2023`).

    `stop` is None for a single day, month or year; otherwise it is included in the stretch.
    """

    start: str
    stop: str | None = None

    def __str__(self) -> str:
        return self.start if self.stop is None else f"{self.start}/{self.stop}"


@dataclass(frozen=True, slots=True)
class Document:
    """One page as it was read. `text` is the decoded file, nothing changed: offsets count its code points."""

    id: str  # ASCII, unique in a build, made from the file's name (and its hash where two names clash)
    name: str  # the file's name, without its folder
    sha256: str  # of the file's bytes
    text: str
    date: str | None = None  # the page's date, 2023-04-27 or 2023-04 or 2023; None if not known
    frame: str | None = None  # the home district, 河西区; None if not known


@dataclass(frozen=True, slots=True)
class Article:
    """One article of a page, or a photo with its caption (then without a headline)."""

    id: str  # "{document.id}-{number}", numbered from 1 in the order of the bodies
    document: str  # Document.id
    headline: str | None
    headline_span: Span | None
    titles: tuple[str, ...]  # the other lines of the title block: kicker, subtitle
    bylines: tuple[str, ...]
    photographers: tuple[str, ...]
    paragraphs: tuple[Text, ...]  # the body; title lines are not in it
    heading: Text | None = None  # the headline as text, so that what it states can be read too


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an article. `index` counts from 0 through the document."""

    article: str  # Article.id
    index: int
    paragraph: int  # number of the paragraph in the article, from 0; -1 for the headline
    text: Text

    @property
    def span(self) -> Span:
        return self.text.span(0, len(self.text))


@dataclass(frozen=True, slots=True)
class Mention:
    """A name where it stands. `name` is its clean text without quotation marks and book marks.

    `reference`: the words refer (全区, 该街道) and `name` is what they stand for.
    """

    span: Span
    type: str  # local name of a class of the ontology: Community, Company, …
    name: str
    rule: str  # id of the entity rule that found it
    sentence: int  # Sentence.index
    document: str  # Document.id
    reference: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a fact is stated: sentence, the words in it, the rule that read it, how far it is to be trusted (0..1)."""

    document: str  # Document.id
    sentence: int  # Sentence.index in that document
    spans: tuple[Span, ...]  # the words that state it, in the original text
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing, whatever it is called. `id` is the IRI below the base: `community/wenyuanlou-shequ-1f3a9c`."""

    id: str
    type: str  # local name of the class
    name: str  # the fullest form, without quotation marks: rdfs:label
    aliases: tuple[str, ...] = ()  # sorted, without `name`: skos:altLabel
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """`subject predicate object`. `object` is an `Entity.id`, or a `Period` for `heldOn` and `openedOn`.

    `title` is the post for `holdsPost` (校长), else None. One Relation a (subject, predicate, object, title),
    with the evidence of all pages that state it.
    """

    subject: str
    predicate: str
    object: str | Period
    evidence: tuple[Evidence, ...]
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Observation:
    """A figure that a page gives for a named thing: 万象城, 销售额, 607000000, 元."""

    subject: str  # Entity.id
    indicator: str
    value: Decimal
    unit: str | None
    modifier: str | None = None  # 超, 余, 约, 近
    period: Period | None = None
    evidence: tuple[Evidence, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Refusal:
    """Input that could not be read, and why. `reason` is a sentence for people."""

    path: str
    reason: str
