"""The network as pyvis draws it: nodes with a fixed place, shape and group, ties as arrows, physics off."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import isqrt

from pyvis.edge import Edge
from pyvis.network import Network

from kg.view.assets import read_json
from kg.view.choose import Shown
from kg.view.layout import lay_out
from kg.vocabulary import Vocabulary

__all__ = ["Look", "build_network", "group_of", "look_of"]

LONGEST_LABEL = 40
OPTIONS = {
    "autoResize": True,
    "edges": {"smooth": False, "width": 1, "selectionWidth": 1.5, "hoverWidth": 0.5, "chosen": True},
    "interaction": {
        "dragNodes": True,
        "hover": True,
        "hoverConnectedEdges": False,
        "keyboard": False,
        "multiselect": False,
        "navigationButtons": False,
        "selectConnectedEdges": False,
        "tooltipDelay": 250,
    },
    "layout": {"improvedLayout": False, "randomSeed": 0},
    "nodes": {"borderWidth": 1, "borderWidthSelected": 2},
    "physics": {"enabled": False},
}


@dataclass(frozen=True, slots=True)
class Look:
    """How the entities of one type are drawn: shape, colour on white and colour on black."""

    shape: str
    light: str
    dark: str


def look_of(group: str) -> Look:
    """Return the look of a type; one that the palette does not know gets a grey dot."""
    palette = read_json("palette.json")
    return Look(**palette.get(group, palette["?"]))


def group_of(type: str, vocabulary: Vocabulary) -> str:
    """Return the type of the guide that a class falls under (Place for Mall), or else the class itself."""
    found = vocabulary.classes.get(type)
    return found.type if found and found.type else type


def build_network(shown: Shown, vocabulary: Vocabulary) -> Network:
    """Build the network: one node an entity, numbered in their order, one edge for all relations of a pair."""
    network = Network(directed=True, cdn_resources="in_line", neighborhood_highlight=False)
    network.options = OPTIONS
    ties = shown.ties()
    degrees = _degrees(len(shown.entities), ties)
    sizes = [7 + min(isqrt(6 * degree), 26) for degree in degrees]
    places = lay_out([entity.id for entity in shown.entities], ties, sizes)
    for number, (entity, size, (x, y)) in enumerate(zip(shown.entities, sizes, places, strict=True)):
        group = group_of(entity.type, vocabulary)
        shape = look_of(group).shape
        network.add_node(number, _short(entity.name), shape=shape, group=group, size=size, x=x, y=y)
    # add_edge walks through all nodes at each call, which takes minutes where there are thousands
    network.edges.extend(_edges(shown, vocabulary))
    return network


def _degrees(count: int, ties: Sequence[tuple[int, int]]) -> list[int]:
    degrees = [0] * count
    for pair in ties:
        for number in pair:
            degrees[number] += 1
    return degrees


def _short(name: str) -> str:
    """Cut a name that is too long to stand beside its node.

    >>> _short("文苑楼社区"), len(_short("长" * 10_000))
    ('文苑楼社区', 40)
    """
    return name if len(name) <= LONGEST_LABEL else name[: LONGEST_LABEL - 1] + "…"


def _edges(shown: Shown, vocabulary: Vocabulary) -> list[dict[str, object]]:
    """Return one edge for each pair, with the numbers of its relations and an arrow for each direction."""
    relations: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    arrows: defaultdict[tuple[int, int], set[str]] = defaultdict(set)
    for number, relation in enumerate(shown.relations):
        if not isinstance(relation.object, str) or relation.object == relation.subject:
            continue
        subject, object = shown.places[relation.subject], shown.places[relation.object]
        pair = (subject, object) if subject < object else (object, subject)
        relations[pair].append(number)
        predicate = vocabulary.predicates.get(relation.predicate)
        if predicate is None or not predicate.symmetric:
            arrows[pair].add("to" if subject < object else "from")
    return [
        Edge(*pair, directed=True, id=number, relations=relations[pair], arrows=",".join(sorted(arrows[pair]))).options
        for number, pair in enumerate(sorted(relations))
    ]
