"""Facts carry the dates of their pages; posts and figures can be asked for over time."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from named_pages import named_page

from kg.directory import EVIDENCE, GRAPH
from kg.query import find_query, run_query
from kg.rdf import write_evidence, write_graph
from kg.resolve import Page, resolve_pages
from kg.rules import load_packs

DAYS = ("2021-03-01", "2022-06", "2023-09-15")


def written(folder: Path, pages: Sequence[Page]) -> Path:
    """Write the graph of some pages and its evidence."""
    graph = resolve_pages(pages, load_packs(("civic",))).graph
    for name, write in ((GRAPH, write_graph), (EVIDENCE, write_evidence)):
        out = io.StringIO()
        write(graph, out)
        (folder / name).write_text(out.getvalue(), encoding="utf-8")
    return folder


def post(holder: str, title: str, day: str | None) -> Page:
    text = f"[GovernmentBody 河西区教育局]{title}[Person {holder}]说。"
    return named_page(text, name=f"{holder}{day}", date=day, facts=[f"{holder} holdsPost 河西区教育局 {title}"])


def asked(folder: Path, query: str, **parameters: str) -> list[list[str]]:
    answer = run_query(folder, find_query(f"@{query}"), parameters=parameters, evidence=query == "facts-by-day")
    return [["" if cell is None else cell.value for cell in row] for row in answer.rows]


@pytest.fixture
def bureau(tmp_path: Path) -> Path:
    heads = [post(holder, "局长", day) for holder, day in zip(("张建国", "李卫东", "王海燕"), DAYS, strict=True)]
    deputies = [post("赵敏华", "副局长", "2021-03-01"), post("周一鸣", "副局长", "2023-09-15")]
    return written(tmp_path, [*heads, post("张建国", "局长", "2021-05-20"), *deputies])


def test_posts_and_figures_carry_the_dates_of_their_pages(bureau: Path) -> None:
    turtle, evidence = ((bureau / name).read_text(encoding="utf-8") for name in (GRAPH, EVIDENCE))
    assert 'ckg:statedOn "2021-03-01"^^xsd:date ,' in turtle
    assert '"2021-05-20"^^xsd:date .' in turtle
    assert 'ckg:statedOn "2022-06"^^xsd:gYearMonth' in turtle
    assert evidence.count("ckg:statedOn") == 6  # one a page that states it


def test_a_page_without_a_date_gives_none(tmp_path: Path) -> None:
    folder = written(tmp_path, [post("张建国", "局长", None)])
    assert "ckg:statedOn" not in (folder / GRAPH).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("day", "head", "deputies"),
    [
        ("2020-12-31", [], []),
        ("2021-04-01", ["张建国"], ["赵敏华"]),
        ("2022-12-31", ["李卫东"], ["赵敏华"]),
        ("2023-12-31", ["王海燕"], ["周一鸣", "赵敏华"]),
    ],
)
def test_posts_as_of_a_day(bureau: Path, day: str, head: list[str], deputies: list[str]) -> None:
    rows = asked(bureau, "posts-on-day", day=day, at="河西区教育局")
    assert [row[2] for row in rows if row[1] == "局长"] == head
    assert sorted(row[2] for row in rows if row[1] == "副局长") == sorted(deputies)


def test_how_long_a_post_has_been_in_print(bureau: Path) -> None:
    rows = asked(bureau, "posts-on-day", day="2022-01-01")
    assert [row[3:] for row in rows if row[2] == "张建国"] == [["2021-03-01", "2021-05-20"]]


def test_the_series_of_a_figure(tmp_path: Path) -> None:
    values = zip(("2023-05-01", "2021-05-01", "2022-05-01"), ("300", "100", "200"), strict=True)
    pages = [
        named_page(
            "[Place 万象城]。",
            name=day,
            date=day,
            figures=[f"万象城 {what} {value} 人次" for what in ("客流量", "参展")],
        )
        for day, value in values
    ]
    rows = asked(written(tmp_path, pages), "figure-series", of="万象城", indicator="客流")
    assert [(row[3], row[5]) for row in rows] == [("2021-05-01", "100"), ("2022-05-01", "200"), ("2023-05-01", "300")]


def test_what_had_been_printed_by_a_day(bureau: Path) -> None:
    early = asked(bureau, "facts-by-day", of="河西区教育局", day="2022-01-01")
    assert [row[0] for row in early] == ["张建国", "赵敏华"]
    assert len(asked(bureau, "facts-by-day", of="河西区教育局", day="2024-01-01")) == 5
