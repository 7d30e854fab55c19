"""axe-core finds no serious fault in any view, in light and dark, on a desktop and a phone.

axe-core is no part of the project: `npm install --no-save axe-core` puts it where these tests find it.
"""

from __future__ import annotations

import os
import sys
import warnings
from pathlib import Path
from urllib.parse import quote

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent))
from browser.conftest import DESKTOP, PHONE, Open
from gold_graph import gold_graph

from kg.view import render_page

ROOT = Path(__file__).parent.parent.parent
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
    path = Path(os.environ.get("KG_AXE", ROOT / "node_modules" / "axe-core" / "axe.min.js"))
    if not path.is_file():
        missing = "axe-core was not found: accessibility was NOT tested (npm install --no-save axe-core)"
        warnings.warn(missing, stacklevel=1)
        pytest.skip(missing)
    return path.read_text(encoding="utf-8")


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
