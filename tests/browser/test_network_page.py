"""The network page as a reader uses it, in a real browser."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from browser.screens import DESKTOP, PHONE, Open
from gold_graph import gold_graph
from playwright.sync_api import Page, expect
from view_samples import sample_graph

from kg.graph import Graph
from kg.model import Entity, Evidence
from kg.view import render_page

GRAPH = gold_graph("seed003")
IDS = {entity.name: entity.id for entity in GRAPH.entities}
MALL = "天津梅江环宇城"


@pytest.fixture(scope="module")
def html() -> str:
    return render_page(GRAPH)


@pytest.fixture(scope="module")
def sample() -> str:
    return render_page(sample_graph(300, 700))


def at(name: str) -> str:
    return quote(IDS[name], safe="/")


def count_of(text: str | None) -> int:
    return int(re.sub(r"\D", "", text or "0"))


def search(page: Page, text: str) -> None:
    page.locator("#search").fill(text)


def names_found(page: Page) -> list[str]:
    return page.locator("#suggestions [role=option] .option-name").all_inner_texts()


def seen_names(page: Page) -> set[str]:
    return set(page.evaluate("[...kg.sight.seen().nodes].map((n) => kg.store.entities[n].name)"))


def click_node(page: Page, name: str, **options: object) -> None:
    """Click a node where it stands on the canvas, once the camera is at rest."""
    page.wait_for_timeout(600)
    point = page.evaluate(
        """(name) => {
          const { number } = kg.store.entities.find((entity) => entity.name === name);
          const at = kg.network.vis().canvasToDOM(kg.painter.places[number]);
          const box = document.getElementById("canvas").getBoundingClientRect();
          return { x: at.x + box.left, y: at.y + box.top };
        }""",
        name,
    )
    for modifier in options.get("modifiers", ()):
        page.keyboard.down(modifier)
    page.mouse.click(point["x"], point["y"])
    for modifier in options.get("modifiers", ()):
        page.keyboard.up(modifier)


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_names_do_not_overlap_at_the_first_view(open_page: Open, html: str, size: tuple[int, int], scheme: str) -> None:
    page = open_page(html, size=size, color_scheme=scheme)
    page.wait_for_timeout(300)
    boxes = page.evaluate("kg.painter.names().map(({ box }) => box)")
    assert len(boxes) > 20
    for i, one in enumerate(boxes):
        assert one["left"] >= 0
        assert one["right"] <= size[0]
        for other in boxes[i + 1 :]:
            apart_x = one["right"] <= other["left"] or other["right"] <= one["left"]
            apart_y = one["bottom"] <= other["top"] or other["bottom"] <= one["top"]
            assert apart_x or apart_y


def test_no_two_nodes_overlap_in_the_layout(open_page: Open, html: str) -> None:
    nodes = open_page(html).evaluate("kg.store.drawing.nodes.map(({ x, y, size }) => [x, y, size])")
    assert len(nodes) == len(GRAPH.entities)
    for i, (x, y, size) in enumerate(nodes):
        assert all((x - a) ** 2 + (y - b) ** 2 >= (size + c) ** 2 for a, b, c in nodes[i + 1 :])


def test_physics_is_off_until_asked_for(open_page: Open, html: str) -> None:
    page = open_page(html)
    place = "JSON.stringify(kg.network.vis().getPositions())"
    before = page.evaluate(place)
    page.wait_for_timeout(400)
    assert page.evaluate(place) == before
    page.locator("#do-loosen").click()
    page.wait_for_timeout(400)
    assert page.evaluate(place) != before
    page.locator("#do-loosen").click()
    page.wait_for_timeout(700)
    assert page.evaluate(place) == before


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("天津梅江环宇城", MALL),
        ("环宇城", MALL),  # an alias
        ("tianjinmeijianghuanyucheng", MALL),
        ("meijianghuan", MALL),  # begins at a syllable in the middle
        ("TJMJHYC", MALL),
        ("tjmj", MALL),
        ("越秀路街", "越秀路街"),
        ("yxlj", "越秀路街"),
    ],
)
def test_search_finds_by_name_alias_and_pinyin(open_page: Open, html: str, text: str, found: str) -> None:
    page = open_page(html)
    search(page, text)
    assert any(found in name for name in names_found(page)[:3])
    page.keyboard.press("Enter")
    if found in names_found(page)[:1]:
        expect(page.locator("#panel h2")).to_have_text(found)


def test_search_is_walked_with_the_arrows_and_left_with_escape(open_page: Open, html: str) -> None:
    page = open_page(html)
    page.keyboard.press("/")
    expect(page.locator("#search")).to_be_focused()
    page.keyboard.type("天津")
    names = names_found(page)
    page.keyboard.press("ArrowDown")
    expect(page.locator("#suggestions [aria-selected=true]")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_have_text(names[1])
    page.keyboard.press("/")
    page.keyboard.type("天津")
    page.keyboard.press("Escape")
    expect(page.locator("#suggestions")).to_be_hidden()
    search(page, "没有这样的名字")
    expect(page.locator("#suggestions")).to_contain_text("没有找到")


def test_panel_shows_facts_with_the_sentence_marked_and_its_source(open_page: Open, html: str) -> None:
    page = open_page(html, hash=f"#e={at(MALL)}")
    panel = page.locator("#panel")
    expect(panel.locator("h2")).to_have_text(MALL)
    expect(panel).to_contain_text("环宇城")
    expect(panel).to_contain_text("2023年4月28日")
    titles = panel.locator(".group h3 span:first-child").all_inner_texts()
    assert titles[:2] == ["位于", "主办"]
    panel.locator("details.evidence summary").first.click()
    source = panel.locator(".source").first
    expect(source.locator("mark").first).to_have_text(MALL)
    expect(source).to_contain_text("2023年4月27日")
    expect(source).to_contain_text("003_")
    expect(source.locator(".article")).to_have_count(1)
    expect(source).to_contain_text("可信度 85%")


def test_marks_are_the_words_that_the_evidence_names(open_page: Open, html: str) -> None:
    page = open_page(html)
    marked = page.evaluate(
        """kg.store.relations.map(({ evidence: [{ sentence, marks }] }) => {
          const chars = [...sentence.text];
          return marks.map((stop, i) => (i % 2 ? chars.slice(marks[i - 1], stop).join("") : "")).join("");
        })"""
    )
    stated = sorted(GRAPH.relations, key=lambda r: (r.subject, r.predicate, str(r.object), r.title or ""))
    assert len(marked) == len(stated) > 300
    assert marked == [words_of(relation.evidence[0]) for relation in stated]


def words_of(evidence: Evidence) -> str:
    """Pick the characters of a sentence that stand in the spans of an evidence, one by one."""
    text = GRAPH.sentences[evidence.document, evidence.sentence].text
    return "".join(
        character
        for character, offset in zip(text.chars, text.offsets, strict=True)
        if any(start <= offset < stop for start, stop in evidence.spans)
    )


def test_a_click_walks_on_and_back_and_forward_return(open_page: Open, html: str) -> None:
    page = open_page(html)
    click_node(page, "河西区")
    expect(page.locator("#panel h2")).to_have_text("河西区")
    page.locator("#panel .walk").first.click()
    expect(page.locator("#panel h2")).to_have_text("天津市")
    page.locator("#do-back").click()
    expect(page.locator("#panel h2")).to_have_text("河西区")
    page.locator("#do-forward").click()
    expect(page.locator("#panel h2")).to_have_text("天津市")
    page.go_back()
    page.go_back()
    expect(page.locator("#panel")).to_be_hidden()


def test_every_view_has_an_address_that_brings_it_back(open_page: Open, sample: str) -> None:
    page = open_page(sample)
    page.evaluate(
        """kg.state.set({ view: "timeline", entity: 5, steps: 2, hiddenTypes: [1, 3], hiddenPredicates: [0],
          page: 2, article: 17, from: "2023-02", to: "2023-09", basis: "event" })"""
    )
    before = page.evaluate("JSON.stringify(kg.state.get())")
    page.reload()
    page.wait_for_function("document.documentElement.dataset.ready === 'yes'")
    assert page.evaluate("JSON.stringify(kg.state.get())") == before


def test_an_address_of_nothing_in_the_graph_opens_the_whole(open_page: Open, html: str) -> None:
    page = open_page(html, hash="#e=road/none-000000&path=a~b&view=<img>&steps=99&page=none&from=javascript:1&off=None")
    assert len(seen_names(page)) == len(GRAPH.entities)
    expect(page.locator("#panel")).to_be_hidden()


def test_legend_switches_types_and_kinds_off_and_on(open_page: Open, html: str) -> None:
    page = open_page(html)
    types = {entity.type for entity in GRAPH.entities}
    assert page.locator("#types li").count() == len(types)
    page.get_by_label(re.compile("^活动")).uncheck()
    events = {entity.name for entity in GRAPH.entities if entity.type == "Event"}
    assert seen_names(page) == {entity.name for entity in GRAPH.entities} - events
    page.locator("#types-all").click()
    assert len(seen_names(page)) == len(GRAPH.entities)
    ties = page.evaluate("kg.sight.seen().ties.size")
    page.locator("#kinds").get_by_label(re.compile("^位于")).uncheck()
    assert page.evaluate("kg.sight.seen().ties.size") < ties
    page.locator("#types .row-line", has_text="街道").hover()
    page.locator("#types").get_by_role("button", name="只看街道").click()
    assert seen_names(page) == {entity.name for entity in GRAPH.entities if entity.type == "Subdistrict"}


def test_focus_shows_the_neighbourhood_step_by_step(open_page: Open, html: str) -> None:
    page = open_page(html, hash=f"#e={at(MALL)}")
    near = {MALL}
    for steps in (1, 2, 3):
        page.locator("#panel .step", has_text=str(steps)).click()
        ids = {IDS[name] for name in near}
        ends = [(r.subject, r.object) for r in GRAPH.relations if isinstance(r.object, str)]
        ids |= {end for pair in ends for end in pair if ids & set(pair)}
        near = {entity.name for entity in GRAPH.entities if entity.id in ids}
        assert seen_names(page) == near
        expect(page.locator("#chips")).to_contain_text(f"{steps} 步")
    page.keyboard.press("Escape")
    assert len(seen_names(page)) == len(GRAPH.entities)


def test_path_between_two_is_shown_with_its_facts(open_page: Open, html: str) -> None:
    page = open_page(html, hash=f"#e={at('卓尼县')}")
    page.locator("#way-to").fill("dhxh")
    expect(page.locator("#way-suggestions [role=option]").first).to_contain_text("天津市动画协会")
    page.keyboard.press("Enter")
    expect(page.locator("#panel")).to_contain_text("相隔 3 步")
    assert page.locator("#panel .statement").count() >= 3
    names = seen_names(page)
    assert {"卓尼县", "天津市动画协会"} < names
    assert len(names) == 4
    page.locator("#chips button").click()
    assert len(seen_names(page)) == len(GRAPH.entities)


def test_path_that_is_not_there_is_said_kindly(open_page: Open, html: str) -> None:
    tied = {end for r in GRAPH.relations if isinstance(r.object, str) for end in (r.subject, r.object)}
    loose = next(entity.id for entity in GRAPH.entities if entity.id not in tied)
    page = open_page(html, hash=f"#path={at('河西区')}~{quote(loose, safe='/')}")
    expect(page.locator("#panel")).to_contain_text("没有路径")


def test_shift_click_asks_for_the_path(open_page: Open, html: str) -> None:
    page = open_page(html, hash=f"#e={at('河西区')}")
    click_node(page, "天津市", modifiers=["Shift"])
    expect(page.locator("#panel")).to_contain_text("两者之间的路径")


def test_a_click_on_a_line_shows_what_ties_its_ends(open_page: Open, html: str) -> None:
    page = open_page(html, hash=f"#path={at('河西区')}~{at('天津市')}")
    page.wait_for_timeout(900)
    middle = page.evaluate(
        """() => {
          const [a, b] = kg.sight.seen().way.map((n) => kg.network.vis().canvasToDOM(kg.painter.places[n]));
          const box = document.getElementById("canvas").getBoundingClientRect();
          return { x: (a.x + b.x) / 2 + box.left, y: (a.y + b.y) / 2 + box.top };
        }"""
    )
    page.mouse.click(middle["x"], middle["y"])
    expect(page.locator("#panel .kicker")).to_have_text("两者之间")
    expect(page.locator("#panel .statement").first).to_contain_text("位于")


def test_page_and_article_filters_leave_what_they_state(open_page: Open, sample: str) -> None:
    page = open_page(sample)
    everything = len(seen_names(page))
    page.locator("#page-choice").select_option(index=3)
    on_page = len(seen_names(page))
    page.locator("#article-choice").select_option(index=2)
    in_article = len(seen_names(page))
    assert everything > on_page > in_article > 0
    expect(page.locator("#chips")).to_contain_text("报道：")
    stated = page.evaluate(
        """[...kg.sight.seen().nodes].every((number) => (
          kg.store.entities[number].articles.some((article) => article.number === kg.state.get().article)))"""
    )
    assert stated
    page.locator("#chips button").click()
    assert len(seen_names(page)) == on_page


def test_time_slider_keeps_what_was_reported_or_took_place_then(open_page: Open, sample: str) -> None:
    page = open_page(sample)
    everything = page.evaluate("kg.sight.seen().ties.size")
    page.locator("#time-from").focus()
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    expect(page.locator("#time-label")).to_contain_text("2023年5月")
    fewer = page.evaluate("kg.sight.seen().ties.size")
    assert 0 < fewer < everything
    dates = page.evaluate(
        "kg.store.relations.filter((r) => kg.sight.seen().facts[r.number])"
        ".map((r) => r.evidence.map((e) => e.sentence.article.page.date).sort().pop())"
    )
    assert min(dates) >= "2023-05-01"
    page.locator("#time-reset").click()
    assert page.evaluate("kg.sight.seen().ties.size") == everything
    page.locator("#time-basis").select_option("event")
    page.locator("#time-to").focus()
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("kg.state.get().to") != ""
    assert 0 < page.evaluate("kg.sight.seen().ties.size") < everything


def test_tree_unfolds_with_counts(open_page: Open, html: str) -> None:
    page = open_page(html, hash="#view=tree")
    tree = page.locator("#tree")
    root = tree.locator("[role=treeitem]").first
    expect(root).to_contain_text("天津市")
    expect(root.locator(".tallies")).to_contain_text("活动")
    street = tree.locator("[role=treeitem]", has_text="尖山街").last
    expect(street).to_have_attribute("aria-expanded", "false")
    street.focus()
    page.keyboard.press("ArrowRight")
    expect(tree.locator("[role=treeitem]", has_text="红升里小区").last).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_have_text("红升里小区")
    for _ in range(3):  # it closes, then its street takes the focus, then closes too
        page.keyboard.press("ArrowLeft")
    expect(street).to_have_attribute("aria-expanded", "false")
    tree.locator("[role=treeitem]", has_text="下瓦房街").last.locator(".caret").click()
    expect(tree).to_contain_text("龙海公寓社区")


def test_tree_counts_follow_the_filters(open_page: Open, html: str) -> None:
    page = open_page(html, hash="#view=tree")
    count = count_of(page.locator("#tree .count-events").first.text_content())
    events = sum(entity.type == "Event" for entity in GRAPH.entities)
    assert 0 < count <= events
    page.get_by_label(re.compile("^活动")).uncheck()
    expect(page.locator("#tree .count-events")).to_have_count(0)


def test_timeline_is_in_the_order_of_days(open_page: Open, html: str) -> None:
    page = open_page(html, hash="#view=timeline")
    dated = [r for r in GRAPH.relations if not isinstance(r.object, str)]
    assert page.locator("#timeline .entry").count() == len(dated) > 10
    months = page.locator("#timeline h3 span:first-child").all_inner_texts()
    keys = [tuple(int(part) for part in re.findall(r"\d+", month)) for month in months]
    assert keys == sorted(keys)
    page.locator("#timeline .card", has_text=MALL).first.click()
    expect(page.locator("#panel")).to_be_visible()


def test_keys_do_what_the_help_says(open_page: Open, html: str) -> None:
    page = open_page(html)
    page.keyboard.press("n")
    expect(page.locator("#panel h2")).to_have_text("河西区")
    page.keyboard.press("n")
    page.keyboard.press("p")
    expect(page.locator("#panel h2")).to_have_text("河西区")
    page.keyboard.press("1")
    assert page.evaluate("kg.state.get().steps") == 1
    page.keyboard.press("0")
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_be_hidden()
    page.wait_for_timeout(900)  # the camera comes to rest
    scale = page.evaluate("kg.network.vis().getScale()")
    page.keyboard.press("+")
    page.wait_for_timeout(400)
    assert page.evaluate("kg.network.vis().getScale()") > scale
    page.locator("#canvas").focus()
    before = page.evaluate("kg.network.vis().getViewPosition().x")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("kg.network.vis().getViewPosition().x") > before
    for key, view in (("h", "tree"), ("t", "timeline"), ("g", "network")):
        page.keyboard.press(key)
        expect(page.locator(f"#view-{view}")).to_be_visible()
    page.keyboard.press("?")
    expect(page.locator("#help-dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#help-dialog")).to_be_hidden()


def test_language_switch_leaves_no_chinese_but_the_data(open_page: Open, html: str) -> None:
    page = open_page(html)
    page.locator("#do-language").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("#tab-tree")).to_have_text("Hierarchy")
    texts = page.evaluate(
        """[...document.querySelectorAll("[data-say], .row-name, .totals, #time-none, .link")]
          .filter((element) => element.id !== "do-language" && element.dataset.say !== "other-language")
          .map((element) => element.textContent)
          .concat([...document.querySelectorAll("[aria-label], [title], [placeholder]")].flatMap((element) => (
            ["aria-label", "title", "placeholder"].map((name) => element.getAttribute(name) ?? ""))))"""
    )
    assert len(texts) > 100
    assert [text for text in texts if re.search("[\u4e00-\u9fff]", text)] == []
    page.reload()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.locator("#do-language").click()
    expect(page.locator("#tab-tree")).to_have_text("层级")


def test_theme_follows_the_system_and_the_button(open_page: Open, html: str) -> None:
    page = open_page(html, color_scheme="dark")
    paper = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(paper)
    page.locator("#do-theme").click()
    light = page.evaluate(paper)
    assert dark != light
    page.emulate_media(color_scheme="light")
    assert page.evaluate(paper) == light


@pytest.mark.parametrize(
    ("graph", "id", "words"),
    [
        (Graph(), "empty", "还没有实体"),
        (Graph(entities=(Entity("road/x-1", "Road", "解放南路"),)), "alone", "只有一个实体"),
    ],
)
@pytest.mark.parametrize("view", ["network", "tree", "timeline"])
def test_empty_and_single_graphs_say_so_kindly(open_page: Open, graph: Graph, id: str, words: str, view: str) -> None:
    page = open_page(render_page(graph), hash=f"#view={view}", size=PHONE)
    page.wait_for_timeout(200)
    if view == "network":
        expect(page.locator(f"#{id}")).to_be_visible()
        expect(page.locator(f"#{id}")).to_contain_text(words)
    page.keyboard.press("n")
    page.keyboard.press("f")


def test_phone_reaches_everything_without_sideways_scrolling(open_page: Open, html: str) -> None:
    page = open_page(html, size=PHONE, has_touch=True, is_mobile=True)
    wide = "document.documentElement.scrollWidth > innerWidth"
    expect(page.locator("#side")).not_to_be_in_viewport()
    page.locator("#do-filters").tap()
    expect(page.get_by_label(re.compile("^活动"))).to_be_visible()
    page.locator("#do-filters-close").tap()
    expect(page.locator("#side")).to_be_hidden()
    page.locator("#search").fill("hyc")
    page.locator("#suggestions [role=option]").first.tap()
    expect(page.locator("#panel")).to_be_in_viewport()
    for tab in ("tree", "timeline", "network"):
        page.locator(f"#tab-{tab}").tap()
        expect(page.locator(f"#view-{tab}")).to_be_visible()
        assert not page.evaluate(wide)


def test_print_shows_the_view_on_white_without_controls(open_page: Open, html: str) -> None:
    page = open_page(html, hash=f"#e={at(MALL)}", color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    for id in ("page-choice", "time-bars", "kinds", "do-save", "search", "do-zoom-in"):
        expect(page.locator(f"#{id}")).to_be_hidden()
    expect(page.locator("#types")).to_be_visible()
    expect(page.locator("#panel h2")).to_be_visible()
    expect(page.locator("#canvas")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.pdf(format="A4", landscape=True).startswith(b"%PDF")


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
@pytest.mark.parametrize("hash", ["#view=tree", f"#view=timeline&e={at(MALL)}&steps=2"])
def test_network_fills_its_room_after_another_view(
    open_page: Open, html: str, hash: str, size: tuple[int, int]
) -> None:
    page = open_page(html, hash=hash, size=size)
    page.evaluate("kg.state.set({ view: 'tree', entity: -1, steps: 0 })")
    page.locator("#tab-network").click()
    page.wait_for_timeout(900)
    spread = page.evaluate(
        """() => {
          const { clientWidth, clientHeight } = document.getElementById("canvas");
          const at = kg.painter.places.map((place) => kg.network.vis().canvasToDOM(place));
          const reach = (values) => Math.max(...values) - Math.min(...values);
          return Math.max(reach(at.map(({ x }) => x)) / clientWidth, reach(at.map(({ y }) => y)) / clientHeight);
        }"""
    )
    assert 0.6 < spread <= 1
