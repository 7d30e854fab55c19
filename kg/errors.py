"""Everything that `kg` raises on purpose.

KgError                a message for people; the command line prints it without a traceback
├── UsageError         the command was used wrongly (exit code 2)
├── ReadError          a page could not be read: missing, empty, binary, in an unknown encoding
├── RuleError          a rule or lexicon is not right: file, line, reason, remedy
├── QueryError         a query could not be parsed or answered
│   ├── BusyError      there was no free place for it
│   ├── LimitError     it ran into a limit of rows, of memory
│   │   └── TimeError  or of time
│   └── NoFormError    its answer has no form of the kind that was asked for
└── BuildError         nothing could be built, or a build directory cannot be used
"""

from __future__ import annotations

__all__ = [
    "BuildError",
    "BusyError",
    "KgError",
    "LimitError",
    "NoFormError",
    "QueryError",
    "ReadError",
    "RuleError",
    "TimeError",
    "UsageError",
]


class KgError(Exception):
    """Base of all errors that `kg` raises on purpose; `str(error)` is a sentence for people."""


class UsageError(KgError):
    """The command was used wrongly."""


class ReadError(KgError):
    """A page could not be read."""


class RuleError(KgError):
    """A rule or a lexicon is not right; `faults` are those found (`kg.rules.schema.Fault`), where there are several."""

    faults: tuple[object, ...] = ()


class QueryError(KgError):
    """A query could not be parsed or answered."""


class BusyError(QueryError):
    """There was no free place for a query."""


class LimitError(QueryError):
    """A query ran into a limit of time, rows or memory."""


class TimeError(LimitError):
    """A query took longer than it may."""


class NoFormError(QueryError):
    """The answer to a query has no form of the kind that was asked for."""


class BuildError(KgError):
    """Nothing could be built, or a build directory cannot be used."""
