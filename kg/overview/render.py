"""Write the report as one HTML file: no script, nothing to load, both languages in it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from kg import __version__
from kg.overview.gather import Month, Overview
from kg.text.written import amount, day
from kg.view.assets import TEMPLATES, content_policy, read_json
from kg.view.page import title_of

__all__ = ["render_overview"]

_OWN = Path(__file__).parent / "template"
LONGEST_NAME = 80


def render_overview(overview: Overview, *, page: str | None = None) -> str:
    """Return the report as HTML; `page` is where the network page lies, as the report can refer to it."""
    styles = Markup((TEMPLATES / "styles/tokens.css").read_text(encoding="utf-8")) + Markup(
        (_OWN / "report.css").read_text(encoding="utf-8")
    )
    return (
        _environment()
        .get_template("report.html")
        .render(
            overview=overview,
            title=title_of(overview.frames, "图谱报告"),
            english=title_of(overview.frames, "Graph report"),
            version=__version__,
            styles=styles,
            policy=content_policy(scripts=[], styles=[styles]),
            palette=read_json("palette.json"),
            href=lambda id: f"{page}#e={quote(id, safe='/', errors='replace')}" if page else "",
            columns=_columns(overview.months),
        )
    )


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_OWN), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {"cut": _cut, "day": day, "amount": _amount, "english": _english}
    return environment


def _cut(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1] + "…"


def _amount(value: Decimal, unit: str, modifier: str) -> str:
    return amount(f"{value:f}", unit, modifier)


def _english(value: Decimal, unit: str, modifier: str) -> str:
    """Write a figure with its thousands apart.

    >>> _english(Decimal("607000000"), "元", "超")
    '超607,000,000元'
    """
    after = modifier in ("余", "多")
    return f"{'' if after else modifier}{value.normalize():,f}{modifier if after else ''}{unit}"


def _columns(months: tuple[Month, ...]) -> list[tuple[Month, tuple[float, float, float]]]:
    """Return how high the columns of each month are, in percent of the highest."""
    most = max((n for month in months for n in (month.articles, month.events, month.openings)), default=0) or 1
    heights = ((month.articles, month.events, month.openings) for month in months)
    return [
        (month, (round(100 * a / most, 1), round(100 * e / most, 1), round(100 * o / most, 1)))
        for month, (a, e, o) in zip(months, heights, strict=True)
    ]
