"""Read the text of a relation rule's example: names and dates stand in it in brackets, with their types.

    [[桃园街:Subdistrict]社工站:Organization]于[4月28日:Date=2023-04-28]成立

Behind `=` stands what the words mean: the period of a date, the name that a thing goes by, or how the words refer
(`frame`, `city`, `pair`, `kind`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.errors import RuleError
from kg.extract.encode import Unit
from kg.extract.found import Found, bare_name
from kg.extract.sentences import split_sentences
from kg.model import Article, Period, Sentence, Text
from kg.rules.pattern import TYPES

__all__ = ["Annotated", "read_annotated", "split_text"]

_RULE = "example"
_CLOSE = re.compile(r":(?P<type>\w+)(?:=(?P<value>[^\[\]]*))?\]")
_PERIOD = re.compile(r"\d{4}(?:-\d\d){0,2}(?:/\d{4}(?:-\d\d){0,2})?")
_REFERS = re.compile(r"frame|city|pair|kind")


@dataclass(frozen=True, slots=True)
class Annotated:
    """One sentence of an example with its names and dates, positions counted in the sentence."""

    sentence: Sentence
    names: tuple[Found, ...]
    dates: tuple[Unit, ...]


@dataclass(slots=True)
class _Reader:
    chars: list[str] = field(default_factory=list)
    open: list[tuple[int, list[Found]]] = field(default_factory=list)
    names: list[Found] = field(default_factory=list)
    dates: list[Unit] = field(default_factory=list)

    def close(self, type_: str, value: str | None) -> None:
        """Take in a name or date that ends here."""
        start, parts = self.open.pop()
        stop = len(self.chars)
        if type_ == "Date":
            self.dates.append(Unit(start, stop, period=_period(value)))
            return
        name = value if value and not _REFERS.fullmatch(value) else bare_name("".join(self.chars[start:stop]))
        refers = value if value and _REFERS.fullmatch(value) else ""
        inner = tuple(sorted(parts, key=lambda part: (part.start, -part.stop)))
        found = Found(start, stop, _known_type(type_), _RULE, 20, name, refers, inner)
        if self.open:
            self.open[-1][1].extend([found._replace(parts=()), *inner])
        else:
            self.names.append(found)


def read_annotated(text: str) -> tuple[Annotated, ...]:
    """Return the sentences of an example; raise RuleError where a bracket is not as it should be.

    >>> one, = read_annotated("[[桃园街:Subdistrict]社工站:Organization]成立")
    >>> one.sentence.text.chars, one.names[0].name, one.names[0].parts[0].name
    ('桃园街社工站成立', '桃园街社工站', '桃园街')
    """
    reader = _Reader()
    position = 0
    while position < len(text):
        closing = _CLOSE.match(text, position) if reader.open else None
        if closing is not None:
            reader.close(closing["type"], closing["value"])
            position = closing.end()
            continue
        if text[position] == "[":
            reader.open.append((len(reader.chars), []))
        elif text[position] == "]":
            raise RuleError(f"a bracket closes without a type in “{text[: position + 1]}”: write [words:Type]")
        else:
            reader.chars.append(text[position])
        position += 1
    if reader.open:
        raise RuleError(f"a bracket is not closed in “{text}”: write [words:Type]")
    return tuple(_sentences(reader))


def split_text(chars: str) -> tuple[Sentence, ...]:
    """Return the sentences of a text as those of an article without a headline.

    >>> [sentence.text.chars for sentence in split_text("河西区召开会议。区教育局参加。")]
    ['河西区召开会议。', '区教育局参加。']
    """
    text = Text(chars, tuple(range(len(chars))))
    return split_sentences((Article("example-1", "example", None, None, (), (), (), (text,)),))


def _sentences(reader: _Reader) -> list[Annotated]:
    annotated = []
    for sentence in split_text("".join(reader.chars)):
        start, stop = sentence.span
        names = tuple(
            _moved(name, -start).within(sentence.index)
            for name in reader.names
            if start <= name.start and name.stop <= stop
        )
        dates = tuple(
            date._replace(start=date.start - start, stop=date.stop - start)
            for date in reader.dates
            if start <= date.start and date.stop <= stop
        )
        annotated.append(Annotated(sentence, names, dates))
    return annotated


def _moved(found: Found, by: int) -> Found:
    parts = tuple(_moved(part, by) for part in found.parts)
    return found._replace(start=found.start + by, stop=found.stop + by, parts=parts)


def _known_type(name: str) -> str:
    if name not in TYPES:
        raise RuleError(f"unknown type “{name}”: write one of {', '.join(TYPES)}, Date")
    return name


def _period(value: str | None) -> Period:
    if value is None or not _PERIOD.fullmatch(value):
        raise RuleError(f"a date needs its period, such as [4月28日:Date=2023-04-28], not “{value or ''}”")
    start, _, stop = value.partition("/")
    return Period(start, stop or None)
