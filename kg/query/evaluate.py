"""Evaluate a query in this process: what the process set apart for it does."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import islice

from pyoxigraph import NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Store

from kg.errors import LimitError, NoFormError, QueryError
from kg.query.answer import Answer
from kg.query.guard import refuse_reaching_out
from kg.query.lexer import tokens
from kg.query.prefixes import PREFIXES
from kg.query.write import write_answer

__all__ = ["DEFAULT", "Job", "Limits", "evaluate", "evaluate_to_text"]

_LONGEST_LINE = 300  # that is shown
_POSITION = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_PREFIX = re.compile(r"([\w.-]*):[^\s:]*$")
_BEGINNINGS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a query may take.

    Seconds of time, rows (or triples) of its answer, megabytes of memory beyond the graph's own, and of its answer.
    """

    seconds: float = 60.0
    rows: int = 100_000
    megabytes: int = 2_000
    answer_megabytes: int = 1_000


DEFAULT = Limits()


@dataclass(frozen=True, slots=True)
class Job:
    """A query to evaluate, and how its answer is wanted.

    `graphs` and `named` are the data set that a request names. Where both are empty, a query sees that which its own
    FROM names, or else all graphs as one.
    """

    query: str
    limits: Limits = DEFAULT
    graphs: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    form: str | None = None  # of rows and of yes or no; None for an answer as a value
    graph_form: str | None = None  # of triples
    whole: bool = False  # refuse what is longer than the limit, instead of cutting it


def evaluate(store: Store, job: Job) -> Answer:
    """Answer a query, up to the limit of rows; raise QueryError where it is not right, or reaches out of the graph."""
    refuse_reaching_out(job.query)
    try:
        found = _ask(store, job)
    except (SyntaxError, ValueError) as error:
        raise QueryError(_show_fault(job.query, str(error))) from error
    try:
        answer = _answer(found, job.limits.rows)
    except (ValueError, OSError, RuntimeError) as error:
        raise QueryError(f"the query cannot be answered: {error}") from error
    if answer.cut and job.whole:
        raise LimitError(
            f"the answer has more than {job.limits.rows:,} rows; ask for less, or for a part (LIMIT, OFFSET)"
        )
    return answer


def evaluate_to_text(store: Store, job: Job) -> tuple[str, bytes]:
    """Answer a query in the form that is wanted: the form's name, and the text as UTF-8."""
    answer = evaluate(store, job)
    form = job.form if answer.triples is None else job.graph_form
    if form is None:
        kind = "a table" if answer.triples is None else "a graph"
        raise NoFormError(f"the answer is {kind}, and there is no such form of it")
    return form, write_answer(answer, form, prefixes=PREFIXES).encode("utf-8")


def _ask(store: Store, job: Job) -> QueryBoolean | QuerySolutions | QueryTriples:
    if not job.graphs and not job.named:
        own = any(token.kind == "word" and token.text.upper() == "FROM" for token in tokens(job.query))
        return store.query(job.query, prefixes=PREFIXES, use_default_graph_as_union=not own)
    graphs, named = ([NamedNode(name) for name in names] for names in (job.graphs, job.named))
    return store.query(job.query, prefixes=PREFIXES, default_graph=[*graphs], named_graphs=[*named])


def _answer(found: QueryBoolean | QuerySolutions | QueryTriples, rows: int) -> Answer:
    if isinstance(found, QueryBoolean):
        return Answer(boolean=bool(found))
    if isinstance(found, QueryTriples):
        triples = tuple(islice(found, rows + 1))
        return Answer(triples=triples[:rows], cut=len(triples) > rows)
    variables = tuple(variable.value for variable in found.variables)
    solutions = tuple(tuple(solution) for solution in islice(found, rows + 1))
    return Answer(variables=variables, rows=solutions[:rows], cut=len(solutions) > rows)


def _show_fault(query: str, message: str) -> str:
    """Show the line of the query where the engine stumbled, with a caret under the place.

    What does not fit in a group, the engine often reports at the very end of the query; a caret there would mislead.
    """
    if not any(token.kind == "word" and token.text.upper() in _BEGINNINGS for token in tokens(query)):
        return f"the query is not right: a query begins with one of {', '.join(_BEGINNINGS)}; there is none that writes"
    match = _POSITION.match(message)
    if match is None:
        return f"the query is not right: {message}"
    line, column, expected = int(match[1]), int(match[2]), match[3]
    lines = query.split("\n")
    if (line, column) >= (len(lines), len(lines[-1]) + 1):
        return "the query is not right: something in it does not fit, or its end is missing (brackets? dots? spelling?)"
    text = lines[line - 1]
    reason = _reason(expected, text[: column - 1])
    if len(text) > _LONGEST_LINE:
        return f"the query is not right at line {line}, column {column}: {reason}"
    return f"the query is not right at line {line}: {reason}\n  {text}\n  {_blank(text[: column - 1])}^"


def _reason(expected: str, before: str) -> str:
    """Say what is wrong at a place, by what the engine expected there and what stands before it in its line."""
    if "Prefix not found" in expected:
        prefix = _PREFIX.search(before)
        return f"the prefix {prefix[1]}: is not declared" if prefix else "a prefix is not declared"
    return _shorten(expected)


def _blank(text: str) -> str:
    """Return as much blank as a text is wide on a terminal."""
    return "".join("　" if unicodedata.east_asian_width(char) in "WF" else " " for char in text)


def _shorten(expected: str) -> str:
    """Keep what the engine expected to one line."""
    line = " ".join(expected.split())
    return line if len(line) <= 160 else line[:160] + " …"
