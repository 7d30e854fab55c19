"""Questions to a graph: named ones, free ones, hostile ones, endless ones."""

from __future__ import annotations

import csv
import io
import json
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from xml.dom import minidom

import pytest
import rdflib
from gold_graph import gold_graph
from hypothesis import given, settings
from hypothesis import strategies as st
from make_answers import ANSWERS, PAGE, as_csv, page
from pyoxigraph import Literal, NamedNode, QueryResultsFormat, QuerySolutions, parse_query_results
from rdflib.plugins.sparql import prepareQuery

from kg.directory import EVIDENCE, GRAPH
from kg.errors import BuildError, LimitError, QueryError, TimeError, UsageError
from kg.iri import BASE_IRI
from kg.query import Answer, Limits, find_query, named_queries, run_query, write_answer
from kg.query.answer import Term
from kg.query.apart import ask_once
from kg.query.evaluate import Job
from kg.query.load import files_of
from kg.query.parameters import bind_parameters, defaults
from kg.query.prefixes import PREFIXES
from kg.rdf import write_evidence, write_graph

NAMED = named_queries()
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
PAGES = ("seed000", "seed003")


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a directory with the graph that a perfect reading of two seeds would give."""
    directory = tmp_path_factory.mktemp("gold")
    for name, write in ((GRAPH, write_graph), (EVIDENCE, write_evidence)):
        with (directory / name).open("w", encoding="utf-8", newline="\n") as out:
            for page in PAGES:
                write(gold_graph(page), out)
    return directory


@pytest.fixture(scope="module")
def elsewhere(built: Path) -> dict[bool, rdflib.Graph]:
    """Return the seeds' graph in another engine, without and with the evidence."""
    graph = rdflib.Graph().parse(built / GRAPH)
    return {False: graph, True: graph + rdflib.Graph().parse(built / EVIDENCE)}


def _column(answer: Answer, name: str) -> list[str]:
    at = answer.variables.index(name)
    return [row[at].value for row in answer.rows if row[at] is not None]


class TestNamed:
    def test_there_are_enough(self) -> None:
        assert len(NAMED) >= 25

    @pytest.mark.parametrize("name", NAMED)
    def test_each_says_what_it_asks(self, name: str) -> None:
        query = NAMED[name]
        assert query.zh.endswith("？")
        assert query.en.endswith("?")
        assert all(parameter.what for parameter in query.parameters)

    @pytest.mark.parametrize("name", NAMED)
    def test_each_is_sparql_for_other_engines_too(self, name: str) -> None:
        assert prepareQuery(NAMED[name].text).algebra is not None

    @pytest.mark.parametrize("name", NAMED)
    def test_each_has_an_answer_on_the_seeds_that_stays(self, name: str, built: Path) -> None:
        """To take new answers for right: python tests/make_answers.py."""
        answer = run_query(built, NAMED[name].text)
        assert answer.rows
        assert as_csv(answer) == (ANSWERS / f"{name}.csv").read_text(encoding="utf-8")

    @pytest.mark.parametrize("name", sorted(NAMED.keys() - {"most-connected", "posts-on-day"}))  # long there, but right
    def test_another_engine_gives_the_same_answer(self, name: str, elsewhere: dict[bool, rdflib.Graph]) -> None:
        found = elsewhere[NAMED[name].evidence].query(NAMED[name].text)
        rows = [tuple(None if term is None else _same(term) for term in row) for row in found]
        answer = Answer(tuple(str(variable) for variable in found.vars or ()), tuple(rows))
        assert as_csv(answer) == (ANSWERS / f"{name}.csv").read_text(encoding="utf-8")

    def test_there_is_an_answer_for_each_and_no_other(self) -> None:
        assert sorted(file.stem for file in ANSWERS.glob("*.csv")) == sorted(NAMED)

    def test_the_page_that_lists_them_is_true(self) -> None:
        """To write it anew: python tests/make_answers.py."""
        assert PAGE.read_text(encoding="utf-8") == page()

    def test_the_evidence_is_read_where_the_header_says_so(self, built: Path) -> None:
        wanting = {name for name, query in NAMED.items() if query.evidence}
        assert {"doubtful", "evidence", "facts-by-day", "rules", "sentences"} <= wanting
        for name in wanting:
            assert run_query(built, NAMED[name].text.replace("# reads:", "# read :")).rows == ()

    def test_communities_of_a_subdistrict(self, graph: Path) -> None:
        page = rdflib.Graph().parse(graph / GRAPH)
        ckg = rdflib.Namespace(PREFIXES["ckg"])
        streets = {
            str(label): node
            for node in page.subjects(rdflib.RDF.type, ckg.Subdistrict)
            for label in page.objects(node, rdflib.RDFS.label)
        }
        assert len(streets) > 3
        for street, node in streets.items():
            expected = {
                str(page.value(community, rdflib.RDFS.label))
                for community in page.subjects(rdflib.RDF.type, ckg.Community)
                if node in page.transitive_objects(community, ckg.locatedIn)
            }
            answer = run_query(graph, find_query("@communities"), parameters={"street": street})
            assert set(_column(answer, "name")) == expected

    def test_a_question_that_is_not_there(self) -> None:
        with pytest.raises(QueryError, match=r"@nothing; there are: agreements, aliases"):
            find_query("@nothing")

    def test_a_question_from_a_file(self, tmp_path: Path) -> None:
        file = tmp_path / "mine.rq"
        file.write_text("ASK {}", encoding="utf-8")
        assert find_query(str(file)) == "ASK {}"
        with pytest.raises(QueryError, match=r"absent\.rq: cannot be read"):
            find_query(str(tmp_path / "absent.rq"))


