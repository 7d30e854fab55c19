"""Graphs of any size for tests of the views: made-up districts with names like the real ones, and hostile texts."""

from __future__ import annotations

import random
from collections.abc import Iterable
from decimal import Decimal
from itertools import count

from kg.graph import Graph
from kg.iri import digest
from kg.model import Article, Document, Entity, Evidence, Mention, Observation, Period, Relation, Sentence, Span, Text

FIRST = "文东西南北春秋长安永和平友谊新兴瑞祥景明德善宝龙金玉海河云天泰康建昌福寿锦绣梅柳松竹桃李"
SECOND = "苑里园庭湾岸桥川林泉台门山水江湖花月风华光辉庆顺达通远志成业信义仁礼智勇"
PEOPLE = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
FORMS = {
    "AdministrativeArea": ("{}区",),
    "Subdistrict": ("{}街道", "{}路街"),
    "Community": ("{}社区",),
    "ResidentialCompound": ("{}小区", "{}里", "{}花园"),
    "Road": ("{}路", "{}道"),
    "Place": ("{}广场", "{}公园", "{}大厦", "{}文化中心"),
    "Company": ("{}科技有限公司", "{}集团", "{}银行"),
    "GovernmentBody": ("{}区教育局", "{}街道党工委", "{}区民政局"),
    "School": ("{}小学", "{}中学"),
    "MedicalInstitution": ("{}医院",),
    "Organization": ("{}志愿服务队", "{}协会", "“{}”宣讲团"),
    "Person": ("{}",),
    "Project": ("{}片区改造", "{}工程"),
    "Event": ("第{n}届{}文化节", "{}夜市", "{}座谈会"),
    "Policy": ("《{}管理办法》",),
    "Product": ("{}平台",),
    "Award": ("全国{}示范点",),
}
WEIGHTS = (1, 4, 10, 12, 5, 12, 12, 6, 4, 2, 10, 12, 8, 12, 3, 3, 2)
TIES = {  # subject's type: what it may be tied to, and by what
    "Subdistrict": (("locatedIn", "AdministrativeArea"),),
    "Community": (("locatedIn", "Subdistrict"), ("organizes", "Event")),
    "ResidentialCompound": (("locatedIn", "Community"), ("locatedIn", "Subdistrict")),
    "Road": (("locatedIn", "AdministrativeArea"),),
    "Place": (("locatedIn", "Subdistrict"), ("adjacentTo", "Road")),
    "Company": (("locatedIn", "Place"), ("signsAgreementWith", "GovernmentBody"), ("operates", "Product")),
    "GovernmentBody": (("jurisdiction", "AdministrativeArea"), ("organizes", "Event"), ("issues", "Policy")),
    "School": (("locatedIn", "Subdistrict"), ("receivesAward", "Award")),
    "MedicalInstitution": (("locatedIn", "Subdistrict"),),
    "Organization": (("participatesIn", "Event"), ("cooperatesWith", "Organization")),
    "Person": (("holdsPost", "GovernmentBody"), ("livesIn", "Community"), ("participatesIn", "Event")),
    "Project": (("covers", "ResidentialCompound"), ("locatedIn", "Subdistrict")),
    "Event": (("heldAt", "Place"), ("heldAt", "Community"), ("subEventOf", "Event")),
    "Policy": (("covers", "AdministrativeArea"),),
    "Product": (("locatedIn", "Company"),),
}
HOSTILE = (
    '<img src=x onerror="window.hacked=1">',
    "</script><script>window.hacked=1</script>",
    "<!--<script>window.hacked=1//",
    "\"'`><svg onload=window.hacked=1>",
    "javascript:window.hacked=1",
    "{{7*7}}{% raw %}${window.hacked=1}",
    "\u202e反过来的名字\u202c\u200f",
    "长名" * 5_000,
    "🏮元宵🎉灯会👨‍👩‍👧‍👦",
    "行\u2028分\u2029隔\x00\x07\x1b[31m",
    "__proto__",
    "a\ud800b",
    "]]>&lt;b&gt;&amp;",
    " ",
)


def sample_graph(entities: int, relations: int, *, pages: int = 24, seed: int = 7) -> Graph:
    """Return a made-up graph of about so many entities and relations, the same for the same numbers."""
    return _Sampler(random.Random(seed), entities, relations, pages).graph()


def hostile_graph() -> Graph:
    """Return a graph whose every text is an attack: names, aliases, titles, units, headlines, file names, sentences."""
    texts = dict(enumerate(HOSTILE))
    page = Document("p", HOSTILE[0], "0" * 64, "", "2023-04-27", HOSTILE[1])
    articles = tuple(
        Article(f"p-{n + 1}", "p", text, None, (text,), (text,), (text,), (_text(text * 2, 0),))
        for n, text in texts.items()
    )
    sentences = {("p", n): Sentence(f"p-{n + 1}", n, 0, _text(f"{text}举办{text}。", 0)) for n, text in texts.items()}
    members = tuple(
        Entity(f"event/x-{n:06x}", "Event" if n % 2 else "Place", text, (text + "甲", *HOSTILE[:2]))
        for n, text in texts.items()
    )
    evidence = {n: (Evidence("p", n, (Span(0, len(text)),), text, 0.9),) for n, text in texts.items()}
    ties = [Relation(members[n].id, "heldAt", members[n - 1].id, evidence[n]) for n in texts if n % 2] + [
        Relation(members[n].id, "holdsPost", members[(n + 2) % len(members)].id, evidence[n], text)
        for n, text in texts.items()
    ]
    dates = [Relation(members[n].id, "heldOn", Period("2023-04-28", "2023-05-03"), evidence[n]) for n in texts if n % 2]
    figures = tuple(
        Observation(members[n].id, text, Decimal("6.07E+8"), text, text, None, evidence[n]) for n, text in texts.items()
    )
    named = {article.id: tuple(sorted(member.id for member in members)) for article in articles}
    return Graph((page,), articles, sentences, members, _in_order(ties + dates), figures, named)


