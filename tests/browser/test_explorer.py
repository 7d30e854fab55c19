"""The served explorer as a reader uses it, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from browser.screens import DESKTOP, PHONE
from explored import served, write_build
from gold_graph import gold_graph
from playwright.sync_api import Page, expect
from view_samples import HOSTILE, hostile_graph

from kg.graph import Graph
from kg.overview import gather_overview, render_overview

GRAPH = gold_graph("seed003")
IDS = {entity.name: entity.id for entity in GRAPH.entities}
MALL = "天津梅江环宇城"
ROOT = "/civic-kg/id/"
ODD = "img, iframe, object, script:not([src]):not([type])"
SAFE = f"window.hacked === undefined && document.querySelectorAll('{ODD}').length === 0"
Visit = Callable[..., Page]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(write_build(GRAPH, tmp_path_factory.mktemp("build"))) as address:
        yield address


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(write_build(hostile_graph(), tmp_path_factory.mktemp("hostile"))) as address:
        yield address


@pytest.fixture(scope="module")
def axe() -> str:
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


def ready(page: Page) -> None:
    page.wait_for_function("document.documentElement.dataset.ready === 'yes'")


def seen(page: Page) -> set[str]:
    return set(page.evaluate("[...kg.sight.seen().nodes].map((n) => kg.store.entities[n].name)"))


def test_start_leads_by_search_to_a_thing(visit: Visit, site: str) -> None:
    page = visit(site + "/")
    expect(page.locator("h1")).to_contain_text("新闻知识图谱")
    page.keyboard.press("/")
    page.keyboard.type("tjmjhyc")
    expect(page.locator("#suggestions [role=option]").first).to_contain_text(MALL)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(MALL)
    assert page.url == f"{site}{ROOT}{IDS[MALL]}"


def test_page_of_a_thing_shows_facts_both_ways_with_their_words(visit: Visit, site: str) -> None:
    page = visit(f"{site}{ROOT}{IDS[MALL]}")
    titles = page.locator(".group h2 > span:first-child").all_inner_texts()
    assert titles[:3] == ["日期", "位于", "主办"]
    expect(page.locator(".aliases")).to_contain_text("环宇城")
    expect(page.locator("time").first).to_have_text("2023年4月28日")
    place = page.locator(".group", has_text="位于").first
    place.locator("summary").first.click()
    expect(place.locator(".source mark").first).to_have_text(MALL)
    expect(place.locator(".source").first).to_contain_text("可信度 85%")
    expect(place.locator(".source").first.locator(".article")).to_have_count(1)
    place.locator(".source .article").first.click()
    expect(page.locator("mark").first).to_be_visible()
    expect(page.locator(".kicker")).to_contain_text("报道")
    page.locator(".kicker a").click()
    expect(page.locator(".kicker")).to_contain_text("版面")
    page.go_back()
    page.go_back()
    page.locator("a.walk").first.click()
    expect(page.locator("h1")).not_to_have_text(MALL)


def test_all_of_a_kind_are_reached_page_by_page(visit: Visit, site: str) -> None:
    page = visit(f"{site}{ROOT}{IDS['河西区']}")
    home = page.locator(".group").filter(has=page.get_by_role("heading", name=re.compile("^主办")))
    shown = home.locator("li.fact").count()
    home.get_by_role("link", name=re.compile("^全部")).click()
    assert page.locator("li.fact").count() > shown
    page.get_by_role("link", name="回到全部事实").click()
    expect(page.locator("h1")).to_have_text("河西区")


def test_searching_finds_sentences_by_their_words(visit: Visit, site: str) -> None:
    page = visit(f"{site}/search?q=小区 住宅楼")
    expect(page.locator(".source blockquote").first).to_contain_text("住宅楼")
    marked = set(page.locator(".source mark").all_inner_texts())
    assert marked == {"住宅楼", "小区"}


def test_network_grows_as_one_walks(visit: Visit, site: str) -> None:
    page = visit(f"{site}/network?of={IDS['尖山街']}")
    expect(page.locator("#panel h2")).to_have_text("尖山街")
    before = seen(page)
    assert 1 < len(before) < len(GRAPH.entities)
    page.locator("#panel .walk", has_text="河西区").first.click()
    page.wait_for_function("(size) => kg.sight.seen().nodes.size > size", arg=len(before))
    assert before < seen(page)
    expect(page.locator("#panel h2")).to_have_text("河西区")
    expect(page.locator("#panel")).to_contain_text("条联系没有画出")
    page.locator("#do-back").click()
    expect(page.locator("#panel h2")).to_have_text("尖山街")
    page.locator("#panel a", has_text="它的页面").click()
    expect(page.locator("h1")).to_have_text("尖山街")


def test_network_finds_what_is_not_drawn_and_the_way_to_it(visit: Visit, site: str) -> None:
    page = visit(f"{site}/network?of={IDS['卓尼县']}")
    assert "天津市动画协会" not in seen(page)
    page.locator("#way-to").fill("dhxh")
    expect(page.locator("#way-suggestions [role=option]").first).to_contain_text("天津市动画协会")
    page.keyboard.press("Enter")
    expect(page.locator("#panel")).to_contain_text("相隔 3 步")
    assert len(seen(page)) == 4
    page.locator("#search").fill("yxlj")
    expect(page.locator("#suggestions [role=option]").first).to_contain_text("越秀路街")
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_contain_text("越秀路街")


def test_address_of_a_view_brings_it_back(visit: Visit, site: str) -> None:
    page = visit(f"{site}/network#e={IDS[MALL]}")
    expect(page.locator("#panel h2")).to_have_text(MALL)
    page.reload()
    expect(page.locator("#panel h2")).to_have_text(MALL)


def test_questions_are_asked_and_answers_lead_to_pages(visit: Visit, site: str) -> None:
    page = visit(site + "/query")
    page.locator("#query-filter").fill("社区")
    page.locator("[data-query=communities]").click()
    expect(page.locator("#answer-note")).to_contain_text("行")
    page.locator("#query").fill("SELECT ?s ?name { ?s a ckg:Community ; rdfs:label ?name } ORDER BY ?name")
    page.locator("#query").press("Control+Enter")
    expect(page.locator("#answer th").first).to_have_text("s")
    communities = sum(entity.type == "Community" for entity in GRAPH.entities)
    assert page.locator("#answer tbody tr").count() == communities
    page.locator("#query").fill("ASK { ?s a ckg:Community }")
    page.locator("#do-run").click()
    expect(page.locator(".verdict")).to_have_text("是")
    page.locator("#query").fill("CONSTRUCT { ?s a ckg:Community } WHERE { ?s a ckg:Community }")
    page.locator("#do-run").click()
    expect(page.locator("pre.turtle")).to_contain_text("ckg:Community")
    page.locator("#query").fill("SELECT ?s { ?s a ckg:Community }")
    page.locator("#do-run").click()
    page.locator("#answer a").first.click()
    expect(page.locator(".kicker")).to_contain_text("社区")


def test_language_and_theme_are_kept_from_page_to_page(visit: Visit, site: str) -> None:
    page = visit(f"{site}{ROOT}{IDS[MALL]}")
    page.locator("#do-language").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("time").first).to_have_text("28 Apr 2023")
    page.locator("#do-theme").click()
    for path in ("/", "/query", "/search?q=a", "/nothing-here"):
        page.goto(site + path)
        ready(page)
        expect(page.locator("html")).to_have_attribute("data-theme", "dark")
        texts = page.evaluate(
            """[...document.querySelectorAll("[data-say], .group [data-zh]")]
              .filter((e) => e.dataset.say !== "other-language").map((e) => e.textContent)"""
        )
        assert len(texts) > 5
        assert [text for text in texts if re.search("[\u4e00-\u9fff]", text)] == []


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
@pytest.mark.parametrize(
    "path",
    ["/", "/query", "/search?q=河西", f"{ROOT}{IDS[MALL]}", f"{ROOT}page/{GRAPH.documents[0].id}", "/none", "/network"],
)
def test_axe_finds_no_serious_fault_and_nothing_is_too_wide(
    visit: Visit, site: str, axe: str, path: str, size: tuple[int, int]
) -> None:
    scheme = "dark" if size is PHONE else "light"
    page = visit(
        site + path, size=size, color_scheme=scheme, reduced_motion="reduce", status=404 if path == "/none" else 200
    )
    page.evaluate("document.querySelectorAll('details').forEach((one, i) => { one.open = i % 2 === 0; })")
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    page.evaluate(axe)
    found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")["violations"]
    serious = [fault for fault in found if fault["impact"] in ("serious", "critical")]
    assert [(f["id"], f["help"], [n["html"][:160] for n in f["nodes"][:3]]) for f in serious] == []


def test_hostile_texts_run_nowhere_and_are_shown_as_they_stand(visit: Visit, hostile_site: str) -> None:
    page = visit(hostile_site + "/", size=PHONE)
    graph = hostile_graph()
    paths = [f"{ROOT}{entity.id}" for entity in graph.entities]
    paths += [f"{ROOT}article/{graph.articles[0].id}", f"{ROOT}article/{graph.articles[7].id}", f"{ROOT}page/p"]
    for path in [*paths, "/query", "/search?q=<img src=x onerror=window.hacked=1>", "/search?q=举办", "/network"]:
        page.goto(hostile_site + path)
        ready(page)
        page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true; })")
        assert page.evaluate(SAFE), path
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), path
    for entity in graph.entities:
        if entity.name in (HOSTILE[0], HOSTILE[6], HOSTILE[12]):
            page.goto(f"{hostile_site}{ROOT}{entity.id}")
            assert page.locator("h1").evaluate("(element) => element.textContent") == entity.name


def test_hostile_texts_run_nowhere_as_one_walks_and_asks(visit: Visit, hostile_site: str) -> None:
    page = visit(hostile_site + "/network")
    for number in range(page.evaluate("kg.store.entities.length")):
        page.evaluate("(entity) => kg.state.set({ entity })", number)
        assert page.evaluate(SAFE)
    page.locator("#search").fill("<img")
    expect(page.locator("#suggestions [role=option]").first).to_contain_text("<img")
    page.goto(hostile_site + "/query")
    page.locator("#query").fill("SELECT ?s ?o { ?s rdfs:label|ckg:indicator|schema:headline ?o }")
    page.locator("#do-run").click()
    expect(page.locator("#answer")).to_contain_text("<img src=x")
    assert page.evaluate(SAFE)


def test_an_empty_build_says_so_kindly(visit: Visit, tmp_path: Path) -> None:
    with served(write_build(Graph(), tmp_path / "empty")) as site:
        page = visit(site + "/")
        expect(page.locator("main")).to_contain_text("还没有实体")
        page.goto(site + "/network")
        ready(page)
        expect(page.locator("#empty")).to_be_visible()
        page.goto(site + "/search?q=x")
        expect(page.locator("main")).to_contain_text("没有叫这个名字")


@pytest.mark.parametrize(("size", "scheme"), [(DESKTOP, "light"), (PHONE, "dark")])
def test_report_reads_well_in_both_languages(
    open_page: Visit, tmp_path: Path, axe: str, size: tuple[int, int], scheme: str
) -> None:
    build = write_build(GRAPH, tmp_path)
    (build / "report.json").write_text('{"refused": [{"path": "a.txt", "reason": "empty"}]}', encoding="utf-8")
    page = open_page(render_overview(gather_overview(build)), size=size, color_scheme=scheme, scripted=False)
    expect(page.locator("h1")).to_have_text("河西区 · 图谱报告", use_inner_text=True)
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    page.get_by_label("English").check()
    expect(page.locator("h1")).to_have_text("河西区 · Graph report", use_inner_text=True)
    page.evaluate(axe)
    found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")["violations"]
    assert [(f["id"], f["nodes"][0]["html"][:160]) for f in found if f["impact"] in ("serious", "critical")] == []
    assert page.pdf(format="A4").startswith(b"%PDF")