def _same(term: object) -> Term:
    """Turn a term of rdflib into one of the engine's."""
    if not isinstance(term, rdflib.Literal):
        return NamedNode(str(term))
    if term.language:
        return Literal(str(term), language=term.language)
    return Literal(str(term), datatype=NamedNode(str(term.datatype or PREFIXES["xsd"] + "string")))


class TestParameters:
    def test_a_parameter_that_stands_twice_is_set_twice(self) -> None:
        query = 'SELECT * { { SELECT ?a { VALUES ?day { "1" } } } { SELECT ?b { VALUES ?day { "1" } } } }'
        assert bind_parameters(query, {"day": "2023-04-27"}).count('{ "2023-04-27" }') == 2

    @settings(deadline=None)  # other work on the machine is no fault
    @given(st.text(alphabet=st.characters(codec="utf-8")))
    def test_any_text_stays_one_term(self, text: str) -> None:
        query = bind_parameters('SELECT ?name { VALUES ?name { "默认"@zh-Hans } }', {"name": text})
        assert defaults(query) == {"name": text}

    @pytest.mark.parametrize("text", ['"} SERVICE <https://example.org/> {', "\\", "'''", "友谊路街\n}", "?x", "<a>"])
    def test_hostile_text_changes_no_query(self, text: str, graph: Path) -> None:
        assert run_query(graph, find_query("@communities"), parameters={"street": text}).rows == ()

    def test_a_value_takes_the_kind_of_its_default(self) -> None:
        query = "SELECT * { VALUES ?n { 1 } VALUES ?i { <https://a/> } VALUES ?d { '2023-01-01'^^xsd:date } }"
        bound = bind_parameters(query, {"n": "30", "i": "https://b/", "d": "2023-04-27"})
        assert defaults(bound) == {"n": "30", "i": "https://b/", "d": "2023-04-27"}
        assert "^^<http://www.w3.org/2001/XMLSchema#date>" in bound
        with pytest.raises(QueryError, match="is no number"):
            bind_parameters(query, {"n": "thirty"})
        with pytest.raises(QueryError, match="is no IRI"):
            bind_parameters(query, {"i": "no iri"})

    def test_what_is_no_parameter_is_refused(self) -> None:
        with pytest.raises(QueryError, match=r"no parameter “town” \(it has: street\)"):
            bind_parameters(find_query("@communities"), {"town": "x"})
        with pytest.raises(QueryError, match="it has: none"):
            bind_parameters('SELECT * { VALUES ?many { "a" "b" } }', {"many": "x"})


