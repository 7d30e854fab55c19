"""What every handler works with: the build that is served, and the engine that answers questions about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from werkzeug.exceptions import NotFound

from kg.query import Answer
from kg.query.apart import Engine
from kg.query.evaluate import DEFAULT, Job, Limits
from kg.query.parameters import bind_parameters
from kg.serve.explorer import Explorer

__all__ = ["Service"]


@dataclass(frozen=True, slots=True)
class Service:
    """A build that is served. `origins` are the other sites whose pages may ask it."""

    directory: Path
    engine: Engine
    limits: Limits = DEFAULT
    origins: frozenset[str] = frozenset()
    explorer: Explorer | None = None

    def look(self) -> Explorer:
        """Return what the pages of the explorer work with; raise NotFound where the build is served without them."""
        if self.explorer is None:
            raise NotFound("There is nothing at this address.")
        return self.explorer

    def ask(self, query: str, parameters: Mapping[str, str] | None = None) -> Answer:
        """Answer a query of the program's own (`kg.query.find_query("@name")` is one), with values for its parameters.

        Values become RDF terms whatever they hold: never put text of a request into a query by other means.
        Raises QueryError, LimitError or BusyError, which the app turns into an answer with their message.
        """
        answer = self.engine.ask(Job(bind_parameters(query, parameters or {}), self.limits))
        assert isinstance(answer, Answer)
        return answer

    def write(self, job: Job) -> tuple[str, bytes]:
        """Answer a job that wants a form: return the name of the form that it got, and the text."""
        written = self.engine.ask(job)
        assert isinstance(written, tuple)
        return written
