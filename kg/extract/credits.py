"""Read who wrote and who took the picture: 通讯员 张三 摄影 李四; 本报讯（记者 王五）; 赵六 摄."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.extract.words import any_of, any_surname, words
from kg.text.clean import HAN

__all__ = [
    "NOBODY",
    "Credit",
    "bare_names",
    "closing_credit",
    "framed_credit",
    "merge",
    "opening_credit",
    "parse_credit",
]

LONGEST = 60  # characters of a line of names


@dataclass(frozen=True, slots=True)
class Credit:
    """The names of a line of names, in its order."""

    authors: tuple[str, ...] = ()
    photographers: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Return all names."""
        return self.authors + self.photographers


NOBODY = Credit()
_AUTHOR, _PHOTO = frozenset(words("author_roles")), frozenset(words("photographer_roles"))
_BOTH, _EDITOR = frozenset(words("both_roles")), frozenset(words("editor_roles"))

_HINT = re.compile(f"{any_of('staff_roles')}|[文图摄作撰采执供报]")
_SEPARATOR = re.compile(r"[\s:：、，,;；|]+|(?<![文图摄影])/(?![文图摄报])")
_BULLETS = "■□◆◇●○◎▲△★☆※►▶▪▫⊙◉〓→►·•*-—~ "
_STAFF = re.compile(
    rf"(?:[{HAN}A-Za-z]{{1,12}}?(?:报社?|[网台社]|融媒体?(?:中心)?))?(?:{any_of('staff_ranks')}){{0,4}}(?:{any_of('staff_roles')})"
)
_TRAILING = re.compile(rf"(?:{any_of('both_roles')}|摄影|摄|报道|/[文图])$")
_BEFORE_NAME = re.compile(r"([文图])/(?=.)")
_NAME = re.compile(rf"[{HAN}]{{2,4}}|[{HAN}]{{1,7}}(?:·[{HAN}]{{1,7}}){{1,3}}")
_COMMON_NAME = re.compile(rf"{any_surname()}[{HAN}]{{1,2}}|[{HAN}]{{1,7}}(?:·[{HAN}]{{1,7}}){{1,3}}")
_UNMISTAKABLE = re.compile(any_surname(common=False))  # no 高, 安, 方, with which words begin as well
_PAPER = re.compile(rf"[{HAN}]{{2,10}}(?:{any_of('papers')})")
_TOLD = re.compile(r"[从在了到]")  # 记者从区教育局获悉
_BODY = re.compile(rf"[{HAN}A-Za-z]{{2,16}}(?:{any_of('body_endings')})")

_WIRE = rf"[【\[]?(?:本[报刊网台社]|[{HAN}]{{2,12}}?)?(?:\d{{1,2}}月\d{{1,2}}日)?[讯电][】\]]?"
_OPENING = re.compile(rf"\s*({_WIRE})?\s*[（(]([^（）()]{{2,{LONGEST}}})[）)][\s:：]*")
_OPENING_WORD = re.compile(r"\s*[【\[]?本[报刊网台社]讯[】\]]?[\s:：,，]*")
_PLAIN_NAME = rf"{any_surname()}[{HAN}]{{1,2}}"
_OPENING_NAMES = re.compile(
    rf"((?:{_STAFF.pattern}\s*{_PLAIN_NAME}(?:[\s、]+{_PLAIN_NAME})*?\s*)+(?:报道|摄影报道)[\s:：]*)|"
    rf"((?:{_STAFF.pattern}\s*{_PLAIN_NAME}(?:[\s、]+{_PLAIN_NAME}(?=\s))*\s+)+)"
)
_IN_PARENTHESES = re.compile(rf"\s*[（(]([^（）()]{{2,{LONGEST}}})[）)]\s*[。]?\s*$")
_AFTER_SENTENCE = re.compile(rf"(?<=[。！？!?”）])\s*([^。！？!?”“（）]{{2,{LONGEST}}})$")
_AFTER_BULLET = re.compile(rf"\s*[■□◎]\s*([^■□◎。！？]{{2,{LONGEST}}})$")
_FRAMED = re.compile(
    rf"(?:^|[\s|（(])({any_of('staff_roles', 'author_roles', 'photographer_roles')})\s*[:：]\s*"
    rf"((?:(?:[{HAN}·]{{2,8}}|[{HAN}] [{HAN}])(?![{HAN}]*\s*[:：])(?:[\s、]+|(?=$|[|）)])))+)"
)


