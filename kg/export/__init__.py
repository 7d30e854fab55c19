"""Export a build to other formats, from its graph.ttl and evidence.ttl alone: nothing is read from pages again."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from kg.directory import EVIDENCE, GRAPH
from kg.errors import UsageError
from kg.export.form import Format
from kg.export.place import placing
from kg.export.registry import find_format, format_names, formats
from kg.export.source import find_build
from kg.graph import Graph
from kg.rdf import write_evidence, write_graph

__all__ = ["Format", "export", "export_graph", "find_format", "format_names", "formats"]


def export(directory: str | Path, name: str, out: str | Path, *, evidence: bool = False) -> None:
    """Write the build in a directory to `out`, a file or a folder, in the format of a name.

    With `evidence`, the formats of RDF hold the triples of evidence.ttl too; the others carry it always.
    Raises UsageError for an unknown format or an `out` that cannot be written, BuildError where there is no build.
    """
    found = find_format(name)
    if found.needs and find_spec(found.needs) is None:
        raise UsageError(f"to write {name}, install: pip install 'civic-kg[export]'")
    build = find_build(Path(directory), evidence=evidence)
    with placing(Path(out), folder=found.is_folder) as written:
        found.write(build, written)


def export_graph(graph: Graph, name: str, out: str | Path, *, evidence: bool = False) -> None:
    """Write a graph that was never built into a directory; everything else is as for `export`."""
    with TemporaryDirectory(prefix="kg-export-") as folder:
        for file, write in ((GRAPH, write_graph), (EVIDENCE, write_evidence)):
            with (Path(folder) / file).open("wb") as stream:
                write(graph, stream)
        export(folder, name, out, evidence=evidence)
