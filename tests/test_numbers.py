from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.numbers import Number, find_numbers
from kg.text.numerals import parse_digits, parse_numeral
from tests.text_cases import read_cases

CASES = read_cases("numbers.tsv", 2)
DIGITS = "零一二三四五六七八九"
MODIFIERS = {None, "超", "余", "多", "约", "近", "至少", "不足", "不超过"}


def show(text: str, numbers: tuple[Number, ...]) -> str:
    shown = (f"{text[n.start : n.stop]}|{n.value}|{n.modifier or ''}|{n.unit or ''}" for n in numbers)
    return " ; ".join(shown) or "-"


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_numbers(text: str, expected: str) -> None:
    assert show(text, find_numbers(text)) == expected


def test_table_is_whole() -> None:
    assert len(CASES) == 185
    assert sum(expected == "-" for _, expected in CASES) == 93


def in_chinese(value: int) -> str:
    """Write a number below 100 million in Chinese, as a second opinion on reading it."""
    if value >= 10000:
        rest = value % 10000
        link = "零" if 0 < rest < 1000 else ""
        return in_chinese(value // 10000) + "万" + (link + in_chinese(rest) if rest else "")
    written, zero = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // unit % 10
        if digit:
            written += ("零" if zero else "") + DIGITS[digit] + name
        zero = bool(written) and not digit
    return written


@given(st.integers(1, 99_999_999))
def test_numerals_read_back(value: int) -> None:
    assert parse_numeral(in_chinese(value)) == value


@given(st.integers(1000, 2999))
def test_years_in_chinese_read_back(year: int) -> None:
    assert parse_digits("".join(DIGITS[int(digit)] for digit in str(year))) == year


@given(
    st.text(alphabet="0123456789一二三十百千万亿余多来约近超%成分之个户元第·.,，、。《》“”年月日 号/-+A", max_size=60)
)
def test_any_text_gives_ordered_numbers(text: str) -> None:
    numbers = find_numbers(text)
    for number in numbers:
        assert 0 <= number.start < number.stop <= len(text)
        assert number.value.is_finite()
        assert "E" not in str(number.value)
        assert number.modifier in MODIFIERS
    assert all(left.stop <= right.start for left, right in pairwise(numbers))


@given(st.decimals(min_value=0, max_value=9999, places=2, allow_nan=False), st.sampled_from(["万", "亿", ""]))
def test_scales(value: Decimal, scale: str) -> None:
    found = find_numbers(f"投资{value}{scale}元")
    assert [n.value for n in found] == [value * {"万": 10**4, "亿": 10**8, "": 1}[scale]]


def test_hostile_text_takes_linear_time() -> None:
    for part in ("一", "万", "9", "“1”", "1,111,", "百分之", "《", "超", "1/2", "0571-"):
        find_numbers(part * 20_000)
