"""What a graph says of itself: what is in it, what it was made from and by what (VoID, DCAT, PROV-O).

There is no time of making in it: the same pages give the same bytes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg import __version__
from kg.iri import class_slug
from kg.rdf.turtle import Names, block, label, listed, literal
from kg.vocabulary import NAMESPACE, read_vocabulary

__all__ = ["describe"]

_TURTLE = "<https://www.iana.org/assignments/media-types/text/turtle>"


def describe(pages: Sequence[str], types: Mapping[str, int], names: Names) -> Iterator[str]:
    """Yield the description of a graph as blocks of Turtle: what its pages are, how many entities it has of a type."""
    counts: Counter[str] = Counter()
    for type, count in types.items():
        counts[read_vocabulary().lineage(type)[-1]] += count
    yield _dataset(len(pages), counts, names)
    yield from (_part(type, counts[type], names) for type in sorted(counts))
    yield _file(names)
    yield _activity(pages, names)
    yield _program(names)


def _dataset(pages: int, counts: Counter[str], names: Names) -> str:
    pairs = [
        ("a", listed(["dcat:Dataset", "void:Dataset"])),
        ("dcterms:title", listed([label("地方政务新闻知识图谱"), '"Knowledge graph of local-government news"@en'])),
        ("dcterms:language", literal("zh-Hans")),
        ("dcat:distribution", names.term("build/turtle")),
        ("prov:wasGeneratedBy", names.term("build/run")),
        ("void:uriSpace", literal(names.base)),
        ("void:vocabulary", f"<{NAMESPACE}>"),
        ("void:documents", str(pages)),
        ("void:entities", str(counts.total())),
        ("void:classPartition", listed(names.term(f"build/{class_slug(type)}") for type in sorted(counts))),
    ]
    return block(names.term("build/graph"), pairs)


def _part(type: str, count: int, names: Names) -> str:
    return block(
        names.term(f"build/{class_slug(type)}"),
        [("a", "void:Dataset"), ("void:class", f"ckg:{type}"), ("void:entities", str(count))],
    )


def _file(names: Names) -> str:
    pairs = [("a", "dcat:Distribution"), ("dcterms:title", literal("graph.ttl")), ("dcat:mediaType", _TURTLE)]
    return block(names.term("build/turtle"), pairs)


def _activity(pages: Iterable[str], names: Names) -> str:
    pairs = [
        ("a", "prov:Activity"),
        ("prov:used", listed(names.term(f"page/{page}") for page in sorted(pages))),
        ("prov:wasAssociatedWith", names.term("build/program")),
    ]
    return block(names.term("build/run"), pairs)


def _program(names: Names) -> str:
    pairs = [
        ("a", "prov:SoftwareAgent"),
        ("rdfs:label", '"civic-kg"'),
        ("schema:softwareVersion", literal(__version__)),
    ]
    return block(names.term("build/program"), pairs)