def parse_credit(chars: str) -> Credit | None:
    """Return the names of a line that holds only names and what they did; None for any other line.

    >>> parse_credit("■ 通讯员 张媛芮 摄影 冯荔")
    Credit(authors=('张媛芮',), photographers=('冯荔',))
    >>> parse_credit("通讯员 孙玮 张 伟"), parse_credit("王五 文/图")
    (Credit(authors=('孙玮', '张伟'), photographers=()), Credit(authors=('王五',), photographers=('王五',)))
    >>> parse_credit("记者从区教育局获悉"), parse_credit("记者手记"), parse_credit("李四/摄")
    (None, None, Credit(authors=(), photographers=('李四',)))
    """
    line = chars.strip(_BULLETS).strip("（）()[]【】 ")
    if not 2 <= len(line) <= LONGEST or not _HINT.search(line):
        return None
    reading = _Reading()
    return reading.credit() if all(reading.take(token) for token in _tokens(line)) else None


def opening_credit(chars: str) -> tuple[Credit, int]:
    """Return the names at the beginning of a paragraph, and how many characters they take: 本报讯（记者 王五）.

    >>> opening_credit("本报讯（记者 蒋思远 通讯员 罗琳）9月12日，")
    (Credit(authors=('蒋思远', '罗琳'), photographers=()), 18)
    >>> opening_credit("本报讯 记者 李娜 昨日，"), opening_credit("（含首店）")
    ((Credit(authors=('李娜',), photographers=()), 10), (Credit(authors=(), photographers=()), 0))
    """
    found = _OPENING.match(chars)
    if found is not None:
        credit = parse_credit(found.group(2)) or (_bare_names(found.group(2)) if found.group(1) else None)
        if credit is not None:
            return credit, found.end()
    word = _OPENING_WORD.match(chars)
    start = word.end() if word is not None else 0
    names = _OPENING_NAMES.match(chars, start) if word is not None else None
    credit = parse_credit(names.group().strip(" :：")) if names is not None else None
    return (credit, names.end()) if credit is not None and names is not None else (NOBODY, start)


def _closing_forms(last: str) -> Iterator[re.Pattern[str]]:
    """Yield the forms of names at the end of a paragraph that may end in its last character."""
    if last in "）)。" or last.isspace():
        yield _IN_PARENTHESES
    if last not in "。！？!?”“（）":
        yield _AFTER_SENTENCE
    if last not in "■□◎。！？":
        yield _AFTER_BULLET


def closing_credit(chars: str) -> tuple[Credit, int]:
    """Return the names at the end of a paragraph, and where they begin; the paragraph's length if there are none.

    >>> closing_credit("提升法律意识。 金志成 摄"), closing_credit("获评绿色社区。（通讯员 沈可）")
    ((Credit(authors=(), photographers=('金志成',)), 7), (Credit(authors=('沈可',), photographers=()), 7))
    """
    for pattern in _closing_forms(chars[-1:]):
        found = pattern.search(chars, max(0, len(chars) - LONGEST - 8))
        if found is None:
            continue
        credit = parse_credit(found.group(1))
        if credit is None and pattern is _IN_PARENTHESES:
            credit = _bare_names(found.group(1))
        if credit is not None:
            return credit, found.start()
    return NOBODY, len(chars)


def framed_credit(chars: str) -> Credit:
    """Return the names that a website's line of dates and sources gives.

    >>> framed_credit("发布时间：2023-05-06 作者：林小燕 浏览次数：12")
    Credit(authors=('林小燕',), photographers=())
    """
    return merge(parse_credit(f"{found[1]} {found[2]}") or Credit() for found in _FRAMED.finditer(chars))


def bare_names(chars: str, *, alone: bool) -> tuple[str, ...]:
    """Return the names of a line without any role: two or more, or one behind a bullet; with `alone` a single one too.

    >>> bare_names("张三丰 李四", alone=False), bare_names("■ 王小明", alone=False), bare_names("张素云", alone=True)
    (('张三丰', '李四'), ('王小明',), ('张素云',))
    >>> bare_names("强化特色品牌", alone=True), bare_names("高考", alone=True)
    ((), ())
    """
    line = chars.strip(_BULLETS)
    credit = _bare_names(line)
    if credit is None:
        return ()
    sure = len(credit.authors) > 1 or line != chars or (alone and _UNMISTAKABLE.match(line) is not None)
    return credit.authors if sure else ()