class TestFaults:
    def test_a_caret_stands_under_the_fault(self, graph: Path) -> None:
        with pytest.raises(QueryError) as caught:
            run_query(graph, "SELECT *\n{ ?社区 foo:x ?x }")
        message, line, caret = str(caught.value).splitlines()
        assert "at line 2: the prefix foo: is not declared" in message
        assert line == "  { ?社区 foo:x ?x }"
        assert caret == "     　　      ^"  # as wide as what stands before it, Chinese being twice as wide

    def test_no_caret_stands_where_the_engine_knows_no_place(self, graph: Path) -> None:
        with pytest.raises(QueryError, match="something in it does not fit") as caught:
            run_query(graph, "SELECT * { ?a ?b ?c ) }")
        assert "^" not in str(caught.value)

    def test_a_line_without_end_is_not_shown(self, graph: Path) -> None:
        with pytest.raises(QueryError, match="at line 1, column") as caught:
            run_query(graph, "SELECT * { ?a foo:x 1 }" + " " * 100_000)
        assert len(str(caught.value)) < 300

    def test_an_unknown_prefix_is_named(self, graph: Path) -> None:
        with pytest.raises(QueryError, match="the prefix foaf: is not declared"):
            run_query(graph, "SELECT * { ?a foaf:name ?b }")

    @pytest.mark.parametrize("query", ["INSERT DATA { <a:a> <a:b> 1 }", "DROP ALL", "友谊路街", "有哪些 社区？"])
    def test_what_is_no_question_is_told_how_one_begins(self, query: str, graph: Path) -> None:
        with pytest.raises(QueryError, match="a query begins with one of SELECT, ASK"):
            run_query(graph, query)

    @pytest.mark.parametrize(
        "query",
        [
            "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
            "SELECT * { service silent ?where { ?s ?p ?o } }",
            "SELECT * { #\nSERVICE<http://127.0.0.1:9/>{ ?s ?p ?o } }",
            "SELECT * { FILTER('a' = \"#\") SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
            "SELECT * { ?a ckg:x\\'b ?c . SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } #' }\n}",
            "SELECT * { ?a ckg:x\\#b ?c . SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
            "SELECT * { FILTER(?a<?b) SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } FILTER(?c>?d) }",
        ],
    )
    def test_no_query_reaches_another_server(self, query: str, graph: Path) -> None:
        with pytest.raises(QueryError, match="SERVICE"):
            run_query(graph, query)

    @pytest.mark.parametrize("query", ["INSERT DATA { <a:a> <a:b> <a:c> }", "DROP ALL", "LOAD <file:///etc/passwd>"])
    def test_no_query_changes_or_loads_anything(self, query: str, graph: Path) -> None:
        with pytest.raises(QueryError, match="not right"):
            run_query(graph, query)

    def test_a_graph_that_is_no_turtle(self, tmp_path: Path) -> None:
        (tmp_path / "bad.ttl").write_text("not turtle", encoding="utf-8")
        with pytest.raises(QueryError, match=r"bad\.ttl is not Turtle"):
            run_query(tmp_path / "bad.ttl", "ASK {}")
        with pytest.raises(BuildError, match="there is no such file"):
            run_query(tmp_path / "absent.ttl", "ASK {}")


@pytest.fixture(params=["fork", "start"])
def way(request: pytest.FixtureRequest) -> Iterator[str]:
    """Let queries run in a fork of this process; or, as where there are other threads, in one that is started."""
    done = threading.Event()
    thread = threading.Thread(target=done.wait, daemon=True)
    if request.param == "start":
        thread.start()
    yield request.param
    done.set()
    if request.param == "start":
        thread.join()


