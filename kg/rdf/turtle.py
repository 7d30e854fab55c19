"""Turtle terms and blocks as text: what a careful serializer writes, without a triple store in between."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import BinaryIO, TextIO, cast
from urllib.parse import quote

from kg.errors import UsageError

__all__ = ["Names", "block", "date", "decimal", "digits", "label", "listed", "literal", "prefix_block", "write_blocks"]

LANGUAGE = "@zh-Hans"
CHARACTERS_AT_ONCE = 1 << 16
NEXT_OBJECT = " ,\n        "
NEXT_PREDICATE = " ;\n    "

# Quotes, backslashes and line ends must be escaped; other controls and line separators trip up one importer or another.
# Marks of direction (U+200F) are text and stay. What is no character at all (U+0000, U+FFFE, U+FFFF, half a surrogate
# pair) makes rapper and others drop the text, or the file: U+FFFD stands for it, so that positions stay as they are.
_UNSAFE = re.compile('["\\\\\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]')
_NO_CHARACTERS = "\x00\ufffe\uffff"
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_is_local = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?").fullmatch
_BASE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x20\x7f-\x9f\ud800-\udfff]+[/#]")
_SHORT_PREFIXES = {"fact": "f", "text": "t"}
_DATATYPES = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}


def literal(text: str) -> str:
    r"""Write a plain literal on one line.

    >>> print(literal('“红石榴”\t"宣讲团"\n'))
    "“红石榴”\t\"宣讲团\"\n"
    """
    if text.isprintable() and '"' not in text and "\\" not in text:  # what most texts are, told at once
        return f'"{text}"'
    return f'"{_UNSAFE.sub(_escape, text)}"'


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    if character in _NO_CHARACTERS or "\ud800" <= character <= "\udfff":
        return "\ufffd"
    return _SHORT.get(character) or f"\\u{ord(character):04X}"


def label(text: str) -> str:
    """Write a literal in simplified Chinese.

    >>> print(label("文苑楼社区"))
    "文苑楼社区"@zh-Hans
    """
    return literal(text) + LANGUAGE


def date(iso: str) -> str:
    """Write a day, a month or a year with its datatype.

    >>> print(date("2023-04-28"), date("2023-04"), date("2023"))
    "2023-04-28"^^xsd:date "2023-04"^^xsd:gYearMonth "2023"^^xsd:gYear
    """
    return f"{literal(iso)}^^{_DATATYPES.get(len(iso), 'xsd:string')}"


def decimal(value: Decimal) -> str:
    """Write a number as xsd:decimal in its shortest form.

    >>> print(decimal(Decimal("6.0700E+8")), decimal(Decimal("1.170")))
    "607000000"^^xsd:decimal "1.17"^^xsd:decimal
    """
    return f'"{digits(value)}"^^xsd:decimal'


def digits(value: Decimal) -> str:
    """Write a number without exponent, and without zeros that say nothing."""
    written = f"{value:f}"
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


class Names:
    """Writes addresses below one base IRI: as prefixed names where Turtle allows it, else in full.

    `community/wenyuanlou-shequ-1f3a9c` is `community:wenyuanlou-shequ-1f3a9c`, for which the prefix block must declare
    every folder in use. Raises UsageError for a base that Turtle cannot write.
    """

    def __init__(self, base: str, folders: Iterable[str]) -> None:
        if not _BASE.fullmatch(base):
            raise UsageError(f"the base IRI {base} is no address ending in / or #, such as https://example.org/id/")
        self.base = base
        self.prefixes = {folder: f"{_prefix(folder)}:" for folder in sorted(set(folders)) if _is_safe(folder)}

    def term(self, id: str) -> str:
        """Return the Turtle term for an address below the base, `folder/name`."""
        folder, _, name = id.partition("/")
        if folder in self.prefixes and _is_local(name):
            return self.prefixes[folder] + name
        return f"<{self.base}{quote(id, safe='/', errors='replace')}>"

    def own(self, id: str) -> str:
        """Return the term for an address that this package made, of which every character is known.

        >>> Names("https://example.org/id/", ["fact"]).own("fact/6oj4sbm475")
        'f:6oj4sbm475'
        """
        folder, _, name = id.partition("/")
        return self.prefixes[folder] + name

    def declarations(self) -> dict[str, str]:
        """Return the prefixes with the IRIs that they stand for."""
        return {prefix[:-1]: f"{self.base}{folder}/" for folder, prefix in self.prefixes.items()}


def _is_safe(folder: str) -> bool:
    return _is_local(folder) is not None and folder[0].isalpha()


def _prefix(folder: str) -> str:
    """Name the prefix of a folder without hyphens, which not every importer takes; what comes often is short.

    >>> _prefix("administrative-area"), _prefix("text")
    ('administrativeArea', 't')
    """
    if folder in _SHORT_PREFIXES:
        return _SHORT_PREFIXES[folder]
    first, *others = folder.split("-")
    return first + "".join(other.capitalize() for other in others)


def prefix_block(prefixes: Mapping[str, str]) -> str:
    """Declare prefixes, sorted, one a line."""
    return "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in sorted(prefixes.items()))


def block(subject: str, pairs: Iterable[tuple[str, str]], *, joined: str = NEXT_PREDICATE) -> str:
    """Write one subject with its predicates and objects, all of them Turtle terms, in the order given.

    A predicate without objects is left out; at least one must have some.

    >>> print(block("ex:a", [("a", "ex:B"), ("ex:p", "1 , 2"), ("ex:q", "")]))
    ex:a a ex:B ;
        ex:p 1 , 2 .
    <BLANKLINE>
    """
    said = [f"{predicate} {objects}" for predicate, objects in pairs if objects]
    return f"{subject} " + joined.join(said) + " .\n"


def listed(terms: Iterable[str]) -> str:
    """Join objects, each once, on a line each, so that a change shows as one.

    >>> print("ex:p", listed(["ex:a", "ex:b", "ex:a"]))
    ex:p ex:a ,
            ex:b
    """
    return NEXT_OBJECT.join(dict.fromkeys(terms))


def write_blocks(blocks: Iterable[str], out: TextIO | BinaryIO) -> None:
    """Write pieces of text to a text stream, or in UTF-8 to a stream of bytes, many at a time."""
    is_text = _takes_text(out)
    for many in _gathered(blocks):
        if is_text:
            cast(TextIO, out).write(many)
        else:
            cast(BinaryIO, out).write(many.encode("utf-8"))


def _gathered(blocks: Iterable[str]) -> Iterator[str]:
    """Join pieces until they are worth writing."""
    waiting: list[str] = []
    length = 0
    for piece in blocks:
        waiting.append(piece)
        length += len(piece)
        if length >= CHARACTERS_AT_ONCE:
            yield "".join(waiting)
            waiting.clear()
            length = 0
    yield "".join(waiting)


def _takes_text(out: TextIO | BinaryIO) -> bool:
    try:
        cast(TextIO, out).write("")
    except TypeError:
        return False
    return True
