"""How soon the page is there, and how smoothly it moves: measured in the browser, held to the bars of the project.

The figures are printed (`pytest -s`). The best of three runs counts, since other work on the machine only adds time.
"""

from __future__ import annotations

import pytest
from browser.screens import Open
from playwright.sync_api import Page
from view_samples import sample_graph

from kg.view import render_page

RECORD = """() => {
  const found = (window.found = []);
  let last = performance.now();
  const step = (now) => {
    found.push(now - last);
    last = now;
    if (window.found) requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
}"""
STOP = "() => { const frames = window.found.sort((a, b) => a - b); window.found = null; return frames; }"


def first_picture(page: Page) -> float:
    """Milliseconds from opening the file until the network stands on the canvas."""
    return page.evaluate("performance.getEntriesByName('drawn')[0].startTime")


def panning(page: Page) -> list[float]:
    """Drag the whole network about, and return the times of the frames, the shortest first."""
    page.wait_for_timeout(500)
    page.mouse.move(700, 200)
    page.mouse.down()
    page.evaluate(RECORD)
    for step in range(40):
        page.mouse.move(700 + step * 5, 200 + step * 4)
        page.wait_for_timeout(16)
    page.mouse.up()
    return page.evaluate(STOP)


def searching(page: Page) -> list[float]:
    """Return the times of some searches, the first of which builds the index."""
    return page.evaluate(
        """["w", "wen", "文", "tjs", "xqj", "志愿"].map((text) => {
          const start = performance.now();
          kg.finder.find(text);
          return performance.now() - start;
        })"""
    )


@pytest.mark.parametrize(
    ("entities", "relations", "soon", "smooth"), [(500, 1_500, 1_000, 34), (5_000, 15_000, 3_000, 100)]
)
def test_page_is_soon_there_and_moves_smoothly(
    open_page: Open, entities: int, relations: int, soon: int, smooth: int
) -> None:
    html = render_page(sample_graph(entities, relations))
    pages = [open_page(html) for _ in range(3)]
    drawn = min(first_picture(page) for page in pages)
    page = pages[-1]
    search = searching(page)
    frames = panning(page)
    median, slow = frames[len(frames) // 2], frames[int(len(frames) * 0.95)]
    print(
        f"{entities} nodes, {relations} relations, {len(html) / 1e6:.1f} MB: first picture after {drawn:.0f} ms,"
        f" search {max(search[1:]):.0f} ms, frames while panning {median:.0f} ms (95 %: {slow:.0f} ms)"
    )
    assert drawn < soon
    assert max(search[1:]) < 100
    assert median < smooth
