"""Words of a sentence with their parts of speech, from jieba's dictionary (its Rust twin gives the same words)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, chain, repeat
from operator import mul
from typing import NamedTuple

from kg.text.segmenter import cut, has_word, prose, tag

__all__ = ["Token", "Words", "cut_words", "is_common", "tokenize"]


class Token(NamedTuple):
    """A word at the clean range `[start, stop)` of its sentence, with jieba's tag (`n`, `ns`, `nr`, `v`, `p`, …)."""

    start: int
    stop: int
    word: str
    tag: str

    @property
    def known(self) -> bool:
        """Whether a dictionary has the word; else its edges and its tag are a guess."""
        return _is_known(self.word)


class Words(NamedTuple):
    """The words of a sentence, which cover it without gaps: most of them are never looked at, so none is an object.

    The word of number `n` is `words[n]`, from `starts[n]` on (the last of `starts` is where the sentence ends);
    `numbers[i]` is the number of the word that holds the character `i`; `parted` are the tags where words were parted.
    """

    words: Sequence[str]
    starts: Sequence[int]
    numbers: Sequence[int]
    parted: Sequence[str] = ()

    def tag(self, number: int) -> str:
        """Return the tag of a word."""
        if self.parted:
            return self.parted[number]
        tag = _known_tags.get(self.words[number])
        return _learn_tags("".join(self.words))[self.words[number]] if tag is None else tag

    def at(self, position: int) -> Token:
        """Return the word that holds a character."""
        return self.token(self.numbers[position])

    def token(self, number: int) -> Token:
        """Return the word of a number."""
        return Token(self.starts[number], self.starts[number + 1], self.words[number], self.tag(number))

    def within(self, start: int, stop: int) -> Iterator[Token]:
        """Yield the words that hold the characters from `start` to `stop`."""
        if start < stop:
            yield from map(self.token, range(self.numbers[start], self.numbers[stop - 1] + 1))

    def begins(self, position: int) -> bool:
        """Say whether a word begins at this position (or the sentence ends there)."""
        return position >= len(self.numbers) or self.starts[self.numbers[position]] == position


_MOST_KNOWN = 1 << 16
_known_tags: dict[str, str] = {}  # a word has one tag, wherever it stands


@lru_cache(maxsize=_MOST_KNOWN)
def _is_known(word: str) -> bool:
    return len(word) < 2 or has_word(word)


def _learn_tags(chars: str) -> Mapping[str, str]:
    """Take in the tags of the words of a sentence: looking them up takes as long as cutting it."""
    if len(_known_tags) > _MOST_KNOWN:
        _known_tags.clear()
    _known_tags.update((word, _corrected(word, told)) for word, told in tag(chars))
    return _known_tags


_GUESSED = frozenset(("v", "vd", "d", "ad", "a", "p", "c", "b", "i", "l", "z"))  # hardly, if no dictionary has it
_FUNCTION = frozenset("这那是为可经别看有不就要能会还也又都已将再")  # but 图为 and 可经 are no names either


def _corrected(word: str, tag: str) -> str:
    """Return the tag of a word: that of official prose; a name's, where nobody knows the word."""
    guessed = tag in _GUESSED and not _is_known(word) and _FUNCTION.isdisjoint(word)
    return prose().get(word) or ("nz" if guessed else tag)


def cut_words(chars: str) -> Words:
    """Cut a sentence into words.

    >>> words = cut_words("由大东街道助力陈塘科创园")
    >>> words.words, words.tag(3)
    (['由', '大东', '街道', '助力', '陈塘', '科创园'], 'v')
    """
    words: Sequence[str] = cut(chars)
    tags: Sequence[str] = ()
    if not _whole.issuperset(words) and any(map(_are_parts, words)):
        words, tags = _parted(words, chars)
    lengths = list(map(len, words))
    return Words(words, list(accumulate(lengths, initial=0)), _numbered(lengths), tags)


_BYTES = [bytes((number,)) for number in range(256)]


