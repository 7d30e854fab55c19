"""Run the examples, counter-examples and known misses of rules, and say what did not come out as written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.errors import RuleError
from kg.extract.areas import Frame
from kg.extract.document import encode_layers
from kg.extract.found import Found, bare_name
from kg.extract.names import NameReader
from kg.extract.recognise import Recogniser, Sighted
from kg.extract.references import References
from kg.extract.relations import RelationReader, Stated
from kg.extract.topics import Topics
from kg.proof.annotated import read_annotated, split_text
from kg.proof.sources import Rule, Sources
from kg.rules.schema import EntityRule, Example, Fault, Pack, RelationRule
from kg.vocabulary import read_vocabulary

__all__ = ["FRAME", "Prover", "write_fact"]

FRAME = Frame("河西区", "天津市", True)
"""The home of every example."""

_MEND = "mend the rule, or the example if that is wrong"


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What a rule gave for an example: nothing to say against it, or why it is not as written."""

    reason: str = ""
    remedy: str = _MEND


class Prover:
    """Runs the examples of a pack's rules, each on the home district 河西区."""

    def __init__(self, pack: Pack, sources: Sources) -> None:
        self._pack = pack
        self._sources = sources
        self._names = NameReader(pack)

    def prove(self, rule: Rule) -> tuple[Fault, ...]:
        """Return what is wrong with the examples of a rule."""
        return tuple(self._faults(rule))

    def _faults(self, rule: Rule) -> Iterator[Fault]:
        relations = RelationReader(replace(self._pack, relations=(rule,))) if isinstance(rule, RelationRule) else None
        for example in rule.examples:
            outcome = self._run(rule, example, relations)
            if example.todo and not outcome.reason:
                yield self._sources.fault(
                    rule, f"“{example.text}” is no longer a todo", "move it to the examples", words=example.text
                )
            elif outcome.reason and not example.todo:
                yield self._sources.fault(rule, outcome.reason, outcome.remedy, words=example.text)

    def _run(self, rule: Rule, example: Example, relations: RelationReader | None) -> _Outcome:
        if isinstance(rule, EntityRule):
            return _judge_names(rule, example, self.find_names(example.text), self._proposed(rule, example.text))
        assert relations is not None
        try:
            stated = read_alone(relations, example.text)
        except RuleError as error:
            return _Outcome(str(error), "brackets name things so: [[桃园街:Subdistrict]社工站:Organization]")
        return _judge_facts(example, stated)

    def _proposed(self, rule: EntityRule, text: str) -> set[str]:
        """Return the names that a rule by itself proposes in a text, whatever others make of them."""
        alone = Recogniser(replace(self._pack, entities=(rule,)))
        proposed = alone.propose([Sighted.of(s.text.chars) for s in split_text(text)])
        return {found.name for names in proposed for found in names}

    def find_names(self, text: str) -> tuple[tuple[str, str], ...]:
        """Return (words, rule) of every name in a text, those within names too, as the whole recognition finds them."""
        sighted = [Sighted.of(s.text.chars) for s in split_text(text)]
        found = self._names.read(sighted, FRAME)
        return tuple(
            (bare_name(sentence.chars[name.start : name.stop]), name.rule)
            for sentence, names in zip(sighted, found, strict=True)
            for top in names
            for name in (top, *top.parts)
        )


def read_alone(relations: RelationReader, text: str) -> list[Stated]:
    """Return what the rules of a reader state of an annotated text; raise RuleError where a bracket is not right."""
    topics, references = Topics(), References()
    stated: list[Stated] = []
    for one in read_annotated(text):
        names = references.resolve(one.names, topics, FRAME)
        for layer in encode_layers(one.sentence.text.chars, names, list(one.dates), topics, FRAME):
            stated += relations.read(layer.name, layer.encoded, layer.implied)
    return stated


def write_fact(stated: Stated) -> str:
    """Write a fact as rules' examples do: 友谊路街 organizes 座谈会, or X holdsPost Y as 校长."""
    object_ = stated.object.name if isinstance(stated.object, Found) else str(stated.object)
    return f"{stated.subject.name} {stated.predicate} {object_}" + (f" as {stated.title}" if stated.title else "")


def _judge_names(
    rule: EntityRule, example: Example, found: tuple[tuple[str, str], ...], proposed: set[str]
) -> _Outcome:
    """Compare names: all expected ones are found, this rule reads one of them at least and gives none besides them."""
    expected = {bare_name(name) for name in example.expect}
    by_rule = {words for words, id_ in found if id_ == rule.id}
    every = {words for words, _ in found}
    if by_rule - expected:
        what = f"gives {_listed(by_rule - expected)}, which " + ("is not in brackets" if expected else "it must not")
        return _Outcome(f"for “{example.text}” the rule {what}")
    if expected - every:
        others = "、".join(f"{words} ({id_})" for words, id_ in found) or "nothing"
        return _Outcome(f"in “{example.text}” no rule finds {_listed(expected - every)}; found: {others}")
    if expected and not by_rule and not expected & proposed:
        winners = sorted({id_ for words, id_ in found if words in expected})
        reason = f"in “{example.text}” other rules give the names: {'、'.join(winners)}"
        return _Outcome(reason, "take an example that needs this rule; if there is none, drop the rule")
    return _Outcome()


def _judge_facts(example: Example, stated: list[Stated]) -> _Outcome:
    expected = {_ordered(fact) for fact in example.expect}
    given = {_ordered(write_fact(fact)) for fact in stated}
    if given == expected:
        return _Outcome()
    missing = f" lacks {_listed(expected - given)}" if expected - given else ""
    more = f" states {_listed(given - expected)}" if given - expected else ""
    return _Outcome(f"for “{example.text}” the rule{' and'.join(filter(None, (missing, more)))}")


def _ordered(fact: str) -> str:
    """Write the two ends of a symmetric fact in a fixed order."""
    words = fact.split(" ")
    predicates = read_vocabulary().predicates
    found = [n for n, word in enumerate(words) if word in predicates and predicates[word].symmetric]
    if len(found) != 1:
        return fact
    ends = sorted([" ".join(words[: found[0]]), " ".join(words[found[0] + 1 :])])
    return f"{ends[0]} {words[found[0]]} {ends[1]}"


def _listed(words: set[str]) -> str:
    return "、".join(f"“{word}”" for word in sorted(words))
