"""Put the values of parameters into a query, as RDF terms that the engine itself writes.

A parameter is a variable with one default: `VALUES ?street { "友谊路街" }`. Its value takes the place of the default
and is of the same kind (text, tagged text, number, date, IRI); whatever characters it holds, it stays one term.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from kg.errors import QueryError
from kg.query.lexer import Token, tokens

__all__ = ["bind_parameters", "defaults"]


def bind_parameters(query: str, values: Mapping[str, str]) -> str:
    r"""Return the query with the values in place of its defaults.

    >>> print(bind_parameters('SELECT * { VALUES ?street { "友谊路街" } }', {"street": '"} 马场街'}))
    SELECT * { VALUES ?street { "\"} 马场街" } }
    """
    places = _places(query)
    names = dict.fromkeys(name for name, _, _ in places)
    for name in values:
        if name not in names:
            known = ", ".join(names) or "none"
            raise QueryError(f"the query has no parameter “{name}” (it has: {known})")
    for name, start, stop in reversed(places):
        if name in values:
            term = _term(name, values[name], like=query[start:stop])
            query = query[:start] + str(term) + query[stop:]
    return query


def defaults(query: str) -> dict[str, str]:
    """Return the query's parameters with their defaults, as plain text.

    >>> defaults('SELECT * { VALUES ?street { "友谊路街"@zh-Hans } VALUES ?least { 100 } }')
    {'street': '友谊路街', 'least': '100'}
    """
    return {name: _parse(query[start:stop]).value for name, start, stop in _places(query)}


def _places(query: str) -> list[tuple[str, int, int]]:
    """Find where the defaults of parameters stand: the one term of a `VALUES ?name { term }`.

    A parameter that sub-selects need stands in several places, with the same default in each.
    """
    parts = [*tokens(query), Token("mark", "", len(query))]
    places: list[tuple[str, int, int]] = []
    for i, part in enumerate(parts[:-4]):
        if part.kind == "word" and part.text.upper() == "VALUES" and parts[i + 1].kind == "variable":
            end = next((j for j in range(i + 3, len(parts)) if parts[j].text == "}"), None)
            if parts[i + 2].text == "{" and end is not None and end > i + 3:
                places.append((parts[i + 1].text[1:], parts[i + 3].start, _end(parts[end - 1])))
    return [(name, start, stop) for name, start, stop in places if _is_term(query[start:stop])]


def _end(token: Token) -> int:
    return token.start + len(token.text)


def _is_term(text: str) -> bool:
    try:
        _parse(text)
    except SyntaxError:
        return False
    return True


def _parse(text: str) -> Literal | NamedNode:
    """Read one term as the engine reads it; raise SyntaxError where it is none, or several."""
    found = Store().query(f"SELECT ?term {{ VALUES ?term {{ {text} }} }}", prefixes=_XSD)
    terms = [solution["term"] for solution in found] if isinstance(found, QuerySolutions) else []
    term = terms[0] if len(terms) == 1 else None
    if not isinstance(term, Literal | NamedNode):
        raise SyntaxError(text)
    return term


_XSD = {"xsd": "http://www.w3.org/2001/XMLSchema#"}
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")


def _term(name: str, value: str, *, like: str) -> Literal | NamedNode:
    """Make a term of a value, of the same kind as the default."""
    default = _parse(like)
    if isinstance(default, NamedNode):
        try:
            return NamedNode(value)
        except ValueError as error:
            raise QueryError(f"-p {name}: “{value}” is no IRI") from error
    if default.language:
        return Literal(value, language=default.language)
    if default.datatype.value.endswith(("#integer", "#decimal", "#double")) and not _NUMBER.fullmatch(value):
        raise QueryError(f"-p {name}: “{value}” is no number")
    return Literal(value, datatype=default.datatype)
