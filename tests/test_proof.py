"""Rules are proven as they say: examples run, faults told with their place, patterns judged."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import RuleError
from kg.extract.otherwise import without_overruled
from kg.extract.relations import RelationReader
from kg.model import Document, Period
from kg.proof import Prover, Sources, check_packs, check_proofs, lint_rules, measure_coverage, read_pages, write_fact
from kg.proof.alternatives import find_dead_alternatives
from kg.proof.annotated import read_annotated
from kg.proof.linear import find_slow_parts
from kg.proof.prover import read_alone
from kg.rules import DEFAULT_PACKS, Fault, load_packs
from kg.rules.parts import split_parts
from kg.rules.schema import EntityRule, Example, FactTemplate, RelationRule
from tests.conftest import run_kg

PACK = load_packs(DEFAULT_PACKS)
SOURCES = Sources(DEFAULT_PACKS)

Check = Callable[..., tuple[Fault, ...]]

MEETS = RelationRule(
    id="meets.with",
    why="X与Y座谈 says that the two met.",
    match="{s:Org}与{o:Org!}座谈",
    facts=(FactTemplate("s", "cooperatesWith", "o"),),
    unless=("拟",),
)


def prove(rule: EntityRule | RelationRule, *examples: Example) -> list[str]:
    return [fault.reason for fault in Prover(PACK, SOURCES).prove(replace(rule, examples=examples))]


def state(rule: RelationRule, text: str) -> list[str]:
    return [write_fact(stated) for stated in read_alone(RelationReader(replace(PACK, relations=(rule,))), text)]


@pytest.fixture
def check(tmp_path: Path) -> Check:
    """Return a function that checks a pack of its own made of YAML, and gives the faults of its files alone."""

    def run(yaml: str, *, strict: bool = False) -> tuple[Fault, ...]:
        folder = tmp_path / "ours"
        folder.mkdir(exist_ok=True)
        (folder / "rules.yaml").write_text(yaml, encoding="utf-8")
        return tuple(fault for fault in check_packs((str(folder),), strict=strict) if fault.file.endswith("rules.yaml"))

    return run


class TestAnnotations:
    def test_names_nest_and_carry_their_types(self) -> None:
        (one,) = read_annotated("[[桃园街:Subdistrict][文苑楼社区:Community]社工站:Organization]开展活动")
        assert one.sentence.text.chars == "桃园街文苑楼社区社工站开展活动"
        (name,) = one.names
        assert (name.start, name.stop, name.type, name.name) == (0, 11, "Organization", "桃园街文苑楼社区社工站")
        assert [(part.start, part.stop, part.type) for part in name.parts] == [
            (0, 3, "Subdistrict"),
            (3, 8, "Community"),
        ]

    def test_marks_are_no_part_of_a_name(self) -> None:
        (one,) = read_annotated("[“红石榴”宣讲团:Organization]成立")
        assert one.names[0].name == "红石榴宣讲团"

    def test_a_date_has_a_period(self) -> None:
        (one,) = read_annotated("[4月29日至5月3日:Date=2023-04-29/2023-05-03]举办")
        assert one.dates[0].period == Period("2023-04-29", "2023-05-03")

    def test_sentences_count_by_themselves(self) -> None:
        first, second = read_annotated("[河西区:AdministrativeArea]召开会议。会上，[区教育局:GovernmentBody]发言。")
        assert first.names[0].sentence == 0
        assert (second.names[0].start, second.names[0].sentence) == (3, 1)
        assert second.sentence.text.chars == "会上，区教育局发言。"

    def test_a_name_may_go_by_another_or_refer(self) -> None:
        (one,) = read_annotated("[天津:AdministrativeArea=天津市]与[两地:AdministrativeArea=pair]")
        assert [(name.name, name.refers) for name in one.names] == [("天津市", ""), ("两地", "pair")]

    @pytest.mark.parametrize(
        ("text", "says"),
        [
            ("[河西区]召开会议", "without a type"),
            ("[河西区:Area召开会议", "not closed"),
            ("[河西区:Region]召开会议", "unknown type “Region”"),
            ("[昨天:Date]召开会议", "needs its period"),
            ("河西区]召开会议", "without a type"),
        ],
    )
    def test_wrong_brackets_are_told(self, text: str, says: str) -> None:
        with pytest.raises(RuleError, match=says):
            read_annotated(text)


class TestRelationProofs:
    def test_the_exact_facts_are_wanted(self) -> None:
        text = "[区教育局:GovernmentBody]与[河西医院:MedicalInstitution]座谈"
        assert prove(MEETS, Example(text, ("区教育局 cooperatesWith 河西医院",))) == []
        assert prove(MEETS, Example(text, ("河西医院 cooperatesWith 区教育局",))) == []  # symmetric
        (reason,) = prove(MEETS, Example(text, ("区教育局 visits 河西医院",)))
        assert "lacks “区教育局 visits 河西医院” and states “区教育局 cooperatesWith 河西医院”" in reason

    def test_a_counter_example_must_give_nothing(self) -> None:
        assert prove(MEETS, Example("[区教育局:GovernmentBody]拟与[河西医院:MedicalInstitution]座谈")) == []
        (reason,) = prove(MEETS, Example("[区教育局:GovernmentBody]与[河西医院:MedicalInstitution]座谈"))
        assert "states “区教育局 cooperatesWith 河西医院”" in reason

    def test_a_todo_is_strict(self) -> None:
        text = "[区教育局:GovernmentBody]与[河西医院:MedicalInstitution]{}座谈"
        fact = ("区教育局 cooperatesWith 河西医院",)
        assert prove(MEETS, Example(text.format("在二楼"), fact, todo=True)) == []
        (reason,) = prove(MEETS, Example(text.format(""), fact, todo=True))
        assert "no longer a todo" in reason

    def test_subjects_are_carried_over(self) -> None:
        facts = state(MEETS, "[区教育局:GovernmentBody]召开会议。会后，与[河西医院:MedicalInstitution]座谈。")
        assert facts == ["区教育局 cooperatesWith 河西医院"]

    def test_names_within_names_are_read_inside(self) -> None:
        rule = replace(MEETS, layer="inside", match="^{self:Organization}{o:Subdistrict}", unless=())
        rule = replace(rule, facts=(FactTemplate("self", "jurisdiction", "o"),))
        assert state(rule, "[[桃园街:Subdistrict]社工站:Organization]") == ["桃园街社工站 jurisdiction 桃园街"]

    def test_dates_and_titles_are_written_out(self) -> None:
        dated = replace(MEETS, match="{o:Event!}于{d:Date}", facts=(FactTemplate("o", "heldOn", "d"),))
        assert state(dated, "[邻里节:Event]于[4月28日:Date=2023-04-28]举办") == ["邻里节 heldOn 2023-04-28"]
        post = replace(MEETS, layer="beside", match="{o:School}(?P<t>校长){s:Person}")
        post = replace(post, facts=(FactTemplate("s", "holdsPost", "o", "t"),))
        assert state(post, "[河西中学:School]校长[李明:Person]") == ["李明 holdsPost 河西中学 as 校长"]

    @pytest.mark.parametrize(
        ("text", "who"),
        [
            ("[县委:GovernmentBody]书记[王强:Person]，副县长[李敏:Person]出席", ["王强", "李敏"]),
            ("[县委:GovernmentBody]常委、[县政府:GovernmentBody]副县长[李敏:Person]出席", ["李敏"]),
            ("[县教育局:GovernmentBody]、[县中医院:MedicalInstitution]院长[周海:Person]出席", ["周海"]),
            ("[王强:Person]致辞，县长[李敏:Person]出席", ["李敏"]),
            ("[县妇联:Organization]邀请院长[周海:Person]出席", ["周海"]),
            ("[县妇联:Organization]出席", ["县妇联"]),
        ],
    )
    def test_who_acts_is_the_person_not_the_body_whose_post_he_holds(self, text: str, who: list[str]) -> None:
        rule = replace(MEETS, match="{s:Person|GovernmentBody|MedicalInstitution|Organization!}出席", unless=())
        rule = replace(rule, facts=(FactTemplate("s", "participatesIn", "lastEvent"),))
        assert state(rule, f"[招商大会:Event]召开。{text}。") == [f"{name} participatesIn 招商大会" for name in who]

    @pytest.mark.parametrize(
        ("first", "carried"),
        [
            ("[县委:GovernmentBody]书记[王强:Person]讲话", []),  # a leader is not his committee
            ("[县教育局:GovernmentBody]局长[王强:Person]讲话", ["县教育局"]),
            ("[天润公司:Company]讲话", ["天润公司"]),
        ],
    )
    def test_later_clauses_may_be_on_a_person_or_on_his_bureau(self, first: str, carried: list[str]) -> None:
        rule = replace(MEETS, match="{s:Org}引进{o:Product!}", facts=(FactTemplate("s", "introduces", "o"),))
        assert state(rule, f"{first}，引进[云审:Product]。") == [f"{name} introduces 云审" for name in carried]

    def test_behind_this_is_none_is_carried_over(self) -> None:
        rule = replace(MEETS, match="{s:Agent}{..20}开展{..2}{o:Event!}", facts=(FactTemplate("s", "organizes", "o"),))
        text = "[翠竹广场:Place]热闹非凡。这是[县妇联:Organization]开展的[亲子市集:Event]。"
        assert state(rule, text) == ["县妇联 organizes 亲子市集"]

    def test_only_names_that_hold_what_is_wanted_fill_a_slot(self) -> None:
        rule = replace(MEETS, match="{s:Org}迎来{o:Organization!}", named=(("o", "代表团$"),))
        rule = replace(rule, facts=(FactTemplate("o", "visits", "s"),))
        assert state(rule, "[临川区:AdministrativeArea]迎来[昭平县代表团:Organization]") == [
            "昭平县代表团 visits 临川区"
        ]
        assert state(rule, "[临川区:AdministrativeArea]迎来[夕阳红艺术团:Organization]") == []

    @pytest.mark.parametrize(
        ("text", "area"),
        [("[马场街:Subdistrict]开会", "河西区"), ("[和平区:AdministrativeArea][马场街:Subdistrict]开会", "和平区")],
    )
    def test_what_is_taken_for_granted_gives_way_to_what_is_stated(self, text: str, area: str) -> None:
        weak = replace(MEETS, id="weak", layer="inside", match="^{self:Subdistrict}", unless=(), otherwise=True)
        weak = replace(weak, facts=(FactTemplate("self", "locatedIn", "frame"),))
        strong = replace(MEETS, id="strong", layer="beside", match="{o:AdministrativeArea}{s:Subdistrict}", unless=())
        strong = replace(strong, facts=(FactTemplate("s", "locatedIn", "o"),))
        reader = RelationReader(replace(PACK, relations=(weak, strong)))
        (facts,) = without_overruled([list(read_alone(reader, text))], reader.weak)
        assert [write_fact(stated) for stated in facts] == [f"马场街 locatedIn {area}"]

    def test_the_home_of_examples_is_hexi_in_tianjin(self) -> None:
        rule = replace(MEETS, layer="inside", match="^{self:AdministrativeArea}", unless=())
        rule = replace(rule, facts=(FactTemplate("self", "locatedIn", "cityOfHome"),))
        assert state(rule, "[河西区:AdministrativeArea]") == ["河西区 locatedIn 天津市"]

    def test_a_wrong_bracket_is_a_fault_not_a_crash(self) -> None:
        (reason,) = prove(MEETS, Example("[区教育局:Bureau]与", ("x",)))
        assert "unknown type “Bureau”" in reason


class TestNameProofs:
    RULE = EntityRule("community.test", "Test.", "Community", strength=3, match="(?P<name>[文苑楼]{2,3}小院)")

    def prove(self, *examples: Example) -> list[str]:
        rule = replace(self.RULE, examples=examples)
        pack = replace(PACK, entities=(*PACK.entities, rule))
        return [fault.reason for fault in Prover(pack, SOURCES).prove(rule)]

    def test_names_are_compared_without_marks(self) -> None:
        assert self.prove(Example("走进“文苑楼小院”", ("文苑楼小院",))) == []

    def test_names_of_other_rules_may_be_in_brackets(self) -> None:
        assert self.prove(Example("河西区文苑楼小院", ("河西区", "文苑楼小院"))) == []

    def test_a_name_that_no_rule_finds_is_told(self) -> None:
        (reason,) = self.prove(Example("走进文苑楼小院，打卡", ("文苑楼小院", "打卡")))
        assert "no rule finds “打卡”" in reason
        assert "文苑楼小院 (community.test)" in reason

    def test_a_name_too_many_is_told(self) -> None:
        (reason,) = self.prove(Example("河西区文苑楼小院", ("河西区",)))
        assert "gives “文苑楼小院”, which is not in brackets" in reason

    def test_the_rule_itself_must_give_a_name(self) -> None:
        (reason,) = self.prove(Example("河西区召开会议", ("河西区",)))
        assert "other rules give the names: area." in reason

    def test_a_counter_example_must_give_nothing(self) -> None:
        assert self.prove(Example("河西区召开会议")) == []
        (reason,) = self.prove(Example("走进文苑楼小院"))
        assert "gives “文苑楼小院”, which it must not" in reason

    def test_a_todo_is_strict(self) -> None:
        assert self.prove(Example("走进文化小院", ("文化小院",), todo=True)) == []
        (reason,) = self.prove(Example("走进文苑楼小院", ("文苑楼小院",), todo=True))
        assert "no longer a todo" in reason


class TestCheck:
    BAD = """relations:
  - id: meets.with
    why: X与Y座谈 says that the two met.
    match: "{s:Org}与{o:Org!}座谈(?:会|会议)"
    facts: [s cooperatesWith o]
    examples:
      - {text: "[区教育局:GovernmentBody]与[区财政局:GovernmentBody]座谈", facts: [区教育局 cooperatesWith 区财政局]}
  - id: meets.none
    why: Nothing is stated.
    match: "{s:Org}说(?:[^，]+，?)+"
    facts: []
  - id: meets.wrong
    why: The ends are wrong.
    match: "{s:Road}与{o:Person}"
    facts: [s livesIn o, x visits o, s loves o]
    unless: [拟, 拟]
