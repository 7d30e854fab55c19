"""Tell expressions that may take more than linear time: they would make a page of a hostile writer hang.

An expression is slow where two repetitions can share the same characters in many ways: one repetition within another
(`(?:[^，]+)+`), or one behind another with nothing between them that the first cannot cross (`.*会.*`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from re import _parser  # type: ignore[attr-defined]  # the one parser that agrees with re
from typing import Any

__all__ = ["find_slow_parts"]

_SAMPLES = frozenset("甲乙市，。、“” aZ0_-—《")  # stand for all characters that an expression does not name
_DIGITS = frozenset("0123456789")
_LONGEST = 1 << 16  # a repetition that may be longer is unbounded
_SINGLE = frozenset({"LITERAL", "NOT_LITERAL", "ANY", "IN", "AT"})
_WORD, _SPACE = re.compile(r"\w"), re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class _Step:
    """One step of a sequence: the characters it may take, those it may begin with, and whether it must take one.

    `within` and `out` are characters of unbounded repetitions: of all in it, and of those that can run on behind it;
    `varied_within` and `varied_out` are the same for repetitions of any variable length.
    """

    chars: frozenset[str]
    first: frozenset[str]
    needed: bool
    within: frozenset[str] = frozenset()
    out: frozenset[str] = frozenset()
    varied_within: frozenset[str] = frozenset()
    varied_out: frozenset[str] = frozenset()


def find_slow_parts(source: str) -> tuple[str, ...]:
    """Return why an expression may take more than linear time; nothing if it does not.

    >>> find_slow_parts("会(?:[^，]+)+。")
    ('an unbounded repetition of a repetition, over the same characters',)
    >>> find_slow_parts("开展.*会.*召开"), find_slow_parts("“[^“”]*”开展“[^“”]*”")
    (('two unbounded repetitions behind each other, over the same characters',), ())
    """
    tree = _parser.parse(source)
    alphabet = _SAMPLES | frozenset(chr(value) for value in _literals(tree))
    return tuple(dict.fromkeys(_Judge(alphabet).faults(tree, outermost=True)))


class _Judge:
    """Judges the parse tree of an expression over a small alphabet that stands for all characters."""

    def __init__(self, alphabet: frozenset[str]) -> None:
        self._alphabet = alphabet

    def faults(self, tree: Any, *, outermost: bool = False) -> Iterator[str]:
        """Yield what is slow in a sequence, and in what it holds."""
        if outermost and self._begins_wide(tree):
            yield "it begins with an unbounded repetition, which is tried from every character on"
        if all(str(operator) in _SINGLE for operator, _ in tree):
            return
        steps = self._steps(tree)
        if _clash(steps, [step.out for step in steps], [step.within for step in steps]):
            yield "two unbounded repetitions behind each other, over the same characters"
        for operator, argument in tree:
            yield from self._inside(str(operator), argument)

    def _inside(self, name: str, argument: Any) -> Iterator[str]:
        """Yield what is slow inside of a group, a choice, a look or a repetition."""
        if name.startswith("GROUPREF"):
            yield "it refers back to a group, which cannot be read in one pass"
        if name == "BRANCH":
            for choice in argument[1]:
                yield from self.faults(choice)
        elif name in ("SUBPATTERN", "ASSERT", "ASSERT_NOT"):
            yield from self.faults(argument[-1])
        elif name in ("MAX_REPEAT", "MIN_REPEAT"):
            twice = self._steps(argument[2]) * 2
            if argument[1] > _LONGEST and _clash(
                twice, [step.varied_out for step in twice], [step.varied_within for step in twice]
            ):
                yield "an unbounded repetition of a repetition, over the same characters"
            yield from self.faults(argument[2])

    def _begins_wide(self, tree: Any) -> bool:
        """Say whether an expression begins with an unbounded repetition of nearly any character."""
        if not len(tree) or str(tree[0][0]) not in ("MAX_REPEAT", "MIN_REPEAT"):
            return False
        _, most, body = tree[0][1]
        return most > _LONGEST and "甲" in _joined(self._steps(body)).first

    def _steps(self, tree: Any) -> list[_Step]:
        """Return the steps of a sequence; those of a plain group stand in its place."""
        return [step for node in tree for step in self._steps_of(*node)]

    def _steps_of(self, operator: Any, argument: Any) -> list[_Step]:
        name = str(operator)
        if name == "SUBPATTERN":
            return self._steps(argument[-1])
        if name == "BRANCH":
            return [_choice([_joined(self._steps(choice)) for choice in argument[1]])]
        if name in ("MAX_REPEAT", "MIN_REPEAT"):
            return [_repeated(argument[0], argument[1], _joined(self._steps(argument[2])))]
        if name in ("ATOMIC_GROUP", "POSSESSIVE_REPEAT"):  # gives nothing back: it can hold up nobody
            body = _joined(self._steps(argument if name == "ATOMIC_GROUP" else argument[2]))
            return [_Step(body.chars, body.first, body.needed and (name == "ATOMIC_GROUP" or argument[0] > 0))]
        if name in _SINGLE and name != "AT":
            chars = self._chars(name, argument)
            return [_Step(chars, chars, True)]
        return []

    def _chars(self, name: str, argument: Any) -> frozenset[str]:
        if name == "LITERAL":
            return frozenset(chr(argument))
        if name == "NOT_LITERAL":
            return self._alphabet - {chr(argument)}
        if name == "ANY":
            return self._alphabet
        negated = str(argument[0][0]) == "NEGATE"
        named = frozenset(char for char in self._alphabet if any(_holds(str(n), a, char) for n, a in argument))
        return self._alphabet - named if negated else named


def _holds(name: str, argument: Any, char: str) -> bool:
    """Say whether one item of a character class holds a character."""
    if name == "LITERAL":
        return ord(char) == int(argument)
    if name == "RANGE":
        return int(argument[0]) <= ord(char) <= int(argument[1])
    if name != "CATEGORY":
        return False
    kind = str(argument).removeprefix("CATEGORY_").removeprefix("NOT_")
    held = {"DIGIT": char in _DIGITS, "WORD": bool(_WORD.match(char)), "SPACE": bool(_SPACE.match(char))}[kind]
    return held != ("_NOT_" in str(argument))


def _joined(steps: list[_Step]) -> _Step:
    """Return a sequence as one step."""
    begin = next((n for n, step in enumerate(steps) if step.needed), len(steps))
    return _Step(
        _union(step.chars for step in steps),
        _union(step.first for step in steps[: begin + 1]),
        begin < len(steps),
        _union(step.within for step in steps),
        _union(step.out for n, step in enumerate(steps) if _runs_through(step.out, steps[n + 1 :])),
        _union(step.varied_within for step in steps),
        _union(step.varied_out for n, step in enumerate(steps) if _runs_through(step.varied_out, steps[n + 1 :])),
    )


def _choice(choices: list[_Step]) -> _Step:
    """Return one step for several of which one is taken."""
    return _Step(
        _union(choice.chars for choice in choices),
        _union(choice.first for choice in choices),
        all(choice.needed for choice in choices),
        _union(choice.within for choice in choices),
        _union(choice.out for choice in choices),
        _union(choice.varied_within for choice in choices),
        _union(choice.varied_out for choice in choices),
    )


def _repeated(least: int, most: int, body: _Step) -> _Step:
    """Return a repetition as one step."""
    unbounded, varied = most > _LONGEST, most > max(least, 1)
    return _Step(
        body.chars,
        body.first,
        least > 0 and body.needed,
        body.chars if unbounded else body.within,
        body.chars if unbounded else body.out,
        body.chars if varied else body.varied_within,
        body.chars if varied else body.varied_out,
    )


def _clash(steps: Sequence[_Step], out: Sequence[frozenset[str]], within: Sequence[frozenset[str]]) -> bool:
    """Say whether one repetition can run on into another, everything needed between them included."""
    return any(
        chars & within[second] and chars & steps[second].first and _runs_through(chars, steps[first + 1 : second])
        for first, chars in enumerate(out)
        for second in range(first + 1, len(steps))
    )


def _runs_through(chars: frozenset[str], steps: Sequence[_Step]) -> bool:
    """Say whether a repetition of these characters can take what the steps need."""
    return bool(chars) and all(chars & step.chars for step in steps if step.needed)


def _union(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset[str]().union(*sets)


def _literals(tree: Any) -> Iterator[int]:
    """Yield the code points that an expression names, those of its character classes included."""
    for operator, argument in tree:
        name = str(operator)
        if name in ("LITERAL", "NOT_LITERAL"):
            yield argument
        elif name == "RANGE":
            yield from (argument[0], argument[1])
        elif name == "IN":
            yield from _literals(argument)
        elif name == "BRANCH":
            yield from (value for choice in argument[1] for value in _literals(choice))
        elif name in ("SUBPATTERN", "MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT", "ASSERT", "ASSERT_NOT"):
            yield from _literals(argument[-1])
        elif name == "ATOMIC_GROUP":
            yield from _literals(argument)
