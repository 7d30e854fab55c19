"""What the browser tests share: the sizes they look at, and the type of the fixture that opens a page."""

from collections.abc import Callable

from playwright.sync_api import Page

DESKTOP, PHONE = (1440, 900), (390, 844)
Open = Callable[..., Page]
