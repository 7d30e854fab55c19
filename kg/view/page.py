"""Render the network page: one file that opens offline and asks no host for anything."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from kg.graph import Graph
from kg.iri import BASE_IRI
from kg.view.assets import (
    TEMPLATES,
    content_policy,
    embed,
    read_drawing_library,
    read_json,
    read_scripts,
    read_styles,
)
from kg.view.choose import Shown, choose
from kg.view.drawing import build_network
from kg.view.tables import build_tables
from kg.vocabulary import Vocabulary, read_vocabulary

__all__ = ["Served", "draw", "render_page", "title_of"]

LANGUAGES = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Served:
    """Where a page that a server gives finds its parts, and what `scripts/served.js` must know."""

    home: str
    style: str
    library: str
    scripts: str
    config: Mapping[str, object]
    labels: Mapping[str, Mapping[str, str]]  # beside those of the page, by language


def render_page(
    graph: Graph,
    *,
    vocabulary: Vocabulary | None = None,
    base: str = BASE_IRI,
    shown: Shown | None = None,
    served: Served | None = None,
) -> str:
    """Return the network page of a graph as HTML, the same for the same graph on every machine.

    `base` is the address that the ids of entities stand below; `shown` is what `choose` gave of the graph, if that was
    asked already. A graph too large for one page (over 5,000 entities) is
    shown in part, what most relations tie, and the page says so. A `served` page refers to its parts instead of
    holding them, and asks its server for more of the graph.
    """
    vocabulary = vocabulary or read_vocabulary()
    shown = shown or choose(graph)
    network = build_network(shown, vocabulary)
    labels = {language: read_json(f"labels/{language}.json") for language in LANGUAGES}
    if served is not None:
        labels = {language: {**texts, **served.labels[language]} for language, texts in labels.items()}
    tables = embed(build_tables(shown, vocabulary, base=base))
    network.templateEnv = _environment()
    network.templateEnv.globals |= _parts() | {
        "title": title_of((document.frame for document in graph.documents), labels["zh"]["title"]),
        "labels": labels["zh"],
        "help_keys": read_json("help.json"),
        "tables": tables,
        "languages": embed(labels),
        "served": served,
    }
    network.path = "page.html"
    html: str = network.generate_html()
    return html


def draw(graph: Graph, *, vocabulary: Vocabulary, base: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the tables of a graph and how it is drawn, as the page holds them."""
    shown = choose(graph)
    network = build_network(shown, vocabulary)
    drawing = {"nodes": network.nodes, "edges": network.edges, "options": network.options}
    return build_tables(shown, vocabulary, base=base), drawing


def title_of(frames: Iterable[str | None], title: str) -> str:
    """Name a page after the home districts of its documents: 河西区 · 新闻知识图谱."""
    named = sorted({frame for frame in frames if frame})[:3]
    return " · ".join(("、".join(named), title)) if named else title


def _environment() -> Environment:
    """Return an environment of Jinja that escapes everything but what was vouched for."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"embed": embed, "options": lambda text: embed(json.loads(text))}
    return environment


@cache
def _parts() -> dict[str, str | Markup]:
    """Return the scripts and styles of the page, and the policy that lets these run and nothing else."""
    library, scripts, styles = read_drawing_library(), read_scripts(), read_styles()
    policy = content_policy(scripts=[library, scripts], styles=[styles])
    return {"library": library, "scripts": scripts, "styles": styles, "policy": policy}
