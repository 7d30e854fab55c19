"""Gold pages as frozen values: everything that one page states, written down by reading."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.errors import KgError

__all__ = ["Gold", "GoldArticle", "GoldEntity", "GoldFigure", "GoldRelation", "normalise", "read_gold"]

_MARKS = re.compile(r"[\s\"'“”‘’「」『』《》〈〉()\[\]【】·•・,，、。:：;；!！?？~～—–\-_|]")


def normalise(text: str) -> str:
    """Return a name as it is compared: full-width forms folded, marks and case dropped.

    >>> normalise("“津治通”　APP（２.０）")
    '津治通app2.0'
    """
    return _MARKS.sub("", unicodedata.normalize("NFKC", text)).lower()


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """A named thing with the types that are right (the better first) and all its names, normalised."""

    id: str
    types: tuple[str, ...]
    name: str
    names: tuple[str, ...]
    optional: bool


@dataclass(frozen=True, slots=True)
class GoldRelation:
    """A stated relation; `predicates` are those that are right, the better first; `object` an entity's id or a date."""

    subject: str
    predicates: tuple[str, ...]
    object: str
    title: str | None
    evidence: str
    optional: bool

    @property
    def predicate(self) -> str:
        return self.predicates[0]


@dataclass(frozen=True, slots=True)
class GoldFigure:
    """A figure of a thing."""

    subject: str
    indicator: str
    value: float
    unit: str
    optional: bool


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An article with every line that serves as its headline (none for a photo), and whoever wrote or took it."""

    headlines: tuple[str, ...]
    people: frozenset[str]


@dataclass(frozen=True)
class Gold:
    """What a page states."""

    document: str
    date: str
    frame: str
    articles: tuple[GoldArticle, ...] = ()
    entities: Mapping[str, GoldEntity] = field(default_factory=dict)
    relations: tuple[GoldRelation, ...] = ()
    figures: tuple[GoldFigure, ...] = ()

    def is_optional(self, id: str | None) -> bool:
        """Say whether an entity may be had or not."""
        return id is not None and id in self.entities and self.entities[id].optional

    def name(self, id: str) -> str:
        """Return an entity's name; a date stands for itself."""
        return self.entities[id].name if id in self.entities else id


def read_gold(path: Path) -> Gold:
    """Read a gold file; raise KgError where it is not one."""
    try:
        page = json.loads(path.read_text(encoding="utf-8"))
        return Gold(
            document=page["document"],
            date=page["date"],
            frame=page["frame"],
            articles=tuple(map(_article, page["articles"])),
            entities={entity["id"]: _entity(entity) for entity in page["entities"]},
            relations=tuple(map(_relation, page["relations"])),
            figures=tuple(map(_figure, page["observations"])),
        )
    except OSError as error:
        raise KgError(f"{path}: cannot be read ({error.strerror or error})") from error
    except (ValueError, KeyError, TypeError) as error:
        raise KgError(f"{path}: is no gold page ({type(error).__name__}: {error})") from error


def _entity(entity: Mapping[str, Any]) -> GoldEntity:
    names = (entity["name"], *entity.get("aliases", ()))
    return GoldEntity(
        id=entity["id"],
        types=tuple(entity["types"]),
        name=entity["name"],
        names=tuple(map(normalise, names)),
        optional=bool(entity.get("optional")),
    )


def _relation(relation: Mapping[str, Any]) -> GoldRelation:
    return GoldRelation(
        subject=relation["s"],
        predicates=(relation["p"], *relation.get("also", ())),
        object=relation["o"],
        title=relation.get("title"),
        evidence=relation.get("evidence", ""),
        optional=bool(relation.get("optional")),
    )


def _figure(figure: Mapping[str, Any]) -> GoldFigure:
    return GoldFigure(
        subject=figure["subject"],
        indicator=figure["indicator"],
        value=float(figure["value"]),
        unit=figure["unit"] or "",
        optional=bool(figure.get("optional")),
    )


def _article(article: Mapping[str, Any]) -> GoldArticle:
    headline = article.get("headline")
    people = (*article["bylines"], *article["photographers"])
    return GoldArticle(
        headlines=(headline, *article.get("also", ())) if headline else (),
        people=frozenset(map(normalise, people)),
    )
