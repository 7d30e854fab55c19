"""The served explorer without a browser: a build read back, forms of answers, bounds, odd addresses, hostile texts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote
from urllib.request import Request, urlopen

import pyoxigraph as ox
import pytest
from explored import write_build
from gold_graph import gold_graph
from served import serving
from view_samples import hostile_graph, sample_graph
from werkzeug.test import Client, TestResponse

from kg.atlas import Atlas, Finder, neighbourhood, open_atlas, way_between
from kg.errors import BuildError
from kg.graph import Graph
from kg.model import Article, Document, Entity, Evidence, Period, Relation, Sentence, Span, Text
from kg.query.apart import Engine
from kg.query.load import files_of
from kg.serve import App, Service, open_explorer

GRAPH = gold_graph("seed003")
IDS = {entity.name: entity.id for entity in GRAPH.entities}
MALL = IDS["天津梅江环宇城"]
ROOT = "/civic-kg/id/"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_build(GRAPH, tmp_path_factory.mktemp("build"))


@pytest.fixture(scope="module")
def atlas(build: Path) -> Atlas:
    return open_atlas(build)


@pytest.fixture(scope="module")
def client(build: Path) -> Iterator[Client]:
    with Engine(files_of(build, evidence=True)) as engine:
        yield Client(App(Service(build, engine, explorer=open_explorer(build))))


def get(client: Client, path: str, accept: str = BROWSER) -> TestResponse:
    return client.get(path, headers={"Accept": accept})


def test_what_was_written_is_read_back(atlas: Atlas) -> None:
    whole = atlas.part(range(len(atlas.contents.ids)), most_ties=10_000)
    assert [(e.id, e.type, e.name, e.aliases) for e in whole.entities] == [
        (e.id, e.type, e.name, e.aliases) for e in GRAPH.entities
    ]
    plain = {(r.subject, r.predicate, r.object, r.title) for r in GRAPH.relations if isinstance(r.object, str)}
    assert {(r.subject, r.predicate, r.object, r.title) for r in whole.relations if isinstance(r.object, str)} == plain
    assert {r.subject for r in whole.relations if isinstance(r.object, Period)} == {
        r.subject for r in GRAPH.relations if isinstance(r.object, Period)
    }
    assert len(whole.observations) == len(GRAPH.observations) > 20
    assert [a.headline for a in whole.articles] == [a.headline for a in GRAPH.articles if a.id in _naming(whole)]


def _naming(graph: Graph) -> set[str]:
    return {article.id for article in graph.articles}


def test_evidence_is_found_in_its_file(atlas: Atlas) -> None:
    stated = {
        (r.subject, r.predicate, r.object, r.title): {(e.rule, e.spans, round(e.confidence, 2)) for e in r.evidence}
        for r in GRAPH.relations
        if isinstance(r.object, str)
    }
    whole = atlas.part(range(len(atlas.contents.ids)), most_ties=10_000)
    for relation in whole.relations:
        if isinstance(relation.object, str):
            found = {(e.rule, e.spans) for e in relation.evidence}
            wanted = stated[relation.subject, relation.predicate, relation.object, relation.title]
            assert found == {(rule, spans) for rule, spans, _ in wanted}
            for one in relation.evidence:
                sentence = whole.sentences[one.document, one.sentence]
                assert sentence.article in _naming(whole)
                assert all(start < sentence.span.stop and stop > sentence.span.start for start, stop in one.spans)
    texts = {sentence.span: sentence.text.chars for sentence in GRAPH.sentences.values()}
    assert all(texts[sentence.span] for sentence in whole.sentences.values())


def test_words_are_those_of_the_sentence_whatever_other_pages_state(tmp_path: Path) -> None:
    texts = {"a": "第一社区位于青羊区。", "b": "近日，青羊区的第一社区很美。"}
    spans = {"a": Span(0, 9), "b": Span(3, 11)}
    district = Entity("administrative-area/x-1", "AdministrativeArea", "青羊区")
    things = (district, Entity("community/x-1", "Community", "第一社区"))
    evidence = tuple(Evidence(page, 0, (spans[page],), "made", 0.9) for page in texts)
    graph = Graph(
        documents=tuple(Document(page, f"{page}.txt", "0" * 64, text) for page, text in texts.items()),
        articles=tuple(Article(f"{page}-1", page, "标题", None, (), (), (), ()) for page in texts),
        sentences={
            (page, 0): Sentence(f"{page}-1", 0, 0, Text(text, tuple(range(len(text))))) for page, text in texts.items()
        },
        entities=things,
        relations=(Relation(things[1].id, "locatedIn", district.id, evidence),),
    )
    proofs = open_atlas(write_build(graph, tmp_path)).proofs
    for page in texts:
        (passage,) = proofs.of_page(page, most=10)
        assert passage.article == f"{page}-1"
        assert set(proofs.words_in([passage.id])[passage.id]) == {spans[page]}


def test_a_file_that_no_build_wrote_is_refused(tmp_path: Path) -> None:
    build = write_build(GRAPH, tmp_path)
    store = ox.Store()
    store.bulk_load(path=str(build / "evidence.ttl"), format=ox.RdfFormat.TURTLE)
    store.dump(str(build / "evidence.ttl"), format=ox.RdfFormat.TURTLE, from_graph=ox.DefaultGraph())
    with pytest.raises(BuildError, match="not as kg build writes it"):
        open_atlas(build)


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("天津梅江环宇城", "天津梅江环宇城"),
        ("环宇城", "天津梅江环宇城"),
        ("meijianghuan", "天津梅江环宇城"),
        ("TJMJ hyc", "天津梅江环宇城"),
        ("yxlj", "越秀路街"),
        ("“红石榴”", "红石榴"),
        ("ｙｘｌｊ", "越秀路街"),
    ],
)
def test_things_are_found_by_name_alias_and_pinyin(atlas: Atlas, query: str, name: str) -> None:
    hits, count = Finder.of(atlas).things(query, most=3)
    assert any(name in atlas.contents.names[hit.number] for hit in hits)
    assert count >= len(hits)


def test_neighbourhoods_and_ways_are_those_of_the_graph(atlas: Atlas) -> None:
    near = {id: set() for id in IDS.values()}
    for relation in GRAPH.relations:
        if isinstance(relation.object, str) and relation.object != relation.subject:
            near[relation.subject].add(relation.object)
            near[relation.object].add(relation.subject)
    start = atlas.number[MALL]
    found = {atlas.contents.ids[n] for n in neighbourhood(atlas, start, steps=1, most=1_000)}
    assert found == {MALL} | near[MALL]
    assert len(neighbourhood(atlas, start, steps=3, most=20)) == 20
    way = [atlas.contents.ids[n] for n in way_between(atlas, start, atlas.number[IDS["天津市动画协会"]])]
    assert way[0] == MALL
    assert way[-1] == IDS["天津市动画协会"]
    assert all(two in near[one] for one, two in pairwise(way))


@pytest.mark.parametrize(
    ("accept", "suffix", "media_type"),
    [
        (BROWSER, "", "text/html"),
        ("text/turtle", "", "text/turtle"),
        ("application/ld+json", "", "application/ld+json"),
        ("*/*", "", "text/html"),
        (BROWSER, ".ttl", "text/turtle"),
        (BROWSER, ".jsonld", "application/ld+json"),
        ("text/turtle", ".html", "text/html"),
        ("text/turtle;q=0.3, text/html;q=0.8", "", "text/html"),
    ],
)
def test_a_thing_answers_in_the_form_that_is_wanted(client: Client, accept: str, suffix: str, media_type: str) -> None:
    answer = get(client, f"{ROOT}{MALL}{suffix}", accept)
    assert answer.status_code == 200
    assert answer.mimetype == media_type
    assert "Accept" in answer.headers["Vary"]
    if media_type == "text/turtle":
        triples = set(ox.parse(answer.data, format=ox.RdfFormat.TURTLE))
        node = ox.NamedNode("https://w3id.org/civic-kg/id/" + MALL)
        assert any(t.subject == node for t in triples)
        assert any(t.object == node for t in triples)
    elif media_type == "application/ld+json":
        assert json.loads(answer.data)


def test_what_cannot_be_given_is_refused(client: Client) -> None:
    assert get(client, f"{ROOT}{MALL}", "image/png").status_code == 406


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        ROOT,
        f"{ROOT}road/none-000000",
        f"{ROOT}road/none-000000.ttl",
        f"{ROOT}../../etc/passwd",
        f"{ROOT}%2e%2e/%2e%2e/etc/passwd",
        f"{ROOT}a/%00",
        f"{ROOT}x%3E%20%3Fp%20%3Fo%20.%20%7D",
        f"{ROOT}%22%7D%20INSERT",
        f"{ROOT}{'长' * 300}",
        f"{ROOT}{'a' * 5_000}",
        f"{ROOT}<script>alert(1)</script>",
        f"{ROOT}%ff%fe",
        "/static/x/../../errors.py",
        "/static/x/..%2f..%2ferrors.py",
        "/static/x/page.html",
    ],
)
def test_odd_addresses_lead_to_a_page_that_says_so(client: Client, path: str) -> None:
    answer = get(client, path)
    assert answer.status_code == 404
    assert "这里没有内容" in answer.text
    assert "alert(1)" not in answer.text
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]


def test_programs_get_errors_as_plain_text(client: Client) -> None:
    answer = get(client, "/nothing", "*/*")
    assert answer.status_code == 404
    assert answer.mimetype == "text/plain"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/neighbourhood?of=" + "~".join(["a/b"] * 17), 400),
        ("/api/neighbourhood?of=road/none-0", 404),
        (f"/api/neighbourhood?of={MALL}&steps=99&most=999999", 200),
        (f"/api/neighbourhood?of={MALL}&steps=x&most=-5", 200),
        (f"/api/path?from={MALL}", 404),
        (f"/network?of={MALL}", 200),
        (f"{ROOT}{MALL}?kind=none&from=-3", 200),
        (f"{ROOT}{IDS['河西区']}?kind=organizes&from=999999", 200),
        ("/search?q=" + quote("河" * 5_000), 200),
        ("/api/search?q=", 200),
    ],
)
def test_sizes_are_bounded(client: Client, path: str, status: int) -> None:
    answer = get(client, path)
    assert answer.status_code == status
    assert len(answer.data) < 2_000_000
    if path.startswith("/api/neighbourhood") and status == 200:
        assert 0 < len(answer.json["tables"]["entities"]) <= 400


def test_way_and_neighbourhood_come_as_json(client: Client) -> None:
    goal = IDS["天津市动画协会"]
    way = get(client, f"/api/path?from={MALL}&to={goal}").json["way"]
    assert way[0] == MALL
    assert way[-1] == goal
    answer = get(client, f"/api/neighbourhood?of={MALL}&with={'~'.join(way)}").json
    assert set(way) <= {row[0] for row in answer["tables"]["entities"]}
    assert len(answer["drawing"]["nodes"]) == len(answer["tables"]["entities"])


class Tags(HTMLParser):
    """Gathers what a page holds that could run or load."""

    def __init__(self) -> None:
        super().__init__()
        self.odd: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        inert = tag == "script" and (
            known.get("type") == "application/json" or (known.get("src") or "").startswith("/static/")
        )
        if tag in ("img", "iframe", "object", "embed", "base", "style") or (tag == "script" and not inert):
            self.odd.append(tag)
        self.odd += [f"{tag} {name}" for name, _ in attrs if name.startswith("on") or name == "style"]
        link = known.get("href") or known.get("src") or known.get("action") or ""
        if re.match(r"(?i)\s*(javascript|vbscript|https?):", link):
            self.odd.append(link)


def test_hostile_texts_stay_text_in_every_page(tmp_path: Path) -> None:
    graph = hostile_graph()
    build = write_build(graph, tmp_path)
    paths = [ROOT + entity.id for entity in graph.entities]
    paths += [f"{ROOT}article/{article.id}" for article in graph.articles]
    paths += [
        f"{ROOT}page/p",
        "/",
        "/network",
        "/query",
        "/search?q=%3Cscript%3Ealert(1)",
        "/search?q=%E4%B8%BE%E5%8A%9E",
    ]
    with Engine(files_of(build, evidence=True)) as engine:
        client = Client(App(Service(build, engine, explorer=open_explorer(build))))
        for path in paths:
            answer = get(client, path)
            assert answer.status_code == 200, path
            tags = Tags()
            tags.feed(answer.text)
            assert tags.odd == [], path
        found = client.get("/api/search?q=%3Cimg").text
        assert "<" not in found
        assert "\\u003cimg" in found


def test_another_base_has_its_own_paths(tmp_path: Path) -> None:
    build = write_build(sample_graph(30, 40), tmp_path, base="https://data.example.org/kg/")
    explorer = open_explorer(build)
    assert explorer.root == "/kg/"
    with Engine(files_of(build, evidence=True)) as engine:
        client = Client(App(Service(build, engine, explorer=explorer)))
        answer = get(client, "/kg/" + explorer.atlas.contents.ids[0])
        assert answer.status_code == 200
        assert "https://data.example.org/kg/" in answer.text


def test_every_text_of_the_pages_is_there_in_both_languages() -> None:
    folder = Path(__file__).parent.parent / "kg/serve/template"
    own = {name: json.loads((folder / f"labels/{name}.json").read_text(encoding="utf-8")) for name in ("zh", "en")}
    shared = Path(__file__).parent.parent / "kg/view/template/labels/zh.json"
    known = {**json.loads(shared.read_text(encoding="utf-8")), **own["zh"]}
    assert own["zh"].keys() == own["en"].keys()
    used = set()
    for file in folder.rglob("*.html"):
        used |= set(re.findall(r"""(?:says|names|tells)\("([\w-]+)\"""", file.read_text(encoding="utf-8")))
    for file in folder.rglob("*.js"):
        used |= set(re.findall(r'\bsay\(\s*"([\w-]+)"', file.read_text(encoding="utf-8")))
    assert used <= known.keys()
    by_code = {"start", "network", "query", "said", "pointing-here", "yes", "no"}
    by_code |= {
        "not-found",
        "bad-request",
        "busy",
        "too-long",
        "went-wrong",
        "not-found-lead",
        "fault-lead",
        "script-off",
    }
    assert own["zh"].keys() <= used | by_code


def test_command_serves_the_pages(build: Path) -> None:
    with serving(build) as server:
        request = Request(f"{server.url}{ROOT}{MALL}", headers={"Accept": BROWSER})
        with urlopen(request) as answer:
            assert "天津梅江环宇城" in answer.read().decode("utf-8")
        with urlopen(f"{server.url}/api/search?q=tjmjhyc") as answer:
            assert json.load(answer)["hits"][0]["id"] == MALL
