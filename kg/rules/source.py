"""Read YAML and word lists with their line numbers, so that every fault can be shown where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from kg.errors import RuleError
from kg.rules.schema import Entry
from kg.text.data import FastLoader

__all__ = ["LINE", "Stanza", "read_lexicon", "read_mapping", "read_stanzas", "shown_path"]

LINE = "__line__"
SECTION_COMMENT = "#"


@dataclass(frozen=True, slots=True)
class Stanza:
    """One item of a YAML list: its file, its first line and its keys."""

    file: str
    line: int
    keys: dict[str, Any]


class _Loader(FastLoader):  # type: ignore[misc, valid-type]
    """The safe loader; mappings remember the line on which they begin (counted from 1)."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        mapping: dict[Any, Any] = super().construct_mapping(node, deep=True)
        mapping[LINE] = node.start_mark.line + 1
        return mapping


def read_stanzas(path: Path, section: str) -> Iterator[Stanza]:
    """Yield the items of `section` in a YAML file; a file without that section yields nothing."""
    for item in _document(path).get(section, ()) or ():
        if not isinstance(item, dict):
            raise RuleError(f"{path.name}: every item of “{section}” must be a mapping, not {item!r}")
        keys = dict(item)
        yield Stanza(shown_path(path), keys.pop(LINE, 0), keys)


def shown_path(path: Path) -> str:
    """Return a file's path as faults show it, from the folder above the pack on: two files of a pack may share a name.

    >>> shown_path(Path("kg/packs/civic/entities/bodies.yaml"))
    'civic/entities/bodies.yaml'
    """
    return "/".join(path.parts[-3:])


def read_mapping(path: Path, section: str) -> dict[str, Any]:
    """Return the mapping `section` of a YAML file, without the line marks."""
    found = _document(path).get(section) or {}
    if not isinstance(found, dict):
        raise RuleError(f"{path.name}: “{section}” must be a mapping, not {found!r:.60}")
    return {key: value for key, value in found.items() if key != LINE}


def _document(path: Path) -> dict[str, Any]:
    try:
        stamp = path.stat()
    except OSError as error:
        raise RuleError(f"{path.name}: cannot be read: {error}") from error
    return _parsed(path, stamp.st_mtime_ns, stamp.st_size)


@lru_cache(maxsize=64)
def _parsed(path: Path, changed: int, size: int) -> dict[str, Any]:
    """Parse a file once, though each of its sections is asked for by itself; `changed` and `size` tell its versions."""
    try:
        loaded = _load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise RuleError(_yaml_message(path, error)) from error
    except (OSError, UnicodeDecodeError) as error:
        raise RuleError(f"{path.name}: cannot be read: {error}") from error
    if not isinstance(loaded, dict):
        raise RuleError(f"{path.name}: the file must be a YAML mapping with sections such as “entities:”")
    return loaded


def _load(text: str) -> object:
    try:
        return yaml.load(text, Loader=_Loader)
    except yaml.YAMLError:
        return yaml.safe_load(text)  # says what is wrong in words that do not depend on the parser


def _yaml_message(path: Path, error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or "not YAML"
    if mark is None:
        return f"{path.name}: {problem}"
    line = path.read_text(encoding="utf-8").splitlines()[mark.line : mark.line + 1] or [""]
    return f"{path.name}:{mark.line + 1}: {problem}\n  {line[0]}\n  {' ' * mark.column}^"


def read_lexicon(path: Path) -> dict[str, tuple[Entry, ...]]:
    """Read a word list: one entry a line, further columns after tabs, `[section]` lines group what follows.

    Returns the entries by section; what stands before the first section is in section "".
    """
    sections: dict[str, list[Entry]] = {}
    current: list[Entry] = sections.setdefault("", [])
    for raw in path.read_text(encoding="utf-8").splitlines():
        line = raw.strip("\r\n")
        if not line.strip() or line.startswith(SECTION_COMMENT):
            continue
        if line.startswith("[") and line.rstrip().endswith("]"):
            current = sections.setdefault(line.strip()[1:-1], [])
            continue
        word, *columns = (part.strip() for part in line.split("\t"))
        current.append(Entry(word, (), tuple(columns)))
    return {name: tuple(entries) for name, entries in sections.items() if entries}
