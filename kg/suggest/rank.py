"""Rank what no rule took by how often it stands in the pages: a work list for whoever extends a pack."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kg.directory import GRAPH
from kg.extract import Extraction, extract_document
from kg.proof import read_pages
from kg.rules.schema import Pack
from kg.suggest.findings import Finding, find_endings, find_quoted, find_verbs
from kg.suggest.seen import Seen, see_build, see_extractions

__all__ = ["Suggestion", "suggest", "suggest_from"]

_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something that no rule took, and how often: a quoted name, an ending of names, or a verb between two names.

    `kind` is quoted, ending or verb; `words` are some of the words that were met and `clauses` some of those they stand
    in, the commonest first; `pages` is the number of pages.
    """

    kind: str
    what: str
    count: int
    pages: int
    words: tuple[str, ...]
    clauses: tuple[str, ...]


def suggest(
    extractions: Iterable[Extraction], pack: Pack, *, least: int = 2, limit: int = 50
) -> tuple[Suggestion, ...]:
    """Return what the rules of a pack left of some pages, each kind by frequency.

    What stands fewer than `least` times is left out; each kind has `limit` suggestions at most.
    """
    return _rank(tuple(see_extractions(extractions)), pack, least, limit)


def suggest_from(directory: Path, pack: Pack, *, least: int = 2, limit: int = 50) -> tuple[Suggestion, ...]:
    """Return suggestions for a build, or for a folder of pages.

    Of a build only those sentences are known that some name or fact rests on; they are read anew. Raises UsageError
    where there is neither a build nor a page.
    """
    if (directory / GRAPH).is_file():
        return _rank(tuple(see_build(directory, pack)), pack, least, limit)
    return suggest(
        (extract_document(page, pack) for page in read_pages([directory], pack)), pack, least=least, limit=limit
    )


def _rank(seen: tuple[Seen, ...], pack: Pack, least: int, limit: int) -> tuple[Suggestion, ...]:
    found = (("quoted", find_quoted(seen)), ("ending", find_endings(seen, pack)), ("verb", find_verbs(seen)))
    ranked: list[Suggestion] = []
    for kind, findings in found:
        every = sorted(_grouped(kind, findings), key=lambda s: (-s.count, -s.pages, s.what))
        ranked += [suggestion for suggestion in every if suggestion.count >= least][:limit]
    return tuple(ranked)


def _grouped(kind: str, findings: Iterable[Finding]) -> list[Suggestion]:
    groups: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        groups[finding.what].append(finding)
    return [
        Suggestion(
            kind,
            what,
            len(group),
            len({finding.page for finding in group}),
            _commonest(finding.words for finding in group),
            _commonest(finding.clause for finding in group),
        )
        for what, group in groups.items()
    ]


def _commonest(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the commonest of some texts, the first of them in order."""
    counts: dict[str, int] = defaultdict(int)
    for text in texts:
        counts[text] += 1
    return tuple(sorted(counts, key=lambda text: (-counts[text], text))[:_EXAMPLES])
