"""From the lines of a page to its blocks: title lines, lines of names, paragraphs with their wrapped lines joined."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from kg.extract.credits import (
    NOBODY,
    Credit,
    bare_names,
    closing_credit,
    framed_credit,
    merge,
    opening_credit,
    parse_credit,
)
from kg.extract.furniture import TURNED, is_column, is_furniture, is_header, is_masthead
from kg.extract.lines import Line, close_up, group_lines, read_lines
from kg.extract.words import any_of, any_surname
from kg.model import Text
from kg.text.clean import HAN, clean

__all__ = ["BULLET", "FIGURE", "LEAD", "LEADERS", "LONGEST_TITLE", "Block", "ends_sentence", "read_blocks"]

LONGEST_TITLE = 48  # characters; a longer line without an end mark is a paragraph cut short
LONGEST_SPECIAL = 80  # characters of a line of names or of the page's frame
LONGEST_CALL = 24  # characters; a longer line ending in ！ or ？ is a paragraph
WIDEST_COLUMN = 60  # Chinese characters; wider lines are whole paragraphs

BULLET = r"\W?"
LEAD = re.compile(rf"{BULLET}(?:(?:{any_of('leads')})|\d{{1,2}}月\d{{1,2}}日)")
"""How a news story opens: 日前，… 4月28日，…"""

FIGURE = re.compile(r"图?[①-⑳]|图[一二三四五六七八九十\d]{1,2}[:：]|[▲△▼▽]")
"""How the caption of one of several pictures opens: 图①：… ▲…"""

_PERSON = rf"{any_surname()}[{HAN}]{{1,2}}"
LEADERS = re.compile(rf"{_PERSON}(?:[\s、]+{_PERSON})*(?:{any_of('attending')})[^，。；：！？]{{0,14}}$")
"""A subtitle that tells who was there: 王建国主持并讲话"""

_ENDS, _CLOSING = tuple("。！？!?…；;"), "”’」』）)"
_END = re.compile(r"[。！？!?…；;][”’」』）)]*$|[。！？!?…][”’」』）)\s]*[（(][^（）()]*[）)]$")
_MARKDOWN = re.compile(r"(?:#{1,6} |\*\*)(?=.*[^*# ])")
_OPEN_END = re.compile(r"[，、,：:]$|，.*[的和与及将在对把为以]$")
_LABEL = re.compile(rf"(?:{any_of('labels')})[：:]")
_SPEECH = re.compile(r"(?:问|答|记者|Q|A)[：:]")
_IN_TEXT = re.compile(rf"{_LABEL.pattern}|{_SPEECH.pattern}|(?:{any_of('body_openings')})[，,]")


@dataclass(frozen=True, slots=True)
class Block:
    """A unit of a page. `kind` is title, names, paragraph, frame, or column (a heading such as 图片新闻).

    A paragraph's text is without the names at its beginning and its end; they are in `opening` and `closing`.
    """

    kind: str
    text: Text
    gap: int = 0  # blank lines before it
    credit: Credit = NOBODY
    opening: Credit = NOBODY
    closing: Credit = NOBODY
    wired: bool = False  # it opens as a story of its own: 本报讯（记者 …）
    lines: int = 1  # how many lines it is printed on
    page: int = 0  # counted up by the headers of pages in a file that holds several

    @property
    def chars(self) -> str:
        """Return its clean text."""
        return self.text.chars

    @property
    def open(self) -> bool:
        """Say whether it is a paragraph that stops in the middle of a sentence."""
        return self.kind == "paragraph" and not self.closing.names and not ends_sentence(self.chars)


def read_blocks(text: str) -> tuple[Block, ...]:
    """Return the blocks of a page in their order, each with what the one before and the one behind say of its kind."""
    blocks = list(chain.from_iterable(_blocks(text, group) for group in group_lines(close_up(list(read_lines(text))))))
    blocks = [block for block in blocks if block.chars]
    return tuple(_paged([_in_context(blocks, number) for number in range(len(blocks))]))


def ends_sentence(chars: str) -> bool:
    """Say whether a text ends as a sentence does.

    >>> ends_sentence("“只用了3天。”"), ends_sentence("再添重点载体")
    (True, False)
    """
    if chars.rstrip(_CLOSING)[-1:] in _ENDS:
        return bool(chars)
    return chars[-1:] in "）)" and _END.search(chars, max(0, len(chars) - LONGEST_SPECIAL)) is not None


def _blocks(text: str, group: list[Line]) -> Iterator[Block]:
    """Yield the blocks of a group of lines."""
    specials = [_special(text, line) for line in group]
    framed = any(block is not None and block.kind == "frame" for block in specials)
    run: list[Line] = []
    for line, block in zip(group, specials, strict=True):
        if block is None and not (framed and is_masthead(line.chars)):
            run.append(line)
            continue
        yield from _paragraphs(text, run)
        run = []
        yield block or Block("frame", clean(text, line.start, line.stop), line.gap)
    yield from _paragraphs(text, run)


def _special(text: str, line: Line) -> Block | None:
    """Return the block of a line of names or of the page's frame; None for any other line."""
    if len(line.chars) > LONGEST_SPECIAL or "，" in line.chars or "。" in line.chars:
        return None
    cleaned = clean(text, line.start, line.stop)
    credit = parse_credit(cleaned.chars)
    if credit is not None:
        return Block("names", cleaned, line.gap, credit)
    if is_furniture(cleaned.chars):
        credit = framed_credit(cleaned.chars)
        return Block("names" if credit.names else "frame", cleaned, line.gap, credit)
    return Block("column", cleaned, line.gap) if is_column(cleaned.chars) else None


