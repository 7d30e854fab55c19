from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.date_forms import DATE, match_dates
from kg.text.dates import DateMention, find_dates, page_anchor
from kg.text.holidays import holiday_day
from kg.text.moments import Moment, parse_moment
from tests.text_cases import read_cases

ROOT = Path(__file__).parent.parent
CASES = read_cases("dates.tsv", 3)
KINDS = {"day", "month", "year", "span", "dateline", "recent", "until_now", "baseline", "vague"}


def show(text: str, mentions: tuple[DateMention, ...]) -> str:
    return " ; ".join(f"{text[d.start : d.stop]}|{d.period}|{d.kind}" for d in mentions) or "-"


@pytest.mark.parametrize(("text", "anchor", "expected"), CASES)
def test_dates(text: str, anchor: str, expected: str) -> None:
    assert show(text, find_dates(text, anchor=None if anchor == "-" else anchor)) == expected


def test_table_is_whole() -> None:
    assert len(CASES) == 165
    assert sum(expected == "-" for *_, expected in CASES) == 27


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_a_day_written_out_reads_back(day: date) -> None:
    assert [str(d.period) for d in find_dates(f"{day.year}年{day.month}月{day.day}日", anchor=None)] == [str(day)]


@given(st.dates(date(2000, 1, 1), date(2050, 12, 31)), st.integers(-150, 150))
def test_a_day_without_its_year_is_the_nearest(anchor: date, days: int) -> None:
    day = date.fromordinal(anchor.toordinal() + days)
    found = find_dates(f"{day.month}月{day.day}日", anchor=str(anchor))
    assert [str(d.period) for d in found] == [str(day)]


ANCHORS = st.sampled_from([None, "2023", "2023-04", "2023-04-27", "2024-02-29", "2023-12-31", "bad", "2023-13"])
WORDS = st.lists(
    st.sampled_from(
        (
            "2023年",
            "今年",
            "去年",
            "同年",
            "4月",
            "12月",
            "2月",
            "30日",
            "31日",
            "底",
            "上半年",
            "以来",
            "截至",
            "至",
            "—",
            "到",
            "从",
            "自",
            "五一",
            "“",
            "”",
            "期间",
            "前",
            "近日",
            "日前",
            "上周五",
            "本月",
            "，",
            "。",
            "1",
            "13",
            "十",
            "月",
            "日",
            "前三季度",
            "中秋节",
            "在",
        )
    ),
    max_size=14,
).map("".join)


@given(WORDS, ANCHORS)
def test_any_text_gives_ordered_days_that_there_are(text: str, anchor: str | None) -> None:
    mentions = find_dates(text, anchor=anchor)
    for mention in mentions:
        assert 0 <= mention.start < mention.stop <= len(text)
        assert mention.kind in KINDS
        if mention.period is not None:
            ends = [mention.period.start, mention.period.stop or mention.period.start]
            assert all(parse_moment(end) is not None for end in ends)
            assert ends == sorted(ends)
    assert all(left.stop <= right.start for left, right in pairwise(mentions))


@given(WORDS)
def test_without_an_anchor_only_named_years_are_known(text: str) -> None:
    for mention in find_dates(text, anchor=None):
        if mention.period is not None:
            assert "2023" in text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("11新河西 2023年4月27日 星期四 责编：赵云克。2022年完成，2025年建成", "2023-04-27"),
        ("2023年4月27日 星期一", None),  # not its day of the week
        ("2023年4月27日 星期四，2023年4月28日 星期五", None),  # two datelines
        ("2023年启动，2023年推进，2023年5月完工，2022年立项", "2023"),
        ("2023年启动，2023年推进，2022年立项，2022年评估", None),
        ("2023年启动", None),
        ("4月28日开幕，今年以来", None),
        ("", None),
    ],
)
def test_page_anchor(text: str, expected: str | None) -> None:
    assert page_anchor(find_dates(text, anchor=None)) == expected


def test_the_quick_search_finds_what_the_expression_finds() -> None:
    """`match_dates` tries the expression only where a date may begin; that must lose none."""
    pages = [path.read_text(encoding="utf-8") for path in (ROOT / "tests/gold").glob("*.txt")]
    texts = [*pages, *(case[0] for case in CASES)]
    assert len(texts) > 180
    for text in texts:
        assert [m.span() for m in match_dates(text)] == [m.span() for m in DATE.finditer(text)]


def test_lunar_holidays() -> None:
    """Days as the public calendars of those years printed them."""
    known = {
        ("春节", 2023): "2023-01-22",
        ("春节", 2024): "2024-02-10",
        ("元宵节", 2022): "2022-02-15",
        ("清明节", 2023): "2023-04-05",
        ("端午节", 2023): "2023-06-22",
        ("七夕节", 2023): "2023-08-22",
        ("中秋节", 2023): "2023-09-29",
        ("中秋节", 2020): "2020-10-01",
        ("重阳节", 2023): "2023-10-23",
        ("除夕", 2023): "2023-01-21",
    }
    assert {key: str(holiday_day(*key)) for key in known} == known


def test_months_move_over_the_year() -> None:
    assert str(Moment(2023, 1).shifted(months=-1)) == "2022-12"
    assert str(Moment(2023, 12, 31).shifted(days=1)) == "2024-01-01"
    assert parse_moment("2023-02-29") is None


def test_hostile_text_takes_linear_time() -> None:
    for part in ("1", "十", "今年", "4月至", "“五一”期间", "当天", "12月31日", "日前", "2023年"):
        find_dates(part * 5_000, anchor="2023-04-27")
