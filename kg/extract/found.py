"""What the stages of extraction hand to each other within one sentence."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Found", "bare_name", "is_full"]

_MARKS = str.maketrans("", "", "“”‘’《》「」『』\"'〈〉")


class Found(NamedTuple):
    """A name proposed at the clean range `[start, stop)` of a sentence.

    `name` is what it is called (marks dropped); `refers` is the name of what a referring word (全区, 该街) stands for;
    `parts` are the names within it; `sentence` is the index of the sentence once the name has settled there.
    """

    start: int
    stop: int
    type: str
    rule: str
    strength: int
    name: str
    refers: str = ""
    parts: tuple[Found, ...] = ()
    sentence: int = -1

    @property
    def length(self) -> int:
        return self.stop - self.start

    def within(self, sentence: int) -> Found:
        """Return it settled in a sentence, its parts too."""
        parts = tuple([part.within(sentence) for part in self.parts]) if self.parts else ()
        return Found(*self[:7], parts, sentence)

    def holding(self, parts: tuple[Found, ...]) -> Found:
        """Return it with the names within it."""
        return Found(*self[:7], parts, self.sentence)

    def at(self, start: int, stop: int) -> Found:
        """Return it as it stands at another place."""
        return Found(start, stop, self.type, self.rule, self.strength, self.name, self.refers)

    def starting(self, start: int, text: str) -> Found:
        """Return it with another left edge."""
        return Found(start, *self[1:5], bare_name(text[start : self.stop]), *self[6:])


def bare_name(words: str) -> str:
    """Return a name without quotation marks and book marks at its ends and within.

    >>> bare_name("“红石榴”宣讲团")
    '红石榴宣讲团'
    """
    return words if words.isalnum() else words.translate(_MARKS).strip()


def is_full(found: Found, text: str) -> bool:
    """Say whether a name is no short form of a division: 河西区 can be cut from a name, 宁波 in 宁波舟山港 cannot."""
    return found.type != "AdministrativeArea" or text[found.start : found.stop].endswith(_DIVISIONS)


_DIVISIONS = ("省", "市", "区", "县", "州", "盟", "旗")
