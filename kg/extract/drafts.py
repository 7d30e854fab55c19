"""Draft the articles of a page: which heads begin one, which are headings within one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import takewhile

from kg.extract.blocks import BULLET, LEAD, LEADERS, Block
from kg.extract.credits import Credit, merge
from kg.extract.likeness import Likeness
from kg.extract.runs import Run
from kg.extract.words import any_of

__all__ = ["SUBTITLE", "Draft", "draft_articles"]

SUBTITLE = re.compile(rf"[—–－(（]|-{{2}}|{LEADERS.pattern}")
_PLACE = re.compile(r"[区县市镇乡村]|街道?|社区")
_NAMED = re.compile(r"(?![^：]*(?:[区县市镇乡村]|街道?|社区)：)[^：，]{2,8}：")  # 王秀兰：十五年照顾瘫痪婆婆
_NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|第[一二三四五六七八九十]+[，、 ]|[❶-❿①-⑳]")
_WHEN = re.compile(rf"{LEAD.pattern.removeprefix(BULLET)}|{any_of('occasions')}")
_ANNOUNCES = re.compile(rf"[^。！？]{{0,80}}(?:{any_of('announcing_verbs')})[^。！？]{{0,60}}(?:{any_of('announced')})")
_NOTICE = re.compile(rf".+(?:{any_of('notices')})")
LIKE, UNLIKE = 0.6, 0.4  # what can speak against and for a new article at most: that the text is like the one before
NEAREST_RUNS = 8  # how many stretches of the article before a new one is compared with
FIRST_WORDS = 70  # characters in which a story says when it was


@dataclass(slots=True)
class Draft:
    """An article while it is put together. A heading within it is a block of kind title in the body."""

    titles: list[Block] = field(default_factory=list)
    credits: list[Credit] = field(default_factory=list)
    body: list[Block] = field(default_factory=list)
    begun: bool = False  # it has a paragraph

    @property
    def paragraphs(self) -> list[Block]:
        """Return the body without the headings in it."""
        return [block for block in self.body if block.kind == "paragraph"]

    @property
    def credit(self) -> Credit:
        """Return all names that sign the article."""
        return merge([*self.credits, *(credit for block in self.body for credit in (block.opening, block.closing))])

    @property
    def chars(self) -> str:
        """Return the text of the body."""
        return "\n".join(block.chars for block in self.body)


def draft_articles(runs: Iterable[Run]) -> tuple[list[Draft], list[Block]]:
    """Return the drafts in the order of their bodies, and the titles that no body follows."""
    page = list(runs)
    drafts: list[Draft] = []
    loose: list[Block] = []
    likeness = _Likenesses(page)
    for number, run in enumerate(page):
        if not run.body:
            loose += run.titles
            _sign_last(drafts, run)
        elif not drafts or _begins_article(run, drafts[-1], likeness, number):
            drafts.append(_draft(run))
            _add_text(drafts, run.body)
            likeness.first = number
        else:
            drafts[-1].body += run.titles
            drafts[-1].credits += [block.credit for block in run.names]
            _add_text(drafts, run.body)
    return drafts, loose


class _Likenesses:
    """How alike a run and the runs of the article before it are; worked out when first asked."""

    def __init__(self, runs: list[Run]) -> None:
        self.runs = runs
        self.first = 0  # the run with which the article before began
        self._likeness: Likeness | None = None

    def with_article(self, number: int) -> float:
        """Return which part of a run's words, by weight, the article before it has."""
        if self._likeness is None:
            self._likeness = Likeness(run.chars for run in self.runs)
        stretches = self._likeness.stretches
        before = frozenset[str]().union(*stretches[max(self.first, number - NEAREST_RUNS) : number])
        return self._likeness.share(stretches[number], before)

    def has_twin(self, number: int) -> bool:
        """Say whether a single title is built like the one of the run before or behind it."""
        runs = self.runs[max(0, number - 1) : number + 2]
        title, *_ = self.runs[number].titles
        beside = [run.titles[-1] for run in runs if run is not self.runs[number] and run.titles and not run.names]
        return any(_are_parallel(title.chars, other.chars) for other in beside)


