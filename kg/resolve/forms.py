"""What one page names: its names by identity key, and which of them are short forms of others on that page.

A pure function of one page, so it is done page by page, anywhere, and kept; pages are brought together in `cluster`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from kg.extract import Extraction
from kg.extract.areas import Frame
from kg.model import Mention, Period
from kg.resolve.keys import Identifier, Key, plain

__all__ = ["Doubt", "Form", "PageForms", "read_names", "read_people"]

_QUALIFIERS = frozenset({"AdministrativeArea", "Subdistrict"})


@dataclass(frozen=True, slots=True)
class Form:
    """One name of a page: its key, the types and spellings it has there, where it stands.

    `joined` is the number of the form that it is a short form of (-1: of none), for the reason `kind`.
    `parent` is the subdistrict written before it; `posts` are the bodies that a person holds posts in; `year` is that
    of an event.
    """

    key: Key
    type: str  # that the firmest rules give it most often
    types: tuple[tuple[str, int], ...]
    names: tuple[tuple[str, int], ...]
    mentions: tuple[int, ...]
    parent: str = ""
    posts: tuple[str, ...] = ()
    year: str = ""
    joined: int = -1
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two forms of a page, by number, kept apart although they may be one: what likens them, what speaks against."""

    one: int
    other: int
    kind: str
    apart: str = ""


@dataclass(frozen=True, slots=True)
class PageForms:
    """All forms of a page; every mention belongs to one."""

    forms: tuple[Form, ...]
    doubts: tuple[Doubt, ...] = ()


@dataclass(slots=True)
class _Draft:
    """A form while the mentions of a page are gone through."""

    key: Key
    has_owner: bool = False
    mentions: list[int] = field(default_factory=list)
    types: Counter[str] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)
    parents: Counter[str] = field(default_factory=Counter)

    def add(self, number: int, mention: Mention, strength: int) -> None:
        self.mentions.append(number)
        self.types[mention.type] += 0 if mention.reference else strength
        if not mention.reference:
            self.names[mention.name] += 1

    def absorb(self, other: _Draft) -> None:
        self.mentions += other.mentions
        self.types.update(other.types)
        self.names.update(other.names)
        self.parents.update(other.parents)

    def form(self, *, posts: tuple[str, ...] = (), year: str = "") -> Form:
        parent = min(self.parents, key=lambda name: (-self.parents[name], name), default="")
        types, names = (tuple(sorted(counts.items())) for counts in (self.types, self.names))
        type = min(self.types, key=lambda type: (-self.types[type], type))
        return Form(self.key, type, types, names, tuple(sorted(self.mentions)), parent, posts, year)


def read_names(page: Extraction, identifier: Identifier, frame: Frame) -> list[Form]:
    """Return the forms of all names of a page but those of persons, in order of their first mention."""
    drafts: dict[tuple[Key, str], _Draft] = {}
    written = _Written(page.mentions, identifier, frame)
    seen: dict[tuple[str, str, str, str, bool], tuple[_Draft, str]] = {}  # a name that comes again needs no new key
    rules = identifier.rules
    for number, mention in enumerate(page.mentions):
        type, name = mention.type, mention.name
        if rules.group(type) == "person":
            continue
        owner, street = written.before(mention)
        is_known = mention.rule in rules.everywhere
        found = seen.get((type, name, owner, street, is_known))
        if found is None:
            key = identifier.key(type, name, frame, owner=owner, is_known=is_known)
            parent = identifier.street_in(type, name) or street
            draft = drafts.setdefault((key, parent), _Draft(key, bool(owner)))
            found = seen[type, name, owner, street, is_known] = draft, parent
        draft, parent = found
        draft.add(number, mention, rules.strengths.get(mention.rule, 2))
        if parent:
            draft.parents[parent] += 1
    years = _years(page)
    kept = _with_owner_once(_with_parent_once(drafts.values()))
    ordered = sorted(kept, key=lambda draft: draft.mentions[0])
    return [draft.form(year=_year_of(draft, years, page.document.date)) for draft in ordered]


class _Written:
    """The areas and subdistricts that are written right before a name: 南山区|西丽街道, 友谊路街|文苑楼社区."""

    def __init__(self, mentions: tuple[Mention, ...], identifier: Identifier, frame: Frame) -> None:
        named = (m for m in mentions if m.type in _QUALIFIERS and not m.reference)
        self._ending = {mention.span.stop: mention for mention in named}
        self._at_home = frozenset(identifier.areas.around(frame.home, frame.city))
        self._identifier, self._frame = identifier, frame

    def before(self, mention: Mention) -> tuple[str, str]:
        """Return the area before a name, where it is not the page's own, and the key of the subdistrict before it."""
        before = self._ending.get(mention.span.start)
        return ("", "") if before is None else (self._owner(before), self._street(mention, before))

    def _owner(self, nearest: Mention) -> str:
        """Return the area before a name, where it is not the page's own; `nearest` is what stands right before it."""
        before: Mention | None = nearest
        while before is not None and before.type == "Subdistrict":
            before = self._ending.get(before.span.start)
        if before is None:
            return ""
        area = self._identifier.key("AdministrativeArea", before.name, self._frame).name
        return "" if area in self._at_home else area

    def _street(self, mention: Mention, before: Mention) -> str:
        """Return the key of the subdistrict before the name of a community or an estate."""
        if before.type != "Subdistrict" or mention.type not in ("Community", "ResidentialCompound"):
            return ""
        return self._identifier.key("Subdistrict", before.name, self._frame).name


