"""Join the paragraphs of a page that a column's end, a page's header or a heading cut in the middle of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

import rjieba

from kg.extract.blocks import LEAD, Block
from kg.extract.credits import Credit, merge
from kg.model import Text
from kg.text.clean import join

__all__ = ["join_cut", "spans_word"]

_GOES_ON = re.compile(r"[，、,：:的和与及将在对把为以于从向由被让使]$")


def join_cut(blocks: Iterable[Block]) -> list[Block]:
    """Return the blocks, those of the frame left out, with each sentence in one paragraph.

    A heading that stood in the middle of a sentence comes behind the paragraph that it cut.
    """
    joined: list[Block] = []
    for block in blocks:
        if block.kind == "frame":
            continue
        if joined and _continues(joined[-1], block):
            joined[-1] = _join(joined[-1], block)
        elif len(joined) > 1 and joined[-1].kind == "title" and _continues_across(joined[-2], block):
            joined[-2] = _join(joined[-2], block)
        else:
            joined.append(block)
    return joined


def spans_word(before: str, after: str) -> bool:
    """Say whether a word begins at the end of one text and ends at the beginning of the other.

    >>> spans_word("要深入落实党组织领导的校", "长负责制"), spans_word("提升消费能级", "今年5月")
    (True, False)
    """
    place, end = 0, len(before[-4:])
    for word in rjieba.cut(before[-4:] + after[:4]):
        if place < end < place + len(word):
            return True
        place += len(word)
    return False


def _continues(block: Block, following: Block) -> bool:
    """Say whether a block goes on in the one that follows it."""
    if following.kind not in ("title", "paragraph") or following.wired:
        return False
    if block.kind == "title":
        half = "，" in block.chars and following.kind == "paragraph" and not LEAD.match(following.chars)
        return half and spans_word(block.chars, following.chars)
    if not block.open:
        return False
    if _GOES_ON.search(block.chars) or spans_word(block.chars, following.chars):
        return True
    return following.kind == "paragraph" and not LEAD.match(following.chars)


def _continues_across(block: Block, following: Block) -> bool:
    """Say whether a paragraph goes on behind the heading that stands after it."""
    if not block.open or following.kind != "paragraph" or following.wired:
        return False
    return _GOES_ON.search(block.chars) is not None or spans_word(block.chars, following.chars)


def _join(block: Block, following: Block) -> Block:
    parts = (block.text, following.text)
    return replace(
        block,
        kind="paragraph",
        text=join(parts) if _in_order(parts) else block.text,
        closing=merge((block.closing, following.closing)),
        credit=Credit(),
    )


def _in_order(parts: tuple[Text, Text]) -> bool:
    return parts[0].offsets[-1] < parts[1].offsets[0]
