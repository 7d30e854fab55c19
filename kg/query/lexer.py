"""Cut a SPARQL query into its lexical parts, as far as is needed to know keywords from text.

Source: the terminals of the SPARQL 1.1 grammar (https://www.w3.org/TR/sparql11-query/#sparqlGrammar).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

__all__ = ["Token", "tokens"]


class Token(NamedTuple):
    """A part of a query. `kind`: string, iri, comment, variable, name (with a colon), word or mark."""

    kind: str
    text: str
    start: int


_TOKEN = re.compile(
    r"""
    (?P<string>\"{3}(?:[^"\\]|\\.|"(?!""))*\"{3}|'{3}(?:[^'\\]|\\.|'(?!''))*'{3}
              |"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
    |(?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    |(?P<comment>\#[^\n\r]*)
    |(?P<variable>[?$]\w+)
    |(?P<name>(?:\w[\w.\-]*)?:(?:[\w:%.\-]|\\.)*)
    |(?P<word>\w+)
    |(?P<space>\s+)
    |(?P<mark>.)
    """,
    re.VERBOSE | re.DOTALL,
)


def tokens(query: str) -> Iterator[Token]:
    """Yield the parts of a query in their order, spaces and comments left out.

    >>> [token.text for token in tokens('ASK { ?社区 ckg:name "a # b" } # why')]
    ['ASK', '{', '?社区', 'ckg:name', '"a # b"', '}']
    """
    for match in _TOKEN.finditer(query):
        if match.lastgroup not in ("space", "comment"):
            yield Token(match.lastgroup or "mark", match.group(), match.start())
