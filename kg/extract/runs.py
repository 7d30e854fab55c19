"""Part a page's blocks into runs, heads and the paragraphs below them, with names moved to the text that they sign."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from kg.extract.blocks import Block
from kg.extract.credits import merge

__all__ = ["Run", "read_runs"]


@dataclass(slots=True)
class Run:
    """What stands over a stretch of paragraphs (titles, names, columns), and the paragraphs; either may be empty."""

    head: list[Block] = field(default_factory=list)
    body: list[Block] = field(default_factory=list)

    @property
    def titles(self) -> list[Block]:
        """Return the title lines."""
        return [block for block in self.head if block.kind == "title"]

    @property
    def names(self) -> list[Block]:
        """Return the lines of names."""
        return [block for block in self.head if block.kind == "names"]

    @property
    def chars(self) -> str:
        """Return the text of the paragraphs."""
        return "\n".join(block.chars for block in self.body)


def read_runs(blocks: Iterable[Block]) -> list[Run]:
    """Return the runs of a page; names that stand behind a text (李四 摄, （记者 王五）) are its last paragraph's."""
    runs = _sign_photos(_part(blocks))
    behind = _sign_behind(runs)
    for run, following in pairwise(runs):
        while run.body and following.head and _signs(following, run, behind=behind):
            last, names = run.body[-1], following.head.pop(0)
            run.body[-1] = replace(last, closing=merge((last.closing, names.credit)))
    return _mend(runs)


def _part(blocks: Iterable[Block]) -> list[Run]:
    runs = [Run()]
    for block in blocks:
        if block.kind == "paragraph":
            runs[-1].body.append(block)
            continue
        if runs[-1].body or (runs[-1].head and runs[-1].head[-1].page != block.page):
            runs.append(Run())
        runs[-1].head.append(block)
    return runs


def _sign_photos(runs: list[Run]) -> list[Run]:
    """Give lines such as 李四 摄 to the paragraph that they stand behind."""
    for run, following in pairwise(runs):
        while following.head and _is_photo(following.head[0]):
            last, names = run.body[-1], following.head.pop(0)
            run.body[-1] = replace(last, closing=merge((last.closing, names.credit)))
    return _mend(runs)


def _mend(runs: list[Run]) -> list[Run]:
    """Join runs whose head has become empty to the one before."""
    mended: list[Run] = []
    for run in runs:
        if mended and not run.head:
            mended[-1].body += run.body
        elif run.head or run.body:
            mended.append(run)
    return mended


def _is_photo(block: Block) -> bool:
    return block.kind == "names" and not block.credit.authors


def _is_bracketed(block: Block) -> bool:
    return block.kind == "names" and block.chars.startswith(("（", "(")) and block.chars.endswith(("）", ")"))


def _signs(following: Run, run: Run, *, behind: bool) -> bool:
    """Say whether names at the beginning of a head sign the text before it, rather than the one below.

    They do in parentheses, where the page signs its articles behind, or where the text before bears no names and
    those below have names of their own, or the names are a photographer's too (张三 摄影报道).
    """
    names = following.head[0]
    if names.kind != "names":
        return False
    if _is_bracketed(names) or (behind and (bool(following.titles) or not following.body)):
        return True
    bare = not run.names and not run.body[0].opening.names and not run.body[-1].closing.names
    others = [block.kind for block in following.head[1:]]
    return bare and "title" in others and ("names" in others or bool(names.credit.photographers))


def _sign_behind(runs: Sequence[Run]) -> bool:
    """Say whether a page prints names behind its articles rather than under their titles."""
    behind = before = 0
    if runs and runs[0].head and runs[0].head[0].kind == "names" and runs[0].titles:
        return False
    for number, run in enumerate(runs):
        kinds = [block.kind for block in run.head if block.kind != "column"]
        if not kinds:
            continue
        if kinds[0] == "names" and number and ("title" in kinds or not run.body) and kinds[-1] != "names":
            behind += 1
        if kinds == ["names"] and number and not run.body:
            behind += 1
        if kinds[-1] == "names" and "title" in kinds and run.body:
            before += 1
    return behind > before
