"""The style sheet and the scripts of the pages: those of the network page and a few more, for browsers to keep."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path

from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Request, Response

from kg.serve.service import Service
from kg.view.assets import TEMPLATES, read_drawing_library, read_json

__all__ = ["OWN", "address_of", "labels", "send_static"]

OWN = Path(__file__).parent / "template"
_SHARED = ("base.js", "words.js", "dates.js", "theme.js", "shapes.js", "icons.js", "amounts.js", "combobox.js")


@cache
def labels() -> dict[str, dict[str, str]]:
    """Return the texts of the pages by language: those of the network page and those of the server's own pages."""
    languages = ("zh", "en")
    own = {name: json.loads((OWN / f"labels/{name}.json").read_text(encoding="utf-8")) for name in languages}
    return {name: {**read_json(f"labels/{name}.json"), **own[name]} for name in languages}


@cache
def _file(name: str) -> tuple[str, str]:
    """Return a file and its media type; raise NotFound where there is none of that name."""
    if name == "style.css":
        sheets = [TEMPLATES / "styles" / sheet for sheet in read_json("parts.json")["styles"]]
        return _joined([*sheets, OWN / "pages.css"]), "text/css"
    if name == "drawing.js":
        return str(read_drawing_library()), "text/javascript"
    if name == "network.js":
        scripts = [TEMPLATES / "scripts" / script for script in read_json("parts.json")["scripts"]]
        served = [OWN / "scripts" / "remote.js", OWN / "scripts" / "served.js"]
        return _joined([*scripts[:-1], *served, scripts[-1]]), "text/javascript"
    if name == "page.js":
        shared = [TEMPLATES / "scripts" / script for script in _SHARED]
        own = [OWN / "scripts" / script for script in ("remote.js", "page.js", "query.js", "start.js")]
        return _joined([*shared, *own]), "text/javascript"
    raise NotFound


def _joined(files: Iterable[Path]) -> str:
    return "\n".join(file.read_text(encoding="utf-8").replace("\r\n", "\n") for file in files)


@cache
def address_of(name: str) -> str:
    """Return where a file is got; what changes with the file is part of it."""
    return f"/static/{sha256(_file(name)[0].encode('utf-8')).hexdigest()[:12]}/{name}"


def send_static(request: Request, service: Service, version: str, name: str) -> Response:
    """Send a file, to be kept as long as a browser likes."""
    text, media_type = _file(name)
    response = Response(text, mimetype=media_type)
    current = address_of(name).split("/")[2] == version
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if current else "no-cache"
    return response
