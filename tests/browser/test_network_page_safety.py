"""Texts from pages are shown as text and run nowhere; what is saved is whole and safe; nothing but our scripts runs."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
from browser.screens import DESKTOP, PHONE, Open
from gold_graph import gold_graph
from playwright.sync_api import Browser, Page, expect
from view_samples import HOSTILE, hostile_graph, sample_graph

from kg.graph import Graph
from kg.rdf import write_graph
from kg.view import render_page

SAFE = "window.hacked === undefined && document.querySelectorAll('img, script[src], iframe, object').length === 0"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def hostile() -> str:
    return render_page(hostile_graph())


def save(page: Page, kind: str) -> bytes:
    page.locator("#do-save").click()
    with page.expect_download() as download:
        page.locator(f"#do-save-{kind}").click()
    assert download.value.suggested_filename == f"kg-view.{kind}"
    return Path(download.value.path()).read_bytes()


def turtle_of(graph: Graph, path: Path) -> set[ox.Triple]:
    with path.open("w", encoding="utf-8", newline="\n") as out:
        write_graph(graph, out, base="https://w3id.org/civic-kg/id/")
    return set(ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
@pytest.mark.parametrize("view", ["network", "tree", "timeline"])
def test_hostile_texts_run_nowhere(open_page: Open, hostile: str, view: str, size: tuple[int, int]) -> None:
    page = open_page(hostile, hash=f"#view={view}", size=size)
    members = page.evaluate("kg.store.entities.length")
    assert members == len(HOSTILE)
    for number in range(members):
        page.evaluate("(entity) => kg.state.set({ entity })", number)
        page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true; })")
        assert page.evaluate(SAFE)
    for number in range(1, members):
        page.evaluate("(number) => kg.state.set({ path: [0, number], entity: -1 })", number)
        page.evaluate("(article) => kg.state.set({ path: null, article })", number)
    page.wait_for_timeout(300)
    assert page.evaluate(SAFE)


def test_hostile_texts_are_shown_as_they_stand(open_page: Open, hostile: str) -> None:
    page = open_page(hostile)
    for name in ('<img src=x onerror="window.hacked=1">', "]]>&lt;b&gt;&amp;", "\u202e反过来的名字\u202c\u200f"):
        page.evaluate("(name) => kg.state.set({ entity: kg.store.entities.find((e) => e.name === name).number })", name)
        assert page.locator("#panel h2").evaluate("(element) => element.textContent") == name
        page.locator("#search").fill(name)
        assert name in page.locator("#suggestions").evaluate("(element) => element.textContent")
        assert page.evaluate(SAFE)
    expect(page).to_have_title("</script><script>window.hacked=1</script> · 新闻知识图谱")


def test_a_name_of_ten_thousand_characters_breaks_nothing(open_page: Open, hostile: str) -> None:
    page = open_page(hostile, size=PHONE)
    page.evaluate("kg.state.set({ entity: kg.store.entities.find((e) => e.name.length > 9000).number })")
    page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true; })")
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert page.locator("#panel h2").bounding_box()["height"] < PHONE[1] / 2


def test_an_address_cannot_bring_markup_in(open_page: Open, hostile: str) -> None:
    page = open_page(
        hostile, hash="#e=<img src=x onerror=window.hacked=1>&page=<script>window.hacked=1</script>&from=2023'\""
    )
    assert page.evaluate(SAFE)


def test_the_policy_stops_every_other_script(browser: Browser, hostile: str, tmp_path: Path) -> None:
    bad = "<script>window.hacked = 1</script><img src=x onerror='window.hacked = 2'><p style='color: red'>"
    file = tmp_path / "graph.html"
    file.write_text(hostile.replace("<noscript>", bad + "<noscript>"), encoding="utf-8")
    context = browser.new_context()
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(file.as_uri())
    page.wait_for_function("document.documentElement.dataset.ready === 'yes'")
    assert page.evaluate("window.hacked") is None
    assert sum("Content Security Policy" in text for text in said) >= 3
    context.close()


@pytest.mark.parametrize("make", [lambda: gold_graph("seed003"), hostile_graph, lambda: sample_graph(200, 500)])
def test_saved_turtle_is_a_part_of_the_graph_file(open_page: Open, tmp_path: Path, make: object) -> None:
    graph = make()
    page = open_page(render_page(graph))
    whole = turtle_of(graph, tmp_path / "graph.ttl")
    saved = set(ox.parse(save(page, "ttl"), format=ox.RdfFormat.TURTLE))
    assert len(saved) > 100
    assert saved <= whole
    page.evaluate("kg.state.set({ entity: 1, steps: 1 })")
    part = set(ox.parse(save(page, "ttl"), format=ox.RdfFormat.TURTLE))
    assert part < saved


def test_saved_svg_is_whole_and_holds_no_script(open_page: Open, hostile: str) -> None:
    page = open_page(hostile)
    page.wait_for_timeout(300)
    picture = ElementTree.fromstring(save(page, "svg"))
    assert {element.tag.removeprefix(SVG) for element in picture.iter()} <= {
        "svg",
        "title",
        "rect",
        "g",
        "path",
        "text",
    }
    assert any("<img" in (text.text or "") for text in picture.iter(f"{SVG}text"))
    lines, legend = 2, 2  # plain and bright ties; the two types
    assert len(list(picture.iter(f"{SVG}path"))) == len(HOSTILE) + lines + legend


def test_saved_png_is_a_picture_of_the_view(open_page: Open) -> None:
    page = open_page(render_page(gold_graph("seed003")))
    page.wait_for_timeout(300)
    data = save(page, "png")
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    size = page.evaluate("[kg.dom.find('canvas').clientWidth, kg.dom.find('canvas').clientHeight]")
    assert [int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")] == [2 * side for side in size]
    assert len(data) > 50_000
