"""Accounts of things and of sentences tell what the build and the rules hold, and hostile text stays text."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.cli.styled import marked
from kg.errors import BuildError, UsageError
from kg.explain import EntityAccount, NearMiss, SentenceAccount, explain_entity, explain_text, home_of
from kg.explain.near import find_near_misses
from kg.extract.document import encode_layers
from kg.extract.references import References
from kg.extract.topics import Topics
from kg.graph import Graph
from kg.model import Article, Document, Entity, Evidence, Mention, Relation, Sentence, Span, Text
from kg.proof.annotated import read_annotated
from kg.proof.prover import FRAME
from kg.rdf import write_evidence, write_graph
from kg.rules import DEFAULT_PACKS, load_packs
from kg.rules.schema import FactTemplate, Pack, RelationRule
from kg.vocabulary import NAMESPACE
from tests.conftest import run_kg
from tests.gold_graph import gold_graph

PACK = load_packs(DEFAULT_PACKS)
TEXT = "友谊路街文苑楼社区与区教育局签约。次日，与卓尼县座谈。"
SIGNS = RelationRule(
    id="signs.test",
    why="X与Y签约 says that the two signed.",
    match="{s:Agent}与{o:Agent!}{..4}签约",
    facts=(FactTemplate("s", "signsAgreementWith", "o"),),
    unless=("拟|尚未",),
    confidence=0.9,
)
MEETS = replace(SIGNS, id="meets.test", match="{s:Agent}与{o:Agent!}座谈")
HOME, BUREAU = "[河西区:AdministrativeArea]", "[区教育局:GovernmentBody]"


def pack(*rules: RelationRule) -> Pack:
    return replace(PACK, relations=rules)


def explain(text: str, *rules: RelationRule) -> tuple[SentenceAccount, ...]:
    return explain_text(text, pack(*rules), date="2023-04-27", frame="河西区")


def misses(text: str, *rules: RelationRule, limit: int = 8) -> tuple[NearMiss, ...]:
    """Return the near misses of rules on the last sentence of an annotated text."""
    topics = Topics()
    for one in read_annotated(text):
        names = References().resolve(one.names, topics, FRAME)
        layers = encode_layers(one.sentence.text.chars, names, list(one.dates), topics, FRAME)
    return find_near_misses(layers, pack(*rules), limit=limit)


def near(text: str, **change: object) -> NearMiss:
    """Return the one near miss of the rule SIGNS, changed, on an annotated text."""
    (miss,) = misses(text, replace(SIGNS, **change))
    return miss


class TestSentences:
    def test_names_come_with_their_types_and_rules(self) -> None:
        first, second = explain(TEXT)
        assert [(n.words, n.type) for n in first.names] == [
            ("友谊路街", "Subdistrict"),
            ("文苑楼社区", "Community"),
            ("区教育局", "GovernmentBody"),
        ]
        assert {name.rule for name in first.names} <= {rule.id for rule in PACK.entities} | {"name.known"}
        assert [name.words for name in second.names] == ["卓尼县"]

    def test_layers_show_what_rules_see(self) -> None:
        first, second = explain(TEXT)
        assert (
            dict(first.layers)["beside"]
            == "⟨Subdistrict 友谊路街⟩⟨Community 文苑楼社区⟩与⟨GovernmentBody 区教育局⟩签约。"
        )
        assert dict(first.layers)["sentence"] == "⟨Community 文苑楼社区⟩与⟨GovernmentBody 区教育局⟩签约。"
        assert "⟨Community 文苑楼社区 carried⟩与⟨AdministrativeArea 卓尼县⟩座谈" in dict(second.layers)["sentence"]

    def test_dates_and_parts_are_spelled_out(self) -> None:
        (account,) = explain("4月20日，桃园街社工站成立。")
        assert "⟨Date 2023-04-20⟩" in dict(account.layers)["beside"]
        assert ("inside", "⟨Organization 桃园街社工站⟩⟨Subdistrict 桃园街⟩社工站") in account.layers
        assert [(n.words, n.within) for n in account.names] == [("桃园街社工站", ""), ("桃园街", "桃园街社工站")]

    def test_rules_that_fired_show_facts_and_words(self) -> None:
        first, second = explain(TEXT, SIGNS, MEETS)
        (fired,) = first.fired
        assert (fired.rule, fired.layer, fired.confidence) == ("signs.test", "sentence", 0.9)
        assert fired.facts == ("文苑楼社区 signsAgreementWith 区教育局",)
        assert fired.words == "友谊路街文苑楼社区与区教育局签约"
        assert [f.facts for f in second.fired] == [("文苑楼社区 signsAgreementWith 卓尼县",)]
        assert not first.near

    def test_an_empty_text_is_refused(self) -> None:
        with pytest.raises(UsageError, match="the text is empty"):
            explain(" \n")


class TestNearMisses:
    def test_a_refusal_names_the_words_and_the_guard(self) -> None:
        miss = near(f"{HOME}拟与{BUREAU}签约", match="{s:Agent}{..4}与{o:Agent!}签约")
        assert (miss.failed, miss.reached, miss.wanted) == ("", 4, 4)
        assert miss.reason == "refused for “拟”, by unless: 拟|尚未"

    def test_a_gap_that_is_too_long_is_measured(self) -> None:
        miss = near(f"{HOME}与{BUREAU}在会议室里签约")
        assert (miss.failed, miss.reached, miss.wanted) == ("{..4}", 4, 4)
        assert miss.reason == "“在会议室里” stands there, which is too long: 5 characters, 4 at the most"
        assert [(fit.part, fit.words) for fit in miss.fits] == [
            ("{s:Agent}", "⟨AdministrativeArea 河西区⟩"),
            ("与", "与"),
            ("{o:Agent!}", "⟨GovernmentBody 区教育局⟩"),
            ("签约", "签约"),
        ]

    def test_a_gap_that_would_cross_the_clause_is_told(self) -> None:
        assert near(f"{HOME}与{BUREAU}见面，签约").reason.endswith(
            "stands there, and the gap ends where the clause does"
        )

    def test_what_must_follow_at_once_is_told(self) -> None:
        miss = near(f"{HOME}正与{BUREAU}签约")
        assert (miss.failed, miss.reason) == ("与", "“正” stands before it, and it must follow at once")

    def test_a_wrong_type_is_named(self) -> None:
        miss = near(f"{HOME}与{BUREAU}签约", match="{s:Agent}与{o:Company!}{..4}签约")
        assert (miss.failed, miss.reached, miss.wanted) == ("{o:Company!}", 3, 4)
        assert miss.reason == "⟨GovernmentBody 区教育局⟩ stands there, which is no Company"

    def test_a_carried_subject_is_told_from_a_stated_one(self) -> None:
        miss = near(f"{HOME}召开会议。会后，与{BUREAU}签约。", match="{s:Agent!}与{o:Agent!}签约")
        assert miss.failed == "{s:Agent!}"
        assert miss.reason == "⟨AdministrativeArea 河西区 carried⟩ is only carried over here, and the ! wants it stated"

    def test_a_missing_word_is_told(self) -> None:
        miss = near(f"{HOME}向{BUREAU}签约")
        assert (miss.failed, miss.reason) == ("与", "there is no word for it in the sentence")
        assert near(f"与会者见证，{HOME}向{BUREAU}签约").reason == "there is no word for it there"

    def test_a_missing_name_is_told(self) -> None:
        miss = near(f"{HOME}与外省签约")
        assert (miss.failed, miss.reached, miss.wanted) == ("{o:Agent!}", 3, 4)
        assert miss.reason == "there is no Agent there"

    def test_what_ends_too_early_is_told(self) -> None:
        miss = near(f"{HOME}与{BUREAU}签约了", match="{s:Agent}与{o:Agent!}签约$")
        assert miss.failed == "$"
        assert miss.reason == "what stands there, “⟨GovernmentBody 区教育局⟩签约了”, is not as it wants it"

    def test_a_name_itself_is_no_part_of_it(self) -> None:
        rule = replace(SIGNS, layer="inside", match="^{self:Event}{o:Event}(?:的)?启动{..4}式", unless=())
        (miss,) = misses("[[邻里节:Project]启动仪式:Event]", rule)
        assert miss.reason == "⟨Project 邻里节⟩ stands there, which is no Event"
        assert misses("[[邻里节:Event]启动仪式:Organization]", rule) == ()

    def test_rules_without_their_guard_word_are_far(self) -> None:
        assert misses(f"{HOME}与{BUREAU}会面", SIGNS) == ()

    def test_rules_that_two_things_stop_are_far(self) -> None:
        assert misses("签约了", SIGNS) == ()
        assert misses(f"{HOME}正与{BUREAU}在会议室里签约", SIGNS) == ()

    def test_the_nearest_come_first_and_are_limited(self) -> None:
        refused = replace(SIGNS, id="b.refused", unless=("签",))
        farther = replace(SIGNS, id="a.farther", match="{s:Agent}与{o:Agent!}签约{p:Project}")
        assert [m.rule for m in misses(f"{HOME}与{BUREAU}签约", farther, refused)] == ["b.refused", "a.farther"]
        assert [m.rule for m in misses(f"{HOME}与{BUREAU}签约", farther, refused, limit=1)] == ["b.refused"]

    def test_every_rule_that_comes_with_kg_can_be_diagnosed(self) -> None:
        text = (
            "4月28日，河西区委书记李明与友谊路街文苑楼社区居民王芳、天津市动画协会在天津文化中心举办第二届邻里节，"
            "由区教育局主办，入选“全国文明单位”称号的中信银行天津分行计划参加，位于解放南路的万象城引进首店。"
        )
        (account,) = explain_text(text, PACK, date="2023-04-27", frame="河西区", limit=1000)
        assert len(account.near) > 10
        assert all(miss.reason for miss in account.near)
        assert all(0 < miss.reached <= miss.wanted for miss in account.near)


def write_build(graph: Graph, directory: Path) -> None:
    for name, write in (("graph.ttl", write_graph), ("evidence.ttl", write_evidence)):
        with (directory / name).open("w", encoding="utf-8", newline="\n") as out:
            write(graph, out)


def post_graph(text: str) -> Graph:
    """Return a graph of one sentence that says who heads a school."""
    page = Document("p", "p.txt", "00", text, "2023-04-27", "河西区")
    sentence = Sentence("p-1", 0, 0, Text(text, tuple(range(len(text)))))
    words = Span(text.index("河西"), text.index("发言"))
    spans = {"河西中学": (words.start, words.start + 4), "李明": (words.stop - 2, words.stop)}
    things = {name: Mention(Span(*spans[name]), "x", name, "name.test", 0, "p") for name in spans}
    entities = (
        Entity("person/liming-1", "Person", "李明", mentions=(things["李明"],)),
        Entity("school/hexi-1", "School", "河西中学", mentions=(things["河西中学"],)),
    )
    post = Relation(
        "person/liming-1", "holdsPost", "school/hexi-1", (Evidence("p", 0, (words,), "post.test", 0.95),), "校长"
    )
    article = Article("p-1", "p", "校长发言", None, (), (), (), ())
    named = {"p-1": ("person/liming-1", "school/hexi-1")}
    return Graph((page,), (article,), {("p", 0): sentence}, entities, (post,), (), named)


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a directory with the graph of a gold page, as a perfect reading would give it."""
    directory = tmp_path_factory.mktemp("gold")
    write_build(gold_graph("seed003"), directory)
    return directory


