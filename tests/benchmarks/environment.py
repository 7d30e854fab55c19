"""The environment in which a command is timed: that of an installed program, whose modules are compiled once."""

from __future__ import annotations

import os

__all__ = ["installed"]


def installed() -> dict[str, str]:
    """Return the variables of this process, but for the one that would have Python compile `kg` at every start."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
