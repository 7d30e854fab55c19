"""Views of a graph: the network page."""

from kg.view.choose import Shown, choose, most_tied
from kg.view.page import render_page
from kg.view.tables import MOST_CITED

__all__ = ["MOST_CITED", "Shown", "choose", "most_tied", "render_page"]
