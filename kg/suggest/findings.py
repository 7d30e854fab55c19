"""Find the names and statements that no rule took: quoted names, endings beside telling verbs, verbs between names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.extract.tokens import Token, tokenize
from kg.rules.schema import Pack
from kg.suggest.seen import Seen

__all__ = ["Finding", "find_endings", "find_quoted", "find_verbs"]

_QUOTED = re.compile(r"“(?P<quote>[^“”‘’《》，。；：！？、]{2,16})”|《(?P<title>[^《》]{2,40})》")
_CLAUSE = re.compile(r"[，。；：！？]")
_NOMINAL = frozenset(
    {"n", "nr", "ns", "nt", "nz", "nrt", "ng", "vn", "an", "j", "b", "x", "eng", "l", "s", "f", "m", "q"}
)
_LIGHT = frozenset({"d", "ad", "ul", "u", "uz"})  # stand between a subject and its verb: 正式开业, 已开业
_ASIDE = frozenset({"是", "有", "进行", "作为", "成为", "包括", "等", "位于", "开展", "期间"})
_LONGEST_PHRASE, _LONGEST_GAP = 20, 24


@dataclass(frozen=True, slots=True)
class Finding:
    """One place where something was not taken: what it is an instance of, the words, and the clause around them."""

    what: str
    words: str
    clause: str
    page: str


def find_quoted(seen: Iterable[Seen]) -> Iterator[Finding]:
    """Yield quoted names and titles that are in no name that was read."""
    for sentence in seen:
        for match in _QUOTED.finditer(sentence.chars):
            if not _is_taken(sentence, match.start(), match.end()):
                yield Finding(match[0], match[0], _clause(sentence.chars, *match.span()), sentence.page)


def find_endings(seen: Iterable[Seen], pack: Pack) -> Iterator[Finding]:
    """Yield what stands before a verb of opening and being held, or behind one of holding, and is in no name."""
    before = frozenset((*pack.words.get("held", ()), *pack.words.get("open", ())))
    behind = frozenset(pack.words.get("hold", ()))
    generic = frozenset(entry.word for entry in pack.lexicons.get("generic_nouns", ()))
    for sentence in seen:
        for phrase in _phrases(tokenize(sentence.chars), before, behind):
            start, stop = phrase[0].start, phrase[-1].stop
            if _is_namelike(phrase, generic) and not _is_taken(sentence, start, stop):
                clause = _clause(sentence.chars, start, stop)
                yield Finding(f"…{phrase[-1].word}", sentence.chars[start:stop], clause, sentence.page)


def _phrases(tokens: tuple[Token, ...], before: frozenset[str], behind: frozenset[str]) -> Iterator[list[Token]]:
    """Yield the noun phrases that stand before one kind of verb, and behind another."""
    for number, token in enumerate(tokens):
        if token.word in before and (phrase := _phrase_before(tokens, number)):
            yield phrase
        if token.word in behind and (phrase := _phrase_behind(tokens, number)):
            yield phrase


def find_verbs(seen: Iterable[Seen]) -> Iterator[Finding]:
    """Yield two names of a clause with a verb between them that no fact of the page joins."""
    for sentence in seen:
        tokens = tokenize(sentence.chars)
        for left, right in zip(sentence.names, sentence.names[1:], strict=False):
            between = sentence.chars[left.stop : right.start]
            if frozenset({left.name, right.name}) in sentence.joined or left.name == right.name:
                continue
            if not 0 < len(between) <= _LONGEST_GAP or _CLAUSE.search(between):
                continue
            verbs = [t.word for t in tokens if left.stop <= t.start and t.stop <= right.start and _is_telling(t)]
            if verbs:
                what = f"⟨{left.type}⟩{verbs[-1]}⟨{right.type}⟩"
                words = sentence.chars[left.start : right.stop]
                yield Finding(what, words, _clause(sentence.chars, left.start, right.stop), sentence.page)


def _is_taken(sentence: Seen, start: int, stop: int) -> bool:
    return any(name.start < stop and start < name.stop for name in sentence.names)


def _clause(chars: str, start: int, stop: int) -> str:
    """Return the words from the mark before a stretch to the mark behind it."""
    first = max((m.end() for m in _CLAUSE.finditer(chars, 0, start)), default=0)
    last = _CLAUSE.search(chars, stop)
    return chars[first : last.start() if last else len(chars)].strip()


def _phrase_before(tokens: tuple[Token, ...], verb: int) -> list[Token]:
    """Return the nominal words before a verb, adverbs between them and it left out."""
    stop = verb
    while stop and tokens[stop - 1].tag in _LIGHT:
        stop -= 1
    start = stop
    while start and _is_nominal(tokens[start - 1]) and _width(tokens, start - 1, stop) <= _LONGEST_PHRASE:
        start -= 1
    return list(tokens[start:stop])


def _phrase_behind(tokens: tuple[Token, ...], verb: int) -> list[Token]:
    """Return the nominal words behind a verb, if they end where the clause does."""
    start = verb + 1
    while start < len(tokens) and tokens[start].tag in _LIGHT:
        start += 1
    stop = start
    while stop < len(tokens) and _is_nominal(tokens[stop]):
        stop += 1
    ends = stop == len(tokens) or _CLAUSE.match(tokens[stop].word) is not None
    return list(tokens[start:stop]) if ends and stop > start and _width(tokens, start, stop) <= _LONGEST_PHRASE else []


def _is_nominal(token: Token) -> bool:
    return token.tag in _NOMINAL and token.word.isalnum()


def _width(tokens: tuple[Token, ...], start: int, stop: int) -> int:
    return tokens[stop - 1].stop - tokens[start].start


def _is_namelike(phrase: list[Token], generic: frozenset[str]) -> bool:
    """Say whether a phrase may be a name: a noun with something before it that tells it from others of its kind."""
    words = "".join(token.word for token in phrase)
    return (
        len(words) >= 4
        and phrase[-1].tag.startswith(("n", "vn", "j"))
        and words not in generic
        and not all(token.word in generic or token.tag in ("m", "q") for token in phrase)
    )


def _is_telling(token: Token) -> bool:
    return token.tag in ("v", "vn") and len(token.word) > 1 and token.word not in _ASIDE
