"""What pages are brought together from: the names of each page with the short forms they have there, and their atoms.

An atom is the smallest thing that can be told from others by its name, place and mark alone. Every thing is made of
atoms; its address comes from one of them, and people's decisions speak of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.extract import Extraction
from kg.extract.areas import Frame, Gazetteer
from kg.iri import digest
from kg.resolve.decisions import Decisions
from kg.resolve.forms import Doubt, Form, PageForms
from kg.resolve.keys import Key
from kg.text.pinyin import slug

__all__ = ["Named", "Page", "Unit", "atom_id", "atom_of", "base_of", "block_of", "named_on", "units_of"]


@dataclass(frozen=True, slots=True)
class Page:
    """One page as it is read: what was extracted from it, and its names."""

    extraction: Extraction
    forms: PageForms


@dataclass(frozen=True, slots=True)
class Named:
    """The names of a page, or some of them: all that is needed to bring them together with those of other pages.

    `numbers` are those that the forms have among all of the page; `joined` and the doubts count within `forms`.
    """

    id: str
    sha256: str
    frame: Frame
    forms: tuple[Form, ...]
    doubts: tuple[Doubt, ...] = ()
    numbers: tuple[int, ...] = ()

    @property
    def home(self) -> str:
        """Return the home district of the page."""
        return self.frame.home


def named_on(page: Page, gazetteer: Gazetteer) -> Named:
    """Return all names of a page."""
    document, forms = page.extraction.document, page.forms
    frame = gazetteer.frame(document.frame, document.text)
    return Named(document.id, document.sha256, frame, forms.forms, forms.doubts, tuple(range(len(forms.forms))))


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


def units_of(pages: Sequence[Named], decisions: Decisions) -> Iterator[Unit]:
    """Yield the units of pages, in order; short forms that people told apart from their full forms stand alone."""
    for number, page in enumerate(pages):
        forms, home = page.forms, page.home
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


def base_of(key: Key) -> Key:
    """Return a key without the marks that tell things of one name apart; a form of address keeps its page."""
    return key if key.group == "person" or not key.mark else key._replace(mark="")


def block_of(key: Key) -> str:
    """Return the group, name and place of a key as one text: names of one block are always looked at together."""
    return f"{key.group}:{key.name}|{key.scope}"


@lru_cache(maxsize=1 << 16)
def atom_id(atom: Key) -> str:
    """Return the address of an atom: a name, not a thing; it depends on nothing but the name, its place and its mark.

    >>> atom_id(Key("body", "环宇城", "河西区"))
    'name/huanyucheng-8d9046d8'
    """
    return f"name/{slug(atom.name)}-{digest(atom.group, str(atom), length=8)}"
