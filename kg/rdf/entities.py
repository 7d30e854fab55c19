"""Write the entities of a graph with their names and relations: the bulk of graph.ttl, and what its speed hangs on."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from itertools import groupby
from operator import attrgetter

from kg.graph import Graph
from kg.model import Entity, Period, Relation
from kg.rdf.dates import settle_moment, settle_periods
from kg.rdf.turtle import NEXT_OBJECT, NEXT_PREDICATE, Names, date, label, listed, literal
from kg.text.pinyin import search_keys
from kg.vocabulary import read_vocabulary

__all__ = ["dates_of", "entity_block", "entity_blocks", "find_entity"]

_NO_MORE: tuple[str, Iterator[Relation]] = ("", iter(()))

# A person holding a post in one of these is an official: 区长, 街道党工委书记, 社区居委会主任.
OFFICE_TYPES = frozenset({"AdministrativeArea", "Community", "GovernmentBody", "Subdistrict"})


def entity_blocks(graph: Graph, names: Names) -> Iterator[str]:
    """Yield each entity with the relations that it is the subject of; both come in the order of their addresses."""
    groups = groupby(graph.relations, key=attrgetter("subject"))
    subject, group = next(groups, _NO_MORE)
    for entity in graph.entities:
        relations: Iterable[Relation] = ()
        if subject == entity.id:
            relations = list(group) if entity.type == "Person" else group
        yield entity_block(entity, relations, partial(find_entity, graph), names)
        if subject == entity.id:
            subject, group = next(groups, _NO_MORE)
    if subject:
        raise ValueError(f"{subject} is no entity of the graph, or the graph is not in order")


def entity_block(
    entity: Entity, relations: Iterable[Relation], find: Callable[[str], Entity | None], names: Names
) -> str:
    """Write an entity with its names and the relations that it is the subject of, which come in order.

    Of a person, `relations` can be gone through twice.
    """
    said = _entity(entity, names, _is_official(entity, relations, find))
    return f"{said}{_relations(relations, names)} .\n"


def find_entity(graph: Graph, id: str) -> Entity | None:
    """Find an entity of a graph in order by its address, without an index that would grow with the graph."""
    place = bisect_left(graph.entities, id, key=attrgetter("id"))
    found = graph.entities[place] if place < len(graph.entities) else None
    return found if found is not None and found.id == id else None


def _is_official(entity: Entity, relations: Iterable[Relation], find: Callable[[str], Entity | None]) -> bool:
    """Say whether a person holds a post in a government body, area, subdistrict or community."""
    if entity.type != "Person":
        return False
    offices = (find(str(post.object)) for post in relations if post.predicate == "holdsPost")
    return any(office is not None and office.type in OFFICE_TYPES for office in offices)


def _entity(entity: Entity, names: Names, official: bool) -> str:
    said = f"{names.term(entity.id)} a {_classes(entity.type, official)} ;\n    rdfs:label {label(entity.name)}"
    if entity.aliases:
        said += f" ;\n    skos:altLabel {listed(map(label, entity.aliases))}"
    if keys := search_keys(entity.name):
        said += f" ;\n    skos:hiddenLabel {', '.join(map(literal, keys))}"
    return said


@cache
def _classes(type: str, official: bool) -> str:
    """Write the class of an entity and those above it: a mall is a place as well, whoever reads without a reasoner."""
    return " , ".join(f"ckg:{name}" for name in (*read_vocabulary().lineage(type), *(["Official"] if official else ())))


def _relations(relations: Iterable[Relation], names: Names) -> str:
    """Write the relations of one subject, in the order given; its dates come last."""
    said: list[str] = []
    dated: dict[str, list[Period]] = {}
    last_predicate = last_object = ""
    for relation in relations:
        predicate, object = relation.predicate, relation.object
        if isinstance(object, Period):
            dated.setdefault(predicate, []).append(object)
            continue
        if predicate != last_predicate:
            said.append(f" ;\n    ckg:{predicate} {names.term(object)}")
            last_predicate = predicate
        elif object != last_object:  # a second post at the same body is the same triple
            said.append(NEXT_OBJECT + names.term(object))
        last_object = object
    for predicate, periods in dated.items():
        said += [f"{NEXT_PREDICATE}{predicate} {objects}" for predicate, objects in dates_of(predicate, periods)]
    return "".join(said)


def dates_of(predicate: str, periods: Iterable[Period]) -> Iterator[tuple[str, str]]:
    """Yield the predicates and objects that `heldOn` or `openedOn` makes of the periods that are stated."""
    if predicate == "openedOn":
        yield "ckg:openedOn", listed(date(settle_moment(period)) for period in periods)
        return
    starts, stops = settle_periods(periods)
    yield "ckg:startDate", listed(map(date, starts))
    if stops:
        yield "ckg:endDate", listed(map(date, stops))
