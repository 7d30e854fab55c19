"""Where names begin and end in a sentence, by its words: lists, verbs that govern, firms and persons unknown to all."""

from __future__ import annotations

import pytest

from kg.extract.areas import Frame
from kg.extract.names import NameReader
from kg.extract.recognise import Sighted
from kg.rules import load_packs

# A sentence, then all that it names, in order, the names within names left out.
SENTENCES = [
    # A verb that governs a name is no part of it; one that stands in names is.
    ("，助力锦屏科创园打造新高地", ["锦屏科创园"]),
    ("持续做强西部设计大厦，", ["西部设计大厦"]),
    ("走访成都排水集团有限公司、锦江调解中心", ["成都排水集团有限公司", "锦江调解中心"]),
    ("在锦江科技园建设储能电池生产基地项目，", ["锦江科技园", "储能电池生产基地项目"]),
    ("由成都颐康养老服务公司运营日间照料中心，", ["成都颐康养老服务公司"]),
    ("学校位于相思湖校区", ["相思湖校区"]),
    # What only joins two names is cut off, though the dictionary knows neither.
    ("由大东街道办事处主办", ["大东街道办事处"]),
    ("由产业集聚区向产城融合的街区转变", []),
    ("会同区城管委等部门检查", ["区城管委"]),
    ("2023吴江科技园开园", ["吴江科技园"]),
    # The members of a list share what stands at its end.
    ("走进卫城、站街三镇", ["卫城镇", "站街镇"]),
    ("与龙城、洛龙、吴家营三家社区卫生服务中心签约", [f"{n}社区卫生服务中心" for n in ("龙城", "洛龙", "吴家营")]),
    ("来自微山路中学、北师大天津附中等师生来到公园", ["微山路中学", "北师大天津附中"]),
    ("荷花池社区、府北社区等七个社区参加", ["荷花池社区", "府北社区"]),
    ("副主席方康国、汪富建、李娟参加视察", ["方康国", "汪富建", "李娟"]),
    ("赵琨、郭俊杰、崔治凤等领导深入学校", ["赵琨", "郭俊杰", "崔治凤"]),
    ("负责人、联系人、见证人等同志参加", []),
    # Persons and firms by words that no dictionary has.
    ("居民孙桂兰患高血压十多年", ["孙桂兰"]),
    ("版本学家晏鹤年连讲三场", ["晏鹤年"]),
    ("居民高血压筛查", []),
    ("迁来的智衡软件则带来了新平台", ["智衡软件"]),
    ("发展现代物流，", []),
    ("黔速物流昆明公司签约", ["黔速物流昆明公司"]),
    # Places of the home, and those with a number.
    ("还将联合市图书馆推出书房", ["市图书馆"]),
    ("毗邻地铁6号线解放南路站，", ["地铁6号线解放南路站"]),
    ("在国际研发总部园7号楼办公", ["国际研发总部园7号楼"]),
]


@pytest.fixture(scope="module")
def reader() -> NameReader:
    return NameReader(load_packs(("civic",)))


@pytest.mark.parametrize(("chars", "names"), SENTENCES, ids=[chars for chars, _ in SENTENCES])
def test_names_of_a_sentence(reader: NameReader, chars: str, names: list[str]) -> None:
    (found,) = reader.read([Sighted.of(chars)], Frame())
    assert [name.name for name in found if not name.refers] == names


@pytest.mark.parametrize(
    ("city", "type_"), [("天津市", "Subdistrict"), ("武汉市", "Subdistrict"), ("昆明市", "Road"), ("", "Subdistrict")]
)
def test_a_street_is_a_subdistrict_in_some_cities_alone(reader: NameReader, city: str, type_: str) -> None:
    chars = "走进彩龙街，"
    (found,) = reader.read([Sighted.of(chars)], Frame("", city))
    assert [(name.name, name.type) for name in found] == [("彩龙街", type_)]


def test_every_sentence_counts() -> None:
    assert len(SENTENCES) == len({chars for chars, _ in SENTENCES}) == 26
