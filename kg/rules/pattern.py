"""The small language of relation patterns, compiled to one regular expression over symbols.

A mention stands in a sentence as one character of its type (see `kg.extract.encode`), so a pattern reads

    {s:Agent}{..12}{@hold}了?{o:Event}

where `{name:Type|Group}` is a slot (`!` behind the type: stated there, not carried over from a clause before),
`{@words}` any word of a group, `{..12}` at most 12 characters within the clause, `{,..30}` at most 30 across commas,
`{-..8}` at most 8 within the clause without a name among them.
All else is an ordinary regular expression. Gaps are lazy and bounded, so the time is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from kg.errors import RuleError
from kg.rules.guard import split_alternatives
from kg.rules.needs import literal_needs

__all__ = [
    "CARRIED",
    "DATE",
    "FIRST",
    "TYPES",
    "CompiledPattern",
    "Expression",
    "compile_pattern",
    "compile_regex",
    "expand_types",
    "expand_words",
    "is_anchored",
    "symbol",
    "type_of",
]

FIRST = 0xE000  # symbols of stated mentions, by number of the type
CARRIED = 0xE100  # symbols of subjects carried over from an earlier clause
DATE = chr(0xE0FF)
TYPES = (
    "AdministrativeArea",
    "Subdistrict",
    "Community",
    "ResidentialCompound",
    "Road",
    "Place",
    "Company",
    "GovernmentBody",
    "School",
    "MedicalInstitution",
    "Organization",
    "Person",
    "Project",
    "Event",
    "Policy",
    "Product",
    "Award",
)
_SYMBOLS = {type_: chr(FIRST + number) for number, type_ in enumerate(TYPES)}
_CARRIED_SYMBOLS = {type_: chr(CARRIED + number) for number, type_ in enumerate(TYPES)}
_TYPE_OF = {char: type_ for of in (_SYMBOLS, _CARRIED_SYMBOLS, {"Date": DATE}) for type_, char in of.items()}

_PART = re.compile(
    r"\{(?:(?P<slot>\w+):(?P<types>[\w|]+)(?P<only>!)?|@(?P<words>\w+)|(?P<over>[,-])?\.\.(?P<most>\d+))\}"
)
_CLASS_OR_COMMA = re.compile(r"\[[^\]]*\]|\(\?<[=!][^)]*\)|，\??(?![*|)])")
_CLAUSE_END = "，。；：！？"
_SENTENCE_END = "。；！？"


def symbol(type_: str, *, carried: bool = False) -> str:
    """Return the character that stands for a mention of this type."""
    return _CARRIED_SYMBOLS[type_] if carried else _SYMBOLS[type_]


def type_of(char: str) -> str:
    """Return the type whose mention a character stands for, carried over or not; DATE stands for a Date.

    >>> type_of(symbol("Person")), type_of(symbol("Person", carried=True)), type_of(DATE)
    ('Person', 'Person', 'Date')
    """
    return _TYPE_OF[char]


def expand_types(names: str, groups: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the types that `A|Group` stands for; raise RuleError for a name that is neither type nor group."""
    types = [t for name in names.split("|") for t in groups.get(name, (name,))]
    unknown = sorted(set(types) - {*TYPES, "Date"})
    if unknown:
        raise RuleError(f"unknown type or group “{'、'.join(unknown)}”")
    return tuple(dict.fromkeys(types))


def _charset(types: tuple[str, ...], *, stated: bool) -> str:
    """Return a regular expression for one symbol of these types."""
    chars = [DATE if t == "Date" else symbol(t) for t in types]
    if not stated:
        chars += [symbol(t, carried=True) for t in types if t != "Date"]
    return "[" + "".join(sorted(chars)) + "]"


@dataclass(frozen=True)
class Expression:
    """A regular expression that is compiled when it is first looked at: of hundreds, one page needs few."""

    source: str

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """Return it compiled; raise RuleError where it is none."""
        return compile_regex(self.source)


@dataclass(frozen=True)
class CompiledPattern(Expression):
    """An expression with what a text must hold for it to fit.

    `slots`: the types that each slot admits; `needs`: sets of symbols, of each of which one must stand in the text;
    `words`: sets of words, the same.
    """

    slots: Mapping[str, frozenset[str]]
    needs: tuple[frozenset[str], ...]
    words: tuple[frozenset[str], ...]