def _are_parallel(title: str, other: str) -> bool:
    """Say whether two headings are built alike, as those within one article are.

    >>> _are_parallel("一张网，兜起大小事", "一餐饭，温暖老人心"), _are_parallel("打造“科创园”项目", "打造“大厦”项目")
    (True, True)
    >>> _are_parallel("长安区举办邻里节", "桥西区建成口袋公园12个")
    False
    """
    head, tail = _shared(title, other), _shared(title[::-1], other[::-1])
    if _PLACE.search(head):
        return False
    if _NAMED.match(title) and _NAMED.match(other):
        return True
    same = sum(one == two for one, two in zip(title, other, strict=False))
    return (len(title) == len(other) and same > 1) or (len(head) > 1 and len(tail) > 1)


def _shared(title: str, other: str) -> str:
    """Return the characters with which both begin."""
    return "".join(one for one, _ in takewhile(lambda pair: pair[0] == pair[1], zip(title, other, strict=False)))


def _begins_article(run: Run, before: Draft, likeness: _Likenesses, number: int) -> bool:
    """Say whether a run begins an article, rather than going on with the one before under a heading."""
    if run.names:
        return bool(run.titles) or bool(before.credit.authors) or not before.titles
    if run.body[0].wired or before.body[-1].closing.authors or len(run.head) > len(run.titles):
        return True
    if not run.titles or _NUMBERED.match(run.titles[0].chars):
        return False
    score = _speaks_for_article(run, before, twin=likeness.has_twin(number))
    if not -UNLIKE < score <= LIKE:  # however alike the texts are, it would not tip the scales
        return score > 0
    return score + max(-LIKE, min(UNLIKE, 10 * (0.06 - likeness.with_article(number)))) > 0


def _speaks_for_article(run: Run, before: Draft, *, twin: bool) -> float:
    """Return what a head and the text below it say for a new article; less than 0 speaks for a heading within one."""
    signs = (
        (-0.7, True),  # an unsigned line above a text is oftener a heading: 强化特色品牌 打造魅力“夜”河西
        (-1.0, twin),  # 一张网，兜起大小事 … 一餐饭，温暖老人心
        (1.0, len(run.titles) > 1),  # 三天拿到“救急钱” / “青易贷”为小微企业解渴
        (0.9, _tells_when(run.body[0])),  # 日前，… 端午节来临之际，…
        (0.5, _ANNOUNCES.match(run.body[0].chars)),  # 各街道社区开展了形式多样的……主题活动
        (1.5, _NOTICE.fullmatch(run.titles[-1].chars)),  # 干部任前公示
        (1.0, _is_signed_apart(run)),  # …（通讯员 沈可）
        (0.8, before.body[-1].closing.names),  # the text before is done with: 王琪越 摄
    )
    return sum(weight for weight, holds in signs if holds)


def _tells_when(block: Block) -> bool:
    return _WHEN.search(block.chars, 0, FIRST_WORDS) is not None


def _is_signed_apart(run: Run) -> bool:
    """Say whether the run's text is signed at its end, or is one paragraph below a photo."""
    last = run.body[-1].closing
    return bool(last.authors) or (len(run.body) == 1 and bool(last.names))


def _draft(run: Run) -> Draft:
    """Return the draft that a run begins; a title under the names is the first heading within it."""
    draft = Draft(credits=[block.credit for block in run.names])
    last = max((number for number, block in enumerate(run.head) if block.kind == "names"), default=-1)
    over = [block for block in run.head[: last + 1] if block.kind == "title"]
    under = [block for block in run.head[last + 1 :] if block.kind == "title"]
    draft.titles = over or under
    draft.body = under if over else []
    subtitle = next((n for n, title in enumerate(draft.titles) if n and SUBTITLE.match(title.chars)), None)
    if subtitle is not None and not draft.body:  # what stands below a subtitle is the first heading
        draft.titles, draft.body = draft.titles[: subtitle + 1], draft.titles[subtitle + 1 :]
    return draft


def _add_text(drafts: list[Draft], body: list[Block]) -> None:
    """Add paragraphs to the last draft; one that opens as a story, or follows a signed one, begins another draft."""
    for block in body:
        last = drafts[-1]
        if last.begun and ((block.wired and block.opening.authors) or last.body[-1].closing.authors):
            last = Draft()
            drafts.append(last)
        last.body.append(block)
        last.begun = True


def _sign_last(drafts: list[Draft], run: Run) -> None:
    """Give names at the page's end to the last article, unless it is signed."""
    if drafts and run.names and not run.titles and not drafts[-1].credit.authors:
        drafts[-1].credits += [block.credit for block in run.names]
