"""China's administrative divisions in the civic pack: complete, each in its parent, short forms safe or marked."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from lexicon_files import LEXICONS, words


def test_provinces_are_34() -> None:
    kinds = Counter(re.sub(r"^.*?(省|市|自治区|特别行政区)$", r"\1", line.word) for line in LEXICONS["provinces"])
    assert kinds == {"省": 23, "市": 4, "自治区": 5, "特别行政区": 2}


def test_prefectures_are_333() -> None:
    kinds = Counter(re.sub(r"^.*(自治州|地区|市|盟)$", r"\1", word) for word in words("prefectures"))
    assert kinds == {"市": 293, "自治州": 30, "地区": 7, "盟": 3}


def test_counties_are_2850() -> None:
    kinds = Counter(
        re.sub(r"^.*?(自治县|自治旗|林区|特区|[区县市旗])$", r"\1", line.word)
        if not re.search(r"(?<!神农架)林区$", line.word)
        else "区"
        for line in LEXICONS["counties"]
    )
    # 977 districts and the four of 大兴安岭; 1,299 counties and the two of 2024
    assert kinds == {"区": 981, "市": 397, "县": 1301, "自治县": 117, "旗": 49, "自治旗": 3, "特区": 1, "林区": 1}


def test_every_division_lies_in_a_known_one() -> None:
    above = words("provinces") | words("prefectures")
    lower = [*LEXICONS["prefectures"], *LEXICONS["counties"]]
    parents = [column[1:] for line in lower for column in line.columns if column.startswith(">")]
    assert len(parents) == len(lower) == 333 + 2850
    assert set(parents) <= above
    # what has no counties: four cities without districts, and the provinces whose counties all lie in prefectures
    assert words("prefectures") - set(parents) == {"东莞市", "中山市", "儋州市", "嘉峪关市"}


@pytest.mark.parametrize(
    ("county", "parent"),
    [
        ("西湖区", "杭州市"),
        ("卓尼县", "甘南藏族自治州"),
        ("义乌市", "金华市"),
        ("浦东新区", "上海市"),
        ("仙桃市", "湖北省"),
        ("鄂伦春自治旗", "呼伦贝尔市"),
    ],
)
def test_counties_know_their_parents(county: str, parent: str) -> None:
    assert f">{parent}" in next(line.columns for line in LEXICONS["counties"] if line.word == county)


def test_safe_short_forms_name_one_division_only() -> None:
    short = Counter(
        form
        for name in ("provinces", "prefectures", "counties")
        for line in LEXICONS[name]
        for form in {column for column in line.columns if not column.isascii() and column[0] not in ">?"}
    )
    assert sum(short.values()) > 2400
    assert [form for form, count in short.items() if count > 1] == []


@pytest.mark.parametrize(
    "form", ["河西", "朝阳", "和平", "西湖", "合作", "平安", "向阳", "公安", "资源", "东方", "凤凰", "长寿"]
)
def test_ordinary_words_are_unsafe_short_forms(form: str) -> None:
    columns = {column for line in LEXICONS["counties"] for column in line.columns}
    assert f"?{form}" in columns
    assert form not in columns
