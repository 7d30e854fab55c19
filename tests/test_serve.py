"""`kg serve` as other people's programs meet it: curl, SPARQLWrapper, Comunica; what takes too much; how it ends."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import ROOT, run_kg
from make_answers import ANSWERS, as_csv
from pyoxigraph import BlankNode, Literal, NamedNode
from served import Served, serving
from SPARQLWrapper import CSV, JSON, POST, POSTDIRECTLY, TSV, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from kg.directory import EVIDENCE, GRAPH
from kg.errors import BusyError, LimitError, QueryError, TimeError
from kg.query import Answer, Limits, named_queries
from kg.query.answer import Term
from kg.query.apart import Engine
from kg.query.evaluate import Job
from kg.query.load import files_of

NAMED = named_queries()
CHECKS = yaml.safe_load((ROOT / "tests" / "data" / "protocol.yaml").read_text(encoding="utf-8"))
COMUNICA = ROOT / "tests" / "clients" / "node_modules" / ".bin" / "comunica-sparql"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
HEADERS = ("Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "X-Frame-Options")


@pytest.fixture(scope="module")
def served(built: Path) -> Iterator[Served]:
    """Serve the seeds as people do."""
    with serving(built) as server:
        yield server


@pytest.fixture(scope="module")
def bounded(built: Path) -> Iterator[Served]:
    """Serve the seeds within limits that are soon met."""
    options = ("--timeout", "2", "--limit", "200", "--memory", "100", "--allow-origin", "https://friend.example/")
    with serving(built, *options) as server:
        yield server


@pytest.fixture(scope="module")
def bodies(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """Return what is sent by some checks: files of bytes, and a long address."""
    folder = tmp_path_factory.mktemp("bodies")
    contents = {
        "LATIN": "ASK { # é\n}".encode("latin-1"),
        "LONG": b"ASK {} #" + b"x" * 1_500_000,
        "QUOTES": b"ASK { " + b'\\"' * 400_000,
        "NESTED": b"ASK " + b"{" * 300_000,
    }
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    return {name: str(folder / name) for name in contents} | {"ENDLESS": "x" * 80_000}


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
class TestProtocol:
    def test_there_are_many_checks_of_every_kind(self) -> None:
        assert len(CHECKS) >= 60
        assert len({check["name"] for check in CHECKS}) == len(CHECKS)
        assert {200, 204, 400, 403, 404, 405, 406, 413, 415, 421, 422, 431, 504} <= {
            check["status"] for check in CHECKS if isinstance(check["status"], int)
        }

    @pytest.mark.parametrize("check", CHECKS, ids=[check["name"] for check in CHECKS])
    def test_check(self, check: dict[str, Any], bounded: Served, bodies: Mapping[str, str]) -> None:
        status, headers, body = _curl([_filled(part, bounded, bodies) for part in check["call"]])
        assert status in (check["status"] if isinstance(check["status"], list) else [check["status"]]), body
        assert check.get("type") in (None, headers.get("content-type", "").split(";")[0])
        assert check.get("has", "") in body
        assert "lacks" not in check or check["lacks"] not in body
        assert all(value in headers[name.lower()] for name, value in check.get("header", {}).items())
        assert "Traceback" not in body
        assert ".py" not in body  # no file of the program is named

    def test_every_answer_forbids_what_pages_do_not_need(self, bounded: Served) -> None:
        for path in ("/", "/sparql", "/nowhere"):
            _, headers, _ = _curl([bounded.url + path])
            assert all(name.lower() in headers for name in HEADERS)
            assert "unsafe" not in headers["content-security-policy"]
            assert "frame-ancestors 'none'" in headers["content-security-policy"]
            assert "access-control-allow-origin" not in headers
            assert "server" not in headers


def _filled(part: str, server: Served, bodies: Mapping[str, str]) -> str:
    for name, value in {"SPARQL": server.sparql, "HOST": server.url, **bodies}.items():
        part = part.replace(f"${name}", value)
    return part


def _curl(call: list[str]) -> tuple[int, dict[str, str], str]:
    """Call curl; return the status, the headers by their names in lower case, and the body."""
    command = ["curl", "--silent", "--show-error", "--max-time", "30", "--dump-header", "-", *call]
    done = subprocess.run(command, capture_output=True, check=False)
    head, _, body = done.stdout.partition(b"\r\n\r\n")
    if head.startswith(b"HTTP/1.1 100"):
        head, _, body = body.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    assert lines[0].startswith("HTTP/"), done.stderr
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}
    return int(lines[0].split()[1]), headers, body.decode("utf-8", errors="replace")


def _wrapper(server: Served, query: str, form: str) -> SPARQLWrapper:
    client = SPARQLWrapper(server.sparql)
    client.setQuery(query)
    client.setReturnFormat(form)
    return client


class TestSparqlWrapper:
    @pytest.mark.parametrize("name", NAMED)
    def test_every_named_question_has_its_answer(self, name: str, served: Served) -> None:
        found = _wrapper(served, NAMED[name].text, JSON).queryAndConvert()
        assert as_csv(_answer(found)) == (ANSWERS / f"{name}.csv").read_text(encoding="utf-8")

    @pytest.mark.parametrize("how", ["GET", "POST", POSTDIRECTLY])
    def test_each_way_of_asking(self, how: str, served: Served) -> None:
        client = _wrapper(served, "SELECT (COUNT(*) AS ?n) { ?c a ckg:Community }", JSON)
        client.setMethod("GET" if how == "GET" else POST)
        if how == POSTDIRECTLY:
            client.setRequestMethod(POSTDIRECTLY)
        assert int(client.queryAndConvert()["results"]["bindings"][0]["n"]["value"]) > 5

    def test_the_other_forms_are_read(self, served: Served) -> None:
        rows = 'SELECT ?name { ?street a ckg:Subdistrict ; rdfs:label ?name FILTER(?name = "友谊路街"@zh-Hans) }'
        assert "友谊路街" in _wrapper(served, rows, XML).queryAndConvert().toxml()
        assert "友谊路街" in _wrapper(served, rows, CSV).queryAndConvert().decode("utf-8")
        assert "友谊路街" in _wrapper(served, rows, TSV).queryAndConvert().decode("utf-8")
        graph = _wrapper(served, "CONSTRUCT WHERE { ?s ckg:locatedIn ?o }", TURTLE).queryAndConvert()
        assert graph.count(b"ckg:locatedIn") > 20

    def test_a_fault_is_reported_as_one(self, served: Served) -> None:
        with pytest.raises(QueryBadFormed, match="the query is not right"):
            _wrapper(served, "SELECT ?x { ?x foo:bar ?y }", JSON).query()


def _answer(found: dict[str, Any]) -> Answer:
    variables = tuple(found["head"]["vars"])
    rows = (tuple(map(_term, map(row.get, variables))) for row in found["results"]["bindings"])
    return Answer(variables, tuple(rows))


def _term(binding: dict[str, str] | None) -> Term | None:
    if binding is None:
        return None
    if binding["type"] == "uri":
        return NamedNode(binding["value"])
    if binding["type"] == "bnode":
        return BlankNode(binding["value"])
    if "xml:lang" in binding:
        return Literal(binding["value"], language=binding["xml:lang"])
    datatype = binding.get("datatype")
    return Literal(binding["value"], datatype=NamedNode(datatype) if datatype else None)


@pytest.mark.skipif(not COMUNICA.exists(), reason="Comunica is not installed: bash tests/install-clients")
class TestComunica:
    @pytest.mark.parametrize("name", ["communities", "awards"])
    def test_it_finds_the_same_by_itself(self, name: str, served: Served) -> None:
        """Comunica asks for parts and joins them itself, or hands the query on, as it sees fit."""
        command = [str(COMUNICA), f"sparql@{served.sparql}", "-q", NAMED[name].text, "-t"]
        media_type = "application/sparql-results+json"
        done = subprocess.run([*command, media_type], capture_output=True, encoding="utf-8", check=False, timeout=120)
        assert done.returncode == 0, done.stderr
        assert as_csv(_answer(json.loads(done.stdout))) == (ANSWERS / f"{name}.csv").read_text(encoding="utf-8")


class TestLimits:
    def test_while_one_query_runs_out_of_time_others_are_answered(self, bounded: Served) -> None:
        def ask_for_ever() -> None:
            _curl([bounded.sparql, "--data-urlencode", f"query={ENDLESS}"])

        thread = threading.Thread(target=ask_for_ever)
        thread.start()
        time.sleep(0.2)
        start = time.perf_counter()
        status, _, _ = _curl([bounded.sparql, "--data-urlencode", "query=ASK {}"])
        assert status == 200
        assert time.perf_counter() - start < 1.5  # the other has its two seconds yet to end
        thread.join()

    def test_what_was_stopped_is_gone(self, built: Path) -> None:
        with Engine(files_of(built)) as engine:
            with pytest.raises(TimeError, match=r"longer than 0\.3 s"):
                engine.ask(Job(ENDLESS, Limits(seconds=0.3)))
            assert engine.ask(Job("ASK {}")) == Answer(boolean=True)
            until = time.monotonic() + 10
            while _children(engine):  # the one that has just answered may be about to go
                assert time.monotonic() < until
                time.sleep(0.05)

    def test_memory_is_bounded_by_the_system(self, built: Path) -> None:
        greedy = "SELECT ?a ?b ?c { ?a ?p ?x . ?b ?q ?y . ?c ?r ?z } ORDER BY ?x ?y ?z"
        with Engine(files_of(built)) as engine:
            with pytest.raises(LimitError, match="memory"):
                engine.ask(Job(greedy, Limits(seconds=60, megabytes=50)))
            assert engine.ask(Job("ASK {}")) == Answer(boolean=True)

    def test_no_more_run_at_a_time_than_may(self, built: Path) -> None:
        with Engine(files_of(built), jobs=1, patience=0.1) as engine:
            thread = threading.Thread(target=_ignore, args=(engine, Job(ENDLESS, Limits(seconds=1.0))))
            thread.start()
            time.sleep(0.3)
            with pytest.raises(BusyError):
                engine.ask(Job("ASK {}"))
            thread.join()
            assert engine.ask(Job("ASK {}")) == Answer(boolean=True)

    def test_the_process_itself_may_be_killed(self, built: Path) -> None:
        with Engine(files_of(built)) as engine:
            assert engine._process is not None
            engine._process.kill()
            engine._process.wait()
            assert engine.ask(Job("ASK { ?c a ckg:Community }")) == Answer(boolean=True)


def _children(engine: Engine) -> list[str]:
    assert engine._process is not None
    listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(engine._process.pid)], capture_output=True, check=False)
    return listed.stdout.decode().split()


def _ignore(engine: Engine, job: Job) -> None:
    with pytest.raises(QueryError):
        engine.ask(job)


class TestServer:
    def test_a_new_build_is_served_without_a_new_start(self, tmp_path: Path) -> None:
        for name in (GRAPH, EVIDENCE):
            (tmp_path / name).write_text("<a:a> <a:b> <a:c> .", encoding="utf-8")
        with Engine(files_of(tmp_path, evidence=True)) as engine:
            count = Job("SELECT (COUNT(*) AS ?n) FROM <https://w3id.org/civic-kg/id/build/graph> { ?s ?p ?o }")
            assert _number(engine.ask(count)) == 1
            (tmp_path / "new").write_text("<a:a> <a:b> <a:c>, <a:d> .", encoding="utf-8")
            os.replace(tmp_path / "new", tmp_path / GRAPH)
            assert _number(engine.ask(count)) == 2
            (tmp_path / GRAPH).write_text("broken", encoding="utf-8")  # and what is broken is not
            assert _number(engine.ask(count)) == 2

    @pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
    def test_it_ends_when_it_is_told_to_even_while_a_query_runs(self, how: signal.Signals, built: Path) -> None:
        with serving(built) as server:
            call = ["curl", "--silent", server.sparql, "--data-urlencode", f"query={ENDLESS}"]
            with subprocess.Popen(call, stdout=subprocess.DEVNULL):
                time.sleep(0.5)
                start = time.perf_counter()
                server.process.send_signal(how)
                _, errors = server.process.communicate(timeout=20)
            assert time.perf_counter() - start < 3
            assert server.process.returncode == 0
            assert errors == ""

    def test_a_port_that_is_taken(self, built: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
            result = run_kg("serve", built, "--port", port)
        assert result.returncode == 2
        assert result.stderr == f"kg: port {port} of 127.0.0.1 is taken by another program; choose another: --port N\n"

    @pytest.mark.parametrize(("host", "reason"), [("192.0.2.1", "no address of this machine"), ("no host", "no such")])
    def test_a_host_that_is_not_here(self, host: str, reason: str, built: Path) -> None:
        result = run_kg("serve", built, "--port", "0", "--host", host)
        assert result.returncode == 2
        assert reason in result.stderr

    def test_what_is_no_build(self, tmp_path: Path) -> None:
        result = run_kg("serve", tmp_path, "--port", "0")
        assert result.returncode == 2
        assert "build first" in result.stderr
        for name in (GRAPH, EVIDENCE):
            (tmp_path / name).write_text("not turtle", encoding="utf-8")
        result = run_kg("serve", tmp_path, "--port", "0")
        assert result.returncode == 2
        assert "graph.ttl is not Turtle" in result.stderr


def _number(answer: object) -> int:
    assert isinstance(answer, Answer)
    term = answer.rows[0][0]
    assert isinstance(term, Literal)
    return int(term.value)
