"""What stands piece by piece is what building all at once gives: files, links, report and changes."""

from __future__ import annotations

import random
import shutil
import sqlite3
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg import pipeline
from kg.changes import compare, read_snapshot, write_changes
from kg.directory import EVIDENCE, GRAPH, PAGE
from kg.growth import STATE
from kg.growth.state import State
from kg.pipeline import build, read_graph
from kg.rdf import write_evidence, write_graph
from kg.report import BuildReport
from kg.resolve.decisions import DECISIONS_FILE, Decision, write_decisions
from kg.standing import stand
from kg.view import render_page

GOLD = Path(__file__).parent / "gold"
REAL = sorted(path for path in GOLD.glob("*.txt"))
DERIVED = ("source", "merge", "doubt", "stands")
OPTIONS = settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(autouse=True)
def piece_by_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    """Work out pieces however many pages changed."""
    monkeypatch.setattr(stand, "WHOLE", 10)


@pytest.fixture
def bare_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put what the network page shows in the place of the page, which takes longer to draw than all the rest."""
    monkeypatch.setattr(pipeline, "render_page", lambda graph, base, shown: repr(shown))


def contents(directory: Path) -> dict[str, bytes]:
    return {name: (directory / name).read_bytes() for name in (GRAPH, EVIDENCE, PAGE)}


def links(directory: Path) -> tuple[object, ...]:
    state = State.open(directory / STATE, None)
    try:
        return state.merges(), state.doubts()
    finally:
        state.close()


def counts(report: BuildReport) -> tuple[object, ...]:
    told = report.articles, report.sentences, report.entities, report.relations, report.observations, report.rules
    return (report.pages, *told)


def whole(grown: Path, fresh: Path, files: list[Path]) -> BuildReport:
    """Build pages anew as a whole, with nothing but what was read from them and published in another directory."""
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir()
    shutil.copy(grown / STATE, fresh / STATE)
    with sqlite3.connect(fresh / STATE) as db:
        for table in DERIVED:
            db.execute(f"DELETE FROM {table}")
    db.close()
    return build(files, fresh)


TURNS = st.lists(st.sets(st.sampled_from(REAL), min_size=1, max_size=4), min_size=2, max_size=4)


def _grow(home: Path, turns: list[set[Path]], *, prune: bool) -> None:
    """Build sets of pages in turn, and hold each outcome against that of building what there is as a whole."""
    grown, known = home / "grown", set[Path]()
    for turn in turns:
        known = turn if prune else known | turn
        if grown.exists():
            shutil.rmtree(home / "before", ignore_errors=True)
            shutil.copytree(grown, home / "before")
        report = build(sorted(turn), grown, prune=prune)
        again = whole(grown, home / "once", sorted(known))
        assert contents(grown) == contents(home / "once")
        assert links(grown) == links(home / "once")
        assert counts(report) == counts(again)
        if report.build > 1:
            assert report.changes == write_changes(compare(read_snapshot(home / "before"), read_snapshot(grown)))


@pytest.mark.usefixtures("bare_page")
@given(TURNS)
@OPTIONS
def test_real_pages_in_any_groups(tmp_path_factory: pytest.TempPathFactory, turns: list[set[Path]]) -> None:
    _grow(tmp_path_factory.mktemp("groups"), turns, prune=False)


@pytest.mark.usefixtures("bare_page")
@given(TURNS)
@OPTIONS
def test_real_pages_that_come_and_go(tmp_path_factory: pytest.TempPathFactory, turns: list[set[Path]]) -> None:
    _grow(tmp_path_factory.mktemp("turns"), turns, prune=True)


@pytest.mark.usefixtures("bare_page")
@given(st.sets(st.sampled_from(REAL), min_size=2, max_size=5), st.randoms())
@OPTIONS
def test_decisions_hold_for_pages_that_come_later(
    tmp_path_factory: pytest.TempPathFactory, pages: set[Path], choose: random.Random
) -> None:
    home, files = tmp_path_factory.mktemp("decided"), sorted(pages)
    build(files, home / "first")
    state = State.open(home / "first" / STATE, None)
    doubts = state.doubts()
    state.close()
    some = choose.sample(doubts, min(len(doubts), 6))
    ends = [choose.choice([(d.one, d.other), (d.one_thing, d.other_thing)]) for d in some]
    decisions = [Decision(one, other, choose.random() < 0.6) for one, other in ends]
    (home / "grown").mkdir()
    table = write_decisions(decisions, base=pipeline.BASE_IRI)
    (home / "grown" / DECISIONS_FILE).write_text(table, encoding="utf-8")
    choose.shuffle(files)
    for count in range(1, len(files) + 1):
        build([files[count - 1]], home / "grown")
        shutil.rmtree(home / "once", ignore_errors=True)
        shutil.copytree(home / "grown", home / "once")
        with sqlite3.connect(home / "once" / STATE) as db:
            db.execute("DELETE FROM stands")
        db.close()
        build([], home / "once")
        assert contents(home / "once") == contents(home / "grown")
        assert links(home / "once") == links(home / "grown")


def test_the_files_are_those_of_the_graph_in_python(tmp_path: Path) -> None:
    build(REAL[:3], tmp_path)
    graph, _ = read_graph(REAL[:3])
    for name, write in ((GRAPH, write_graph), (EVIDENCE, write_evidence)):
        with (tmp_path / "again").open("w", encoding="utf-8", newline="\n") as out:
            write(graph, out)
        assert (tmp_path / "again").read_bytes() == (tmp_path / name).read_bytes()
    assert render_page(graph) == (tmp_path / PAGE).read_text(encoding="utf-8")


def test_what_another_program_left_is_worked_out_anew(tmp_path: Path) -> None:
    build(REAL[:2], tmp_path)
    before = contents(tmp_path)
    with sqlite3.connect(tmp_path / STATE) as db:
        db.execute("UPDATE stands SET maker = 'of yesterday'")
        db.execute("ALTER TABLE fact DROP COLUMN cited")
        db.execute("DROP TABLE tally")
    db.close()
    report = build(REAL[:2], tmp_path)
    assert contents(tmp_path) == before
    assert report.changes is not None
    assert not any(report.changes["counts"].values())


def test_one_page_more_touches_little(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    decode = pipeline.read_pages.__globals__["decode_page"]
    monkeypatch.setitem(
        pipeline.read_pages.__globals__, "decode_page", lambda data, d: read.append(d.name) or decode(data, d)
    )
    build(REAL[:8], tmp_path)
    assert len(read) == 8
    build(REAL[:9], tmp_path)
    assert REAL[8].name in read[8:]
    assert len(read[8:]) <= 3  # and those that name what has another name now


def test_a_file_that_somebody_touched_is_not_copied_from(tmp_path: Path) -> None:
    build(REAL[:3], tmp_path / "out")
    build(REAL[:4], tmp_path / "out")
    once = contents(tmp_path / "out")[EVIDENCE]
    build(REAL[:3], tmp_path / "out", prune=True)
    (tmp_path / "out" / EVIDENCE).write_bytes(b"another text")
    build(REAL[:4], tmp_path / "out")
    assert contents(tmp_path / "out")[EVIDENCE] == once
