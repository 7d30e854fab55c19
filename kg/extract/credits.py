"""Read who wrote and who took the picture: 通讯员 张三 摄影 李四; 本报讯（记者 王五）; 赵六 摄."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.extract.words import any_of, words
from kg.text.clean import HAN

__all__ = ["Credit", "closing_credit", "merge", "opening_credit", "parse_credit"]

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


_SEPARATOR = re.compile(r"[\s:：、，,;；|｜]+|(?<=[^文图摄])/|/(?=[^文图摄])")
_BULLETS = "■□◆◇●○◎▲△★☆※►▶▪▫⊙◉〓→►·•*-—~ "
_AUTHOR = frozenset(words("author_roles"))
_PHOTO = frozenset(words("photographer_roles"))
_BOTH = frozenset(words("both_roles"))
_STAFF = re.compile(r"(?:本[报刊网台社]|[{HAN}]{0,10}?)(?:记者|通讯员|报道员|实习生|作者)".replace("{HAN}", HAN))
_TRAILING = re.compile(rf"(?:{any_of('both_roles')}|摄影|摄|报道)$")
_NAME = re.compile(rf"[{HAN}]{{2,4}}|[{HAN}]{{1,7}}(?:·[{HAN}]{{1,7}}){{1,3}}")
_BODY = re.compile(rf"[{HAN}A-Za-z]{{2,16}}(?:{any_of('body_endings')})")
_SURNAMES = frozenset(words("surnames"))
_WIRE = rf"[【\[]?(?:本[报刊网台社]|[{HAN}]{{2,8}}?)?(?:\d{{1,2}}月\d{{1,2}}日)?[讯电][】\]]?"
_OPENING = re.compile(rf"\s*(?:{_WIRE})?\s*[（(]([^（）()]{{2,{LONGEST}}})[）)][\s:：]*")
_OPENING_WORD = re.compile(r"\s*[【\[]?本[报刊网台社]讯[】\]]?[\s:：,，]*")
_IN_PARENTHESES = re.compile(rf"\s*[（(]([^（）()]{{2,{LONGEST}}})[）)]\s*[。]?\s*$")
_AFTER_SENTENCE = re.compile(rf"(?<=[。！？!?”）])\s*([^。！？!?”“（）]{{2,{LONGEST}}})$")


def parse_credit(chars: str) -> Credit | None:
    """Return the names of a line that holds only names and what they did; None for any other line.

    >>> parse_credit("■ 通讯员 张媛芮 摄影 冯荔")
    Credit(authors=('张媛芮',), photographers=('冯荔',))
    >>> parse_credit("通讯员 孙玮 张 伟"), parse_credit("王五 文/图")
    (Credit(authors=('孙玮', '张伟'), photographers=()), Credit(authors=('王五',), photographers=('王五',)))
    >>> parse_credit("记者从区教育局获悉"), parse_credit("李四/摄")
    (None, Credit(authors=(), photographers=('李四',)))
    """
    line = chars.strip(_BULLETS).strip("（）()[]【】 ")
    if not 2 <= len(line) <= LONGEST:
        return None
    reading = _Reading()
    for token in _tokens(line):
        if not reading.take(token):
            return None
    return reading.credit()


def opening_credit(chars: str) -> tuple[Credit, int]:
    """Return the names at the beginning of a paragraph, and how many characters they take: 本报讯（记者 王五）.

    >>> opening_credit("本报讯（记者 蒋思远 通讯员 罗琳）9月12日，")
    (Credit(authors=('蒋思远', '罗琳'), photographers=()), 18)
    >>> opening_credit("本报讯 9月12日，"), opening_credit("（含首店）")
    ((Credit(authors=(), photographers=()), 4), (Credit(authors=(), photographers=()), 0))
    """
    found = _OPENING.match(chars)
    if found is not None:
        credit = parse_credit(found.group(1))
        if credit is not None:
            return credit, found.end()
    word = _OPENING_WORD.match(chars)
    return Credit(), word.end() if word is not None else 0


def closing_credit(chars: str) -> tuple[Credit, int]:
    """Return the names at the end of a paragraph, and where they begin; the paragraph's length if there are none.

    >>> closing_credit("提升法律意识。 金志成 摄"), closing_credit("获评绿色社区。（通讯员 沈可）")
    ((Credit(authors=(), photographers=('金志成',)), 7), (Credit(authors=('沈可',), photographers=()), 7))
    """
    for pattern in (_IN_PARENTHESES, _AFTER_SENTENCE):
        found = pattern.search(chars, max(0, len(chars) - LONGEST - 8))
        if found is not None:
            credit = parse_credit(found.group(1)) or _bare_names(found)
            if credit is not None:
                return credit, found.start()
    return Credit(), len(chars)


def merge(credits: Iterable[Credit]) -> Credit:
    """Return the names of several lines, each once, in their order."""
    every = tuple(credits)
    authors = dict.fromkeys(name for credit in every for name in credit.authors)
    photographers = dict.fromkeys(name for credit in every for name in credit.photographers)
    return Credit(tuple(authors), tuple(photographers))


def _bare_names(found: re.Match[str]) -> Credit | None:
    """Return names in parentheses at a paragraph's end that no role stands beside: （张三 李四）."""
    names = _join_singles(found.group(1).split())
    if "（" not in found.group() and "(" not in found.group():
        return None
    if not names or not all(2 <= len(name) <= 3 and name[0] in _SURNAMES and _NAME.fullmatch(name) for name in names):
        return None
    return Credit(tuple(names))


def _tokens(line: str) -> Iterator[str]:
    """Yield the words of a line of names; a name of two characters printed apart (张 伟) comes as one."""
    yield from _join_singles(token for token in _SEPARATOR.split(line.replace(" / ", "/").replace("／", "/")) if token)


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
        self.roles = 0

    def take(self, token: str) -> bool:
        """Take the next word; False if it is neither a role nor a name."""
        if token in _BOTH or token in _AUTHOR or token in _PHOTO:
            return self._take_role(token)
        staff = _STAFF.match(token)
        if staff is not None:
            self._close(self.role)
            self.role = "author"
            self.roles += 1
            return not token[staff.end() :] or self.take(token[staff.end() :])
        trailing = _TRAILING.search(token)
        if trailing is not None and _NAME.fullmatch(token[: trailing.start()].rstrip("/")):
            self.pending.append(token[: trailing.start()].rstrip("/"))
            return self._take_role(trailing.group())
        return self._take_name(token)

    def _take_name(self, token: str) -> bool:
        if "/" in token:
            return all(self.take(part) for part in token.split("/") if part)
        if _NAME.fullmatch(token):
            self.pending.append(token)
            return True
        return _BODY.fullmatch(token) is not None

    def _take_role(self, token: str) -> bool:
        self.roles += 1
        kind = "both" if token in _BOTH else "author" if token in _AUTHOR else "photo"
        if self.pending and (not self.role or token in ("摄", "文/图", "摄影报道", "报道", "图/文")):
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
        """Return what was read; None without any role or name."""
        if self.role == "photo" and not self.found and not self.pending:
            return None
        self._close(self.role)
        if not self.roles or not self.found:
            return None
        authors = tuple(name for role, name in self.found if role != "photo")
        photographers = tuple(name for role, name in self.found if role in ("photo", "both"))
        return Credit(authors, photographers)
