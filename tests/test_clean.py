"""Cleaning: what becomes of each mark, and that every character keeps its place in the page."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Text
from kg.text.clean import clean, join

# What pages are made of, and what breaks cleaning: breaks, spaces, marks of all widths, what prints nothing.
PIECES = [
    *"河西区红石榴，。、；：？！“”‘’（）《》—…·",
    *",;:?!.()\"'/%+-",
    *"０Ａｚ％　ａ",
    *"\n\r\t \u00a0\u200b\ufeff\xad\u2028\x00\x1c\x1d\U000e0001",
    *["2023", "8:30", "1,500.5", "M Stand", "APP", "\r\n", "\n\n", "⼀", "豈", "𠀀"],
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
UNIFIED = dict(zip(",;:?!.()·：．", "，；：？！。（）·:.", strict=True))


def cleaned(text: str) -> str:
    return clean(text, 0, len(text)).chars


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("讲话节\n目“小山\r\n侃大山”", "讲话节目“小山侃大山”"),
        ("清凉\n\n　　亲子绘画", "清凉亲子绘画"),
        ("引进M\nStand首店", "引进M Stand首店"),
        ("住宅楼2\n0栋", "住宅楼20栋"),
        ("今年,河西区", "今年，河西区"),
        ("上涨117%,客流", "上涨117%，客流"),
        ("达1,500万元,8:30开门", "达1,500万元，8:30开门"),
        ("比分3：20，共１，２项", "比分3:20，共1，2项"),
        ("众福(天津)公司(以下简称“众福”)", "众福（天津）公司（以下简称“众福”）"),
        ("用APP(V2.0)查", "用APP（V2.0）查"),
        ("用App (beta) now", "用App (beta) now"),
        ("由M Stand, Inc.开设", "由M Stand, Inc.开设"),
        ('围绕"诚信"与"服务"', "围绕“诚信”与“服务”"),
        ("面积６２００㎡，Ａ座", "面积6200㎡，A座"),
        ("谋发展　转作风   办实事", "谋发展 转作风 办实事"),
        ("　　\ufeff日前，\u200b河\xad西区　", "日前，河西区"),
        ("买买提・阿不都", "买买提·阿不都"),
        ("学习.之后", "学习。之后"),
        ("详见www.tjhx.gov.cn.", "详见www.tjhx.gov.cn."),
        ("⼀⼈一户", "一人一户"),
        ("6 月 8 日，引进 M Stand 等 5 家首店", "6月8日，引进M Stand等5家首店"),
        ("本报讯 记者 李娜 6月8日，开工12个项目", "本报讯 记者 李娜 6月8日，开工12个项目"),
        ("Hello, world.", "Hello, world."),
        ("", ""),
    ],
)
def test_clean_text(page: str, expected: str) -> None:
    assert cleaned(page) == expected


def test_only_the_stretch_is_cleaned_and_keeps_its_place() -> None:
    page = "前文。\n　河西,\n区　\n后文"
    text = clean(page, 4, 11)
    assert text == Text("河西，区", (5, 6, 7, 9))


@given(TEXTS, TEXTS, TEXTS)
def test_each_character_keeps_its_place(before: str, text: str, after: str) -> None:
    page = before + text + after
    start, stop = len(before), len(before) + len(text)
    result = clean(page, start, stop)
    assert len(result.chars) == len(result.offsets)
    assert all(start <= place < stop for place in result.offsets)
    assert all(one < other for one, other in zip(result.offsets, result.offsets[1:], strict=False))
    for char, place in zip(result.chars, result.offsets, strict=True):
        assert _may_stand_for(char, page[place]), (char, page[place])


def _may_stand_for(char: str, original: str) -> bool:
    """Say whether a character is the original one, or what it is unified to."""
    plain = unicodedata.normalize("NFKC", original)
    if char in (original, plain) or UNIFIED.get(original) == char or UNIFIED.get(plain) == char:
        return True
    return (
        (char == " " and original.isspace())
        or (char in "“”" and original in '"＂')
        or (char == "·" and original in "･・•‧∙⋅")
    )


@given(TEXTS)
def test_nothing_that_prints_is_lost(text: str) -> None:
    kept = set(clean(text, 0, len(text)).offsets)
    lost = [char for place, char in enumerate(text) if place not in kept]
    assert all(char.isspace() or unicodedata.category(char) in ("Cc", "Cf") for char in lost), lost


@given(TEXTS)
def test_a_clean_text_stays_as_it_is(text: str) -> None:
    once = cleaned(text)
    assert cleaned(once) == once
    assert "\n" not in once
    assert "  " not in once
    assert once == once.strip()


@given(TEXTS, TEXTS)
def test_parts_are_joined_in_their_places(first: str, second: str) -> None:
    page = f"{first}\n题目\n{second}"
    one, two = clean(page, 0, len(first)), clean(page, len(first) + 4, len(page))
    both = join((one, two))
    assert both.chars == one.chars + two.chars
    assert both.offsets == one.offsets + two.offsets
