"""Views of a graph: the network page."""

from kg.view.page import render_page

__all__ = ["render_page"]
