"""Names to things across pages: one thing under many names, many things under one, and what is left to people."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from named_pages import named_page

from kg.errors import RuleError
from kg.extract.areas import Frame
from kg.iri import author_id
from kg.model import Entity
from kg.resolve import Page, Resolution, resolve_pages
from kg.resolve.decisions import Decision, Decisions
from kg.resolve.keys import Key, identifier_of
from kg.resolve.published import Address, Claim, give_addresses
from kg.resolve.rules import rules_of
from kg.resolve.units import atom_id
from kg.rules import load_packs
from kg.rules.schema import Pack

PACK = load_packs(("civic",))


def resolved(*pages: Page, decisions: Sequence[Decision] = (), published: Sequence[Address] = ()) -> Resolution:
    return resolve_pages(pages, PACK, decisions=Decisions(tuple(decisions)), published=published)


def named(result: Resolution, name: str) -> list[Entity]:
    return [entity for entity in result.graph.entities if name in (entity.name, *entity.aliases)]


def one(result: Resolution, *names: str) -> Entity:
    """Return the one thing that has all these names."""
    found = {entity.id: entity for name in names for entity in named(result, name)}
    assert len(found) == 1, {e.name: e.aliases for e in found.values()}
    (entity,) = found.values()
    return entity


class TestOneThing:
    def test_one_street_over_all_pages(self) -> None:
        texts = [
            "[Subdistrict 陈塘庄街]开会。",
            "[Subdistrict 陈塘庄街道]开会。",
            "[Subdistrict 河西区陈塘庄街道办事处]开会。",
        ]
        result = resolved(*(named_page(text, name=f"p{n}") for n, text in enumerate(texts)))
        street = one(result, "陈塘庄街", "陈塘庄街道", "河西区陈塘庄街道办事处")
        assert street.name == "河西区陈塘庄街道办事处"
        assert len(street.mentions) == 3

    def test_a_bureau_by_its_short_and_its_official_name(self) -> None:
        a = named_page("[GovernmentBody 区发改委]发布。", name="a")
        b = named_page("[GovernmentBody 河西区发展和改革委员会]发布。", name="b")
        body = one(resolved(a, b), "区发改委", "河西区发展和改革委员会", "河西区发改委")
        assert body.name == "河西区发展和改革委员会"

    def test_honest_forms_are_names_and_words_that_refer_are_not(self) -> None:
        a = named_page(
            "[AdministrativeArea 全区=河西区]共建，[GovernmentBody 区教育局]牵头，[Subdistrict 陈塘庄街]参加。"
        )
        result = resolved(a)
        assert one(result, "河西区教育局").name == "区教育局"
        assert one(result, "陈塘庄街道").name == "陈塘庄街"
        assert named(result, "全区") == []
        assert one(result, "河西区").aliases == ()

    def test_a_short_form_means_what_its_page_says(self) -> None:
        a = named_page("[Place 天津梅江环宇城]开业，[Place 环宇城]客流大。", name="a")
        b = named_page("[Place 天津水游环宇城]开业，[Place 环宇城]客流大。", name="b", frame="红桥区")
        result = resolved(a, b)
        assert {e.name for e in named(result, "环宇城")} == {"天津梅江环宇城", "天津水游环宇城"}

    def test_a_declared_short_form(self) -> None:
        full = "深圳市海图智能机器人股份有限公司"
        text = f"[Company {full}]（以下简称“[Company/company.short-for 海图]”）成立。[Company 海图]扩产。"
        assert one(resolved(named_page(text, frame="龙华区")), "海图").name == full

    def test_a_misgrown_name_is_not_the_label(self) -> None:
        text = "[Place 喜迎盛会当好东道主天津文化中心]上演，[Place 天津文化中心]开放。"
        assert one(resolved(named_page(text)), "天津文化中心").name == "天津文化中心"

    def test_the_firmest_type_wins(self) -> None:
        strong, weak = (sorted((rule.strength, rule.id) for rule in PACK.entities)[place][1] for place in (-1, 0))
        result = resolved(named_page(f"[Place/{weak} 红石榴园]与[Organization/{strong} 红石榴园]。"))
        assert [entity.type for entity in named(result, "红石榴园")] == ["Organization"]


class TestManyThings:
    def test_one_mall_name_in_two_cities(self) -> None:
        a, b = (
            named_page("[Place 万象城]开业。", name="a"),
            named_page("[Place 万象城]开业。", name="b", frame="龙华区"),
        )
        assert len(named(resolved(a, b), "万象城")) == 2

    def test_a_park_and_the_project_that_builds_it(self) -> None:
        result = resolved(named_page("[Project 陈塘科创园]开工，[Place 陈塘科创园]招商。"))
        assert {entity.type for entity in named(result, "陈塘科创园")} == {"Project", "Place"}

    def test_a_bank_and_its_branch(self) -> None:
        result = resolved(named_page("[Company 中信银行]与[Company 中信银行天津分行]。"))
        assert len(result.graph.entities) == 2

    def test_what_a_page_relates_or_lists_is_two(self) -> None:
        related = named_page(
            "[Organization 动画协会]是[Organization 天津市动画协会]的分会。",
            facts=["动画协会 subOrganizationOf 天津市动画协会"],
        )
        listed = named_page("[Organization 天津市动画协会]、[Organization 动画协会]。", name="q")
        assert len(resolved(related).graph.entities) == len(resolved(listed).graph.entities) == 2

    def test_communities_of_one_name_in_two_streets(self) -> None:
        a = named_page("[Subdistrict 友谊路街][Community 东风社区]开会。", name="a")
        b = named_page("[Subdistrict 马场街][Community 东风社区]开会。", name="b")
        result = resolved(a, b)
        assert len(named(result, "东风社区")) == 2
        assert [doubt.apart for doubt in result.doubts] == ["parent"]

    def test_communities_of_one_name_in_two_streets_of_one_page(self) -> None:
        result = resolved(
            named_page(
                "[Community 友谊路街东风社区]开会。", "[Community 马场街东风社区]开会。", "[Community 东风社区]开会。"
            )
        )
        assert len(named(result, "东风社区")) == 1
        assert len(result.graph.entities) == 3
        assert {doubt.apart for doubt in result.doubts} == {"parent"}

    def test_a_district_whose_name_two_cities_have(self) -> None:
        a = named_page("[AdministrativeArea 鼓楼区]参加。", name="a", frame="晋安区")
        b = named_page("[AdministrativeArea 鼓楼区]参加。", name="b", frame="玄武区")
        assert len(named(resolved(a, b), "鼓楼区")) == 2

    def test_a_community_whose_street_only_one_page_names(self) -> None:
        a = named_page("[Subdistrict 友谊路街][Community 东风社区]开会。", name="a")
        one(resolved(a, named_page("[Community 东风社区]开会。", name="b")), "东风社区")


class TestPersons:
    def _page(self, name: str, post: str, body: str, *, type: str = "School") -> Page:
        return named_page(f"[{type} {body}]{post}[Person 王芳]说。", name=name, facts=[f"王芳 holdsPost {body} {post}"])

    def test_the_same_post_is_the_same_person(self) -> None:
        a, b = self._page("a", "校长", "虞苑中学"), self._page("b", "校长", "虞苑中学")
        one(resolved(a, b), "王芳")

    def test_another_post_is_another_person_and_the_reason_is_told(self) -> None:
        result = resolved(self._page("a", "校长", "虞苑中学"), self._page("b", "书记", "东风社区", type="Community"))
        assert len(named(result, "王芳")) == 2
        (doubt,) = result.doubts
        assert (doubt.kind, doubt.apart) == ("common", "post")
        assert {doubt.one_name, doubt.other_name} == {"王芳（虞苑中学）", "王芳（东风社区）"}

    def test_leading_posts_of_one_area_are_one_persons(self) -> None:
        a = self._page("a", "区长", "河西区", type="AdministrativeArea")
        b = self._page("b", "副书记", "区委", type="GovernmentBody")
        one(resolved(a, b), "王芳")

    def test_who_serves_the_district_need_not_serve_its_bureau(self) -> None:
        a = self._page("a", "区长", "河西区", type="AdministrativeArea")
        b = self._page("b", "局长", "河西区教育局", type="GovernmentBody")
        assert len(named(resolved(a, b), "王芳")) == 2

    def test_no_post_goes_with_the_only_post_there_is(self) -> None:
        holder = named_page(
            "[School 虞苑中学]校长[Person 王春芳]。", name="a", facts=["王春芳 holdsPost 虞苑中学 校长"]
        )
        one(resolved(holder, named_page("[Person 王春芳]说。", name="c")), "王春芳")

    def test_a_common_name_without_a_post_may_be_anyones(self) -> None:
        silent = named_page("[Person 王芳]说。", name="c")
        a, b = self._page("a", "校长", "虞苑中学"), self._page("b", "书记", "东风社区", type="Community")
        result = resolved(a, silent)
        assert len(named(result, "王芳")) == 2
        assert [(doubt.kind, doubt.apart) for doubt in result.doubts] == [("common", "")]
        assert len(named(resolved(a, b, silent), "王芳")) == 3

    def test_two_districts(self) -> None:
        a, b = named_page("[Person 张国伟]说。", name="a"), named_page("[Person 张国伟]说。", name="b", frame="龙华区")
        assert len(named(resolved(a, b), "张国伟")) == 2

    def test_an_aunt_is_known_in_her_article_only(self) -> None:
        a = named_page("[Person 李阿姨]说。", "[Person 李阿姨]唱。", name="a")
        assert len(named(resolved(a, named_page("[Person 李阿姨]笑。", name="b")), "李阿姨")) == 3

    def test_a_form_of_address_goes_with_the_full_name_of_its_article(self) -> None:
        assert one(resolved(named_page("[Person 赵德厚]来了。[Person 赵师傅]修锁。")), "赵师傅").name == "赵德厚"


class TestEditions:
    def test_numbers_and_years_part_editions(self) -> None:
        names = ["第三届读书节", "第四届读书节", "2021年读书节"]
        result = resolved(*(named_page(f"[Event {name}]开幕。", name=f"p{n}") for n, name in enumerate(names)))
        assert len(result.graph.entities) == 3

    def test_a_bare_name_goes_with_the_edition_of_its_year(self) -> None:
        a = named_page("[Event 第四届西岸读书节]开幕。", name="a", date="2023-04-27")
        b = named_page("[Event 西岸读书节]闭幕。", name="b", date="2023-05-02")
        c = named_page("[Event 西岸读书节]开幕。", name="c", date="2022-04-27")
        result = resolved(a, b, c)
        assert sorted(len(entity.mentions) for entity in named(result, "西岸读书节")) == [1, 2]

    def test_the_year_of_an_event_is_that_of_its_date(self) -> None:
        a = named_page("[Event 新年音乐会]将办。", name="a", date="2023-12-28", facts=["新年音乐会 heldOn 2024-01-01"])
        b = named_page("[Event 新年音乐会]办了。", name="b", date="2024-01-03")
        one(resolved(a, b), "新年音乐会")

    def test_a_programme_goes_on_over_the_years(self) -> None:
        days = ("2021-05-01", "2022-05-01", "2023-05-01")
        one(resolved(*(named_page("[Project 蔷薇工程]推进。", name=d, date=d) for d in days)), "蔷薇工程")


class TestDoubts:
    def test_misread_names_are_shown_and_never_merged(self) -> None:
        result = resolved(
            named_page("[Community 文苑楼社区]开会。", name="a"), named_page("[Community 文苑搂社区]开会。", name="b")
        )
        assert len(result.graph.entities) == 2
        assert [(doubt.kind, doubt.confidence) for doubt in result.doubts] == [("misread", 0.65)]

    def test_misread_writers_are_shown_and_never_merged(self) -> None:
        pages = [
            named_page("[Community 文苑楼社区]。", name=n, bylines=(n,))
            for n in ("赵钰萁", "赵钰真", "赵钰其", "张媛芮", "张嫚芮")
        ]
        result = resolved(*pages)
        assert len(result.doubts) == 4
        assert {doubt.kind for doubt in result.doubts} == {"byline"}
        assert result.graph.writers == {}

    def test_two_possible_full_names_leave_it_open(self) -> None:
        result = resolved(named_page("[Place 天津梅江环宇城]；[Place 天津水游环宇城]；[Place 环宇城]。"))
        assert len(result.graph.entities) == 3
        assert [doubt.apart for doubt in result.doubts] == ["several", "several"]


class TestDecisions:
    MALL = (
        named_page("[Place 天津梅江环宇城]开业。[Place 环宇城]。", name="a"),
        named_page("[Place 环宇城]。", name="b"),
    )
    SHORT, LONG = atom_id(Key("body", "环宇城", "河西区")), atom_id(Key("body", "天津市梅江环宇城"))

    def test_a_refused_merge_is_undone_on_every_page(self) -> None:
        assert len(resolved(*self.MALL).graph.entities) == 1
        result = resolved(*self.MALL, decisions=[Decision(self.LONG, self.SHORT, False)])
        assert len(result.graph.entities) == 2
        assert result.doubts == ()

    def test_a_confirmed_merge_is_made(self) -> None:
        a, b = (named_page(f"[Community {name}]开会。", name=name) for name in ("文苑楼社区", "文苑搂社区"))
        (doubt,) = resolved(a, b).doubts
        result = resolved(a, b, decisions=[Decision(doubt.one, doubt.other, True)])
        assert one(result, "文苑楼社区", "文苑搂社区")
        assert result.doubts == ()
        assert [merge.kind for merge in result.merges] == ["decided"]

    def test_things_may_be_told_by_their_published_addresses(self) -> None:
        a, b = (named_page(f"[Community {name}]开会。", name=name) for name in ("文苑楼社区", "文苑搂社区"))
        first = resolved(a, b)
        ids = [entity.id for entity in first.graph.entities]
        result = resolved(a, b, decisions=[Decision(ids[0], ids[1], True)], published=first.addresses)
        assert one(result, "文苑楼社区", "文苑搂社区").id == ids[0]
        assert result.graph.replaced == {ids[1]: ids[0]}

    def test_the_later_of_two_decisions_holds_and_a_refusal_is_stronger_than_a_chain(self) -> None:
        yes, no = Decision(self.LONG, self.SHORT, True), Decision(self.SHORT, self.LONG, False)
        assert len(resolved(*self.MALL, decisions=[yes, no]).graph.entities) == 2
        assert len(resolved(*self.MALL, decisions=[no, yes]).graph.entities) == 1
        a, b, c = (named_page(f"[Community {name}社区]。", name=name) for name in ("文苑楼", "文苑搂", "文苑褛"))
        x, y, z = (atom_id(Key("settlement", f"{name}社区", "河西区")) for name in ("文苑楼", "文苑搂", "文苑褛"))
        said = [Decision(x, y, True), Decision(y, z, True), Decision(x, z, False)]
        assert len(resolved(a, b, c, decisions=said).graph.entities) == 2

    def test_homonyms_may_be_one_after_all(self) -> None:
        a = named_page("[School 虞苑中学]校长[Person 王芳]。", name="a", facts=["王芳 holdsPost 虞苑中学 校长"])
        b = named_page("[Community 东风社区]书记[Person 王芳]。", name="b", facts=["王芳 holdsPost 东风社区 书记"])
        (doubt,) = resolved(a, b).doubts
        one(resolved(a, b, decisions=[Decision(doubt.one, doubt.other, True)]), "王芳")

    def test_writers_become_one_when_people_say_so(self) -> None:
        pages = [named_page("[Community 文苑楼社区]。", name=n, bylines=(n,)) for n in ("赵钰萁", "赵钰真")]
        result = resolved(*pages, decisions=[Decision(author_id("赵钰真"), author_id("赵钰萁"), True)])
        assert result.graph.writers == {"赵钰萁": "赵钰真"}
        assert result.doubts == ()

    def test_a_decision_on_what_is_not_there_does_nothing(self) -> None:
        result = resolved(*self.MALL, decisions=[Decision("place/nowhere-000000", "name/nothing-00000000", True)])
        assert len(result.graph.entities) == 1


class TestAddresses:
    A, B = Claim("Place", Key("body", "甲"), ("body:甲|",)), Claim("Place", Key("body", "乙"), ("body:乙|",))
    BOTH = Claim("Place", Key("body", "乙"), ("body:乙|", "body:甲|"))

    def test_addresses_stay_when_two_things_turn_out_one(self) -> None:
        first = give_addresses([self.A], (), build=1)
        second = give_addresses([self.A, self.B], first.added, build=2)
        assert second.ids[0] == first.ids[0]
        known = (*first.added, *second.added)
        third = give_addresses([self.BOTH], known, build=3)
        assert third.ids == first.ids
        assert third.replaced == {second.ids[1]: first.ids[0]}
        known = (*known, *third.added)
        assert give_addresses([self.BOTH], known, build=4).ids == third.ids
        assert give_addresses([self.BOTH], known, build=4).added == ()

    def test_and_come_back_when_they_are_two_again(self) -> None:
        first = give_addresses([self.A], (), build=1)
        second = give_addresses([self.A, self.B], first.added, build=2)
        known = (*first.added, *second.added)
        known = (*known, *give_addresses([self.BOTH], known, build=3).added)
        again = give_addresses([self.A, self.B], known, build=4)
        assert (again.ids, again.replaced) == (second.ids, {})

    def test_a_thing_of_which_one_name_is_left_keeps_its_address(self) -> None:
        first = give_addresses([self.BOTH], (), build=1)
        assert give_addresses([self.A], first.added, build=2).ids == first.ids

    def test_no_two_things_have_one_address(self) -> None:
        twice = give_addresses([self.A, self.A], (), build=1)
        assert len(set(twice.ids)) == 2


WORDS = ("天津梅江环宇城", "梅江环宇城", "环宇城", "万象城", "天津万象城", "天津水游环宇城")
MIXED = st.lists(
    st.tuples(
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=4),
        st.sampled_from(["河西区", "龙华区", "红桥区"]),
        st.sampled_from(["2022-08-01", "2023-08-01", None]),
        st.sampled_from(["[Event 第三届读书节]", "[Event 读书节]", "[Event 第四届读书节]", ""]),
        st.sampled_from(
            [
                "[Subdistrict 友谊路街][Community 东风社区]",
                "[Community 东风社区]",
                "[Subdistrict 马场街][Community 东风社区]",
            ]
        ),
    ),
    min_size=1,
    max_size=6,
)


@given(MIXED, st.randoms())
@settings(max_examples=60, deadline=None)
def test_the_order_of_pages_does_not_matter(made: list, shuffler: random.Random) -> None:
    pages = [
        named_page("，".join(f"[Place {w}]" for w in words) + event + community, name=f"p{n}", frame=frame, date=date)
        for n, (words, frame, date, event, community) in enumerate(made)
    ]
    turned = list(pages)
    shuffler.shuffle(turned)
    assert resolved(*pages) == resolved(*turned)


@given(MIXED)
@settings(max_examples=40, deadline=None)
def test_what_was_published_stays_when_nothing_changes(made: list) -> None:
    pages = [
        named_page("，".join(f"[Place {w}]" for w in words) + event + community, name=f"p{n}", frame=frame, date=date)
        for n, (words, frame, date, event, community) in enumerate(made)
    ]
    first = resolved(*pages)
    again = resolve_pages(pages, PACK, published=first.addresses, build=2)
    assert again.graph == first.graph
    assert again.addresses == ()


@given(MIXED)
@settings(max_examples=40, deadline=None)
def test_every_mention_is_of_one_thing_and_no_thing_is_without(made: list) -> None:
    pages = [
        named_page("，".join(f"[Place {w}]" for w in words) + event + community, name=f"p{n}", frame=frame, date=date)
        for n, (words, frame, date, event, community) in enumerate(made)
    ]
    graph = resolved(*pages).graph
    mentions = [mention for entity in graph.entities for mention in entity.mentions]
    assert sorted(map(str, mentions)) == sorted(str(m) for page in pages for m in page.extraction.mentions)
    assert all(entity.mentions for entity in graph.entities)
    assert len({entity.id for entity in graph.entities}) == len(graph.entities)


class TestRules:
    def test_a_pack_without_rules_of_resolution_says_so(self) -> None:
        with pytest.raises(RuleError, match="resolve:"):
            rules_of(Pack((), (), {}, {}, {}, {}))

    @pytest.mark.parametrize(
        ("change", "words"),
        [
            ({"types": {"Road": {"frame": "dropp", "scope": "city"}}}, "Road: frame: “dropp”"),
            ({"types": {"Road": {"frame": "drop", "scope": "city", "rewrite": [["(", ""]]}}}, "Road: write each"),
            ({"likeness": {"area": {"why": "x", "page": 2}}}, "area: page and across"),
            ({"groups": {"odd": ["Oddity"]}}, "Oddity"),
        ],
    )
    def test_what_cannot_be_right_is_refused(self, change: dict, words: str) -> None:
        pack = Pack((), (), {}, {}, {}, PACK.lexicons, "", (*PACK.resolution, change))
        with pytest.raises(RuleError, match=words):
            rules_of(pack)

    def test_every_kind_of_likeness_that_the_program_speaks_of_is_in_the_rules(self) -> None:
        rules = rules_of(PACK)
        kinds = {"area", "attested", "byline", "common", "county", "declared", "edition", "ending", "headline", "legal"}
        kinds |= {
            "letters",
            "middle",
            "misread",
            "name",
            "overgrown",
            "parts",
            "post",
            "start",
            "stem",
            "surname",
            "work",
        }
        assert kinds | {"unplaced", "year"} == set(rules.likeness)
        assert all(likeness.why for likeness in rules.likeness.values())

    def test_departments_hold_in_every_city(self) -> None:
        identifier = identifier_of(PACK)
        for home, city in (
            ("河西区", "天津市"),
            ("龙华区", "深圳市"),
            ("黎平县", "黔东南苗族侗族自治州"),
            ("兰州新区", "兰州市"),
        ):
            frame, kind = Frame(home, city), home[-1]
            keys = {
                identifier.key("GovernmentBody", name, frame)
                for name in (f"{kind}卫健委", f"{home}卫生健康委员会", f"{home}卫健委", f"{city}{home}卫生健康委")
            }
            assert len(keys) == 1, home
