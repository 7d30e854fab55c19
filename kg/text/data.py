"""Read YAML files with the parser in C, ten times as fast as the one in Python, where PyYAML comes with it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

__all__ = ["FastLoader", "read_data"]

FastLoader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_data(path: Path) -> Any:
    """Return what a file that comes with the program holds; a fault in it is a fault of the program."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=FastLoader)
