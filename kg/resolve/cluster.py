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
    if short.type not in _SUFFIXED or not _compatible(short.type, long.type) or len(short.key) < _SHORTEST:
        return False
    return short.key != long.key and long.key.endswith(short.key)


def _compatible(a: str, b: str) -> bool:
    return a == b or any(a in family and b in family for family in _FAMILIES)


def _absorb(into: Cluster, other: Cluster) -> None:
    into.mentions += other.mentions
    into.names += other.names
    into.types += other.types
    into.type = min(into.types, key=lambda t: (-into.types[t], t))
