"""Rules and packs as frozen values: what a YAML stanza says, checked, before anything is compiled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

__all__ = ["Counts", "EntityRule", "Entry", "Example", "FactTemplate", "Fault", "Growth", "Pack", "RelationRule"]

_PRIOR_WEIGHT = 4  # counted facts


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a lexicon: the word, its other forms, and its further columns as written."""

    word: str
    aliases: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """A text with the exact result that a rule gives for it; `expect` is empty for a counter-example."""

    text: str
    expect: tuple[str, ...] = ()
    todo: bool = False


@dataclass(frozen=True, slots=True)
class Growth:
    """How a name grows to the left of its head noun, word by word.

    `stop_tags`: parts of speech that end it; `stop_words`: words that end it; `trim`, `trim_tags`: words dropped from
    its left end, by themselves or by their part of speech; `pass_words`: words that do not end it all the same;
    `keep_words`: words that are never dropped; `refuse`: words before which there is no name (多场, 各类);
    `verbal`: whether verbs of two characters and more end it; `hinges`: words that only end it where an object of
    their own follows (建设|储能基地, but not 建设集团); `reject`: an expression that no name fits; `quotes`: whether it
    may take a quoted part in; `longest`: characters before the head at the most.
    """

    stop_tags: frozenset[str]
    stop_words: frozenset[str]
    trim: frozenset[str]
    pass_words: frozenset[str] = frozenset()
    trim_tags: frozenset[str] = frozenset()
    keep_words: frozenset[str] = frozenset()
    refuse: frozenset[str] = frozenset()
    hinges: frozenset[str] = frozenset()
    verbal: bool = False
    reject: str = ""
    quotes: bool = False
    longest: int = 16
    shortest: int = 1


@dataclass(frozen=True, slots=True)
class EntityRule:
    """How names of one type are recognised.

    Either `heads` with the name of a `Growth` (a head noun and what stands before it), or `words` (the lexicon's words
    themselves), or `match` (an expression over the sentence, whose group `name` is the name). `bare`: what is no name
    by itself; `strip`: types of names that are cut from its left end; `after`: an expression for what must follow;
    `modifiers`: one that what stands before the head must hold; `proper`: `strict` where the head must be no part of a
    common word (思路), `loose` where one of three characters or more may be a name, `coined` where some word before the
    head must be none of the dictionary, `division` where the name must begin with a division of the country, `name`
    where the expression finds a surname and the words behind it tell where the person's name ends; `cities`: where
    alone a name is of this type, `elsewhere`: what type it has in any other city (街); `reference`: what a referring
    word stands for (`frame`, `city`, `pair`, or `kind`: what was last named of the kind that it is the word for);
    `next`: parts of speech, one of which the word behind a name must have.
    """

    id: str
    why: str
    type: str
    strength: int = 2
    heads: tuple[str, ...] = ()
    grow: str = ""
    words: tuple[Entry, ...] = ()
    match: str = ""
    bare: frozenset[str] = frozenset()
    strip: tuple[str, ...] = ()
    after: str = ""
    modifiers: str = ""
    proper: str = ""
    cities: frozenset[str] = frozenset()
    elsewhere: str = ""
    reference: str = ""
    next: frozenset[str] = frozenset()
    examples: tuple[Example, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class FactTemplate:
    """`subject predicate object`, each a slot of the rule's expression (or `frame`, `page`)."""

    subject: str
    predicate: str
    object: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many facts a rule read rightly and wrongly on annotated pages."""

    right: int = 0
    wrong: int = 0

    def trust(self, prior: float) -> float:
        """Return the share that was right, where `prior`, believed beforehand, weighs as much as four counted facts.

        >>> Counts().trust(0.8), Counts(right=1).trust(0.8), Counts(right=3, wrong=9).trust(0.8)
        (0.8, 0.84, 0.39)
        """
        return round((self.right + prior * _PRIOR_WEIGHT) / (self.right + self.wrong + _PRIOR_WEIGHT), 2)


@dataclass(frozen=True, slots=True)
class RelationRule:
    """What a sentence states when it fits `match`; mentions stand in it as symbols of their types.

    `layer`: `sentence` (lists and qualifiers folded, a body with a post into the person who holds it), `beside` (each
    mention by itself), `inside` (within one name).
    With `every`, what fits is looked for from each place on, so that several subjects before one verb all state it.
    With `otherwise`, a fact holds only where no other rule states the same of its subject with an object of that type.
    `named`: expressions that the names in some slots must hold (`o: 仪式$`); other names do not fill them.
    `confidence` is what its author believed; `counts` is how often it was right; `trusted` is what both come to.
    """

    id: str
    why: str
    match: str
    facts: tuple[FactTemplate, ...]
    layer: str = "sentence"
    unless: tuple[str, ...] = ()
    every: bool = False
    otherwise: bool = False
    named: tuple[tuple[str, str], ...] = ()
    confidence: float = 0.8
    examples: tuple[Example, ...] = ()
    source: str = ""
    counts: Counts = Counts()

    @property
    def trusted(self) -> float:
        """Return the confidence of the facts that it states."""
        return self.counts.trust(self.confidence)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in a pack: where, why, and what to do about it."""

    file: str
    line: int
    rule: str
    reason: str
    remedy: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}"
        rule = f" [{self.rule}]" if self.rule else ""
        return f"{place}{rule}: {self.reason}" + (f" — {self.remedy}" if self.remedy else "")


@dataclass(frozen=True, eq=False)
class Pack:
    """Everything that the chosen packs say together, in the order of their files."""

    entities: tuple[EntityRule, ...]
    relations: tuple[RelationRule, ...]
    growths: dict[str, Growth]
    groups: dict[str, tuple[str, ...]]  # Agent -> (AdministrativeArea, …)
    words: dict[str, tuple[str, ...]]  # verb and word groups for {@name}
    lexicons: dict[str, tuple[Entry, ...]]
    digest: str = ""
    resolution: tuple[
        Mapping[str, Any], ...
    ] = ()  # the sections `resolve:` of the files: when two names mean one thing
    counts: Mapping[str, Counts] = field(default_factory=dict)  # of relation and figure rules, by id
