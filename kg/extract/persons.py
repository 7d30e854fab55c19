"""Find where a person's name ends that begins with a surname: the words of the sentence tell, not what follows it."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.tokens import Token, Words

__all__ = ["name_stop"]

_NAME_TAGS = ("nr", "nz", "ns", "nt", "zg", "g", "ng", "ag", "vg", "j", "n", "a", "x", "f")
_UNLIKELY = set(
    "的了着过是在有和与及等也都就还又再将对把被给让向从到为以因于作说道称任中里上下不没凭靠携带率正曾已均各其这那"
)
_TITLE_TAILS = ("长", "员", "任", "记", "席", "理", "师", "家", "授", "队", "部", "处", "局", "委", "会")


def name_stop(words: Words, start: int, surname: int) -> int | None:
    """Return where the name ends whose surname stands in `[start, surname)`; None if no name stands there.

    >>> from kg.extract.tokens import cut_words
    >>> name_stop(cut_words("居民孙桂兰患高血压"), 2, 3)
    5
    """
    number = words.numbers[start]
    first = words.token(number)
    if first.start != start:
        return None
    if first.stop > surname:
        return _within(first, surname)
    given = list(map(words.token, range(number + 1, min(number + 3, len(words.words)))))
    if first.word in _NO_SURNAMES and not (given and (not given[0].known or given[0].tag in ("zg", "nr", "g"))):
        return None
    return _across(given, surname)


_NO_SURNAMES = set(
    "和从由时为在与全有应能都则向到来对将让于区任安包代边别常成单党干关广国过海后化会计家解居开老"
)  # as words of one character


def _within(word: Token, surname: int) -> int | None:
    """Return where a name ends that is one word, or the beginning of one (于渤凭); None if the word is no name."""
    if word.known and not word.tag.startswith("nr"):
        return None
    stop = word.stop - (word.word[-1] in _UNLIKELY)
    return stop if 0 < stop - surname <= 2 and not word.word.endswith(_TITLE_TAILS) else None


def _across(given: Sequence[Token], surname: int) -> int | None:
    """Return where the given name ends that follows a surname: a word of one or two characters, or two of one."""
    if not given or not _is_given(given[0]):
        return None
    one = given[0]
    if len(one.word) == 1 and len(given) > 1 and len(given[1].word) == 1 and _is_given(given[1]):
        return given[1].stop
    return one.stop


def _is_given(token: Token) -> bool:
    """Say whether a word can be a given name or half of one."""
    if len(token.word) > 2 or not _UNLIKELY.isdisjoint(token.word) or not "\u4e00" <= token.word[0] <= "\u9fff":
        return False
    return not token.known or token.tag.startswith(_NAME_TAGS)
