"""A graph of one made page with something of every kind in it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from kg.graph import Graph, ordered
from kg.iri import entity_id
from kg.model import Article, Document, Entity, Evidence, Mention, Observation, Period, Relation, Sentence, Span, Text

TEXT = (
    "青羊区启动书香计划\n"
    "青羊区草堂街浣花社区党委书记周明介绍，“浣花读书节”4月28日至30日在杜甫书院举行。"
    "书院由青羊区文化局与成都诗歌协会共同运营，去年\n接待读者12万余人次。"
)
PAGE = Document("p1", "p1 “青羊”.txt", "ab" * 32, TEXT, "2023-04-27", "青羊区")

AREA = "administrative-area/qingyangqu-000001"
STREET = "subdistrict/caotangjie-000002"
COMMUNITY = "community/huanhua-shequ-000003"
PERSON = "person/zhouming-000004"
FESTIVAL = "event/huanhuadushujie-000005"
ACADEMY = "place/dufushuyuan-000006"
BUREAU = "government-body/qingyangquwenhuaju-000007"
SOCIETY = "organization/chengdushige-xiehui-000008"
PLAN = "project/shuxiang-jihua-000009"

_TYPES = {
    AREA: ("AdministrativeArea", "青羊区"),
    STREET: ("Subdistrict", "草堂街"),
    COMMUNITY: ("Community", "浣花社区"),
    PERSON: ("Person", "周明"),
    FESTIVAL: ("Event", "浣花读书节"),
    ACADEMY: ("CulturalVenue", "杜甫书院"),
    BUREAU: ("GovernmentBody", "青羊区文化局"),
    SOCIETY: ("Organization", "成都诗歌协会"),
    PLAN: ("Project", "书香计划"),
}


def small_graph() -> Graph:
    """Return the graph, in order."""
    sentences = {("p1", s.index): s for s in _sentences()}
    return ordered(
        Graph(
            documents=(PAGE,),
            articles=(
                Article("p1-1", "p1", "青羊区启动书香计划", Span(0, 9), ("读书有\t味",), ("李明",), ("王芳",), ()),
                Article("p1-2", "p1", None, None, (), (), ("王芳", "赵强"), ()),
            ),
            sentences=sentences,
            entities=tuple(_entity(id) for id in _TYPES),
            relations=tuple(_relations()),
            observations=(_figure(),),
            mentions={"p1-1": tuple(sorted(_TYPES)), "p1-2": ()},
        )
    )


def renamed(graph: Graph, name: str) -> Graph:
    """Return the graph with another name wherever a page's text could bring one in."""
    return replace(
        graph,
        entities=tuple(replace(e, name=name, aliases=(name + "2",)) for e in graph.entities),
        articles=tuple(replace(a, headline=name, titles=(name,), bylines=(name,)) for a in graph.articles),
        relations=tuple(replace(r, title=name if r.title else None) for r in graph.relations),
        observations=tuple(replace(o, indicator=name, unit=name, modifier=name) for o in graph.observations),
        documents=tuple(replace(d, name=name, frame=name) for d in graph.documents),
    )


def _sentences() -> list[Sentence]:
    starts = [0, TEXT.index("\n") + 1, TEXT.index("书院由")]
    stops = [TEXT.index("\n"), starts[2], len(TEXT)]
    kept = [[i for i in range(*span) if TEXT[i] != "\n"] for span in zip(starts, stops, strict=True)]
    texts = [Text("".join(TEXT[i] for i in offsets), tuple(offsets)) for offsets in kept]
    return [Sentence("p1-1", number, number - 1, text) for number, text in enumerate(texts)]


def _entity(id: str) -> Entity:
    type, name = _TYPES[id]
    start = TEXT.index(name)
    sentence = next(s.index for s in _sentences() if s.span.start <= start < s.span.stop)
    mention = Mention(Span(start, start + len(name)), type, name, f"{type.lower()}-name", sentence, "p1")
    aliases = ("书院", "杜甫草堂书院") if id == ACADEMY else ()
    return Entity(id, type, name, aliases, (mention,))


def _evidence(words: str, rule: str, confidence: float = 0.85) -> tuple[Evidence, ...]:
    start = TEXT.index(words)
    sentence = next(s.index for s in _sentences() if s.span.start <= start < s.span.stop)
    return (Evidence("p1", sentence, (Span(start, start + len(words)),), rule, confidence),)


def _relations() -> list[Relation]:
    return [
        Relation(STREET, "locatedIn", AREA, _evidence("青羊区草堂街", "nested")),
        Relation(COMMUNITY, "locatedIn", STREET, _evidence("草堂街浣花社区", "nested")),
        Relation(PERSON, "holdsPost", COMMUNITY, _evidence("浣花社区党委书记周明", "post"), "党委书记"),
        Relation(FESTIVAL, "heldAt", ACADEMY, _evidence("在杜甫书院举行", "venue")),
        Relation(FESTIVAL, "heldOn", Period("2023-04-28", "2023-04-30"), _evidence("4月28日至30日", "event-date")),
        Relation(BUREAU, "operates", ACADEMY, _evidence("共同运营", "operate", 0.9)),
        Relation(SOCIETY, "operates", ACADEMY, _evidence("共同运营", "operate", 0.9)),
        Relation(BUREAU, "cooperatesWith", SOCIETY, _evidence("共同", "together") + _evidence("共同运营", "operate")),
        Relation(AREA, "undertakes", PLAN, _evidence("启动书香计划", "launch")),
        Relation(PLAN, "openedOn", Period("2023"), _evidence("启动", "launch-date", 0.6)),
    ]


def _figure() -> Observation:
    evidence = _evidence("接待读者12万余人次", "figure")
    return Observation(ACADEMY, "接待读者", Decimal("1.2E5"), "人次", "余", Period("2022"), evidence)


def identity(type: str, name: str) -> str:
    """Return the address that the program gives to a thing known by its name alone."""
    return entity_id(type, name, name)