def compile_pattern(
    pattern: str, *, groups: Mapping[str, tuple[str, ...]], words: Mapping[str, tuple[str, ...]]
) -> CompiledPattern:
    """Translate a pattern; raise RuleError where it names an unknown type, group or word list."""
    slots: dict[str, frozenset[str]] = {}
    needs: list[frozenset[str]] = []

    def replace(part: re.Match[str]) -> str:
        if part["slot"]:
            types = expand_types(part["types"], groups)
            slots[part["slot"]] = frozenset(types)
            symbols = _charset(types, stated=bool(part["only"]))
            if _depth(parted, part.start()) == 0 and parted[part.end() : part.end() + 1] not in ("?", "*"):
                needs.append(frozenset(symbols) - {"[", "]"})
            return f"(?P<{part['slot']}>{symbols})"
        if part["words"]:
            return _alternatives(part["words"], words)
        return _gap(part)

    parted = _CLASS_OR_COMMA.sub(_after_comma, pattern)
    source = _PART.sub(replace, parted)
    if source.startswith("^") and not pattern.startswith("^{self"):
        source = f"^[{chr(CARRIED)}-{chr(CARRIED + len(TYPES))}]*{source[1:]}"
    return CompiledPattern(source, slots, tuple(needs), literal_needs(parted, words))


def compile_regex(source: str) -> re.Pattern[str]:
    """Compile a regular expression; raise RuleError with a caret under the fault."""
    try:
        return re.compile(source)
    except re.error as error:
        caret = f"\n  {source}\n  {' ' * error.pos}^" if error.pos is not None else f"\n  {source[:200]}"
        raise RuleError(f"the expression is not right: {error.msg}{caret}") from error


def is_anchored(pattern: str) -> bool:
    """Say whether a pattern can fit only at the beginning of a text.

    >>> is_anchored("^{self:Event}.{2,}$"), is_anchored("^在|由")
    (True, False)
    """
    return pattern.startswith("^") and len(split_alternatives(pattern)) == 1


def expand_words(expression: str, words: Mapping[str, tuple[str, ...]]) -> str:
    """Replace `{@name}` by any of its words and gaps `{..n}` by bounded lazy ones, in an entity rule's expression."""

    def replace(part: re.Match[str]) -> str:
        if part["words"]:
            return _alternatives(part["words"], words)
        return part[0] if part["slot"] else _gap(part)

    return _PART.sub(replace, expression)


def _gap(part: re.Match[str]) -> str:
    """Return an expression for a gap: lazy, bounded, up to the end of the clause or (`,`) of the sentence."""
    ends = _SENTENCE_END if part["over"] == "," else _CLAUSE_END
    names = f"{chr(FIRST)}-{chr(CARRIED - 2)}" if part["over"] == "-" else ""
    return f"[^{ends}{names}]{{0,{part['most']}}}?"


def _alternatives(name: str, words: Mapping[str, tuple[str, ...]]) -> str:
    if name not in words:
        raise RuleError(f"no words “{name}”; there are {'、'.join(sorted(words))}")
    return _any_word(words[name])


@lru_cache(maxsize=1 << 8)
def _any_word(words: tuple[str, ...]) -> str:
    """Return an expression for the longest of some words that stands at a place, parted by their first characters.

    >>> _any_word(("副书记", "副主任", "书记", "镇", "村"))
    '(?=[书副村镇])(?:副(?:主任|书记)|书记|[村镇])'
    """
    rests: dict[str, list[str]] = {}
    for word in sorted(filter(None, words), key=lambda word: (-len(word), word)):
        rests.setdefault(word[:1], []).append(word[1:])
    single = sorted(char for char, found in rests.items() if found == [""])
    parts = [_escaped(char) + _one_of(found) for char, found in rests.items() if char not in single]
    # In most places none of the words begins, which one look at the character tells.
    look = f"(?=[{_escaped(sorted(rests))}])" if rests else ""
    return f"{look}(?:{'|'.join([*parts, f'[{_escaped(single)}]'] if single else parts)})"


def _one_of(words: list[str]) -> str:
    return re.escape(words[0]) if len(words) == 1 else f"(?:{'|'.join(map(re.escape, words))})"


def _escaped(chars: Iterable[str]) -> str:
    return "".join(map(re.escape, chars))


def _after_comma(found: re.Match[str]) -> str:
    """Let a comma be followed by subjects carried over; leave classes and look-behinds as they are."""
    carried = f"，[{chr(CARRIED)}-{chr(CARRIED + len(TYPES))}]{{0,2}}"
    return {"，": carried, "，?": f"(?:{carried})?"}.get(found[0], found[0])


def _depth(pattern: str, position: int) -> int:
    """Return how many groups are open at a position of a pattern."""
    return pattern.count("(", 0, position) - pattern.count(")", 0, position)
