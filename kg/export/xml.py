"""Text that XML can hold."""

from __future__ import annotations

import re

__all__ = ["printable"]

_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    r"""Return a text with U+FFFD for each character that XML 1.0 cannot hold; a carriage return becomes a line feed.

    >>> printable("红石榴\x0b宣讲团\r\n")
    '红石榴�宣讲团\n\n'
    """
    return _NO_XML.sub("\ufffd", text).replace("\r", "\n")
