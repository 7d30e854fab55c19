"""Text that XML can hold."""

from __future__ import annotations

import re
from typing import Any

import networkx as nx

__all__ = ["all_printable", "printable"]

_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    r"""Return a text with U+FFFD for each character that XML 1.0 cannot hold; a carriage return becomes a line feed.

    >>> printable("红石榴\x0b宣讲团\r\n")
    '红石榴�宣讲团\n\n'
    """
    return _NO_XML.sub("\ufffd", text).replace("\r", "\n")


def all_printable(network: nx.MultiDiGraph[Any]) -> nx.MultiDiGraph[Any]:
    """Make all texts of a network such as XML can hold, in place."""
    for _, data in network.nodes(data=True):
        _make_printable(data)
    for _, _, data in network.edges(data=True):
        _make_printable(data)
    return network


def _make_printable(data: dict[str, Any]) -> None:
    data.update({name: printable(value) for name, value in data.items() if isinstance(value, str)})