def _with_parent_once(drafts: Iterable[_Draft]) -> list[_Draft]:
    """Let a name that stands with one subdistrict before it, and without, be in that one throughout.

    友谊路街东风社区 and 马场街东风社区 of one page are two; which of them 东风社区 is then, the page does not say.
    """
    by_key: dict[Key, list[_Draft]] = defaultdict(list)
    for draft in drafts:
        by_key[draft.key].append(draft)
    kept: list[_Draft] = []
    for several in by_key.values():
        placed = [draft for draft in several if draft.parents]
        if len(placed) == 1:
            for draft in several:
                if draft is not placed[0]:
                    placed[0].absorb(draft)
            kept += placed
        else:
            kept += several
    return kept


def _with_owner_once(drafts: Iterable[_Draft]) -> list[_Draft]:
    """Let a name that stands once with an area before it and then without (西丽街道) be in that area throughout.

    The area before a project or event is who takes part in it (河西区与卓尼县|东西部协作): such a name is at home.
    """
    by_name: dict[tuple[str, str, str], list[_Draft]] = defaultdict(list)
    for draft in drafts:
        by_name[draft.key.group, draft.key.name, draft.key.mark].append(draft)
    kept: list[_Draft] = []
    for (group, _, _), several in by_name.items():
        elsewhere = [draft for draft in several if draft.has_owner]
        at_home = [draft for draft in several if not draft.has_owner]
        if len(elsewhere) == 1 and len(at_home) == 1:
            stays, goes = (at_home, elsewhere) if group == "work" else (elsewhere, at_home)
            stays[0].absorb(goes[0])
            kept += stays
        else:
            kept += several
    return kept


def _years(page: Extraction) -> dict[int, str]:
    """Return the year of each mention of an event that a date is given for."""
    dated = (fact for fact in page.facts if fact.predicate == "heldOn" and isinstance(fact.object, Period))
    return {fact.subject: fact.object.start[:4] for fact in dated if isinstance(fact.object, Period)}


def _year_of(draft: _Draft, years: dict[int, str], day: str | None) -> str:
    """Return the year of an event: that of its date, else the page's."""
    if draft.key.group != "work":
        return ""
    given = sorted({years[number] for number in draft.mentions if number in years})
    return given[0] if given else (day or "")[:4]


def read_people(page: Extraction, identifier: Identifier, frame: Frame, bodies: dict[int, Key]) -> Iterator[Form]:
    """Yield the persons of a page: a form for each name in each article, forms of address joined to full names.

    `bodies` gives the key of what each mention that is no person stands for.
    """
    articles = {sentence.index: sentence.article.rpartition("-")[2] for sentence in page.sentences}
    by_article: dict[str, dict[Key, _Draft]] = defaultdict(dict)
    for number, mention in enumerate(page.mentions):
        if identifier.rules.group(mention.type) != "person":
            continue
        article = articles[mention.sentence]
        mark = "" if _is_full(mention.name, identifier) else f"{page.document.sha256[:8]}-{article}"
        key = identifier.key(mention.type, mention.name, frame)._replace(mark=mark)
        draft = by_article[article].setdefault(key, _Draft(key))
        draft.add(number, mention, identifier.rules.strengths.get(mention.rule, 2))
    posts: dict[int, set[str]] = defaultdict(set)
    for fact in page.facts:
        if fact.predicate == "holdsPost" and isinstance(fact.object, int) and fact.object in bodies:
            posts[fact.subject].add(str(bodies[fact.object]))
    for drafts in by_article.values():
        for draft in _addressed(list(drafts.values()), identifier):
            held = {body for number in draft.mentions for body in posts.get(number, ())}
            yield draft.form(posts=tuple(sorted(held)))


def _is_full(name: str, identifier: Identifier) -> bool:
    """Say whether a name is more than a surname with a form of address (闫大爷)."""
    return not plain(name).endswith(identifier.rules.address)


def _addressed(drafts: list[_Draft], identifier: Identifier) -> list[_Draft]:
    """Join 赵师傅 to 赵德厚 where an article names one person of that surname in full."""
    full = [draft for draft in drafts if not draft.key.mark]
    kept = list(full)
    for draft in drafts:
        if not draft.key.mark:
            continue
        address = next(term for term in identifier.rules.address if draft.key.name.endswith(term))
        called = draft.key.name.removesuffix(address)
        bearers = [other for other in full if called and other.key.name.startswith(called)]
        if len(bearers) == 1:
            bearers[0].absorb(draft)
        else:
            kept.append(draft)
    return kept


def joined(form: Form, number: int, kind: str) -> Form:
    """Return a form as a short form of the one of that number."""
    return replace(form, joined=number, kind=kind)
