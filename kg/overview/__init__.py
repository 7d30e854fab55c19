"""What is in a build, told in one page: counts, plots of figures, what was refused, what needs a person's look."""

from kg.overview.gather import Overview, gather_overview
from kg.overview.render import render_overview

__all__ = ["Overview", "gather_overview", "render_overview"]
