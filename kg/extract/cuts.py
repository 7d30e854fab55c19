"""Join the paragraphs of a page that a column's end, a page's header or a heading cut in the middle of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from kg.extract.blocks import LEAD, Block, ends_sentence
from kg.extract.credits import merge
from kg.text.clean import join
from kg.text.segmenter import cut

__all__ = ["join_cut", "spans_word"]

_GOES_ON = re.compile(r"[，、,：:的和与及将在对把为以于从向由被让使]$")


def join_cut(blocks: Iterable[Block]) -> list[Block]:
    """Return the blocks, those of the frame left out, with each sentence in one paragraph.

    A heading or a photo's caption that stood in the middle of a sentence comes behind the paragraph that it cut.
    """
    groups: list[list[Block]] = []
    for block in blocks:
        if block.kind == "frame":
            continue
        if groups and _continues(groups[-1], block):
            groups[-1].append(block)
            continue
        cut = _cut_before(groups, block)
        if cut is not None:
            cut.append(block)
        else:
            groups.append([block])
    return [_join(group) for group in groups]


def spans_word(before: str, after: str) -> bool:
    """Say whether a word begins at the end of one text and ends at the beginning of the other.

    >>> spans_word("要深入落实党组织领导的校", "长负责制"), spans_word("提升消费能级", "今年5月")
    (True, False)
    """
    place, end = 0, len(before[-4:])
    for word in cut(before[-4:] + after[:4]):
        if place < end < place + len(word):
            return True
        place += len(word)
    return False


def _is_title(group: list[Block]) -> bool:
    return len(group) == 1 and group[0].kind == "title"


def _cut_before(groups: list[list[Block]], block: Block) -> list[Block] | None:
    """Return the text that a heading or a photo's caption cut, if it goes on in a block."""
    between = 1 if groups and _is_title(groups[-1]) else _caption(groups)
    if not between or len(groups) <= between:
        return None
    return groups[-1 - between] if _continues_across(groups[-1 - between], block) else None


def _caption(groups: list[list[Block]]) -> int:
    """Return how many of the last groups are a photo's caption with its photographer: 0 if they are none."""
    names = int(bool(groups) and groups[-1][0].kind == "names" and not groups[-1][0].credit.authors)
    if len(groups) <= names:
        return 0
    text = groups[-1 - names]
    signed = names or bool(text[-1].closing.photographers)
    return names + 1 if signed and text[0].kind == "paragraph" and LEAD.match(text[0].chars) else 0


def _is_open(group: list[Block]) -> bool:
    """Say whether a paragraph, of one block or of several, stops in the middle of a sentence."""
    last = group[-1]
    whole = len(group) > 1 or last.kind == "paragraph"
    return whole and not last.closing.names and not ends_sentence(last.chars)


def _continues(group: list[Block], following: Block) -> bool:
    """Say whether a text goes on in the block that follows it."""
    if following.kind not in ("title", "paragraph") or following.wired:
        return False
    chars = group[-1].chars
    if _is_title(group):
        half = "，" in chars and following.kind == "paragraph" and not LEAD.match(following.chars)
        return half and spans_word(chars, following.chars)
    if not _is_open(group):
        return False
    if _GOES_ON.search(chars) or spans_word(chars, following.chars):
        return True
    return following.kind == "paragraph" and not LEAD.match(following.chars)


def _continues_across(group: list[Block], following: Block) -> bool:
    """Say whether a text goes on behind the heading that stands after it."""
    if not _is_open(group) or following.kind != "paragraph" or following.wired:
        return False
    return _GOES_ON.search(group[-1].chars) is not None or spans_word(group[-1].chars, following.chars)


def _join(blocks: list[Block]) -> Block:
    """Return the blocks of one sentence as one paragraph."""
    if len(blocks) == 1:
        return blocks[0]
    text = join(block.text for block in blocks)
    return replace(blocks[0], kind="paragraph", text=text, closing=merge(block.closing for block in blocks))
