"""The answer to a query, as a value; its forms are written by `kg.query.write`."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

__all__ = ["Answer", "Term"]

Term = NamedNode | BlankNode | Literal | Triple


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gave: rows of terms (SELECT), triples (CONSTRUCT, DESCRIBE) or yes and no (ASK)."""

    variables: tuple[str, ...] = ()
    rows: tuple[tuple[Term | None, ...], ...] = ()
    triples: tuple[Triple, ...] | None = None
    boolean: bool | None = None
    cut: bool = False  # there was more than the limit allows

    def table(self) -> tuple[tuple[str, ...], tuple[tuple[Term | None, ...], ...]]:
        """Return the column names and rows; triples are rows of three."""
        if self.boolean is not None:
            return ("answer",), ((Literal(self.boolean),),)
        if self.triples is not None:
            rows = tuple((triple.subject, triple.predicate, triple.object) for triple in self.triples)
            return ("subject", "predicate", "object"), rows
        return self.variables, self.rows
