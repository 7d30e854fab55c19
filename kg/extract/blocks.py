"""From the lines of a page to its blocks: title lines, lines of names, paragraphs with their wrapped lines joined."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.extract.credits import Credit, parse_credit
from kg.extract.furniture import is_furniture, is_masthead
from kg.extract.words import any_of
from kg.model import Document, Text
from kg.text.clean import clean, join

__all__ = ["Block", "read_blocks"]

LONGEST_TITLE = 48  # characters; a line without an end mark that is longer is a paragraph cut short

_LINE = re.compile(r"[^\r\n]+")
_BLANK = " \t\u3000\u00a0\ufeff\u200b\x0b\x0c"
_END = re.compile(r"[。！？!?…；;][”’」』）)]*$|[。！？!?…][”’」』）)\s]*[（(][^（）()]*[）)]$")
_LEAD = re.compile(rf"[【\[]?(?:{any_of('leads')})|\d{{1,2}}月\d{{1,2}}日")
_OPEN_END = re.compile(r"[，、,：:]$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: its range without spaces at its ends, and how it stands."""

    start: int
    stop: int
    chars: str
    gap: int  # blank lines before it
    indented: bool

    @property
    def width(self) -> float:
        """Return its width in Chinese characters; Latin ones count half."""
        return sum(0.5 if char < "\u2000" else 1 for char in self.chars)


@dataclass(frozen=True, slots=True)
class Block:
    """A unit of a page. `kind` is title, names, paragraph or frame."""

    kind: str
    text: Text
    gap: int = 0  # blank lines before it
    credit: Credit = field(default_factory=Credit)

    @property
    def chars(self) -> str:
        """Return its clean text."""
        return self.text.chars


def read_blocks(document: Document) -> tuple[Block, ...]:
    """Return the blocks of a page in their order, those of its frame left out."""
    blocks = [block for group in _groups(_lines(document.text)) for block in _blocks(document.text, group)]
    return tuple(block for block in _continued(blocks) if block.kind != "frame" and block.chars)


def _lines(text: str) -> Iterator[Line]:
    """Yield the lines that are not blank."""
    place = 0
    for found in _LINE.finditer(text):
        chars = found.group().strip(_BLANK)
        if not chars:
            continue
        start = found.start() + found.group().index(chars[0])
        before = text[place : found.start()]
        gap = max(0, max(before.count("\n"), before.count("\r")) - 1) if place else 0
        yield Line(start, start + len(chars), chars, gap, found.group().startswith(("\u3000", "  ", "\t")))
        place = found.end()


def _groups(lines: Iterator[Line]) -> Iterator[list[Line]]:
    """Group lines that no blank line parts."""
    group: list[Line] = []
    for line in lines:
        if line.gap and group:
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _blocks(text: str, group: list[Line]) -> Iterator[Block]:
    """Yield the blocks of a group of lines."""
    run: list[Line] = []
    framed = False
    for line in group:
        block = _special(text, line, framed)
        if block is None:
            run.append(line)
            continue
        framed = framed or block.kind == "frame"
        yield from _paragraphs(text, run)
        run = []
        yield block
    yield from _paragraphs(text, run)


def _special(text: str, line: Line, framed: bool) -> Block | None:
    """Return the block of a line of names or of the page's frame; None for any other line."""
    if len(line.chars) > 80:
        return None
    cleaned = clean(text, line.start, line.stop)
    credit = parse_credit(cleaned.chars)
    if credit is not None:
        return Block("names", cleaned, line.gap, credit)
    if is_furniture(cleaned.chars) or (framed and is_masthead(cleaned.chars)):
        return Block("frame", cleaned, line.gap)
    return None


def _paragraphs(text: str, lines: list[Line]) -> Iterator[Block]:
    """Yield the titles and paragraphs of lines that stand together, wrapped lines joined."""
    width = max((line.width for line in lines), default=0.0)
    start = 0
    for number, line in enumerate(lines):
        if number + 1 < len(lines) and _is_wrapped(line, lines[number + 1], width):
            continue
        cleaned = clean(text, lines[start].start, line.stop)
        yield Block(_kind(cleaned.chars), cleaned, lines[start].gap)
        start = number + 1


def _is_wrapped(line: Line, following: Line, width: float) -> bool:
    """Say whether a line goes on in the following one; `width` is that of the column."""
    if following.indented or width > 60:
        return False
    if _END.search(line.chars):
        return line.width >= width - 0.5
    return line.width >= 0.8 * width or bool(_OPEN_END.search(line.chars))


def _kind(chars: str) -> str:
    """Say whether a unit of text is a title or a paragraph.

    >>> _kind("再添重点载体及品牌 有力提升消费能级"), _kind("日前，区人民检察院“法治小剧场”走进社区，以")
    ('title', 'paragraph')
    """
    if _END.search(chars) and not (len(chars) <= 24 and chars[-1] in "！？!?"):
        return "paragraph"
    if len(chars) > LONGEST_TITLE or _LEAD.match(chars) or "。" in chars or _OPEN_END.search(chars):
        return "paragraph"
    return "title"


def _continued(blocks: list[Block]) -> Iterator[Block]:
    """Join paragraphs that a blank line cut in the middle of a sentence."""
    open_block: Block | None = None
    for block in blocks:
        if open_block is not None and _continues(open_block, block):
            open_block = Block("paragraph", join((open_block.text, block.text)), open_block.gap)
            continue
        if open_block is not None:
            yield open_block
        open_block = block
    if open_block is not None:
        yield open_block


def _continues(block: Block, following: Block) -> bool:
    if block.kind != "paragraph" or _END.search(block.chars) or following.kind not in ("title", "paragraph"):
        return False
    return following.kind == "paragraph" and not _LEAD.match(following.chars)
