"""Bring together the names of one page that mean one thing: equal when written out, or one the short form of the other."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.extract.areas import Frame
from kg.model import Mention
from kg.resolve.canonical import canonical_name

__all__ = ["Cluster", "cluster_mentions"]

_FAMILIES = (
    frozenset({"Place", "Company", "Organization", "School", "MedicalInstitution", "Product"}),
    frozenset({"GovernmentBody", "Organization"}),
    frozenset({"Project", "Policy", "Event", "Award"}),
    frozenset({"Community", "ResidentialCompound"}),
)
_SUFFIXED = frozenset(
    {"Place", "Company", "Organization", "School", "Event", "GovernmentBody", "Project", "Award", "Policy"}
)
_SHORTEST = 3


@dataclass
class Cluster:
    """Mentions that mean one thing; `key` is the canonical name it goes by."""

    key: str
    type: str
    mentions: list[int] = field(default_factory=list)
    names: Counter[str] = field(default_factory=Counter)
    types: Counter[str] = field(default_factory=Counter)


def cluster_mentions(mentions: Iterable[Mention], frame: Frame) -> list[Cluster]:
    """Return the clusters of a page in order of first mention."""
    by_key: dict[tuple[str, str], Cluster] = {}
    for number, mention in enumerate(mentions):
        name = canonical_name(mention.type, mention.name, frame)
        cluster = by_key.setdefault((mention.type, name), Cluster(name, mention.type))
        cluster.mentions.append(number)
        cluster.types[mention.type] += 1
        if not mention.reference:
            cluster.names[mention.name] += 1
    return _merge_short(_merge_types(list(by_key.values())))


def _merge_types(clusters: list[Cluster]) -> list[Cluster]:
    """Merge clusters of one name whose types are of one family; the commoner type stays."""
    by_name: dict[str, list[Cluster]] = defaultdict(list)
    for cluster in clusters:
        group = by_name[cluster.key]
        other = next((c for c in group if _compatible(c.type, cluster.type)), None)
        if other is None:
            group.append(cluster)
        else:
            _absorb(other, cluster)
    return [cluster for group in by_name.values() for cluster in group]


def _merge_short(clusters: list[Cluster]) -> list[Cluster]:
    """Merge a short form into the one longer name that ends in it (环宇城 into 天津梅江环宇城)."""
    kept: list[Cluster] = []
    for cluster in sorted(clusters, key=lambda c: (-len(c.key), c.mentions[0])):
        longer = [c for c in kept if _is_short_of(cluster, c)]
        if len(longer) == 1:
            _absorb(longer[0], cluster)
        else:
            kept.append(cluster)
    return sorted(kept, key=lambda c: min(c.mentions))


def _is_short_of(short: Cluster, long: Cluster) -> bool:
    """Say whether one name is a short form of the other: its end, a firm's beginning, or its letters in order."""
    if short.type not in _SUFFIXED or not _compatible(short.type, long.type) or len(short.key) < _SHORTEST:
        return False
    if short.key == long.key:
        return False
    return long.key.endswith(short.key) or _begins_firm(short, long) or _is_acronym(short.key, long.key)


def _begins_firm(short: Cluster, long: Cluster) -> bool:
    """Say whether a firm's name without its area begins with the short form (锦岳航空 of 四川锦岳航空科技有限公司)."""
    if long.type != "Company" or not long.key.endswith(_FIRMS):
        return False
    return 0 <= long.key.find(short.key) <= _AREA_LENGTH


def _is_acronym(short: str, long: str) -> bool:
    """Say whether a body's short name picks characters of the long one in order (工信局 of 工业和信息化局)."""
    long = long.replace("委员会", "委")
    common = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    rest, body = short[max(common - 1, 0) :], long[max(common - 1, 0) :]
    if not short.endswith(_BODIES) or short[-1] != long[-1] or common < 2 or len(rest) < _SHORTEST:
        return False
    letters = iter(body)
    return all(letter in letters for letter in rest)


_FIRMS = ("公司", "集团")
_BODIES = ("局", "委", "办", "公司", "院")
_AREA_LENGTH = 6


def _compatible(a: str, b: str) -> bool:
    return a == b or any(a in family and b in family for family in _FAMILIES)


def _absorb(into: Cluster, other: Cluster) -> None:
    into.mentions += other.mentions
    into.names += other.names
    into.types += other.types
    into.type = min(into.types, key=lambda t: (-into.types[t], t))
