"""The report of a build: its numbers are those of the graph, hostile texts stay text, nothing is loaded or run."""

from __future__ import annotations

import json
import re
from collections import Counter
from decimal import Decimal
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from explored import write_build
from gold_graph import gold_graph
from typer.testing import CliRunner
from view_samples import HOSTILE, hostile_graph, sample_graph

from kg.atlas import open_atlas
from kg.cli.report import app
from kg.graph import Graph
from kg.model import Entity, Observation, Period
from kg.overview import gather_overview, render_overview
from kg.overview.series import compare_things, series_of
from kg.view.drawing import group_of
from kg.vocabulary import read_vocabulary

GRAPH = gold_graph("seed003")


def build_of(graph: Graph, directory: Path, **report: object) -> Path:
    write_build(graph, directory)
    (directory / "report.json").write_text(json.dumps({"refused": [], **report}), encoding="utf-8")
    return directory


def test_numbers_are_those_of_the_graph(tmp_path: Path) -> None:
    overview = gather_overview(build_of(GRAPH, tmp_path))
    types = Counter(group_of(entity.type, read_vocabulary()) for entity in GRAPH.entities)
    assert {one.name: one.count for one in overview.types} == types
    plain = Counter(r.predicate for r in GRAPH.relations if isinstance(r.object, str))
    assert plain.items() <= {one.name: one.count for one in overview.relations}.items()
    assert overview.sizes["entities"] == len(GRAPH.entities)
    assert overview.sizes["figures"] == len(GRAPH.observations)
    degrees = Counter(e for r in GRAPH.relations if isinstance(r.object, str) for e in {r.subject, r.object})
    assert (overview.things[0].id, overview.things[0].ties) == max(degrees.items(), key=lambda item: item[1])
    held = Counter(r.object.start[:7] for r in GRAPH.relations if r.predicate == "heldOn" and len(r.object.start) >= 7)
    assert sum(month.events for month in overview.months) <= held.total()
    assert {month.month for month in overview.months if month.events} == set(held)
    home = next(place for place in overview.places if place.name == "河西区")
    assert 0 < home.events <= types["Event"]


def of(subject: str, value: int, day: str, indicator: str = "客流量") -> Observation:
    return Observation(subject, indicator, Decimal(value), "人次", "超", Period(day))


MALLS = tuple(Entity(f"place/m-{n:06x}", "Place", f"{word}商场") for n, word in enumerate("甲乙丙丁"))


def test_series_stand_in_the_order_of_time_and_bars_in_that_of_size(tmp_path: Path) -> None:
    figures = [of(MALLS[0].id, 30, "2023-05"), of(MALLS[0].id, 10, "2023"), of(MALLS[0].id, 20, "2023-02-11")]
    figures += [of(mall.id, 5 * n, "2023-06") for n, mall in enumerate(MALLS[1:], start=1)]
    atlas = open_atlas(write_build(Graph(entities=MALLS, observations=tuple(figures)), tmp_path))
    (series,) = series_of(atlas)
    assert [(point.day, int(point.value)) for point in series.points] == [
        ("2023", 10),
        ("2023-02-11", 20),
        ("2023-05", 30),
    ]
    assert [point.x for point in series.points] == sorted(point.x for point in series.points)
    assert [point.y for point in series.points] == sorted((point.y for point in series.points), reverse=True)
    (comparison,) = compare_things(atlas)
    assert [int(point.value) for point in comparison.points] == [30, 15, 10, 5]
    assert [comparison.share(point) for point in comparison.points] == [100.0, 50.0, 33.33, 16.67]


class Reader(HTMLParser):
    """Gathers what a file could run or load, and the text that a reader sees."""

    def __init__(self) -> None:
        super().__init__()
        self.odd: list[str] = []
        self.said = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "img", "iframe", "object", "embed", "base", "link"):
            self.odd.append(tag)
        self.odd += [
            f"{tag} {name}={value}" for name, value in attrs if name.startswith("on") or name in ("src", "style")
        ]
        self.odd += [v for n, v in attrs if n == "href" and v and not v.startswith(("#", "graph.html#e="))]

    def handle_data(self, data: str) -> None:
        self.said += data


def test_hostile_texts_stay_text(tmp_path: Path) -> None:
    refused = [{"path": HOSTILE[0], "reason": HOSTILE[1]}]
    html = render_overview(gather_overview(build_of(hostile_graph(), tmp_path, refused=refused)), page="graph.html")
    reader = Reader()
    reader.feed(html)
    assert reader.odd == []
    assert HOSTILE[0] in reader.said
    assert HOSTILE[1] in reader.said
    assert "default-src 'none'" in unescape(html)
    assert len(html) < 1_000_000


def test_report_is_the_same_each_time_and_kind_to_an_empty_graph(tmp_path: Path) -> None:
    build = build_of(sample_graph(60, 90), tmp_path / "sample")
    assert render_overview(gather_overview(build)) == render_overview(gather_overview(build))
    empty = render_overview(gather_overview(build_of(Graph(), tmp_path / "empty")))
    assert "还没有实体" in empty
    assert "重新建图" in empty


def test_every_text_stands_there_in_both_languages(tmp_path: Path) -> None:
    html = render_overview(gather_overview(build_of(GRAPH, tmp_path)))
    pairs = re.findall(r'<span class="t" lang="zh-Hans">(.*?)</span><span class="t" lang="en">(.*?)</span>', html)
    assert len(pairs) > 60
    assert html.count('class="t" lang="zh-Hans"') == html.count('class="t" lang="en"') == len(pairs)
    assert all(zh and en for zh, en in pairs)


def test_command_writes_beside_the_build_or_where_it_is_told(tmp_path: Path) -> None:
    build = build_of(GRAPH, tmp_path / "build")
    (build / "graph.html").write_text("", encoding="utf-8")
    assert CliRunner().invoke(app, [str(build)]).output.strip() == str(build / "report.html")
    assert 'href="graph.html#e=' in (build / "report.html").read_text(encoding="utf-8")
    elsewhere = build / "报告" / "2023" / "河西区.html"
    assert CliRunner().invoke(app, [str(build), "-o", str(elsewhere)]).output.strip() == str(elsewhere)
    assert 'href="../../graph.html#e=' in elsewhere.read_text(encoding="utf-8")
    file = tmp_path / "河西区.html"
    assert CliRunner().invoke(app, [str(build), "-o", str(file)]).exit_code == 0
    assert 'href="build/graph.html#e=' in file.read_text(encoding="utf-8")


@pytest.mark.parametrize("missing", ["graph.ttl", "evidence.ttl", "report.json"])
def test_a_build_that_lacks_a_file_is_named(tmp_path: Path, missing: str) -> None:
    build = build_of(GRAPH, tmp_path)
    (build / missing).unlink()
    with pytest.raises(Exception, match=missing):
        gather_overview(build)
