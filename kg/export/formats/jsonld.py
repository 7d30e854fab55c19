"""JSON-LD 1.1 with the ontology's context in it: plain JSON for a program, RDF for whoever looks closer.

The terms are compacted by PyLD, a few hundred things at a time, so that a large graph takes time but no memory.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.export.form import Format
from kg.export.source import Build, Subject, Term, blocks, triples_of
from kg.export.terms import RDF, XSD, proper_tag, value_of
from kg.rdf.turtle import write_blocks
from kg.vocabulary import ontology_file

try:
    from pyld import jsonld
except ImportError:  # `needs` tells what to install
    jsonld = None

__all__ = ["FORMAT"]

_AT_ONCE = 200
_TYPE = RDF + "type"
_STRING = XSD + "string"

Json = dict[str, Any]


def _write(build: Build, out: Path) -> None:
    context = json.loads(ontology_file("context.jsonld").read_text(encoding="utf-8"))["@context"]
    with out.open("wb") as stream:
        write_blocks(_document(build, context), stream)


def _document(build: Build, context: Json) -> Iterator[str]:
    yield f'{{\n"@context": {_dump(context)},\n"@graph": [\n'
    separator = ""
    for thing in _things(build, context):
        yield separator + _dump(thing)
        separator = ",\n"
    yield "\n]\n}\n"


def _things(build: Build, context: Json) -> Iterator[Json]:
    """Yield the things of a build, compacted."""
    for file in build.asked:
        expanded = (_expanded(iri, said) for iri, said in blocks(triples_of(file), file=file))
        while many := list(islice(expanded, _AT_ONCE)):
            compacted = jsonld.compact(many, context, {"graph": True, "documentLoader": _no_loader})
            yield from map(_with_proper_tags, compacted["@graph"])


def _with_proper_tags(thing: Json) -> Json:
    """Write in their proper case the language tags that stand beside a text; PyLD gives them in lower case."""
    for objects in thing.values():
        for value in objects if isinstance(objects, list) else [objects]:
            if isinstance(value, dict) and "@language" in value:
                value["@language"] = proper_tag(value["@language"])
    return thing


def _no_loader(url: str, options: Json) -> Json:
    raise ValueError(f"{url}: nothing is loaded from elsewhere")


def _expanded(iri: str, said: Subject) -> Json:
    """Write a thing as expanded JSON-LD."""
    thing: Json = {"@id": iri}
    for predicate, objects in said.items():
        if predicate == _TYPE:
            thing["@type"] = list(map(value_of, objects))
        else:
            thing[predicate] = list(map(_object, objects))
    return thing


def _object(term: Term) -> Json:
    if not isinstance(term, ox.Literal):
        return {"@id": value_of(term)}
    if term.language:
        return {"@value": term.value, "@language": proper_tag(term.language)}
    datatype = term.datatype.value
    return {"@value": term.value} if datatype == _STRING else {"@value": term.value, "@type": datatype}


def _dump(thing: Json) -> str:
    return json.dumps(thing, ensure_ascii=False, separators=(", ", ": "))


FORMAT = Format(
    name="jsonld",
    ending=".jsonld",
    zh="JSON-LD 1.1，自带上下文：对程序是普通 JSON，对图数据库是 RDF。",
    en="JSON-LD 1.1 with its context: plain JSON for a program, RDF for a graph database.",
    write=_write,
    evidence="asked",
    needs="pyld",
)
