"""A real browser for the views. Where there is none, every test says aloud what was left untested."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator
from pathlib import Path
from shutil import which

import pytest
from browser.screens import DESKTOP, Open
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

CHROMIUM = os.environ.get("KG_CHROMIUM") or which("chromium") or "/usr/bin/chromium"
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not Path(CHROMIUM).exists():
        missing = "no Chromium was found: the network page was NOT tested in a browser (apt-get install chromium)"
        warnings.warn(missing, stacklevel=1)
        pytest.skip(missing)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield launched
        launched.close()


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Open a page from a file, as a reader would; no error, no request to any host, no dialog may come of it."""
    faults: list[str] = []
    contexts: list[BrowserContext] = []

    def open_it(
        html: str, *, hash: str = "", size: tuple[int, int] = DESKTOP, scripted: bool = True, **options: object
    ) -> Page:
        file = tmp_path / "graph.html"
        file.write_text(html, encoding="utf-8", newline="\n")
        width, height = size
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        _watch(page, faults)
        page.goto(file.as_uri() + hash)
        if scripted:
            page.wait_for_function("document.documentElement.dataset.ready === 'yes'")
        return page

    yield open_it
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture
def visit(browser: Browser) -> Iterator[Open]:
    """Open a served page; no error, no request to another host, no dialog may come of it, nor of what is done there."""
    faults: list[str] = []
    contexts: list[BrowserContext] = []

    def visit_it(url: str, *, size: tuple[int, int] = DESKTOP, status: int = 200, **options: object) -> Page:
        width, height = size
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        _watch(page, faults, url[: url.index("/", len("http://"))])
        response = page.goto(url)
        assert response is not None
        assert response.status == status
        page.wait_for_function("document.documentElement.dataset.ready === 'yes'")
        return page

    yield visit_it
    for context in contexts:
        context.close()
    assert [fault for fault in faults if "status of 404" not in fault] == []


def _watch(page: Page, faults: list[str], site: str = "file:") -> None:
    page.on("console", lambda message: faults.append(f"console: {message.text}") if message.type != "log" else None)
    page.on("pageerror", lambda error: faults.append(f"error: {error}"))
    page.on("dialog", lambda dialog: faults.append(f"dialog: {dialog.message}"))
    page.on("request", lambda request: faults.append(request.url) if _is_foreign(request.url, site) else None)


def _is_foreign(url: str, site: str) -> bool:
    return not url.startswith((site, "data:", "blob:"))
