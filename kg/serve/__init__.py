"""Serve a build to programs and browsers: read-only, bounded, on 127.0.0.1 unless told otherwise.

A new page or address is a function in a module here and one line in `kg.serve.routes`.
"""

from __future__ import annotations

from kg.serve.app import App
from kg.serve.explorer import Explorer, open_explorer
from kg.serve.server import Listener
from kg.serve.service import Service

__all__ = ["App", "Explorer", "Listener", "Service", "open_explorer"]
