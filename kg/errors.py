"""Everything that `kg` raises on purpose.

KgError                a message for people; the command line prints it without a traceback
├── UsageError         the command was used wrongly (exit code 2)
├── ReadError          a page could not be read: missing, empty, binary, in an unknown encoding
├── RuleError          a rule or lexicon is not right: file, line, reason, remedy
├── QueryError         a query could not be parsed, or ran into a limit
└── BuildError         nothing could be built, or a build directory cannot be used
"""

from __future__ import annotations

__all__ = ["BuildError", "KgError", "QueryError", "ReadError", "RuleError", "UsageError"]


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
    """A query could not be parsed, or ran into a limit."""


class BuildError(KgError):
    """Nothing could be built, or a build directory cannot be used."""