def _numbered(lengths: list[int]) -> Sequence[int]:
    """Return for each character the number of its word: bytes, of which any sentence of usual length has enough.

    >>> list(_numbered([2, 1, 3]))
    [0, 0, 1, 2, 2, 2]
    """
    if len(lengths) <= len(_BYTES):
        return b"".join(map(mul, _BYTES, lengths))
    return list(chain.from_iterable(map(repeat, range(len(lengths)), lengths)))


_whole: set[str] = set()  # words that need no parting: most words have been seen before


def _are_parts(word: str) -> bool:
    """Say whether jieba joined a word of parts; note it if it is whole."""
    if word in _whole:
        return False
    if _parts(word):
        return True
    if len(_whole) > _MOST_KNOWN:
        _whole.clear()
    _whole.add(word)
    return False


def _parted(words: Sequence[str], chars: str) -> tuple[list[str], list[str]]:
    """Return the words of a sentence with those that jieba joined in their parts, and the tags of all."""
    if not all(word in _known_tags for word in words):
        _learn_tags(chars)
    every = [part for word in words for part in _parts(word) or ((word, _known_tags[word]),)]
    return [word for word, _ in every], [tag for _, tag in every]


def tokenize(chars: str) -> tuple[Token, ...]:
    """Return the tagged words of a sentence, each with its place.

    >>> [token.word for token in tokenize("河西区召开会议")]
    ['河西区', '召开', '会议']
    """
    words = cut_words(chars)
    return tuple(map(words.token, range(len(words.words))))


_COMMON = frozenset(("n", "vn", "v", "b", "a", "an", "f", "l", "k", "ng"))


def is_common(words: Words, start: int, stop: int) -> bool:
    """Say whether a stretch is made of common words of the dictionary alone.

    >>> is_common(cut_words("批发市场"), 0, 4), is_common(cut_words("锦堰批发市场"), 0, 6)
    (True, False)
    """
    return all(token.known and token.tag in _COMMON for token in words.within(start, stop))


_JOINING = frozenset("由对从被把给与及在让使沿")  # no name begins or ends with these
_BEFORE = _JOINING | frozenset("为号")
_BEHIND = _JOINING | frozenset("向")
_LEADING = frozenset("率赴邀携访到据至应")  # verbs that stand before 区 and 市 (率|市农业农村局)
_OF_BY = frozenset(("由于", "由此", "由来", "由衷", "由头", "由是"))  # the words that do begin with 由
_WITH_AREA = frozenset(f"{word}{area}" for word in "向将由对在从为与和及至到经据以让把被给请是兼" for area in "区市县")
_Parts = tuple[tuple[str, str], ...]


@lru_cache(maxsize=_MOST_KNOWN)
def _parts(word: str) -> _Parts:
    """Part a word that jieba joined of a name and what only stands beside it; nothing if the word is whole.

    >>> _parts("向区"), _parts("由大东"), _parts("由于")
    ((('向', 'p'), ('区', 'n')), (('由', 'p'), ('大东', 'nz')), ())
    """
    if "暨" in word:
        return _around_joint(word)
    if word in _WITH_AREA or (word[0] == "由" and len(word) == 2 and word not in _OF_BY):
        return (word[0], "p"), (word[1], "n")
    return () if _is_known(word) else _parts_of_unknown(word)


def _parts_of_unknown(word: str) -> _Parts:
    if word[0] in _BEFORE or (word[0] == "向" and not _is_person(word)):
        return (word[0], "p"), (word[1:], "nz")
    if len(word) == 3 and word[1] in _JOINING:
        return (word[0], "nz"), (word[1], "p"), (word[2], "n")
    if word[-1] in _BEHIND:
        return (word[:-1], "nz"), (word[-1], "p")
    if len(word) == 2 and word[0] in _LEADING and word[1] in "区市县":
        return (word[0], "p"), (word[1], "n")
    return ()


def _is_person(word: str) -> bool:
    tagged = tag(word)
    return len(tagged) == 1 and tagged[0][1].startswith("nr")


def _around_joint(word: str) -> _Parts:
    """Part a word at the 暨 in it."""
    before, joint, behind = word.partition("暨")
    if not before and not behind:
        return ()
    return tuple((part, "c" if part == joint else "nz") for part in (before, joint, behind) if part)
