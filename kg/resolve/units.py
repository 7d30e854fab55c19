"""What pages are brought together from: the names of each page with the short forms they have there, and their atoms.

An atom is the smallest thing that can be told from others by its name, place and mark alone. Every thing is made of
atoms; its address comes from one of them, and people's decisions speak of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.extract import Extraction
from kg.iri import digest
from kg.resolve.decisions import Decisions
from kg.resolve.forms import Form, PageForms
from kg.resolve.keys import Key
from kg.text.pinyin import slug

__all__ = ["Page", "Unit", "atom_id", "atom_of", "units_of"]


@dataclass(frozen=True, slots=True)
class Page:
    """One page as it is resolved: what was read from it, and its names."""

    extraction: Extraction
    forms: PageForms


@dataclass(slots=True, eq=False)
class Unit:
    """A thing as one page names it: the number of the page, its full form, the numbers of all its forms there."""

    page: int
    form: Form
    atom: Key
    forms: list[int]
    home: str = ""
    posts: tuple[str, ...] = ()
    parent: str = ""
    year: str = ""

    @property
    def key(self) -> Key:
        return self.form.key


def units_of(pages: Sequence[Page], decisions: Decisions) -> Iterator[Unit]:
    """Yield the units of pages, in order; short forms that people told apart from their full forms stand alone."""
    for number, page in enumerate(pages):
        forms, home = page.forms.forms, page.extraction.document.frame or ""
        units: dict[int, Unit] = {}
        for place, form in enumerate(forms):
            root = form.joined
            if root < 0 or _is_refused(form, forms[root], decisions):
                units[place] = Unit(number, form, atom_of(form), [place], home, form.posts, form.parent, form.year)
        for place, form in enumerate(forms):
            if place not in units:
                _join(units[form.joined], place, form)
        yield from units.values()


def _join(unit: Unit, place: int, form: Form) -> None:
    unit.forms.append(place)
    unit.parent = unit.parent or form.parent
    unit.year = min(filter(None, (unit.year, form.year)), default="")


def _is_refused(form: Form, root: Form, decisions: Decisions) -> bool:
    if not decisions.apart:
        return False
    return decisions.are_apart(atom_id(atom_of(form)), atom_id(atom_of(root)))


def atom_of(form: Form) -> Key:
    """Return the atom of a form: persons by a post, communities by their subdistrict, bare events by their year."""
    key = form.key
    if key.mark:
        return key
    if key.group == "person" and form.posts:
        return key._replace(mark=form.posts[0])
    if key.group == "settlement" and form.parent:
        return key._replace(mark=form.parent)
    if form.type == "Event" and form.year:
        return key._replace(mark=f"c{form.year}")
    return key


@lru_cache(maxsize=1 << 16)
def atom_id(atom: Key) -> str:
    """Return the address of an atom: a name, not a thing; it depends on nothing but the name, its place and its mark.

    >>> atom_id(Key("body", "环宇城", "河西区"))
    'name/huanyucheng-8d9046d8'
    """
    return f"name/{slug(atom.name)}-{digest(atom.group, str(atom), length=8)}"