def _in_order(relations: Iterable[Relation]) -> tuple[Relation, ...]:
    return tuple(sorted(relations, key=lambda r: (r.subject, r.predicate, str(r.object), r.title or "")))


def _text(chars: str, start: int) -> Text:
    return Text(chars, tuple(range(start, start + len(chars))))


class _Sampler:
    def __init__(self, chance: random.Random, entities: int, relations: int, pages: int) -> None:
        self.chance, self.size, self.ties, self.numbers = chance, entities, relations, count()
        self.pages = [self.page(n) for n in range(pages)]
        self.articles = [self.article(page, n) for page in self.pages for n in range(1, 9)]
        self.sentences: dict[tuple[str, int], Sentence] = {}
        self.mentions: dict[str, set[str]] = {}

    def page(self, number: int) -> Document:
        date = f"2023-{number * 12 // 24 % 12 + 1:02}-{number * 7 % 28 + 1:02}"
        return Document(f"p{number:03}", f"{number:03}.txt", f"{number:064x}", "", date, "河西区")

    def article(self, page: Document, number: int) -> Article:
        headline = f"{self.word()}{self.chance.choice(('提质增效', '惠民生', '开新篇', '文化惠民'))}"
        return Article(f"{page.id}-{number}", page.id, headline, None, (), ("许浩然",), (), ())

    def word(self) -> str:
        return self.chance.choice(FIRST) + self.chance.choice(SECOND)

    def graph(self) -> Graph:
        members = self.entities()
        relations = self.relations(members)
        return Graph(
            documents=tuple(self.pages),
            articles=tuple(self.articles),
            sentences=self.sentences,
            entities=tuple(members),
            relations=_in_order(relations),
            observations=tuple(self.observations(members)),
            mentions={article: tuple(sorted(ids)) for article, ids in sorted(self.mentions.items())},
        )

    def entities(self) -> list[Entity]:
        types = ["AdministrativeArea"] * 2 + self.chance.choices(list(FORMS), WEIGHTS, k=max(0, self.size - 2))
        members = [self.entity(type, number) for number, type in enumerate(types[: self.size])]
        return sorted(members, key=lambda member: member.id)

    def entity(self, type: str, number: int) -> Entity:
        word = self.chance.choice(PEOPLE) + self.word() if type == "Person" else self.word()
        name = self.chance.choice(FORMS[type]).format(word, n=number % 9 + 1)
        if number < 2 and type == "AdministrativeArea":
            name = ("天津市", "河西区")[number]
        aliases = (name[:3],) if len(name) > 4 else ()
        mentions = (Mention(Span(0, len(name)), type, name, "civic.sample", 0, "p000"),)
        return Entity(f"{type.lower()}/x-{digest(name, str(number), length=6)}", type, name, aliases, mentions)

    def relations(self, members: list[Entity]) -> list[Relation]:
        by_type: dict[str, list[Entity]] = {}
        for member in members:
            by_type.setdefault(member.type, []).append(member)
        found: dict[tuple[str, str, str], Relation] = {}
        subjects = [member for member in members if member.type in TIES]
        for _ in range(self.ties * 3 if subjects else 0):
            if len(found) >= self.ties:
                break
            subject = self.chance.choice(subjects)
            predicate, type = self.chance.choice(TIES[subject.type])
            others = by_type.get(type, [])
            if others:
                other = others[int(len(others) * self.chance.random() ** 2.5)]
                if other is not subject:
                    title = self.chance.choice(("局长", "主任", "书记")) if predicate == "holdsPost" else None
                    stated = self.evidence(subject, f"{predicate}，", other)
                    found[subject.id, predicate, other.id] = Relation(subject.id, predicate, other.id, stated, title)
        dates = [self.dated(event) for event in by_type.get("Event", [])]
        return [*found.values(), *dates]

    def dated(self, event: Entity) -> Relation:
        day = f"2023-{self.chance.randint(1, 12):02}-{self.chance.randint(1, 27):02}"
        stop = day[:8] + "28" if self.chance.random() < 0.3 else None
        return Relation(event.id, "heldOn", Period(day, stop), self.evidence(event, "将于近日举办", event))

    def evidence(self, one: Entity, words: str, other: Entity) -> tuple[Evidence, ...]:
        article = self.chance.choice(self.articles)
        number, start = next(self.numbers), 1_000
        chars = f"近日，{one.name}{words}{other.name}，受到居民的广泛好评。"
        self.sentences[article.document, number] = Sentence(article.id, number, 0, _text(chars, start))
        self.mentions.setdefault(article.id, set()).update((one.id, other.id))
        at = chars.rindex(other.name) + start
        spans = (Span(start + 3, start + 3 + len(one.name)), Span(at, at + len(other.name)))
        return (Evidence(article.document, number, spans, "civic.sample", 0.85),)

    def observations(self, members: list[Entity]) -> list[Observation]:
        places = [member for member in members if member.type in ("Place", "Company")][: self.size // 8]
        return [
            Observation(
                place.id,
                self.chance.choice(("客流量", "销售额", "建筑面积")),
                Decimal(self.chance.randint(1, 999)) * 10_000,
                self.chance.choice(("人次", "元", "平方米")),
                self.chance.choice((None, "超", "余", "约")),
                Period("2023-05"),
                self.evidence(place, "客流量达到", place),
            )
            for place in places
        ]
