"""The addresses of things: once published they stay, whatever pages are added, dropped or read anew.

An address belongs to the atom it was made from, its home. A thing keeps the oldest address that is at home in it; other
addresses that were once published for its atoms go on to lead to it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from kg.iri import entity_id
from kg.resolve.keys import Key

__all__ = ["Address", "Addresses", "Claim", "give_addresses"]


@dataclass(frozen=True, slots=True, order=True)
class Address:
    """An address that was published for an atom since some build; `is_home`: it was made from this atom."""

    since: int
    id: str
    atom: str
    is_home: bool


@dataclass(frozen=True, slots=True)
class Claim:
    """What the address of a thing is made from: its type, the key to make a new one of, all its atoms."""

    type: str
    key: Key
    atoms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses of things, in their order; `replaced` maps older addresses to the ones that stand now."""

    ids: tuple[str, ...]
    replaced: dict[str, str]
    added: tuple[Address, ...]


def give_addresses(
    things: Sequence[Claim],
    published: Iterable[Address],
    *,
    build: int,
    is_taken: Callable[[str], bool] = lambda id: False,
) -> Addresses:
    """Return the address of each thing; `added` is what this build publishes for the first time.

    `published` are the addresses that were published for any atom of the things; `is_taken` knows of others.
    """
    known = sorted(published)
    owned = _owners(things, known)
    taken = {address.id for address in known}
    ids: list[str] = []
    replaced: dict[str, str] = {}
    for number, thing in enumerate(things):
        held = owned.get(number, [])
        id = held[0] if held else _new(thing, lambda id: id in taken or is_taken(id))
        taken.add(id)
        ids.append(id)
        replaced.update(dict.fromkeys(held[1:], id))
    return Addresses(tuple(ids), dict(sorted(replaced.items())), _added(things, ids, known, build))


def _owners(things: Sequence[Claim], known: Sequence[Address]) -> dict[int, list[str]]:
    """Return, for each thing, the addresses that lead to it: those at home in it first, the oldest first."""
    by_atom: dict[str, int] = {}
    for number, thing in enumerate(things):
        for atom in thing.atoms:
            by_atom.setdefault(atom, number)
    at_home = {a.id: by_atom[a.atom] for a in known if a.is_home and a.atom in by_atom}
    strays: dict[str, list[int]] = defaultdict(list)
    for address in known:
        if address.id not in at_home and address.atom in by_atom:
            strays[address.id].append(by_atom[address.atom])
    since: dict[str, int] = {}
    for address in known:
        since[address.id] = min(address.since, since.get(address.id, address.since))
    owned: dict[int, list[str]] = defaultdict(list)
    for id in sorted(at_home, key=lambda id: (since[id], id)):
        owned[at_home[id]].append(id)
    for id in sorted(strays, key=lambda id: (since[id], id)):
        holders = strays[id]
        owned[min(holders, key=lambda number: (-holders.count(number), number))].append(id)
    return owned


def _new(thing: Claim, is_taken: Callable[[str], bool]) -> str:
    """Make an address; should another thing have it by chance, count on."""
    key = str(thing.key)
    id, count = entity_id(thing.type, thing.key.name, key), 1
    while is_taken(id):
        count += 1
        id = entity_id(thing.type, thing.key.name, f"{key}|{count}")
    return id


def _added(things: Sequence[Claim], ids: Sequence[str], known: Sequence[Address], build: int) -> tuple[Address, ...]:
    held = {(address.id, address.atom) for address in known}
    old = {address.id for address in known}
    found = (
        Address(build, id, atom, id not in old and atom == thing.atoms[0])
        for thing, id in zip(things, ids, strict=True)
        for atom in thing.atoms
        if (id, atom) not in held
    )
    return tuple(sorted(found))
