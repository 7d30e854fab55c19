"""axe-core finds no serious fault in any view, in light and dark, on a desktop and a phone.

axe-core comes with axe-playwright-python; KG_AXE may name a newer axe.min.js, from npm for example.
"""

from __future__ import annotations

import os
from importlib.resources import files
from pathlib import Path
from urllib.parse import quote

import pytest
from browser.screens import DESKTOP, PHONE, Open
from gold_graph import gold_graph

from kg.view import render_page

GRAPH = gold_graph("seed003")
CHOSEN = quote(next(entity.id for entity in GRAPH.entities if entity.name == "天津梅江环宇城"), safe="/")
ADDRESSES = {
    "network": "",
    "panel": f"#e={CHOSEN}",
    "focus": f"#e={CHOSEN}&steps=1",
    "tree": f"#view=tree&e={CHOSEN}",
    "timeline": f"#view=timeline&e={CHOSEN}",
}


@pytest.fixture(scope="module")
def axe() -> str:
    newer = os.environ.get("KG_AXE")
    file = Path(newer) if newer else files("axe_playwright_python") / "axe.min.js"
    return file.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def html() -> str:
    return render_page(GRAPH)


@pytest.mark.parametrize("look", [(DESKTOP, "light"), (DESKTOP, "dark"), (PHONE, "light"), (PHONE, "dark")])
@pytest.mark.parametrize("view", ADDRESSES)
def test_axe_finds_no_serious_fault(
    open_page: Open, html: str, axe: str, view: str, look: tuple[tuple[int, int], str]
) -> None:
    size, scheme = look
    page = open_page(html, hash=ADDRESSES[view], size=size, color_scheme=scheme, reduced_motion="reduce")
    page.evaluate("document.querySelectorAll('details').forEach((one, i) => { one.open = i % 2 === 0; })")
    page.evaluate(axe)
    found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")["violations"]
    assert [describe(fault) for fault in found if fault["impact"] in ("serious", "critical")] == []


def describe(fault: dict) -> str:
    nodes = [f"{node['html'][:160]} {node['failureSummary']}" for node in fault["nodes"][:3]]
    return f"{fault['id']}: {fault['help']} {nodes}"
