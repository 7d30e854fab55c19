"""Names to things, across pages."""

from kg.resolve.assemble import Resolution, read_page, resolve, resolve_pages
from kg.resolve.units import Page

__all__ = ["Page", "Resolution", "read_page", "resolve", "resolve_pages"]
