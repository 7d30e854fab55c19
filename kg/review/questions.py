"""What a person may want to look at: names that may be one thing, names that were taken for one on thin grounds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pyoxigraph as ox

from kg.directory import EVIDENCE, GRAPH, build_file
from kg.errors import BuildError
from kg.growth import STATE, State, built_number, decision_files, load_decisions, open_state
from kg.iri import BASE_IRI
from kg.resolve.decisions import Decision, Decisions
from kg.resolve.keys import Key
from kg.resolve.links import Doubt, Merge, why
from kg.resolve.published import Address
from kg.resolve.rules import ResolveRules, rules_of
from kg.resolve.units import atom_id
from kg.rules import load_packs

__all__ = ["Question", "Review", "open_review"]

_NAMES_IT = "http://www.w3.org/2005/11/its/rdf#taIdentRef"
_DERIVED = "http://www.w3.org/ns/prov#wasDerivedFrom"
_TEXT = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#anchorOf"
_SENTENCES = 2  # shown for each name
_BROKEN = re.compile(r"(?<=[^\x00-\x7f])[^\S\n]*\n\s*(?=[^\x00-\x7f])")  # a break within Chinese
_AROUND = 40  # characters of a sentence on either side of the name


@dataclass(frozen=True, slots=True)
class Question:
    """Two names: are they one thing? `is_one`: the program took them for one, else it kept them apart.

    `one` and `other` are the addresses of the names, which a decision speaks of.
    """

    one: str
    other: str
    one_name: str
    other_name: str
    is_one: bool
    likens: str  # why they may be one, in words
    against: str  # what speaks against it, in words
    confidence: float
    things: tuple[str, str]  # the addresses of the things that they are names of now
    sentences: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())

    def decided(self, same: bool, *, author: str = "", date: str = "", comment: str = "") -> Decision:
        """Return a person's answer as a decision."""
        return Decision(self.one, self.other, same, self.one_name, self.other_name, author, date, comment)


@dataclass
class Review:
    """The questions that a build leaves, the decisions that were taken, and the table that new ones go to."""

    directory: Path
    base: str
    table: Path
    decisions: Decisions
    doubts: tuple[Doubt, ...]
    merges: tuple[Merge, ...]
    rules: ResolveRules
    tables: tuple[Path, ...] = ()  # all that the build obeys, `table` first
    addresses: tuple[Address, ...] = ()

    def names(self, thing: str) -> frozenset[str]:
        """Return the addresses of the names that a thing has had."""
        return frozenset(atom_id(Key.parse(address.atom)) for address in self.addresses if address.id == thing)

    def questions(self, *, merged: bool = True) -> Iterator[Question]:
        """Yield what is open: names kept apart that may be one, then names that were taken for one on thin grounds."""
        known = {decision.pair for decision in self.decisions.items}
        for doubt in self.doubts:
            if not {frozenset((doubt.one, doubt.other)), frozenset((doubt.one_thing, doubt.other_thing))} & known:
                yield self._of_doubt(doubt)
        shaky = (merge for merge in self.merges if merge.confidence < self.rules.sure) if merged else ()
        for merge in sorted(shaky, key=lambda merge: (merge.confidence, merge)):
            if frozenset((merge.one, merge.other)) not in known and merge.one != merge.other:
                yield self._of_merge(merge)

    def _of_doubt(self, doubt: Doubt) -> Question:
        things = (doubt.one_thing, doubt.other_thing)
        sentences = (self._sentences(things[0], doubt.one_name), self._sentences(things[1], doubt.other_name))
        against = why(self.rules, doubt.apart) if doubt.apart else ""
        names = (doubt.one, doubt.other, doubt.one_name, doubt.other_name)
        return Question(*names, False, why(self.rules, doubt.kind), against, doubt.confidence, things, sentences)

    def _of_merge(self, merge: Merge) -> Question:
        things = (merge.thing, merge.thing)
        sentences = (self._sentences(merge.thing, merge.one_name), self._sentences(merge.thing, merge.other_name))
        names = (merge.one, merge.other, merge.one_name, merge.other_name)
        return Question(*names, True, why(self.rules, merge.kind), "", merge.confidence, things, sentences)

    def _sentences(self, thing: str, name: str) -> tuple[str, ...]:
        """Return the first sentences that name a thing, those that spell it so first."""
        spelled = name.partition("（")[0]
        found = sorted(set(self._by_thing.get(self.base + thing, ())), key=lambda t: (spelled not in t, len(t), t))
        return tuple(_cut(text, spelled) for text in found[:_SENTENCES])

    @cached_property
    def _by_thing(self) -> Mapping[str, list[str]]:
        """Return the sentences that name each thing, by its IRI."""
        texts: dict[str, str] = {}
        names: dict[str, str] = {}
        places: dict[str, list[str]] = {}
        for quad in ox.parse(path=str(build_file(self.directory, EVIDENCE)), format=ox.RdfFormat.TURTLE):
            subject, predicate = str(quad.subject), quad.predicate.value
            if predicate == _TEXT and isinstance(quad.object, ox.Literal):
                texts[subject] = _on_one_line(quad.object.value)
            elif predicate == _NAMES_IT and isinstance(quad.object, ox.NamedNode):
                names[subject] = quad.object.value
            elif predicate == _DERIVED:
                places.setdefault(subject, []).append(str(quad.object))
        found: dict[str, list[str]] = {}
        for mention, thing in names.items():
            found.setdefault(thing, []).extend(texts[place] for place in places.get(mention, ()) if place in texts)
        return found


def _on_one_line(text: str) -> str:
    r"""Return a text without its line breaks: a word of Chinese goes on in the next line, others are apart.

    >>> _on_one_line("“小巷管\n家”志愿服务队 \n TGM 青年社区")
    '“小巷管家”志愿服务队 TGM 青年社区'
    """
    return " ".join(_BROKEN.sub("", text).split())


def _cut(text: str, name: str) -> str:
    """Return what stands around a name in a sentence.

    >>> _cut("0" * 50 + "环宇城" + "1" * 50, "环宇城")
    '…0000000000000000000000000000000000000000环宇城1111111111111111111111111111111111111111…'
    """
    place = max(text.find(name), 0)
    start, stop = max(0, place - _AROUND), min(len(text), place + len(name) + _AROUND)
    return ("…" if start else "") + text[start:stop] + ("…" if stop < len(text) else "")


def open_review(directory: Path, decisions: Path | None = None) -> Review:
    """Return what is open in a build; `decisions` is the table to use instead of the one that the build obeyed.

    Raises BuildError where there is no build, or none that remembers.
    """
    build_file(directory, GRAPH)
    if not (directory / STATE).is_file():
        raise BuildError(f"{directory / STATE}: there is no such file; build again: kg build PAGES -o {directory}")
    with open_state(directory, built_number(directory), "r") as state:
        return _review(directory, state, decisions)


def _review(directory: Path, state: State, decisions: Path | None) -> Review:
    options = state.options()
    base = str(options.get("base_iri", BASE_IRI))
    tables = decision_files(decisions, (), directory, state)
    rules = rules_of(load_packs(tuple(options.get("packs", ()))))
    known = load_decisions(tables, base=base)
    return Review(directory, base, tables[0], known, state.doubts(), state.merges(), rules, tables, state.addresses())
