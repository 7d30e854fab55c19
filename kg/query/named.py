"""The named questions: one `.rq` file each, with the question in Chinese and English and its parameters in the header.

    # zh: 一个街道有哪些社区？
    # en: Which communities belong to a subdistrict?
    # street: 街道的名称 / name of the subdistrict
    SELECT ?community WHERE {
      VALUES ?street { "友谊路街" }
      …

A line `# reads: evidence.ttl` is in the header of a question that asks the evidence too. A line whose key is any other
explains a parameter. Its default stands in the query itself, in
`VALUES ?street { … }`, so that every file is a query that any SPARQL engine answers as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from kg.directory import EVIDENCE
from kg.errors import QueryError
from kg.query.parameters import defaults

__all__ = ["NamedQuery", "Parameter", "find_query", "named_queries", "reads_evidence"]

_FOLDER = Path(__file__).parent / "named"
_HEADER = re.compile(r"#\s*(\w+):\s*(.*)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What can be chosen in a query: `-p street=友谊路街`."""

    name: str
    what: str  # in words, zh / en
    default: str


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A question that can be asked by its name."""

    name: str
    zh: str
    en: str
    parameters: tuple[Parameter, ...]
    evidence: bool  # whether it asks the evidence
    text: str


@cache
def named_queries() -> Mapping[str, NamedQuery]:
    """Return the questions that come with `kg`, by name, sorted."""
    found = _FOLDER.glob("*.rq")
    queries = (read_query(file.name.removesuffix(".rq"), file.read_text(encoding="utf-8")) for file in found)
    return {query.name: query for query in sorted(queries, key=lambda query: query.name)}


def read_query(name: str, text: str) -> NamedQuery:
    """Read the header of a query; a query without one has no question and no explained parameters."""
    header = _header(text)
    parameters = (Parameter(key, header.get(key, ""), value) for key, value in defaults(text).items())
    return NamedQuery(name, header.get("zh", ""), header.get("en", ""), tuple(parameters), reads_evidence(text), text)


def reads_evidence(text: str) -> bool:
    r"""Say whether a query's header wants the evidence read too.

    >>> reads_evidence("# zh: 有什么依据？\n# reads: evidence.ttl\nASK {}"), reads_evidence("ASK {}")
    (True, False)
    """
    return _header(text).get("reads", "") == EVIDENCE


def _header(text: str) -> dict[str, str]:
    header: dict[str, str] = {}
    for line in text.splitlines():
        match = _HEADER.match(line)
        if match is None:
            break
        header[match[1]] = match[2].strip()
    return header


def find_query(query: str) -> str:
    """Return the text of a query that is given as such, as `@name`, or as the name of an `.rq` file."""
    if query.startswith("@"):
        return _by_name(query[1:])
    if query in _files():
        raise QueryError(f"“{query}” is no SPARQL; did you mean @{query}?")
    if query.endswith(".rq") and "\n" not in query:
        try:
            return Path(query).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise QueryError(f"{query}: cannot be read ({getattr(error, 'strerror', None) or error})") from error
    return query


def _by_name(name: str) -> str:
    """Return the text of a question, without reading the others."""
    files = _files()
    if name not in files:
        near = get_close_matches(name, files)
        told = f"did you mean @{' or @'.join(near)}?" if near else f"there are: {', '.join(files)}"
        raise QueryError(f"there is no question named @{name}; {told}")
    return files[name].read_text(encoding="utf-8")


def _files() -> dict[str, Path]:
    """Return the files of the questions by name, in order of name."""
    return {file.stem: file for file in sorted(_FOLDER.glob("*.rq"), key=lambda file: file.stem)}
