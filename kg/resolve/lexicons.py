"""What resolution takes from a pack's word lists: departments, short forms, misread characters, head nouns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.rules.schema import Pack

__all__ = ["address_terms", "breakers", "departments", "known", "lookalikes", "nouns", "short_forms"]

_NOUNS = ("place_heads", "org_heads", "project_heads", "event_heads")


def nouns(pack: Pack) -> tuple[str, ...]:
    """Return the nouns that names of bodies, places and works end in."""
    return tuple(
        sorted({entry.word for name in _NOUNS for entry in pack.lexicons.get(name, ()) if len(entry.word) > 1})
    )


def breakers(pack: Pack) -> frozenset[str]:
    """Return the words that no name begins with: what stands behind one is the whole name (推动|陈塘科创园)."""
    lists = (pack.lexicons[key] for key in pack.lexicons if key.partition("/")[0] in ("verbs", "name_breakers"))
    words = {e.word for entries in lists for e in entries if len(e.word) > 1 and "inside" not in e.columns}
    openers = (pack.lexicons[key] for key in pack.lexicons if key.partition("/")[0] == "name_openers")
    return frozenset(words - {entry.word for entries in openers for entry in entries})


def address_terms(pack: Pack) -> Iterator[str]:
    """Yield the forms of address that stand behind a surname."""
    return (entry.word for entry in pack.lexicons.get("address_terms", ()) if "prefix" not in entry.columns)


def departments(pack: Pack) -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    """Return the forms of bodies with the form that they are brought to; those with an area in them (~) apart."""
    plain: dict[str, str] = {}
    of_area: list[tuple[str, str]] = []
    for entry in pack.lexicons.get("departments", ()):
        plain[entry.word] = entry.word
        for form in entry.columns:
            if "~" in form:
                of_area.append((form, entry.word))
            else:
                plain[form] = entry.word
    return plain, tuple(of_area)


def known(pack: Pack, references: Iterable[str]) -> Iterable[str]:
    """Yield the full names of the lexicons that a reference names."""
    for reference in references:
        name = str(reference).removeprefix("@")
        for key, entries in pack.lexicons.items():
            if key == name or key.startswith(f"{name}/"):
                yield from (entry.word for entry in entries)


def short_forms(pack: Pack, references: Iterable[str]) -> dict[str, str]:
    """Return the short forms that lexicons give, with the full form of each; a form of two things is left out."""
    found: dict[str, str] = {}
    doubtful: set[str] = set()
    for reference in references:
        name = str(reference).removeprefix("@")
        for key, entries in pack.lexicons.items():
            if key != name and not key.startswith(f"{name}/"):
                continue
            for entry in entries:
                for form in entry.columns:
                    if not form.isascii() and form[0] not in ">/?" and found.setdefault(form, entry.word) != entry.word:
                        doubtful.add(form)
    return {form: full for form, full in found.items() if form not in doubtful}


def lookalikes(pack: Pack) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for entry in pack.lexicons.get("lookalikes", ()):
        group = {entry.word, *entry.columns}
        for char in group:
            found.setdefault(char, set()).update(group - {char})
    return {char: frozenset(others) for char, others in found.items()}
