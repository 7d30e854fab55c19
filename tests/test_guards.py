"""No rule is passed over that would fit: what decides which expressions are tried tells only those that cannot."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from kg.extract.articles import split_articles
from kg.extract.document import Extractor, Reading
from kg.extract.guards import Guards, bits_of, numbers_of
from kg.extract.sentences import split_sentences
from kg.read import read_document
from kg.rules import load_packs
from kg.rules.needs import START, literal_needs
from kg.rules.pattern import compile_pattern, compile_regex, expand_words

PACK = load_packs()
PAGES = sorted((Path(__file__).parent / "gold").glob("*.txt"))
WORDS = {"hold": ("举办", "召开")}

NEEDS = [
    ("举办|召开", [["举办", "召开"]]),
    ("{@hold}了?{o:Event}", [["举办", "举办了", "召开", "召开了"]]),
    ("{s:Agent}与{..4}签约", [["签约"]]),  # 与 stands in most sentences
    ("在{p:Site}", []),
    ("(?<=书记)[王李]", [["书记王", "书记李"]]),
    ("(?<!副)书记", [["书记"]]),
    ("区委(?!员)书记", [["区委书记"]]),
    ("区(?=委|政府)[^，]{2}出席", [["出席"], ["区委", "区政府"]]),
    ("(?:^|(?<=由))主办", [["主办"]]),
    ("(?:主办)?承办", [["主办承办", "承办"]]),
    ("(?:项目)+启动", [["启动"], ["项目"]]),
    ("项目{2}", [["目"], ["项"]]),
    ("共建?", [["共", "共建"]]),
    ("[一-十]号", [["号"]]),
    ("[^区]委", [["委"]]),
    (r"第\d+届|第十届", [["第十届", "第"]]),
    (r"A\.B", [["A"], ["B"]]),
    (".*", []),
    ("(?P<a>区)(?P=a)", [["区"]]),
]


@pytest.mark.parametrize(("pattern", "needs"), NEEDS, ids=[pattern for pattern, _ in NEEDS])
def test_needs(pattern: str, needs: list[list[str]]) -> None:
    assert sorted(sorted(need) for need in literal_needs(pattern, WORDS)) == sorted(map(sorted, needs))


def test_all_needs_must_be_met() -> None:
    guards = Guards([[{"举办", "召开"}, {"活动"}], [], [{"活动"}]])
    assert guards.awake("区教育局举办活动") == bits_of({0, 1, 2})
    assert guards.awake("活动结束") == bits_of({1, 2})
    assert guards.awake("") == bits_of({1})


@cache
def readings() -> tuple[Reading, ...]:
    extractor = Extractor(PACK)
    documents = [read_document(path, date="2023-04-27") for path in PAGES[:8]]
    return tuple(r for d in documents for r in extractor.readings(d, split_sentences(split_articles(d))))


def test_no_entity_rule_is_passed_over() -> None:
    rules = [rule for rule in PACK.entities if rule.match]
    regexes = [compile_regex(expand_words(rule.match, PACK.words)) for rule in rules]
    guards = Guards([literal_needs(rule.match, PACK.words, started=True) for rule in rules])
    texts = [r.sentence.text.chars for r in readings()]
    _assert_none_is_passed_over(guards, regexes, texts, before=START)
    assert sum(guards.awake(START + text).bit_count() for text in texts) < 4 * len(texts)


@pytest.mark.parametrize("layer", ["sentence", "beside", "inside"])
def test_no_relation_rule_is_passed_over(layer: str) -> None:
    patterns = [
        compile_pattern(rule.match, groups=PACK.groups, words=PACK.words)
        for rule in PACK.relations
        if rule.layer == layer
    ]
    texts = [layer_.encoded.chars for r in readings() for layer_ in r.layers() if layer_.name == layer]
    _assert_none_is_passed_over(Guards([p.words for p in patterns]), [p.regex for p in patterns], texts)


def _assert_none_is_passed_over(
    guards: Guards, regexes: list[re.Pattern[str]], texts: list[str], *, before: str = ""
) -> None:
    fitting = [{n for n, regex in enumerate(regexes) if regex.search(text)} for text in texts]
    awake = [set(numbers_of(guards.awake(before + text))) for text in texts]
    assert sum(map(len, fitting)) > 20
    assert [text for text, fits, woken in zip(texts, fitting, awake, strict=True) if not fits <= woken] == []