@pytest.mark.usefixtures("way")
class TestApart:
    def test_few_rows_may_be_too_long_as_well(self, graph: Path) -> None:
        longer = " ".join(f"BIND(CONCAT(?x{i}, ?x{i}, ?x{i}, ?x{i}) AS ?x{i + 1})" for i in range(9))
        query = f'SELECT ?x9 {{ BIND("一二三四五六七八九十" AS ?x0) {longer} }}'
        with pytest.raises(LimitError, match="longer than 1 MB"):
            run_query(graph, query, limits=Limits(answer_megabytes=1))

    def test_an_answer_comes_whole(self, graph: Path) -> None:
        query = "SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?s ?p ?o"
        assert len(run_query(graph, query).rows) == len(rdflib.Graph().parse(graph / GRAPH))

    def test_an_endless_query_is_stopped(self, graph: Path) -> None:
        start = time.perf_counter()
        with pytest.raises(TimeError, match=r"longer than 0\.3 s"):
            run_query(graph, ENDLESS, limits=Limits(seconds=0.3))
        assert time.perf_counter() - start < 5

    def test_a_greedy_query_is_stopped(self, graph: Path) -> None:
        greedy = "SELECT ?a ?b ?c { ?a ?p ?x . ?b ?q ?y . ?c ?r ?z } ORDER BY ?x ?y ?z"
        with pytest.raises(LimitError, match="more memory than its limit of 50 MB"):
            run_query(graph, greedy, limits=Limits(megabytes=50))

    def test_what_is_no_turtle(self, tmp_path: Path) -> None:
        (tmp_path / "bad.ttl").write_text("not turtle", encoding="utf-8")
        with pytest.raises(QueryError, match=r"bad\.ttl is not Turtle"):
            run_query(tmp_path / "bad.ttl", "ASK {}")

    def test_it_can_reach_nothing_even_if_it_were_asked_to(self, graph: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Without the guard, which a started process does not know to be gone, the system itself refuses."""
        monkeypatch.setattr("kg.query.evaluate.refuse_reaching_out", lambda query: None)
        with socket.create_server(("127.0.0.1", 0)) as server:
            server.settimeout(0.5)
            where = f"http://127.0.0.1:{server.getsockname()[1]}/"
            with pytest.raises(QueryError):
                ask_once(files_of(graph), Job(f"SELECT * {{ SERVICE <{where}> {{ ?s ?p ?o }} }}", Limits(seconds=5)))
            with pytest.raises(TimeoutError):
                server.accept()


class TestLimits:
    @pytest.mark.parametrize(("rows", "cut"), [(3, False), (2, True)])
    def test_a_long_answer_is_cut_and_says_so(self, rows: int, cut: bool, graph: Path) -> None:
        for query in ("SELECT * { ?s ?p ?o } LIMIT 3", "CONSTRUCT WHERE { ?s ?p ?o } LIMIT 3"):
            answer = run_query(graph, query, limits=Limits(rows=rows))
            assert len(answer.table()[1]) == rows
            assert answer.cut == cut
            assert ("and more" in write_answer(answer)) == cut


class TestForms:
    def _answer(self, graph: Path) -> Answer:
        return run_query(graph, 'SELECT ?x ("a,“\\n" AS ?y) ("街"@zh AS ?z) (1.5 AS ?n) ?none { BIND(ckg:Road AS ?x) }')

    def test_table(self, graph: Path) -> None:
        lines = write_answer(self._answer(graph), prefixes=PREFIXES).splitlines()
        assert lines[0].split() == ["x", "y", "z", "n", "none"]
        assert lines[2].split() == ["ckg:Road", "a,“", "街", "1.5"]
        assert lines[3] == "(1 row)"

    def test_columns_line_up_under_chinese(self) -> None:
        rows = tuple(tuple(map(Literal, row)) for row in (("社区", "x"), ("kg", "y")))
        table = write_answer(Answer(variables=("a", "b"), rows=rows)).splitlines()
        assert table[2:4] == ["社区  x", "kg    y"]

    def test_csv_is_read_back(self, graph: Path) -> None:
        rows = list(csv.reader(io.StringIO(write_answer(self._answer(graph), "csv"))))
        assert rows == [["x", "y", "z", "n", "none"], [PREFIXES["ckg"] + "Road", "a,“\n", "街", "1.5", ""]]

    def test_json_is_that_of_the_w3c(self, graph: Path) -> None:
        result = json.loads(write_answer(self._answer(graph), "json"))
        assert result["head"] == {"vars": ["x", "y", "z", "n", "none"]}
        assert result["results"]["bindings"] == [
            {
                "x": {"type": "uri", "value": PREFIXES["ckg"] + "Road"},
                "y": {"type": "literal", "value": "a,“\n"},
                "z": {"type": "literal", "value": "街", "xml:lang": "zh"},
                "n": {"type": "literal", "value": "1.5", "datatype": PREFIXES["xsd"] + "decimal"},
            }
        ]
        assert json.loads(write_answer(run_query(graph, "ASK {}"), "json")) == {"head": {}, "boolean": True}

    @pytest.mark.parametrize(("form", "reader"), [("tsv", "TSV"), ("xml", "XML"), ("json", "JSON")])
    def test_whole_terms_are_read_back(self, form: str, reader: str, graph: Path) -> None:
        odd = r"""BIND("x\t\r\n\"\\<&>'y" AS ?o)"""
        query = f"SELECT ?s ?p ?o ?none {{ {{ ?s ?p ?o }} UNION {{ {odd} }} }} ORDER BY ?s ?p ?o"
        answer = run_query(graph, query)
        again = parse_query_results(write_answer(answer, form), format=getattr(QueryResultsFormat, reader))
        assert isinstance(again, QuerySolutions)
        assert tuple(tuple(row) for row in again) == answer.rows

    def test_xml_holds_nothing_that_it_may_not(self) -> None:
        text = write_answer(Answer(("x",), ((Literal("\x00\x1b\ufffe街"),),)), "xml")
        assert minidom.parseString(text).getElementsByTagName("literal")[0].firstChild.data == "\ufffd\ufffd\ufffd街"

    @pytest.mark.parametrize(
        ("form", "reader"), [("ttl", "turtle"), ("nt", "nt"), ("jsonld", "json-ld"), ("rdf", "xml")]
    )
    def test_a_graph_in_each_form_is_read_back_by_rdflib(self, form: str, reader: str, graph: Path) -> None:
        answer = run_query(graph, "CONSTRUCT WHERE { ?s ckg:locatedIn ?o ; rdfs:label ?name }")
        again = rdflib.Graph().parse(data=write_answer(answer, form, prefixes=PREFIXES), format=reader)
        assert len(again) == len(answer.triples or ()) > 50

    def test_turtle_is_read_back_by_rdflib(self, graph: Path) -> None:
        answer = run_query(graph, "CONSTRUCT WHERE { ?s rdfs:label ?o }")
        again = rdflib.Graph().parse(data=write_answer(answer, "ttl", prefixes=PREFIXES), format="turtle")
        assert len(again) == len(answer.triples or ()) > 100
        with pytest.raises(UsageError, match="only CONSTRUCT and DESCRIBE"):
            write_answer(self._answer(graph), "ttl")

    def test_the_evidence_can_be_asked_too(self, graph: Path) -> None:
        query = "ASK { ?fact prov:wasDerivedFrom ?sentence }"
        assert run_query(graph, query).boolean is False
        assert run_query(graph, query, evidence=True).boolean is True


def test_the_prefix_of_entities_is_the_base() -> None:
    assert PREFIXES["id"] == BASE_IRI
