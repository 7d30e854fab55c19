"""Views of a graph: the network page."""

from kg.view.choose import Shown, choose, most_tied
from kg.view.page import render_page

__all__ = ["Shown", "choose", "most_tied", "render_page"]
