"""Refuse queries that would reach out of the graph: the engine itself would call the server that they name."""

from __future__ import annotations

from kg.errors import QueryError
from kg.query.lexer import tokens

__all__ = ["refuse_reaching_out"]


def refuse_reaching_out(query: str) -> None:
    """Raise QueryError for a query with SERVICE.

    >>> refuse_reaching_out('SELECT ?service { ?service ckg:service "SERVICE" }  # SERVICE')
    >>> refuse_reaching_out("SELECT * { SERVICE <https://example.org/> { ?s ?p ?o } }")
    Traceback (most recent call last):
    ...
    kg.errors.QueryError: the query asks another server (SERVICE); that is not allowed here
    """
    if any(token.kind == "word" and token.text.upper() == "SERVICE" for token in tokens(query)):
        raise QueryError("the query asks another server (SERVICE); that is not allowed here")