words:
  greet: [问候,
    问候]
"""

    def test_all_faults_come_at_once_with_their_places(self, check: Check) -> None:
        faults = check(self.BAD)
        told = [(fault.line, fault.rule, fault.reason) for fault in faults]
        wanted = [
            (2, "meets.with", "“会议” is never reached"),
            (7, "meets.with", "lacks “区教育局 cooperatesWith 区财政局”"),
            (8, "meets.none", "it states nothing"),
            (8, "meets.none", "more than linear time: an unbounded repetition of a repetition"),
            (12, "meets.wrong", "nothing of “s” may stand before livesIn and “o”"),
            (12, "meets.wrong", "the pattern has no slot “x”"),
            (12, "meets.wrong", "unknown predicate “loves”"),
            (16, "meets.wrong", "in “unless”, 拟 stands twice"),
            (18, "", "in “greet”, 问候 stands twice"),
        ]
        for line, rule, reason in wanted:
            assert any(t[:2] == (line, rule) and reason in t[2] for t in told), (line, rule, reason, told)
        assert len(told) == len(wanted)
        assert all(fault.remedy and re.fullmatch(r".*/ours/rules.yaml", fault.file) for fault in faults)

    def test_an_expression_that_cannot_be_compiled_stops_the_proofs_only(self, check: Check) -> None:
        faults = check(
            'relations:\n  - {id: a.b, why: w, match: "{s:Org}(开会", facts: [s visits s]}\n'
            '  - {id: a.c, why: w, match: "{s:Orc}开会", facts: []}\n'
        )
        assert {fault.rule for fault in faults} == {"a.b", "a.c"}
        assert any("cannot be compiled" in fault.reason for fault in faults)
        assert any("unknown type or group “Orc”" in fault.reason for fault in faults)

    def test_faults_of_loading_are_told_one_by_one(self, check: Check) -> None:
        faults = check(
            "relations:\n  - {id: a.b, why: w, colour: red}\nentities:\n  - {id: a.c, why: w, type: Person}\n"
        )
        assert [(fault.line, fault.rule) for fault in faults] == [(2, "a.b")] * 3 + [(4, "a.c")]

    def test_strict_wants_two_examples_and_a_counter_example(self, check: Check) -> None:
        rule = 'relations:\n  - {id: a.b, why: w, match: "{s:Org}与{o:Org}开会", facts: [s cooperatesWith o]}\n'
        assert check(rule) == ()
        reasons = [fault.reason for fault in check(rule, strict=True)]
        assert reasons == ["it has no counter-example (not:)", "it has no example; two are needed at least"]

    def test_rules_that_read_the_same_are_told(self, check: Check) -> None:
        rule = '  - {id: %s, why: w, match: "{s:Org}与{o:Org}开会", facts: [s cooperatesWith o]}\n'
        (fault,) = check("relations:\n" + rule % "a.b" + rule % "a.c")
        assert (fault.rule, fault.reason) == ("a.c", "it reads what a.b reads")

    def test_a_pack_that_is_not_there_is_an_error(self) -> None:
        with pytest.raises(RuleError, match="no pack “nowhere”"):
            check_packs(("nowhere",))


SLOW = [
    r"(a)\1",
    ".*?会",
    "(?:[^，。]+，)+开展",
    "(?:[^，]+)+会",
    "(?:[^，]+，?)+会",
    "(?:在[^，]{0,20}?[中下])*会",
    "开.*会.*议",
    "开[^，]*(?:会|展)[^，]*议",
    "(?:开|会.*).*议",
    "(?=.*会.*)议",
    "“(?:区长、)*区长(?:、区长)*”",
]
QUICK = [
    "",
    "开.{0,20}会.{0,20}议",
    "“[^“”]*”开展“[^“”]*”",
    "(?:“[^“”]+”、?)*开展",
    "会(?:[^，。]+，)+开展",
    r"\d+(?:\.\d+)?万?元",
    "[A-Z][a-z]+(?: [A-Z][a-z]+)+",
    "(?:区长、)*书记",
    "^.*会",
    "开(?>[^，]*)会[^，]*",
]


class TestPatterns:
    @pytest.mark.parametrize("source", SLOW)
    def test_slow_expressions_are_told(self, source: str) -> None:
        assert find_slow_parts(source)

    @pytest.mark.parametrize("source", QUICK)
    def test_quick_expressions_are_left_alone(self, source: str) -> None:
        assert find_slow_parts(source) == ()

    def test_there_are_enough_of_both(self) -> None:
        assert (len(SLOW), len(QUICK)) == (11, 10)

    def test_what_is_quick_is_quick(self) -> None:
        """Hold the verdict against the engine: a hostile text of 6,000 characters takes each a moment."""
        for source in QUICK[1:]:
            for unit in ("开展会议", "“开展”、", "会议，", "Aa ", "区长、"):
                text = unit * (6_000 // len(unit))
                started = time.process_time()
                re.search(source + "完", text)
                assert time.process_time() - started < 1, (source, unit)

    @pytest.mark.parametrize(
        ("pattern", "says"),
        [
            ("(?:旁|附近|附近)", ["“附近” stands twice"]),
            ("{s:Org}(?:召开|召开了)", ["“召开了” is never reached: “召开”"]),
            ("(?!员|员工|们)", ["“员工” is never reached"]),
            ("{s:Org}(?:召(?:开|开了))", ["“开了” is never reached"]),
            ("举办|举办了", ["“举办了” is never reached"]),
            ("(?:召开|召开了){o:Event}", []),
            ("(?:召开了|召开)", []),
            ("(?:召开|召开了)?", []),
            ("[开|开]会", []),
            (r"\(开|开\)", []),
        ],
    )
    def test_alternatives_that_decide_nothing_are_told(self, pattern: str, says: list[str]) -> None:
        found = find_dead_alternatives(pattern)
        assert len(found) == len(says)
        assert all(part in reason for part, reason in zip(says, found, strict=True))

    def test_parts_make_up_the_pattern(self) -> None:
        patterns = [rule.match for rule in (*PACK.relations, *PACK.entities) if rule.match]
        assert len(patterns) > 100
        for pattern in patterns:
            assert "".join(part.source for part in split_parts(pattern)) == pattern

    def test_a_quantifier_holds_for_one_character(self) -> None:
        parts = split_parts("^{o:Event!}项目了?{,..30}(?:举办|召开)?[，,]*(?!的)$")
        assert [(part.source, part.kind, part.needed) for part in parts] == [
            ("^", "anchor", False),
            ("{o:Event!}", "slot", True),
            ("项目", "text", True),
            ("了?", "text", False),
            ("{,..30}", "gap", False),
            ("(?:举办|召开)?", "group", False),
            ("[，,]*", "other", False),
            ("(?!的)", "look", False),
            ("$", "anchor", False),
        ]


class TestLint:
    @pytest.mark.parametrize(
        ("change", "says"),
        [
            ({"id": "Meets"}, "not written like the others"),
            ({"why": " "}, "does not say why"),
            ({"confidence": 1.2}, "the confidence 1.2 is none"),
            ({"match": "(?:与)?"}, "so it is tried on every sentence"),
            ({"facts": (FactTemplate("s", "holdsPost", "o"),)}, "holdsPost, and it alone, needs a title"),
            ({"facts": (FactTemplate("s", "heldOn", "o"),)}, "nothing of “s” may stand before heldOn"),
            ({"unless": ("(",)}, "cannot be compiled (“unless”)"),
        ],
    )
    def test_faults_of_relation_rules(self, change: dict[str, object], says: str) -> None:
        pack = replace(PACK, entities=(), relations=(replace(MEETS, **change),))
        assert any(says in fault.reason for fault in lint_rules(pack, SOURCES))

    @pytest.mark.parametrize(
        ("change", "says"),
        [
            ({"type": "Region"}, "unknown type “Region”"),
            ({"strip": ("Region",)}, "unknown type “Region”"),
            ({"match": "", "heads": ("局",), "grow": "sideways"}, "no growth “sideways”"),
            ({"match": "文苑楼社区"}, "no group “name”"),
            ({"match": "(?P<name>[A-Z]+)"}, "so it is tried on every sentence"),
            ({"after": "(?!员|员工)"}, "“员工” is never reached"),
        ],
    )
    def test_faults_of_name_rules(self, change: dict[str, object], says: str) -> None:
        pack = replace(PACK, relations=(), entities=(replace(TestNameProofs.RULE, **change),))
        assert any(says in fault.reason for fault in lint_rules(pack, SOURCES))

    def test_a_sound_rule_has_no_fault(self) -> None:
        pack = replace(PACK, entities=(TestNameProofs.RULE,), relations=(MEETS,))
        assert lint_rules(pack, SOURCES) == ()
        assert len(check_proofs(pack, SOURCES)) == 4


class TestCoverage:
    def test_what_fires_and_what_does_not(self) -> None:
        silent = replace(MEETS, id="meets.never", match="{s:Org}与{o:Org!}对弈")
        pack = replace(PACK, relations=(MEETS, silent))
        page = Document(
            "p",
            "p.txt",
            "",
            "河西区召开座谈会\n\n近日，河西区与合肥市座谈。河西区与天津市座谈。\n",
            "2023-04-27",
            "河西区",
        )
        coverage = measure_coverage(pack, [page])
        assert coverage.pages == 1
        assert coverage.fired["meets.with"] == 2
        assert "meets.never" in coverage.silent
        assert "meets.with" not in coverage.silent
        assert set(coverage.fired) == {rule.id for rule in (*pack.entities, *pack.relations)}

    def test_gold_beside_a_page_tells_its_home(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text("青羊区召开会议。", encoding="utf-8")
        (tmp_path / "a.json").write_text('{"date": "2024-05", "frame": "青羊区"}', encoding="utf-8")
        (page,) = read_pages([tmp_path], PACK)
        assert (page.date, page.frame) == ("2024-05", "青羊区")


class TestCommand:
    def test_faults_are_told_by_file_and_line(self, tmp_path: Path) -> None:
        (tmp_path / "ours").mkdir()
        (tmp_path / "ours" / "rules.yaml").write_text(TestCheck.BAD, encoding="utf-8")
        result = run_kg("rules", "check", tmp_path / "ours")
        assert result.returncode == 2
        told = result.stdout[result.stdout.index("ours/rules.yaml") :]
        assert "\n  8: meets.none\n      it states nothing\n      → give it facts, or drop it\n" in told
        assert re.fullmatch(r"kg: \d+ faults\n", result.stderr)

    def test_rules_that_never_fire_are_told(self, tmp_path: Path) -> None:
        (tmp_path / "page.txt").write_text("河西区召开会议。", encoding="utf-8")
        result = run_kg("rules", "check", "--coverage", "--pages", tmp_path / "page.txt")
        assert re.search(r"\d+ of \d+ rules never fire on 1 page:\n  \S+ +civic/\S+\.yaml:\d+\n", result.stdout)

    def test_the_same_is_told_under_every_hash_seed(self) -> None:
        told = [run_kg("rules", "check", "--strict", hash_seed=seed).stdout for seed in ("0", "3")]
        assert told[0] == told[1]

    def test_a_pack_that_is_not_there_is_told_in_a_sentence(self) -> None:
        result = run_kg("rules", "check", "nowhere")
        assert (result.returncode, result.stdout) == (2, "")
        assert "no pack “nowhere”" in result.stderr
