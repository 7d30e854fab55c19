"""Made graphs of any size, with something of every kind, for what must work at a hundred thousand triples or more."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kg.graph import Graph, ordered
from kg.iri import entity_id
from kg.model import Article, Document, Entity, Evidence, Mention, Observation, Period, Relation, Sentence, Span, Text

ON_A_PAGE = 40  # groups
# In each group a community of a street, a firm in it, an official, and a fair that the firm holds there.
WORDS = (
    "{district}{street}{community}主任{person}介绍，{firm}4月28日至30日在{community}举办{fair}，接待{visitors}人次。\n"
)


def made_graph(groups: int) -> Graph:
    """Return a graph of so many groups; each group gives about 60 triples, 24 of them in graph.ttl."""
    pages = [range(start, min(start + ON_A_PAGE, groups)) for start in range(0, groups, ON_A_PAGE)]
    parts = [_page(number, page) for number, page in enumerate(pages)]
    entities = {entity.id: entity for part in parts for entity in part.entities}
    return ordered(
        Graph(
            documents=tuple(document for part in parts for document in part.documents),
            articles=tuple(article for part in parts for article in part.articles),
            sentences={key: sentence for part in parts for key, sentence in part.sentences.items()},
            entities=tuple(entities.values()),
            relations=tuple(relation for part in parts for relation in part.relations),
            observations=tuple(figure for part in parts for figure in part.observations),
            mentions={article: ids for part in parts for article, ids in part.mentions.items()},
        )
    )


def _page(number: int, groups: range) -> Graph:
    page, article = f"p{number}", f"p{number}-1"
    texts = [WORDS.format(**_names(group)) for group in groups]
    document = Document(page, f"{page}.txt", f"{number:064x}", "".join(texts), "2023-04-27", "青羊区")
    sentences: dict[tuple[str, int], Sentence] = {}
    made: list[Graph] = []
    start = 0
    for index, (group, text) in enumerate(zip(groups, texts, strict=True)):
        stop = start + len(text) - 1
        sentences[page, index] = Sentence(article, index, 0, Text(text[:-1], tuple(range(start, stop))))
        made.append(_group(_names(group), text, start, page, index))
        start += len(text)
    return Graph(
        documents=(document,),
        articles=(Article(article, page, f"第{number}版要闻", None, (), ("李明",), ("王芳",), ()),),
        sentences=sentences,
        entities=tuple(entity for part in made for entity in part.entities),
        relations=tuple(relation for part in made for relation in part.relations),
        observations=tuple(figure for part in made for figure in part.observations),
        mentions={article: tuple({entity.id: None for part in made for entity in part.entities})},
    )


def _names(group: int) -> dict[str, str]:
    return {
        "district": "青羊区",
        "street": f"第{group // 20}街道",
        "community": f"第{group}社区",
        "person": f"周{group}",
        "firm": f"第{group}商业有限公司",
        "fair": f"第{group}届读书节",
        "visitors": str(group + 1),
    }


TYPES = {
    "district": "AdministrativeArea",
    "street": "Subdistrict",
    "community": "Community",
    "person": "Person",
    "firm": "Company",
    "fair": "Event",
}


def _group(names: dict[str, str], text: str, start: int, page: str, index: int) -> Graph:
    ids = {role: entity_id(type, names[role], names[role]) for role, type in TYPES.items()}

    def span(words: str) -> Span:
        at = start + text.index(words)
        return Span(at, at + len(words))

    def evidence(words: str) -> tuple[Evidence, ...]:
        return (Evidence(page, index, (span(words),), "made", 0.9),)

    def entities() -> Iterator[Entity]:
        for role, type in TYPES.items():
            mention = Mention(span(names[role]), type, names[role], f"{role}-name", index, page)
            yield Entity(ids[role], type, names[role], (names[role].removeprefix("第"),) * (role == "fair"), (mention,))

    place = evidence(names["community"])
    relations = (
        *([] if index % 20 else [Relation(ids["street"], "locatedIn", ids["district"], evidence(names["street"]))]),
        Relation(ids["community"], "locatedIn", ids["street"], place),
        Relation(ids["firm"], "locatedIn", ids["community"], place),
        Relation(ids["person"], "holdsPost", ids["community"], evidence(f"主任{names['person']}"), "主任"),
        Relation(ids["firm"], "organizes", ids["fair"], evidence("举办")),
        Relation(ids["fair"], "heldAt", ids["community"], evidence("在")),
        Relation(ids["fair"], "heldOn", Period("2023-04-28", "2023-04-30"), evidence("4月28日至30日")),
    )
    figure = Observation(ids["fair"], "接待", Decimal(names["visitors"]), "人次", evidence=evidence("接待"))
    return Graph(entities=tuple(entities()), relations=relations, observations=(figure,))