def merge(credits: Iterable[Credit]) -> Credit:
    """Return the names of several lines, each once, in their order."""
    every = tuple(credits)
    authors = dict.fromkeys(name for credit in every for name in credit.authors)
    photographers = dict.fromkeys(name for credit in every for name in credit.photographers)
    return Credit(tuple(authors), tuple(photographers))


def _bare_names(chars: str) -> Credit | None:
    """Return names that no role stands beside: （张三 李四） at a paragraph's end."""
    names = _join_singles(re.split(r"[\s、]+", chars.strip()))
    if not names or len(names) > 4 or not all(_COMMON_NAME.fullmatch(name) for name in names):
        return None
    return Credit(tuple(names))


def _tokens(line: str) -> Iterator[str]:
    """Yield the words of a line of names; a name of two characters printed apart (张 伟) comes as one."""
    yield from _join_singles(token for token in _SEPARATOR.split(line.replace(" / ", "/").replace("|", "/")) if token)


def _join_singles(tokens: Iterable[str]) -> list[str]:
    joined: list[str] = []
    half = ""
    for token in tokens:
        if len(token) > 1 or token in _AUTHOR | _PHOTO:
            joined.append(token)
        elif half:
            joined.append(half + token)
            half = ""
        else:
            half = token
    return joined + [half] * bool(half)


class _Reading:
    """Names gathered from left to right, each under the role before it or behind it."""

    def __init__(self) -> None:
        self.role = ""  # the role that stands before the names, if one does
        self.pending: list[str] = []
        self.found: list[tuple[str, str]] = []
        self.sure = False  # a word was read that stands beside names alone: 记者, 摄, 文/图
        self.both = False  # the last word was 摄影报道 or the like, which is said of all names before it
        self.roles = 0

    def take(self, token: str) -> bool:
        """Take the next word; False if it is neither a role nor a name."""
        if token in _BOTH or token in _AUTHOR or token in _PHOTO or token in _EDITOR:
            return self._take_role(token)
        staff = _STAFF.match(token)
        if staff is not None:
            return self._take_staff(token[staff.end() :])
        before = _BEFORE_NAME.match(token)
        if before is not None:
            return self._take_role(before.group(1)) and self.take(token[before.end() :])
        trailing = _TRAILING.search(token)
        if trailing is not None and _NAME.fullmatch(token[: trailing.start()].rstrip("/")):
            self.pending.append(token[: trailing.start()].rstrip("/"))
            return self._take_role(trailing.group(), behind=True)
        return self._take_name(token)

    def _take_staff(self, rest: str) -> bool:
        """Take 记者 and the like; a name printed without a space behind it must have a common surname (no 记者手记)."""
        self._close(self.role)
        self.role, self.sure = "author", True
        self.roles += 1
        return not rest or (_COMMON_NAME.match(rest) is not None and not _TOLD.match(rest) and self.take(rest))

    def _take_name(self, token: str) -> bool:
        if "/" in token:
            return all(self.take(part) for part in token.split("/") if part)
        if _PAPER.fullmatch(token):
            return True
        if _NAME.fullmatch(token):
            self.pending.append(token)
            return True
        return _BODY.fullmatch(token) is not None

    def _take_role(self, word: str, *, behind: bool = False) -> bool:
        """Take a role; `behind` says that it was printed onto the name before it: 李四/图."""
        self.roles += 1
        self.both = False
        token = word.strip("/")
        kind = "both" if token in _BOTH else "author" if token in _AUTHOR else "photo"
        kind = "editor" if token in _EDITOR else kind
        behind = behind or token in _BOTH or token in ("摄", "报道")
        self.sure = self.sure or (behind and bool(self.pending))
        if self.pending and kind != "editor" and (not self.role or behind):
            self.both = kind == "both" and bool(self.found)
            self._close(kind)
            self.role = ""
        else:
            self._close(self.role)
            self.role = kind
        return True

    def _close(self, role: str) -> None:
        self.found += [(role, name) for name in self.pending]
        self.pending = []

    def credit(self) -> Credit | None:
        """Return what was read; None without any role or name, or where words may be meant rather than names."""
        self._close(self.role)
        found = [(role, name) for role, name in self.found if role != "editor"]
        if not self.roles or not found:
            return None
        if not self.sure and not all(_COMMON_NAME.fullmatch(name) for _, name in found):
            return None
        authors = tuple(name for role, name in found if role != "photo")
        return Credit(authors, tuple(name for role, name in found if self.both or role in ("photo", "both")))