@cache
def account_of(build: Path, name: str) -> EntityAccount:
    (account,) = explain_entity(build, name)
    return account


class TestThings:
    def test_all_that_the_graph_says_is_told(self, build: Path) -> None:
        graph = gold_graph("seed003")
        checked = 0
        for entity in graph.entities:
            account = account_of(build, entity.id)
            assert (account.name, account.aliases) == (entity.name, entity.aliases)
            assert entity.type in account.types
            wanted = [r for r in graph.relations_of(entity.id) if isinstance(r.object, str)]
            told = {(f.subject, f.predicate, f.object, f.title) for f in account.facts}
            for relation in wanted:
                ends = graph.by_id[relation.subject].name, graph.by_id[relation.object].name
                assert (ends[0], relation.predicate, ends[1], relation.title or "") in told
                checked += 1
            assert len(account.figures) == sum(o.subject == entity.id for o in graph.observations)
        assert checked > 100

    def test_every_fact_shows_its_words_in_its_sentence(self, build: Path) -> None:
        graph = gold_graph("seed003")
        accounts = [account_of(build, entity.id) for entity in graph.entities]
        sources = [s for a in accounts for f in (*a.facts, *a.figures) for r in f.readings for s in r.sources]
        assert len(sources) > 100
        assert all(source.text and source.marks and source.page == graph.documents[0].name for source in sources)
        assert all(0 <= start < stop <= len(s.text) for s in sources for start, stop in s.marks)
        assert all(source.text in graph.documents[0].text for source in sources)

    def test_mentions_show_the_words_that_name_it(self, build: Path) -> None:
        names = {entity.id: {entity.name, *entity.aliases} for entity in gold_graph("seed003").entities}
        told = [(id_, m) for id_ in names for m in account_of(build, id_).mentions]
        assert len(told) > 50
        assert all(any(name.startswith(mention.words) for name in names[id_]) for id_, mention in told)
        assert sum(mention.words in names[id_] for id_, mention in told) > 50

    def test_posts_come_with_their_titles(self, tmp_path: Path) -> None:
        write_build(post_graph("会上，\n河西中学\n校长李明发言。"), tmp_path)
        (account,) = explain_entity(tmp_path, "李明")
        (post,) = account.facts
        assert (post.subject, post.predicate, post.object, post.title) == ("李明", "holdsPost", "河西中学", "校长")
        (reading,) = post.readings
        assert (reading.rule, reading.confidence) == ("post.test", 0.95)
        (source,) = reading.sources
        assert (source.page, source.articles) == ("p.txt", ("校长发言",))
        assert marked(0, source.text, source.marks)[1].plain == "会上，⟦河西中学校长李明⟧发言。"

    def test_a_thing_is_found_by_label_alias_and_address(self, build: Path) -> None:
        entity = next(e for e in gold_graph("seed003").entities if e.aliases and e.type == "Place")
        iri = account_of(build, entity.id).iri
        for name in (entity.name, entity.aliases[0], f"“{entity.name}”", iri, entity.id, entity.id.replace("/", ":")):
            assert iri in [account.iri for account in explain_entity(build, name)]

    def test_a_part_of_one_name_is_enough(self, build: Path) -> None:
        assert account_of(build, "梧桐").name == "天津市梧桐中学"

    def test_a_name_that_is_not_there_brings_near_ones(self, build: Path) -> None:
        with pytest.raises(UsageError, match="nothing in this graph is called “博物馆”; did you mean 天津博物馆、"):
            explain_entity(build, "博物馆")
        with pytest.raises(UsageError, match="did you mean 智慧社区"):
            explain_entity(build, "慧智社区")
        with pytest.raises(UsageError, match="nothing in this graph is called"):
            explain_entity(build, "<> . } INSERT")

    def test_a_directory_without_a_build_is_told(self, tmp_path: Path) -> None:
        with pytest.raises(BuildError, match="build first"):
            explain_entity(tmp_path, "天津市")

    def test_the_home_of_a_build_is_that_of_its_pages(self, build: Path) -> None:
        page = gold_graph("seed003").documents[0]
        assert home_of(build) == (page.date, page.frame)

    def test_the_evidence_of_other_facts_is_not_mixed_in(self, build: Path) -> None:
        """Hold every reading against the statements of evidence.ttl, asked in another way."""
        store = ox.Store()
        store.load(path=str(build / "evidence.ttl"), format=ox.RdfFormat.TURTLE)
        entity = max(gold_graph("seed003").entities, key=lambda e: len(e.mentions))
        account = account_of(build, entity.id)
        query = "SELECT ?s { { ?s rdf:subject ?e } UNION { ?s rdf:object ?e } }".replace("?e", f"<{account.iri}>")
        prefixes = {"rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "ckg": NAMESPACE}
        count = len(list(store.query(query, prefixes=prefixes)))
        assert sum(len(fact.readings) for fact in (*account.facts, *account.figures)) == count


class TestCommand:
    def test_a_thing_is_told_in_plain_lines(self, build: Path) -> None:
        result = run_kg("explain", build, "河西区")
        assert result.returncode == 0, result.stderr
        assert result.stdout.startswith("河西区  AdministrativeArea\n  https://")
        assert "⟦" in result.stdout
        assert re.search(r"confidence 0\.\d\d, in 003_\w+\.txt", result.stdout)
        assert "\x1b" not in result.stdout

    def test_a_sentence_is_told_the_same_under_every_hash_seed(self) -> None:
        text = TEXT.replace("签约", "签了字")
        results = [run_kg("explain", "--text", text, "--frame", "河西区", hash_seed=seed) for seed in ("0", "7")]
        assert [result.returncode for result in results] == [0, 0]
        assert results[0].stdout == results[1].stdout
        for part in ("⟨Community 文苑楼社区 carried⟩", "rules that nearly fired", "fails: ", "locatedIn"):
            assert part in results[0].stdout

    def test_a_sentence_is_read_as_on_a_page_of_the_build(self, build: Path) -> None:
        assert "全区 = 河西区" in run_kg("explain", build, "--text", "全区召开会议。").stdout

    @pytest.mark.parametrize(
        ("arguments", "says"),
        [
            ([], "give a build and the name of a thing"),
            (["BUILD"], "give a build and the name of a thing"),
            (["BUILD", "天津市", "--text", "河西区开会"], "not both"),
            (["nowhere", "天津市"], "there is no such file"),
            (["--text", "河西区召开会议。", "--date", "yesterday"], "--date yesterday: give a day (2023-04-27)"),
            (["BUILD", "没有这个"], "nothing in this graph is called"),
        ],
    )
    def test_wrong_use_is_told_in_a_sentence(self, build: Path, arguments: list[str], says: str) -> None:
        result = run_kg("explain", *(str(build) if argument == "BUILD" else argument for argument in arguments))
        assert (result.returncode, result.stdout) == (2, "")
        assert says in result.stderr
        assert "Traceback" not in result.stderr

    def test_text_of_pages_cannot_steer_the_terminal(self) -> None:
        _, shown = marked(0, "红\x1b[31m石\u202e榴[bold]宣讲团[/bold]", [(0, 1)])
        assert shown.plain == "⟦红⟧\ufffd[31m石\ufffd榴[bold]宣讲团[/bold]"