def _paragraphs(text: str, lines: Sequence[Line]) -> Iterator[Block]:
    """Yield the titles and paragraphs of lines that stand together, wrapped lines joined."""
    width = max((line.width for line in lines), default=0.0)
    start = 0
    for number, line in enumerate(lines):
        if number + 1 < len(lines) and _is_wrapped(line, lines[number + 1], width):
            continue
        yield from _paragraph(clean(text, lines[start].start, line.stop), lines[start].gap, number + 1 - start)
        start = number + 1


def _paragraph(text: Text, gap: int, lines: int) -> Iterator[Block]:
    """Yield the block of a title or of a paragraph without the names at either end; a title's names come behind it."""
    text = _bare(text)
    chars = text.chars
    opening, start = opening_credit(chars)
    closing, stop = closing_credit(chars)
    if start >= stop:
        credit = merge((opening, closing))
        yield Block("names" if credit.names else "frame", text, gap, credit)
        return
    if closing.authors and not start and _kind(chars[:stop]) == "title":
        yield Block("title", _part(text, 0, stop), gap, lines=lines)
        yield Block("names", _part(text, stop, len(chars)), 0, closing)
        return
    told = start or stop < len(chars) or (lines > 1 and "，" in chars)
    kind = "paragraph" if told else _kind(chars)
    part = _part(text, start, stop)
    yield Block(kind, part, gap, opening=opening, closing=closing, wired=start > 0, lines=lines)


def _part(text: Text, start: int, stop: int) -> Text:
    """Return a part of a text without spaces at its ends."""
    chars = text.chars[start:stop]
    return text.slice(start + len(chars) - len(chars.lstrip()), start + len(chars.rstrip()))


def _bare(text: Text) -> Text:
    """Return a text without the marks of Markdown around it (## …, **…**) and （下转第2版） at its end."""
    chars = text.chars
    mark = _MARKDOWN.match(chars)
    start = mark.end() if mark is not None else 0
    stop = len(chars.rstrip("*# ")) if mark is not None else len(chars)
    turned = TURNED.search(chars, max(start, stop - LONGEST_SPECIAL), stop)
    if turned is not None and turned.end() == stop:
        stop = turned.start()
    return _part(text, start, stop) if start < stop < len(chars) or start else text


def _is_wrapped(line: Line, following: Line, width: float) -> bool:
    """Say whether a line goes on in the following one; `width` is that of the column."""
    if following.indented or width > WIDEST_COLUMN or _LABEL.match(following.chars) or FIGURE.match(following.chars):
        return False
    if "，" not in line.chars and LEADERS.match(following.chars):
        return False
    if ends_sentence(line.chars):
        return line.width >= width - 0.5
    return line.width >= 0.75 * width or _OPEN_END.search(line.chars) is not None


def _kind(chars: str) -> str:
    """Say whether a unit of text looks like a title or like a paragraph.

    >>> _kind("再添重点载体及品牌 有力提升消费能级"), _kind("会议强调，要深入落实党组织领导的校")
    ('title', 'paragraph')
    """
    if ends_sentence(chars):
        call = len(chars) <= LONGEST_CALL and chars[-1] in "！？!?" and not _SPEECH.match(chars)
        return "title" if call else "paragraph"
    if len(chars) > LONGEST_TITLE or "。" in chars or _OPEN_END.search(chars) or chars.count("，") > 1:
        return "paragraph"
    if _IN_TEXT.match(chars) or any(chars.count(mark) != chars.count(end) for mark, end in ("“”", "《》", "（）")):
        return "paragraph"
    return "paragraph" if LEAD.match(chars) and "，" in chars else "title"


def _in_context(blocks: list[Block], number: int) -> Block:
    """Return a block, its kind mended by its neighbours: a long title, a short exclamation, names without a role."""
    block = blocks[number]
    if block.kind not in ("title", "paragraph"):
        return block
    before, after = _neighbour(blocks, number, -1), _neighbour(blocks, number, 1)
    if block.kind == "paragraph":
        return replace(block, kind="title") if _is_title_here(block, before, after) else block
    if after is not None and after.kind == "paragraph":
        names = bare_names(block.chars, alone=before is not None and before.kind == "title")
        if names:
            return Block("names", block.text, block.gap, Credit(names))
    if ends_sentence(block.chars):
        among = before is not None and before.kind == "paragraph" and after is not None and after.kind == "paragraph"
        if (among and not (after is not None and after.wired)) or block.chars[0] in "“「":
            return replace(block, kind="paragraph")
    return block


def _paged(blocks: list[Block]) -> Iterator[Block]:
    """Yield the blocks with the number of their page: one begins where a page's header and a title follow a text."""
    page, told = 0, False
    for number, block in enumerate(blocks):
        told = told or block.kind == "paragraph"
        if told and block.kind == "frame" and is_header(block.chars):
            after = _neighbour(blocks, number, 1)
            if after is not None and after.kind != "paragraph":
                page, told = page + 1, False
        yield replace(block, page=page) if page else block


def _is_title_here(block: Block, before: Block | None, after: Block | None) -> bool:
    """Say whether a line without an end mark is a title by where it stands, however long it is.

    It is where names or 本报讯 follow it, or where the page begins and a story follows.
    """
    if after is None or block.wired or not block.open or "。" in block.chars or len(block.chars) > 2 * LONGEST_TITLE:
        return False
    if before is None and (after.wired or LEAD.match(after.chars)):
        return True
    if not after.wired and not after.credit.authors:
        return False
    if before is None or before.kind in ("names", "title"):
        return True
    return block.lines == 1 and len(block.chars) <= LONGEST_TITLE and not before.open


def _neighbour(blocks: list[Block], number: int, step: int) -> Block | None:
    """Return the next block in a direction that is no frame."""
    number += step
    while 0 <= number < len(blocks):
        if blocks[number].kind != "frame":
            return blocks[number]
        number += step
    return None
