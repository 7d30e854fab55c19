"""From files to documents: one reader a format, found by the file's suffix."""

from kg.read.document import assign_ids, read_document
from kg.read.paths import list_pages
from kg.read.registry import suffixes

__all__ = ["assign_ids", "list_pages", "read_document", "suffixes"]
