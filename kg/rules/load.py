"""Load packs: folders of YAML rules and plain-text lexicons, checked as a whole, every fault reported at once."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from kg.errors import RuleError
from kg.rules.measured import FIGURE_RULES, read_counts
from kg.rules.schema import Counts, EntityRule, Entry, Example, FactTemplate, Fault, Growth, Pack, RelationRule
from kg.rules.source import LINE, Stanza, read_lexicon, read_mapping, read_stanzas

__all__ = ["DEFAULT_PACKS", "PACKS", "load_packs", "pack_folders"]

PACKS = Path(__file__).parent.parent / "packs"
DEFAULT_PACKS = ("civic", "hexi")

_ENTITY_KEYS = {
    *("id", "why", "type", "strength", "heads", "grow", "words", "match", "bare", "strip"),
    *("reference", "cities", "elsewhere", "after", "modifiers", "proper", "next"),
}
_RELATION_KEYS = {"id", "why", "match", "facts", "layer", "unless", "every", "otherwise", "named", "confidence"}
_PROOF_KEYS = {"examples", "not", "todo"}
_GROWTH_SETS = ("stop_tags", "stop_words", "trim", "pass_words", "trim_tags", "keep_words", "refuse", "hinges")
_LAYERS = ("sentence", "beside", "inside")
_FACT = re.compile(r"^(\S+) (\w+) (\S+)(?: as (\S+))?$")


def pack_folders(packs: Iterable[str] = DEFAULT_PACKS) -> tuple[Path, ...]:
    """Return the folder of each pack, named as one that comes with `kg` or by a path; `civic` comes first."""
    names = list(dict.fromkeys(("civic", *packs)))
    folders = [PACKS / name if (PACKS / name).is_dir() else Path(name) for name in names]
    for name, folder in zip(names, folders, strict=True):
        if not folder.is_dir():
            known = ", ".join(sorted(path.name for path in PACKS.iterdir() if path.is_dir()))
            raise RuleError(f"no pack “{name}”: neither a folder nor one of {known}")
    return tuple(folders)


@lru_cache(maxsize=8)
def load_packs(packs: tuple[str, ...] = DEFAULT_PACKS, *, measured: bool = True) -> Pack:
    """Load the packs into one, the later ones adding to the earlier; raise RuleError with all faults found.

    Without `measured`, what was counted of the rules is left out, and each is trusted as its author wrote.
    """
    return _Loader(pack_folders(packs), measured=measured).load()


class _Loader:
    """Collects what the folders hold; faults are gathered, not raised one by one."""

    def __init__(self, folders: tuple[Path, ...], *, measured: bool) -> None:
        self.folders = folders
        self.measured = measured
        self.faults: list[Fault] = []
        self.lexicons: dict[str, tuple[Entry, ...]] = {}
        self.seen: set[str] = set()

    def load(self) -> Pack:
        files = [path for folder in self.folders for path in sorted(folder.rglob("*.yaml"))]
        texts = [path for folder in self.folders for path in sorted(folder.rglob("*.txt"))]
        for path in texts:
            for section, entries in read_lexicon(path).items():
                name = f"{path.stem}/{section}" if section else path.stem
                self.lexicons[name] = self.lexicons.get(name, ()) + entries
        growths = {name: self._growth(keys) for path in files for name, keys in read_mapping(path, "growth").items()}
        groups = {name: tuple(types) for path in files for name, types in read_mapping(path, "groups").items()}
        words = {name: self._strings(value) for path in files for name, value in read_mapping(path, "words").items()}
        entities = tuple(r for path in files for s in read_stanzas(path, "entities") if (r := self._entity(s)))
        relations = tuple(e for path in files for s in read_stanzas(path, "relations") if (e := self._relation(s)))
        counts = self._counts(files)
        relations = tuple(replace(rule, counts=counts.get(rule.id, Counts())) for rule in relations)
        if self.faults:
            error = RuleError("\n".join(str(fault) for fault in self.faults))
            error.faults = tuple(self.faults)
            raise error
        digest = hashlib.sha256(b"\0".join(path.read_bytes() for path in files + texts)).hexdigest()
        resolution = tuple(found for path in files if (found := read_mapping(path, "resolve")))
        return Pack(entities, relations, growths, groups, words, self.lexicons, digest, resolution, counts)

    def _fault(self, stanza: Stanza, reason: str, remedy: str = "") -> None:
        self.faults.append(Fault(stanza.file, stanza.line, str(stanza.keys.get("id", "")), reason, remedy))

    def _counts(self, files: list[Path]) -> dict[str, Counts]:
        if not self.measured:
            return {}
        relations = {str(s.keys.get("id", "")) for path in files for s in read_stanzas(path, "relations")}
        counts, faults = read_counts(files, relations | FIGURE_RULES.keys())
        self.faults += faults
        return counts

    def _growth(self, keys: dict[str, Any]) -> Growth:
        sets = {name: frozenset(self._strings(keys.get(name, ()))) for name in _GROWTH_SETS}
        return Growth(
            **sets,
            verbal=bool(keys.get("verbal", False)),
            reject=str(keys.get("reject", "")),
            quotes=bool(keys.get("quotes", False)),
            longest=int(keys.get("longest", 16)),
            shortest=int(keys.get("shortest", 1)),
        )

    def _strings(self, value: Any) -> tuple[str, ...]:
        """Expand a list of words in which `@lexicon`, `@lexicon/section`, `@lexicon:column-flag` stand for many."""
        items = value if isinstance(value, list | tuple) else [value]
        return tuple(dict.fromkeys(word for item in items for word in self._expand(str(item))))

    def _expand(self, item: str) -> tuple[str, ...]:
        if not item.startswith("@"):
            return (item,)
        return tuple(entry.word for entry in self._entries(item))

    def _entries(self, reference: str) -> tuple[Entry, ...]:
        reference, _, forms = reference.partition("+")
        name, _, column = reference.lstrip("@").partition(":")
        column, *without = column.split("-")
        sections = [entries for key, entries in self.lexicons.items() if key == name or key.startswith(f"{name}/")]
        if not sections:
            raise RuleError(
                f"no lexicon “{name}” (written “{reference}”); there are {'、'.join(sorted(self.lexicons))}"
            )
        found = [entry for entries in sections for entry in entries if not column or column in entry.columns[:1]]
        kept = [entry for entry in found if set(without).isdisjoint(entry.columns)] if without else found
        short = [Entry(form) for entry in kept for form in _short_forms(entry)] if forms == "short" else []
        return (*kept, *short)

    def _begin(self, stanza: Stanza, known: set[str], needed: tuple[str, ...]) -> bool:
        """Check keys and identity; True if the stanza can be read on."""
        keys = set(stanza.keys)
        before = len(self.faults)
        for unknown in sorted(keys - known - _PROOF_KEYS):
            self._fault(stanza, f"unknown key “{unknown}”", f"use one of {', '.join(sorted(known | _PROOF_KEYS))}")
        for missing in needed:
            if missing not in keys:
                self._fault(stanza, f"“{missing}” is missing", f"add “{missing}:”")
        if stanza.keys.get("id") in self.seen:
            self._fault(stanza, "this id is taken by an earlier rule", "give it another")
        self.seen.add(str(stanza.keys.get("id")))
        return len(self.faults) == before

    def _entity(self, stanza: Stanza) -> EntityRule | None:
        if not self._begin(stanza, _ENTITY_KEYS, ("id", "why", "type")):
            return None
        keys = stanza.keys
        ways = [way for way in ("heads", "words", "match") if way in keys]
        if len(ways) != 1:
            self._fault(stanza, "a rule needs exactly one of heads, words, match")
            return None
        words = [entry for item in _listed(keys.get("words", ())) for entry in self._word_entries(str(item))]
        return EntityRule(
            id=keys["id"],
            why=keys["why"],
            type=keys["type"],
            strength=keys.get("strength", 2),
            heads=self._strings(keys.get("heads", ())),
            grow=keys.get("grow", ""),
            words=tuple(words),
            match=keys.get("match", ""),
            bare=frozenset(self._strings(keys.get("bare", ()))),
            strip=tuple(keys.get("strip", ())),
            after=keys.get("after", ""),
            modifiers=keys.get("modifiers", ""),
            proper="strict" if keys.get("proper") is True else keys.get("proper", ""),
            reference=keys.get("reference", ""),
            cities=frozenset(keys.get("cities", ())),
            elsewhere=keys.get("elsewhere", ""),
            next=frozenset(keys.get("next", ())),
            examples=_examples(keys),
            source=f"{stanza.file}:{stanza.line}",
        )

    def _word_entries(self, item: str) -> tuple[Entry, ...]:
        return self._entries(item) if item.startswith("@") else (Entry(item),)

    def _relation(self, stanza: Stanza) -> RelationRule | None:
        if not self._begin(stanza, _RELATION_KEYS, ("id", "why", "match", "facts")):
            return None
        keys = stanza.keys
        facts = [self._fact(stanza, str(fact)) for fact in _listed(keys["facts"])]
        if keys.get("layer", "sentence") not in _LAYERS:
            self._fault(stanza, f"unknown layer “{keys['layer']}”", f"use one of {', '.join(_LAYERS)}")
        return RelationRule(
            id=keys["id"],
            why=keys["why"],
            match=keys["match"],
            facts=tuple(fact for fact in facts if fact),
            layer=keys.get("layer", "sentence"),
            unless=tuple(_listed(keys.get("unless", ()))),
            every=bool(keys.get("every", False)),
            otherwise=bool(keys.get("otherwise", False)),
            named=tuple((slot, str(source)) for slot, source in keys.get("named", {}).items() if slot != LINE),
            confidence=float(keys.get("confidence", 0.8)),
            examples=_examples(keys),
            source=f"{stanza.file}:{stanza.line}",
        )

    def _fact(self, stanza: Stanza, written: str) -> FactTemplate | None:
        found = _FACT.match(written)
        if found is None:
            self._fault(
                stanza, f"cannot read the fact “{written}”", "write it as “s predicate o” or “s holdsPost o as t”"
            )
            return None
        return FactTemplate(found[1], found[2], found[3], found[4] or "")


def _short_forms(entry: Entry) -> list[str]:
    """Return the columns of an entry that are other forms of the word: neither parents, nor unsafe, nor flags."""
    return [column for column in entry.columns if column and not column.isascii() and column[0] not in ">?/"]


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value]


def _examples(keys: dict[str, Any]) -> tuple[Example, ...]:
    """Read `examples`, `todo` (known misses) and `not` (counter-examples) of a stanza."""
    proofs = [_example(item, todo=False) for item in _listed(keys.get("examples", ()))]
    todos = [_example(item, todo=True) for item in _listed(keys.get("todo", ()))]
    against = [Example(str(item)) for item in _listed(keys.get("not", ()))]
    return (*proofs, *todos, *against)


def _example(item: Any, *, todo: bool) -> Example:
    if isinstance(item, dict):
        return Example(str(item["text"]), tuple(str(fact) for fact in _listed(item["facts"])), todo)
    expect = tuple(re.findall(r"\[([^\]]+)\]", str(item)))
    return Example(re.sub(r"[\[\]]", "", str(item)), expect, todo)
