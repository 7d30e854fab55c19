"""Names to things, across pages."""

from kg.resolve.assemble import resolve

__all__ = ["resolve"]
