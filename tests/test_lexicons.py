"""The word lists of the civic pack: their form, their counts, and that they hold kinds, no names of the seed pages."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from lexicon_files import FOLDER, LEXICONS, LINES, flagged, forms, words

# How many entries each list must hold at the least: a list that shrinks has lost something.
LEAST = {
    "address_terms": 80,
    "award_heads": 270,
    "banks": 120,
    "compound_heads": 100,
    "counties": 2850,
    "countries": 270,
    "event_heads": 770,
    "generic_nouns": 530,
    "holidays": 90,
    "kinds": 120,
    "media": 120,
    "name_breakers": 690,
    "name_openers": 290,
    "national_bodies": 100,
    "national_brands": 420,
    "org_heads": 1410,
    "place_heads": 660,
    "policy_heads": 160,
    "prefectures": 333,
    "product_heads": 110,
    "project_heads": 250,
    "provinces": 34,
    "regions": 200,
    "road_heads": 110,
    "schools": 180,
    "surnames": 640,
    "titles": 780,
    "verbs": 1480,
}

CLASSES = {
    "AdministrativeArea", "Subdistrict", "Community", "ResidentialCompound", "Road", "Place", "Company",
    "GovernmentBody", "School", "MedicalInstitution", "Organization", "Event", "Product", "Award", "Project",
    "Mall", "Park", "Museum", "Market", "Square", "Station", "Building", "BusinessPark", "Theatre", "Library", "River",
    "Lake", "Bridge", "Mountain", "Base", "Scenic", "Venue", "Memorial", "OldTown", "CommercialStreet", "Facility",
}  # fmt: skip
FLAGS = {
    "ambiguous", "byline", "calling", "elder", "executive", "frame", "generic", "inside", "line", "lunar", "moving",
    "official", "opening", "part", "passive", "prefix", "public", "rare", "series", "shared", "short", "strong",
    "title", "weak", "word",
}  # fmt: skip

GOLD = Path(__file__).parent / "gold"

# What the gold of a seed page names and a list may name too: places and firms that the whole country knows, and kinds.
KNOWN_TO_ALL = {
    "一期项目", "一等奖", "七夕节", "万科广场", "中央", "乡村振兴", "书记工作室", "书记项目", "京东", "少先队",
    "居家养老服务中心", "敲门行动", "新华社", "楼道革命", "无人机表演", "比亚迪", "浙江大学", "爱马仕", "老旧小区改造",
    "蚂蚁集团", "达沃斯", "阿里巴巴集团",
}  # fmt: skip


def test_every_list_is_expected() -> None:
    assert len(LEAST) == 28
    assert set(LEAST) <= set(LEXICONS)


@pytest.mark.parametrize("name", sorted(LEAST))
def test_lists_are_long_enough(name: str) -> None:
    assert len(LEXICONS[name]) >= LEAST[name]


@pytest.mark.parametrize("name", sorted(LEXICONS))
def test_files_are_plain(name: str) -> None:
    raw = (FOLDER / f"{name}.txt").read_bytes()
    text = raw.decode("utf-8")
    assert b"\r" not in raw
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert raw.endswith(b"\n")
    assert not raw.endswith(b"\n\n")
    assert text.startswith("# ")
    assert all(line == line.strip() for line in text.splitlines())
    assert not re.search(r"https?://|(^|\s)/[a-z]+/", text, re.MULTILINE)


@pytest.mark.parametrize("name", sorted(LEAST))
def test_headers_say_what_and_whence(name: str) -> None:
    header = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").split("\n\n")[0].splitlines()
    assert len(header) >= 3
    assert any(re.search(r"\b(From|Facts|Gathered|Closed)\b", line) for line in header)


@pytest.mark.parametrize("name", sorted(LEXICONS))
def test_no_entry_stands_twice(name: str) -> None:
    parents = {line: tuple(column for column in line.columns if column.startswith(">")) for line in LEXICONS[name]}
    counted = Counter((line.section, line.word, parents[line]) for line in LEXICONS[name])
    assert [entry for entry, count in counted.items() if count > 1] == []


def test_words_for_kinds_tell_types_and_endings() -> None:
    """The one list with columns of its own: types joined by |, then endings of names, or `main`."""
    for line in LEXICONS["kinds"]:
        types, *endings = line.columns
        assert set(types.split("|")) <= CLASSES | {"Policy", "Project"}, line
        assert all(ending == "main" or not ending.isascii() for ending in endings), line
        assert len(set(endings)) == len(endings), line


@pytest.mark.parametrize("name", sorted(set(LEXICONS) - {"kinds"}))
def test_columns_are_known(name: str) -> None:
    for line in LEXICONS[name]:
        assert "" not in (line.word, *line.columns), line
        assert not re.search(r"\s", line.word + "".join(line.columns)), line
        assert len(set(line.columns)) == len(line.columns), line
        known = CLASSES | {f"/{class_}" for class_ in CLASSES} | FLAGS | {"TCL", "DeepSeek"}
        odd = [column for column in line.columns if column.isascii() and column not in known]
        assert all(name == "holidays" and re.fullmatch(r"\d\d-\d\d|\?\d.*", column) for column in odd), line
        assert line.word not in forms(line), line


@pytest.mark.parametrize("name", ["org_heads", "place_heads"])
def test_heads_have_one_likeliest_class(name: str) -> None:
    for line in LEXICONS[name]:
        assert line.columns[0] in CLASSES, line
        assert [column for column in line.columns[1:] if column in CLASSES] == [], line


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("event_heads", {"strong", "weak", "series", "ambiguous"}),
        ("project_heads", {"strong", "weak"}),
        ("policy_heads", {"strong", "weak"}),
        ("award_heads", {"strong", "weak", "opening"}),
        ("product_heads", {"strong", "weak"}),
        ("titles", {"official", "executive", "calling", "generic", "byline"}),
    ],
)
def test_first_flag_sorts_the_list(name: str, first: set[str]) -> None:
    assert {line.columns[0] for line in LEXICONS[name]} == first


@pytest.mark.parametrize(("page", "least"), [("seed000", 100), ("seed003", 110)])
def test_no_list_holds_a_seed_page_s_names(page: str, least: int) -> None:
    """A list of the civic pack names kinds: what only the seed pages name must be found by rules."""
    entities = json.loads((GOLD / f"{page}.json").read_text(encoding="utf-8"))["entities"]
    local = {entity["name"] for entity in entities if entity["types"][0] != "AdministrativeArea"}
    held = {form for line in LINES for form in (line.word, *line.columns)}
    assert len(local) >= least
    assert sorted(local & held - KNOWN_TO_ALL) == []


# The other lists, by what a reader of local news would look for


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("org_heads", "人民检察院 街道办事处 管委会 党工委 消防救援支队 税务局 医保局 幼儿园 附中"),
        ("org_heads", "社区卫生服务中心 有限公司 分行 协会 总工会 社工站 宣讲团"),
        ("place_heads", "广场 公园 博物馆 菜市场 购物中心 大厦 产业园 科创园 步行街 地铁站 古镇 书屋 口袋公园 驿站"),
        ("compound_heads", "小区 家园 花园 公寓 新村 里 苑 园 庭 府 湾 城 坊"),
        ("road_heads", "路 道 街 大道 大街 胡同 巷 立交桥 号线"),
        ("event_heads", "座谈会 推进会 启动仪式 签约仪式 揭牌仪式 主题活动 培训班 博览会 马拉松"),
        ("event_heads", "嘉年华 购物节 消费季 夜市 义诊 招聘会 宣传月 演练"),
        ("project_heads", "工程 行动 改造工程 专项行动 试点 民心工程 品牌 工作法"),
        ("policy_heads", "条例 办法 实施方案 纲要 若干措施 行动计划 白皮书 法"),
        ("award_heads", "称号 一等奖 示范点 文明单位 劳动模范 最美 优秀 十佳"),
        ("titles", "书记 区委副书记 常务副区长 街道党工委书记 社区党委书记 网格员 校长 董事长 行长 教授 负责人 通讯员"),
        ("surnames", "王 李 欧阳 司马 闫 么 岳"),
        ("address_terms", "大爷 大妈 阿姨 奶奶 女士 先生 师傅 老师"),
        ("generic_nouns", "居民 群众 企业 单位 部门 社区 街道 学校 小区"),
    ],
)  # fmt: skip
def test_lists_hold_what_pages_need(name: str, expected: str) -> None:
    assert [word for word in expected.split() if word not in words(name)] == []


def test_verbs_are_grouped_by_meaning() -> None:
    groups = {line.section for line in LEXICONS["verbs"]}
    assert groups == {
        "hold", "organizer-mark", "open", "start", "sign", "visit", "inspect", "found", "introduce", "undertake",
        "cover", "issue", "follow", "award", "cooperate", "operate", "live", "attend", "speak", "take-place", "locate",
        "adjacent", "formerly", "appoint", "help", "commission", "say", "negate", "wish", "decided",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("group", "verb"),
    [
        *[("hold", "举办"), ("open", "投入使用"), ("sign", "签订"), ("visit", "走访"), ("inspect", "督导")],
        *[("found", "成立"), ("introduce", "落户"), ("undertake", "实施"), ("issue", "印发"), ("award", "荣获")],
        *[("cooperate", "结对"), ("operate", "运营"), ("live", "家住"), ("attend", "出席"), ("negate", "尚未")],
        *[("wish", "力争"), ("decided", "将于")],
    ],
)
def test_verbs_stand_in_their_group(group: str, verb: str) -> None:
    assert verb in words("verbs", group)


def test_no_verb_is_a_pattern() -> None:
    assert [line.word for line in LEXICONS["verbs"] if not re.fullmatch(r"[\u4e00-\u9fff]+", line.word)] == []


def test_generic_titles_name_nobody() -> None:
    assert {"负责人", "工作人员", "居民"} <= flagged("titles", "generic")
    assert {"记者", "通讯员", "摄影"} <= flagged("titles", "byline")
    assert {"区长", "网格员", "社区党委书记"} <= flagged("titles", "official")
    assert not flagged("titles", "byline") & flagged("titles", "official")


def test_generic_heads_are_flagged() -> None:
    assert {"活动", "会议", "培训", "比赛"} <= flagged("event_heads", "weak")
    assert {"建设", "计划", "整治", "项目"} <= flagged("project_heads", "weak")
    assert {"中心", "市场", "基地"} <= flagged("place_heads", "ambiguous")
    assert {"里", "园", "城", "府"} <= flagged("compound_heads", "ambiguous")
    assert {"局", "办", "所"} <= flagged("org_heads", "ambiguous")


def test_openers_are_no_generic_nouns() -> None:
    """Names begin with 城市, 文化, 青年: a list that is used to trim names must not hold them."""
    shared = words("name_openers", "noun") & (words("generic_nouns", "modifier") | words("generic_nouns", "thing"))
    assert shared == set()


@pytest.mark.parametrize(
    ("name", "short", "full"),
    [
        ("schools", "北师大", "北京师范大学"),
        ("schools", "浙大", "浙江大学"),
        ("banks", "建行", "中国建设银行"),
        ("national_brands", "中建", "中国建筑集团"),
        ("national_bodies", "国家发改委", "国家发展和改革委员会"),
        ("media", "央视", "中央电视台"),
        ("regions", "长江三角洲", "长三角"),
    ],
)
def test_short_forms_lead_to_the_full_name(name: str, short: str, full: str) -> None:
    assert [line.word for line in LEXICONS[name] if short in line.columns] == [full]


def test_a_short_form_has_one_owner() -> None:
    names = ("banks", "schools", "national_brands", "national_bodies", "media", "regions")
    for name in names:
        counted = Counter(form for line in LEXICONS[name] for form in {line.word, *forms(line)})
        assert [form for form, count in counted.items() if count > 1] == [], name
