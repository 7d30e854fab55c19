"""Names to things, across pages."""

from kg.resolve.assemble import Resolution, graph_of, read_page, resolve, resolve_pages
from kg.resolve.units import Page

__all__ = ["Page", "Resolution", "graph_of", "read_page", "resolve", "resolve_pages"]
