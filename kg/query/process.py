"""Start a Python of the same kind as this one, for work that is set apart."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

__all__ = ["start_python"]

_CODE = "import sys; sys.path[:] = {path!r}; from {module} import {function}; {function}({arguments})"


def start_python(module: str, function: str, *arguments: int, **options: Any) -> subprocess.Popen[bytes]:
    """Start a Python that calls a function, in a session of its own, with nothing in its path that is not in ours."""
    call = ", ".join(map(str, arguments))
    code = _CODE.format(path=sys.path, module=module, function=function, arguments=call)
    command = [sys.executable, "-c", code]
    return subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True, **options)
