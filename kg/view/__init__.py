"""Views of a graph: the network page."""

from kg.view.choose import Shown, choose
from kg.view.page import render_page

__all__ = ["Shown", "choose", "render_page"]
