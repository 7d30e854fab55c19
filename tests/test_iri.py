"""Addresses: readable, ASCII, safe whatever the name, and the same for the same thing."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypinyin import lazy_pinyin

from kg.iri import class_slug, digest, entity_id, short_digest
from kg.text.pinyin import search_keys, slug, syllables

ADDRESS = re.compile(r"[a-z]+(-[a-z]+)*/[a-z0-9]+(-[a-z0-9]+)*-[0-9a-f]{6}")

READ_AS = [
    ("文苑楼社区", "wenyuanlou-shequ"),
    ("重庆市", "chongqingshi"),
    ("长春道", "changchundao"),
    ("厦门大学", "xiamen-daxue"),
    ("中信银行天津分行", "zhongxin-yinhang-tianjin-fenhang"),
    ("吕家庄村", "lvjiazhuangcun"),
    ("第２届APEC·海河国际消费季", "di-2-jie-apec-haiheguoji-xiaofeiji"),
    ("Café 1906", "cafe-1906"),
    ("中国核工业二四建设有限公司", "zhongguohegongyeersijianshe-youxiangongsi"),
]


@pytest.mark.parametrize(("name", "expected"), READ_AS, ids=[name for name, _ in READ_AS])
def test_names_are_read_as_people_read_them(name: str, expected: str) -> None:
    assert slug(name) == expected


@given(st.text(max_size=300))
def test_any_name_gives_a_safe_address(name: str) -> None:
    address = entity_id("AdministrativeArea", name, name)
    assert ADDRESS.fullmatch(address)
    assert len(address) <= 90
    assert entity_id("AdministrativeArea", name, name) == address


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=12))
def test_chinese_is_read_by_one_syllable_a_character(name: str) -> None:
    assert len(syllables(name)) == len(name)
    assert slug(name, longest=200).replace("-", "") == "".join(syllables(name))
    assert all(re.fullmatch(r"[a-z]+", syllable) for syllable in syllables(name))


def test_words_are_read_as_pypinyin_reads_them() -> None:
    names = [
        "乐园嘉年华",
        "解放南路",
        "都江堰市",
        "会计学院",
        "音乐厅",
        "行动计划",
        "长江大桥",
        "朝阳区",
        "重阳节",
        "银行",
    ]
    assert [list(syllables(name)) for name in names] == [lazy_pinyin(name) for name in names]


def test_the_hash_tells_things_of_one_name_apart() -> None:
    one, other = (entity_id("Community", "新村社区", f"新村社区|{street}") for street in ("甲街", "乙街"))
    assert one != other
    assert one.rpartition("-")[0] == other.rpartition("-")[0] == "community/xincun-shequ"
    assert entity_id("Place", "新村", "k") != entity_id("Road", "新村", "k")


def test_what_people_type_finds_a_name() -> None:
    assert search_keys("友谊路街道") == ("youyilujiedao", "yyljd")
    assert search_keys("津治通App") == ("jinzhitongapp", "jztapp")
    assert search_keys("社" * 10_000)[1] == "s" * 40
    assert search_keys("😀《》") == ()


def test_digests_are_fixed() -> None:
    assert digest("a", "b", length=6) == "7e18f7"
    assert short_digest("a", "b") == "pymponzrdm"
    assert digest("a\nb", length=6) == digest("a", "b", length=6)
    assert len({short_digest(str(number)) for number in range(20_000)}) == 20_000


def test_classes_are_written_with_hyphens() -> None:
    assert class_slug("MedicalInstitution") == "medical-institution"
