"""Answers of SPARQL engines in a form that can be compared: what engines may do as they like is levelled, no more."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from decimal import Decimal

__all__ = ["Rows", "differences", "rows"]

XSD = "http://www.w3.org/2001/XMLSchema#"
STRING = XSD + "string"
NUMBERS = {XSD + name for name in ("integer", "decimal", "int", "long", "double", "float", "nonNegativeInteger")}
JOINED = re.compile(r'GROUP_CONCAT\([^;]*;\s*SEPARATOR\s*=\s*"(.+?)"\s*\)\s+AS\s+\?(\w+)', re.IGNORECASE)

Rows = Counter[frozenset[tuple[str, tuple[object, ...]]]]


def rows(answer: str, query: str = "") -> Rows:
    """Read an answer in SPARQL's JSON, as a count of each row; yes and no are a row each."""
    read = json.loads(answer)
    if "boolean" in read:
        return Counter([frozenset({("", (read["boolean"],))})])
    joints = {name: joint for joint, name in JOINED.findall(query)}
    return Counter(_row(binding, joints) for binding in read["results"]["bindings"])


def differences(wanted: Rows, found: Rows) -> str:
    """Show a few rows that only one of two answers has; nothing where they are equal."""
    missing, more = wanted - found, found - wanted
    lines = [f"{missing.total()} rows of {wanted.total()} are missing, {more.total()} are too much"]
    lines += [f"  - {sorted(row)}" for row in list(missing)[:3]]
    lines += [f"  + {sorted(row)}" for row in list(more)[:3]]
    return "\n".join(lines) if missing or more else ""


def _row(binding: Mapping[str, Mapping[str, str]], joints: Mapping[str, str]) -> frozenset[tuple[str, tuple]]:
    """Read a row; of a GROUP_CONCAT the order is free, nothing may be "" or unbound, and a language may be kept."""
    single = {(name, _term(term)) for name, term in binding.items() if name not in joints}
    parts = {
        (name, tuple(sorted(binding[name]["value"].split(joint)))) for name, joint in joints.items() if name in binding
    }
    return frozenset(single | {(name, values) for name, values in parts if values != ("",)})


def _term(term: Mapping[str, str]) -> tuple[object, ...]:
    """Level the case of language tags, the spelling of numbers, and whether xsd:string is said."""
    value, datatype, language = term["value"], term.get("datatype", STRING), term.get("xml:lang")
    if term["type"] == "uri":
        return "uri", value
    assert term["type"] in ("literal", "typed-literal"), f"the graph has no such terms: {term}"
    if language:
        return "text", value, language.lower()
    if datatype in NUMBERS:
        return "number", Decimal(value)
    return ("text", value) if datatype == STRING else ("typed", value, datatype)
