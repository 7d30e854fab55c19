"""Addresses of the vocabularies in use, and terms as text."""

from __future__ import annotations

import re

import pyoxigraph as ox

from kg.export.source import Subject, Term
from kg.vocabulary import NAMESPACE

__all__ = [
    "CKG",
    "NIF",
    "ORG",
    "PROV",
    "RDF",
    "RDFS",
    "SCHEMA",
    "SKOS",
    "XSD",
    "ntriples",
    "proper_tag",
    "text_of",
    "texts_of",
    "value_of",
]

CKG = NAMESPACE
NIF = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
ORG = "http://www.w3.org/ns/org#"
PROV = "http://www.w3.org/ns/prov#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SCHEMA = "https://schema.org/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
XSD = "http://www.w3.org/2001/XMLSchema#"

_SCRIPT, _REGION = re.compile(r"[a-z]{4}"), re.compile(r"[a-z]{2}")


def value_of(term: Term) -> str:
    """Return the address of a resource, or the text of a literal."""
    return str(getattr(term, "value", term))


def texts_of(said: Subject, predicate: str) -> tuple[str, ...]:
    """Return what stands behind a predicate, as texts and addresses, in the order of the file."""
    return tuple(map(value_of, said.get(predicate, ())))


def text_of(said: Subject, predicate: str) -> str:
    """Return the first of what stands behind a predicate, or an empty text."""
    found = said.get(predicate)
    return value_of(found[0]) if found else ""


def proper_tag(tag: str) -> str:
    """Write a language tag as its standard (RFC 5646) does; pyoxigraph gives all in lower case.

    >>> proper_tag("zh-hans"), proper_tag("zh-hant-hk"), proper_tag("en")
    ('zh-Hans', 'zh-Hant-HK', 'en')
    """
    first, *others = tag.lower().split("-")
    return "-".join([first, *map(_subtag, others)])


def _subtag(subtag: str) -> str:
    if _SCRIPT.fullmatch(subtag):
        return subtag.capitalize()
    return subtag.upper() if _REGION.fullmatch(subtag) else subtag


def ntriples(term: Term) -> str:
    """Write a term as N-Triples does, language tags in their proper case.

    >>> print(ntriples(ox.Literal("文苑楼社区", language="zh-hans")))
    "文苑楼社区"@zh-Hans
    """
    written = str(term)
    if isinstance(term, ox.Literal) and term.language:
        return written[: -len(term.language)] + proper_tag(term.language)
    return written
