"""The files that a page is made of, and what makes them safe to put into it."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyvis
from markupsafe import Markup

__all__ = [
    "TEMPLATES",
    "as_json",
    "content_policy",
    "embed",
    "read_drawing_library",
    "read_json",
    "read_scripts",
    "read_styles",
]

TEMPLATES = Path(__file__).parent / "template"
_LIBRARY = Path(pyvis.__file__).parent / "lib" / "vis-9.1.2" / "vis-network.min.js"

# A JSON text may hold `</script>` or `<!--`, which would end its block; U+2028 and U+2029 end lines for some readers;
# half a surrogate pair cannot be written in UTF-8.
_UNSAFE = re.compile("[<>&\u2028\u2029\ud800-\udfff]")


def embed(value: object) -> Markup:
    r"""Write a value as JSON that can stand in a script block, whatever texts it holds.

    >>> print(embed({"name": "</script>“红石榴”"}))
    {"name":"\u003c/script\u003e“红石榴”"}
    """
    return Markup(as_json(value))


def as_json(value: object) -> str:
    """Write a value as JSON without a character that ends a block, a line or UTF-8."""
    return _UNSAFE.sub(_escape, json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    half = "\ud800" <= character <= "\udfff"
    return f"\\u{0xFFFD if half else ord(character):04x}"


@cache
def read_json(name: str) -> Any:
    """Return what a JSON file of the template holds; it must not be changed."""
    return json.loads((TEMPLATES / name).read_text(encoding="utf-8"))


@cache
def read_styles() -> Markup:
    """Return all style sheets as one, in the order of `parts.json`."""
    return _joined("styles", read_json("parts.json")["styles"])


@cache
def read_scripts() -> Markup:
    """Return all scripts of our own as one, in the order of `parts.json`."""
    return _joined("scripts", read_json("parts.json")["scripts"])


@cache
def read_drawing_library() -> Markup:
    """Return vis-network as the pyvis package carries it, with its licence."""
    return _inline(_LIBRARY.read_text(encoding="utf-8"))


def _joined(folder: str, names: Iterable[str]) -> Markup:
    return _inline("\n".join((TEMPLATES / folder / name).read_text(encoding="utf-8") for name in names))


def _inline(text: str) -> Markup:
    """Vouch that a file of ours or of a package can stand in a script or style block as it is."""
    if re.search(r"</(?:script|style)|<!--", text, re.IGNORECASE):
        raise ValueError("a script or style sheet would end its own block")
    return Markup(text.replace("\r\n", "\n"))


def content_policy(*, scripts: Iterable[str], styles: Iterable[str]) -> str:
    """Return the Content-Security-Policy of a page that runs these scripts and styles, and asks no host for anything.

    >>> content_policy(scripts=["1"], styles=[]).split("; ")[:2]
    ["default-src 'none'", "script-src 'sha256-a4ayc/80/OGda4BO/1o/V0etpOqiLx1JwB5S3beHW0s='"]
    """
    rules = {
        "default-src": "'none'",
        "script-src": _hashes(scripts),
        "style-src": _hashes(styles),
        "img-src": "data: blob:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items() if value)


def _hashes(texts: Iterable[str]) -> str:
    digests = (b64encode(sha256(text.encode("utf-8")).digest()).decode("ascii") for text in texts)
    return " ".join(f"'sha256-{digest}'" for digest in digests)
