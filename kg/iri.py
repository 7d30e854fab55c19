"""The addresses of things, below the base IRI.

    community/wenyuanlou-shequ-1f3a9c        an entity: class, name in pinyin, hash of its identity key

The hash alone tells two things of one name and class apart, so an address stays when pages are added, aliases are found
or other things of that name turn up; the pinyin is there for people.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256

from kg.text.pinyin import slug

__all__ = ["BASE_IRI", "author_id", "class_slug", "digest", "entity_id", "short_digest"]

BASE_IRI = "https://w3id.org/civic-kg/id/"

_DIGITS = "abcdefghijklmnopqrstuvwxyz234567"  # those of base 32
_PAIRS = [one + other for one in _DIGITS for other in _DIGITS]
_BITS = 256
_CAPITAL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def entity_id(type: str, name: str, key: str) -> str:
    """Return the address of an entity below the base: its class, its name in pinyin, six digits of its identity.

    `type` is the local name of its class in the guide, `key` whatever tells it from all other things of that class: a
    name with its parent place, say. The digits are the first six of the SHA-256 of `type`, a line break and `key`.

    >>> entity_id("Community", "文苑楼社区", "文苑楼社区|友谊路街|河西区")
    'community/wenyuanlou-shequ-10a5a8'
    """
    return f"{class_slug(type)}/{slug(name)}-{digest(type, key, length=6)}"


def author_id(name: str) -> str:
    """Return the address of a name that stands in a byline; one name has one address.

    >>> author_id("赵钰真")
    'author/zhaoyuzhen-cacf38'
    """
    return f"author/{slug(name)}-{digest(name, length=6)}"


def class_slug(type: str) -> str:
    """Write the name of a class in lower case with hyphens.

    >>> class_slug("AdministrativeArea"), class_slug("Road")
    ('administrative-area', 'road')
    """
    return _CAPITAL.sub("-", type).lower()


def digest(*parts: str, length: int) -> str:
    """Return the first hexadecimal digits of the SHA-256 of some texts, joined by line breaks.

    >>> digest("河西区", "友谊路街", length=6)
    'f393c9'
    """
    return _hash(parts).hex()[:length]


def short_digest(*parts: str, length: int = 10) -> str:
    """Return the beginning of the same SHA-256 in base 32, lower case: five bits a character instead of four.

    Ten characters stay apart in a graph of a million facts, six in one of a thousand pages.

    >>> short_digest("河西区", "友谊路街")
    '6oj4sbm475'
    """
    pairs = (length + 1) // 2
    bits = int.from_bytes(_hash(parts), "big") >> (_BITS - 10 * pairs)
    return "".join([_PAIRS[bits >> 10 * place & 1023] for place in range(pairs - 1, -1, -1)])[:length]


def _hash(parts: Iterable[str]) -> bytes:
    return sha256("\n".join(parts).encode("utf-8", errors="surrogatepass")).digest()
