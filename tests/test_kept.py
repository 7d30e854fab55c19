"""The copy of a large graph that `kg query` keeps: taken only for the bytes it was made of, never in the way."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from kg.directory import EVIDENCE, GRAPH, REPORT
from kg.errors import KgError, TimeError
from kg.query import Answer, Limits, run_query
from kg.query import kept as kept_copies
from kg.query.kept import FOLDER, is_worth_it, keep, open_kept
from kg.query.load import files_of

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


@pytest.fixture
def build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a small build that passes for a large one."""
    monkeypatch.setattr(kept_copies, "LEAST_BYTES", 1)
    (tmp_path / GRAPH).write_text('<a:a> <a:b> "街"@zh-Hans, <a:c> .', encoding="utf-8")
    (tmp_path / EVIDENCE).write_text("<a:e> <a:b> <a:c> .", encoding="utf-8")
    (tmp_path / REPORT).write_text("{}", encoding="utf-8")
    return tmp_path


def _count(answer: Answer) -> int:
    term = answer.rows[0][0]
    assert term is not None
    return int(str(getattr(term, "value", "")))


def _copies(build: Path) -> list[str]:
    return sorted(found.name for found in (build / FOLDER).glob("*"))


def _wait_for_copy(build: Path, start: str) -> None:
    until = time.monotonic() + 120
    while not any(name.startswith(start) for name in _copies(build)):
        assert time.monotonic() < until
        time.sleep(0.05)


def _refuse(files: object) -> None:
    raise KgError("Turtle was read again")


def test_a_question_leaves_a_copy_from_which_the_next_is_answered(build: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _count(run_query(build, COUNT)) == 2
    _wait_for_copy(build, "1-")
    assert _count(run_query(build, COUNT, evidence=True)) == 3
    _wait_for_copy(build, "2-")
    monkeypatch.setattr("kg.query.engine.load_store", _refuse)
    assert _count(run_query(build, COUNT)) == 2
    assert _count(run_query(build, COUNT, evidence=True)) == 3
    assert run_query(build, 'ASK { ?s ?p "街"@zh-Hans }') == Answer(boolean=True)
    endless = "SELECT (COUNT(*) AS ?n) { " + " . ".join(f"?a{i} ?b{i} ?c{i}" for i in range(60)) + " }"
    with pytest.raises(TimeError):
        run_query(build, endless, limits=Limits(seconds=0.3))


def test_a_copy_of_other_bytes_is_not_taken_and_goes(build: Path) -> None:
    keep(files_of(build))
    (old,) = _copies(build)
    graph = build / GRAPH
    before = graph.stat()
    graph.write_text('<a:a> <a:b> "道"@zh-Hans, <a:c> .', encoding="utf-8")
    os.utime(graph, ns=(before.st_atime_ns, before.st_mtime_ns))  # as long and as old, and yet another
    assert open_kept(files_of(build)) is None
    keep(files_of(build))
    (new,) = _copies(build)
    assert new != old
    assert run_query(build, 'ASK { ?s ?p "道"@zh-Hans }') == Answer(boolean=True)


def test_what_a_killed_process_left_goes(build: Path) -> None:
    (build / FOLDER / ".writing-999999999-x").mkdir(parents=True)
    mine = build / FOLDER / f".writing-{os.getpid()}-x"
    mine.mkdir()
    keep(files_of(build))
    names = _copies(build)
    assert len(names) == 2
    assert mine.name in names


def test_two_at_a_time_are_in_nobodys_way(build: Path) -> None:
    keep(files_of(build))
    keep(files_of(build))
    assert len(_copies(build)) == 1
    assert open_kept(files_of(build)) is not None


def test_a_graph_that_is_no_turtle_leaves_none(build: Path) -> None:
    (build / GRAPH).write_text("not turtle", encoding="utf-8")
    keep(files_of(build))
    assert _copies(build) == []


def test_a_copy_that_is_damaged_is_not_taken(build: Path) -> None:
    keep(files_of(build))
    (copy,) = (build / FOLDER).iterdir()
    (copy / "CURRENT").write_text("nothing", encoding="utf-8")
    assert open_kept(files_of(build)) is None
    assert _copies(build) == []
    assert _count(run_query(build, COUNT)) == 2


def test_none_is_made_where_it_has_no_place(build: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert is_worth_it(files_of(build))
    monkeypatch.setattr(kept_copies, "LEAST_BYTES", 1000)
    assert not is_worth_it(files_of(build))  # too small to pay
    monkeypatch.setattr(kept_copies, "LEAST_BYTES", 1)
    (build / REPORT).unlink()
    assert not is_worth_it(files_of(build))  # no build, but a file of somebody's
    assert not (build / FOLDER).exists()
