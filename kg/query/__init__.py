"""Ask a graph questions in SPARQL, on the spot: free text, a file, or one of the named questions.

>>> named_queries()["communities"].zh
'一个街道（或一个区）有哪些社区？'
"""

from __future__ import annotations

from kg.query.answer import Answer
from kg.query.evaluate import Limits
from kg.query.named import NamedQuery, Parameter, find_query, named_queries
from kg.query.run import run_query
from kg.query.write import FORMATS, write_answer

__all__ = [
    "FORMATS",
    "Answer",
    "Limits",
    "NamedQuery",
    "Parameter",
    "find_query",
    "named_queries",
    "run_query",
    "write_answer",
]
