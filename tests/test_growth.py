"""A directory that grows: the graph is that of building all at once, addresses stay, no kill does any harm."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import run_kg
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_pages import write_pages

from kg import pipeline
from kg.changes import Snapshot, compare, read_snapshot, tell_changes, write_changes
from kg.directory import EVIDENCE, GRAPH, PAGE, REPORT, build_file
from kg.extract import extract_document
from kg.growth import STATE, Links, State, built_number, decode_page, encode_page, reading
from kg.model import Document
from kg.pipeline import build
from kg.resolve import read_page
from kg.resolve.decisions import Decision, write_decisions
from kg.rules import load_packs

WRITTEN = (GRAPH, EVIDENCE, PAGE)
TEXTS = {
    "a.txt": "河西区友谊路街文苑楼社区举办首届邻里节。天津梅江环宇城正式开业，环宇城引进京东。",
    "b.txt": "日前，环宇城销售额2亿元。河西区友谊路街道召开会议。区教育局局长王芳参加。",
    "c.txt": "河西区教育局印发《河西区校园安全管理办法》。天津万象城位于河西区。万象城客流量20万人次。",
    "d.txt": "马场街举办第二届邻里节，河西区文旅局参加。文苑楼社区居民李阿姨说：“真好。”",
    "e.txt": "河西区与卓尼县签订协议。区发改委发布公告。河西区发展和改革委员会负责人介绍。",
}


@pytest.fixture(autouse=True)
def bare_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a short text in the place of the network page, which takes longer to draw than all the rest."""
    monkeypatch.setattr(pipeline, "render_page", lambda graph, base, shown: f"{len(graph.entities)} {base}")


def write(folder: Path, *names: str) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / name).write_text(TEXTS[name], encoding="utf-8")
    return [folder / name for name in names]


def bytes_of(directory: Path) -> dict[str, bytes]:
    return {name: build_file(directory, name).read_bytes() for name in WRITTEN}


def by_name(snapshot: Snapshot) -> tuple[set, set, set]:
    """Return what a graph states, told by names instead of addresses."""
    name = snapshot.name
    return (
        {(thing.type, thing.name) for thing in snapshot.things.values()},
        {(name(f.subject), f.predicate, name(f.object), f.title) for f in snapshot.facts},
        {(name(f.subject), *f[1:]) for f in snapshot.figures},
    )


def forget_pages(grown: Path, fresh: Path) -> None:
    """Make a directory that remembers what was published in another, and nothing else."""
    fresh.mkdir()
    shutil.copy(grown / STATE, fresh / STATE)
    with sqlite3.connect(fresh / STATE) as db:
        for table in ("source", "text", "page", "merge", "doubt", "stands"):
            db.execute(f"DELETE FROM {table}")
    db.close()


class TestGrowth:
    def test_pages_may_come_one_by_one(self, tmp_path: Path) -> None:
        files = write(tmp_path / "pages", *TEXTS)
        build(files, tmp_path / "once")
        for file in reversed(files):
            build([file], tmp_path / "grown")
        assert by_name(read_snapshot(tmp_path / "grown")) == by_name(read_snapshot(tmp_path / "once"))
        forget_pages(tmp_path / "grown", tmp_path / "again")
        build(files, tmp_path / "again")
        assert bytes_of(tmp_path / "again") == bytes_of(tmp_path / "grown")

    def test_only_new_and_changed_pages_are_read(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        read: list[str] = []
        monkeypatch.setattr(
            reading, "extract_document", lambda d, pack: read.append(d.name) or extract_document(d, pack)
        )
        files = write(tmp_path / "pages", "a.txt", "b.txt")
        build(files, tmp_path / "out", frame="河西区")
        build(files, tmp_path / "out", frame="河西区")
        assert read == ["a.txt", "b.txt"]
        (tmp_path / "pages" / "b.txt").write_text(TEXTS["d.txt"], encoding="utf-8")
        report = build([*files, *write(tmp_path / "pages", "c.txt")], tmp_path / "out", frame="河西区")
        assert read == ["a.txt", "b.txt", "b.txt", "c.txt"]
        assert len(report.pages) == 3

    def test_few_pages_more_need_not_all_rules(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        compiled: list[bool] = []
        monkeypatch.setattr(reading, "compile_rules", lambda pack: compiled.append(True))
        a, c = write(tmp_path / "pages", "a.txt", "c.txt")
        build([a], tmp_path / "out", frame="河西区")
        assert compiled == [True]
        build([a, c], tmp_path / "out", frame="河西区")
        assert compiled == [True]
        monkeypatch.setattr(reading, "FEW", 0)
        build([a, *write(tmp_path / "pages", "d.txt")], tmp_path / "out", frame="河西区")
        assert compiled == [True, True]

    def test_another_option_reads_anew(self, tmp_path: Path) -> None:
        files = write(tmp_path / "pages", "a.txt")
        build(files, tmp_path / "out")
        report = build(files, tmp_path / "out", date="2023-04-27")
        assert [page.date for page in report.pages] == ["2023-04-27"]

    def test_building_twice_changes_nothing(self, tmp_path: Path) -> None:
        files = write(tmp_path / "pages", *TEXTS)
        build(files, tmp_path / "out")
        before = bytes_of(tmp_path / "out")
        report = build(files, tmp_path / "out")
        assert bytes_of(tmp_path / "out") == before
        assert report.changes is not None
        assert not any(report.changes["counts"].values())
        assert report.build == built_number(tmp_path / "out") == 2

    def test_pages_that_are_not_given_stay_until_they_are_pruned(self, tmp_path: Path) -> None:
        a, b = write(tmp_path / "pages", "a.txt", "c.txt")
        build([a, b], tmp_path / "out")
        assert len(build([a], tmp_path / "out").pages) == 2
        report = build([a], tmp_path / "out", prune=True)
        assert [page.name for page in report.pages] == ["a.txt"]
        build([a], tmp_path / "alone")
        assert by_name(read_snapshot(tmp_path / "out")) == by_name(read_snapshot(tmp_path / "alone"))

    def test_pruning_removes_exactly_the_facts_of_the_page(self, tmp_path: Path) -> None:
        files = write(tmp_path / "pages", *TEXTS)
        build(files[:4], tmp_path / "out", frame="河西区")
        four = read_snapshot(tmp_path / "out")
        build(files, tmp_path / "out", frame="河西区")
        five = read_snapshot(tmp_path / "out")
        report = build(files[:4], tmp_path / "out", prune=True, frame="河西区")
        assert read_snapshot(tmp_path / "out") == four
        assert report.changes is not None
        assert len(report.changes["goneFacts"]) == len(five.facts - four.facts) > 0
        assert report.changes["newFacts"] == []

    def test_a_file_that_can_no_longer_be_read_is_refused_and_its_page_gone(self, tmp_path: Path) -> None:
        files = write(tmp_path / "pages", "a.txt", "c.txt")
        build(files, tmp_path / "out")
        files[1].write_bytes(b"")
        report = build(files, tmp_path / "out")
        assert (report.exit_code, [page.name for page in report.pages]) == (1, ["a.txt"])

    def test_the_directory_and_its_pages_may_be_moved_together(self, tmp_path: Path) -> None:
        build(write(tmp_path / "here" / "pages", *TEXTS), tmp_path / "here" / "out")
        before = bytes_of(tmp_path / "here" / "out")
        (tmp_path / "here").rename(tmp_path / "there")
        report = build([tmp_path / "there" / "pages"], tmp_path / "there" / "out", prune=True)
        assert len(report.pages) == 5
        assert bytes_of(tmp_path / "there" / "out") == before

    def test_one_page_in_two_folders_is_one_page(self, tmp_path: Path) -> None:
        a, b = (write(tmp_path / folder, "a.txt")[0] for folder in ("x", "y"))
        assert len(build([a, b], tmp_path / "out").pages) == 1
        assert len(build([a], tmp_path / "out", prune=True).pages) == 1

    def test_pages_of_one_name_are_two_pages(self, tmp_path: Path) -> None:
        (a,) = write(tmp_path / "x", "a.txt")
        build([a], tmp_path / "out")
        (tmp_path / "y").mkdir()
        (tmp_path / "y" / "a.txt").write_text(TEXTS["c.txt"], encoding="utf-8")
        build([tmp_path / "y" / "a.txt"], tmp_path / "out")
        build([a, tmp_path / "y" / "a.txt"], tmp_path / "once")
        assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "once")

    def test_pages_of_several_districts_are_each_at_home(self, tmp_path: Path) -> None:
        files = write(tmp_path / "pages", *TEXTS)
        other = tmp_path / "pages" / "z.txt"
        other.write_text("龙华区观岭街道举办市集。万象城位于龙华区。龙华区教育局参加。区教育局介绍。", encoding="utf-8")
        report = build([*files, other], tmp_path / "out")
        assert {page.name: page.frame for page in report.pages}["z.txt"] == "龙华区"
        names = [thing.name for thing in read_snapshot(tmp_path / "out").things.values()]
        assert "龙华区教育局" in names
        assert "河西区教育局" in names

    def test_without_its_memory_a_directory_is_built_anew(self, tmp_path: Path) -> None:
        files = write(tmp_path / "pages", *TEXTS)
        build(files, tmp_path / "out")
        before = bytes_of(tmp_path / "out")
        (tmp_path / "out" / STATE).unlink()
        build(files, tmp_path / "out")
        assert bytes_of(tmp_path / "out") == before

    def test_no_page_at_all_builds_again_what_is_kept(self, tmp_path: Path) -> None:
        build(write(tmp_path / "pages", *TEXTS), tmp_path / "out")
        before = bytes_of(tmp_path / "out")
        build([], tmp_path / "out")
        assert bytes_of(tmp_path / "out") == before


class TestLastingAddresses:
    def test_two_published_things_that_turn_out_one(self, tmp_path: Path) -> None:
        folder = tmp_path / "pages"
        folder.mkdir()
        texts = ("环宇城引进京东。", "天津梅江环宇城位于河西区。", "天津梅江环宇城开业，环宇城客流大。")
        for name, text in enumerate(texts, start=1):
            (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        out = tmp_path / "out"
        build([folder / "1.txt"], out, frame="河西区")
        (short,) = (id for id, thing in read_snapshot(out).things.items() if thing.name == "环宇城")
        build([folder / "2.txt"], out, frame="河西区")
        (long,) = (id for id, thing in read_snapshot(out).things.items() if thing.name == "天津梅江环宇城")
        two = bytes_of(out)
        report = build([folder / "3.txt"], out, frame="河西区")
        joined = read_snapshot(out)
        assert joined.things[short].name == "天津梅江环宇城"
        assert long not in joined.things
        assert joined.replaced == {long: short}
        turtle = (out / GRAPH).read_text(encoding="utf-8")
        former = long.replace("/", ":", 1)
        assert f"{former} owl:sameAs {short.replace('/', ':', 1)} ;" in turtle
        assert report.changes is not None
        assert [item["from"] for item in report.changes["joined"]] == [long]
        build([folder / "1.txt", folder / "2.txt"], out, frame="河西区", prune=True)
        assert bytes_of(out) == two

    def test_what_people_join_and_part_again(self, tmp_path: Path) -> None:
        (tmp_path / "p.txt").write_text("天津梅江环宇城开业。天津水游环宇城位于红桥区。", encoding="utf-8")
        out = tmp_path / "out"
        build([tmp_path / "p.txt"], out, frame="河西区")
        apart = bytes_of(out)
        names = ("天津梅江环宇城", "天津水游环宇城")
        one, other = (id for id, thing in sorted(read_snapshot(out).things.items()) if thing.name in names)
        table = tmp_path / "d.tsv"
        table.write_text(write_decisions([Decision(one, other, True)], base=pipeline.BASE_IRI), encoding="utf-8")
        build([], out, decisions=table)
        assert read_snapshot(out).replaced == {other: one}
        assert f"{other.replace('/', ':', 1)} owl:sameAs" in (out / GRAPH).read_text(encoding="utf-8")
        table.write_text("", encoding="utf-8")
        report = build([], out, decisions=table)
        assert bytes_of(out) == apart
        assert report.changes is not None
        assert [thing["id"] for thing in report.changes["newThings"]] == [other]


class TestDecisions:
    def test_decisions_beside_the_pages_are_obeyed_by_every_build_and_can_be_taken_back(self, tmp_path: Path) -> None:
        pages = tmp_path / "pages"
        write(pages, "a.txt")
        out = tmp_path / "out"
        build([pages], out, frame="河西区")
        before = bytes_of(out)
        asked = json.loads(run_kg("review", out, "--json").stdout)
        (question,) = [q for q in asked if q["one_name"] == "环宇城"]
        assert question["is_one"]
        ids = f"kgid:{question['one']}\tskos:exactMatch\tNot\tkgid:{question['other']}"
        table = f"subject_id\tpredicate_id\tpredicate_modifier\tobject_id\n{ids}\n"
        (tmp_path / "mine.sssom.tsv").write_text(table, encoding="utf-8")
        taken = run_kg("review", out, "--take", tmp_path / "mine.sssom.tsv")
        assert "1 decision taken over" in taken.stdout
        assert (pages / "decisions.sssom.tsv").is_file()
        build([pages], out, frame="河西区")
        assert {"环宇城", "天津梅江环宇城"} <= {thing.name for thing in read_snapshot(out).things.values()}
        build([pages], tmp_path / "other", frame="河西区")
        assert by_name(read_snapshot(tmp_path / "other")) == by_name(read_snapshot(out))
        explained = run_kg("explain", out, "天津梅江环宇城").stdout
        assert "decided: " in explained
        assert run_kg("review", out, "--undo", "1").returncode == 0
        build([pages], out, frame="河西区")
        assert bytes_of(out) == before

    def test_a_table_that_cannot_be_read_is_named_with_its_line(self, tmp_path: Path) -> None:
        files = write(tmp_path / "pages", "a.txt")
        (tmp_path / "d.tsv").write_text(
            "subject_id\tpredicate_id\tobject_id\nx\tskos:exactMatch\ty\n", encoding="utf-8"
        )
        result = run_kg("build", *files, "-o", tmp_path / "out", "--decisions", tmp_path / "d.tsv")
        assert result.returncode == 2
        assert "d.tsv:2" in result.stderr

    def test_a_table_to_take_over_that_is_not_there_is_named(self, tmp_path: Path) -> None:
        build(write(tmp_path / "pages", "a.txt"), tmp_path / "out")
        result = run_kg("review", tmp_path / "out", "--take", tmp_path / "mine.tsv")
        assert result.returncode == 2
        assert "mine.tsv: there is no such file" in result.stderr


PAGES = st.lists(st.sampled_from(sorted(TEXTS)), min_size=1, max_size=5, unique=True)


@given(st.lists(PAGES, min_size=1, max_size=4), st.randoms())
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_grouping_into_builds_gives_one_graph(
    tmp_path_factory: pytest.TempPathFactory, groups: list[list[str]], shuffler: random.Random
) -> None:
    home = tmp_path_factory.mktemp("grouping")
    for group in groups:
        build(write(home / "pages", *group), home / "grown")
    names = sorted({name for group in groups for name in group})
    shuffler.shuffle(names)
    forget_pages(home / "grown", home / "once")
    build([home / "pages" / name for name in names], home / "once")
    assert bytes_of(home / "once") == bytes_of(home / "grown")
    build(write(home / "pages", *names), home / "fresh")
    assert by_name(read_snapshot(home / "fresh")) == by_name(read_snapshot(home / "grown"))


@given(st.data())
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_removing_pages_brings_back_what_was(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    home = tmp_path_factory.mktemp("removing")
    first = data.draw(PAGES)
    more = data.draw(PAGES)
    build(write(home / "pages", *first), home / "out")
    before = bytes_of(home / "out")
    build(write(home / "pages", *more), home / "out")
    build(write(home / "pages", *first), home / "out", prune=True)
    assert bytes_of(home / "out") == before


def test_real_pages_are_kept_without_loss(tmp_path: Path) -> None:
    pack = load_packs(("civic",))
    folder = write_pages(tmp_path / "pages", 14)
    for file in sorted(folder.iterdir()):
        document = Document(file.stem, file.name, "0" * 64, file.read_text(encoding="utf-8"), "2023-04-27", "河西区")
        page = read_page(extract_document(document, pack), pack)
        assert decode_page(encode_page(page), document) == page


def _turns(home: Path) -> Iterator[list[Path]]:
    """Yield sets of pages for builds in turn: two that differ, so that every build has something to change."""
    files = write(home / "pages", *TEXTS)
    while True:
        yield files[:3]
        yield files


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_kill_at_any_of_fifty_moments_does_no_harm(tmp_path: Path) -> None:
    out, moments = tmp_path / "out", random.Random(6)
    turns = _turns(tmp_path)
    build(next(turns), out, prune=True)
    start = time.perf_counter()
    build(next(turns), out, prune=True)
    whole = time.perf_counter() - start
    stood = bytes_of(out)
    expected = {True: stood}
    build(next(turns), out, prune=True)
    expected[False] = bytes_of(out)
    survived = 0
    for number in range(50):
        child = os.fork()
        if child == 0:
            _build_and_leave(next(turns), out)
        else:
            next(turns)
        time.sleep(moments.uniform(0, whole * 1.1))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        found = bytes_of(out)
        assert found in expected.values(), f"kill {number}"
        assert json.loads(build_file(out, REPORT).read_text(encoding="utf-8"))["build"] >= 3
        survived += found == expected[number % 2 == 0]
        if number % 10 == 9:
            build(next(_turns(tmp_path)), out, prune=True)
            assert bytes_of(out) == expected[False]
    build([tmp_path / "pages"], out, prune=True)
    assert bytes_of(out) == expected[True]
    assert {path.name for path in out.iterdir()} == {*WRITTEN, REPORT, STATE}
    assert 0 < survived < 50


def _build_and_leave(files: list[Path], out: Path) -> None:
    try:
        build(files, out, prune=True)
    finally:
        os._exit(0)


def test_what_a_killed_build_remembers_does_not_count(tmp_path: Path) -> None:
    files = write(tmp_path / "pages", "a.txt", "c.txt")
    build(files[:1], tmp_path / "out")
    standing = State.open(tmp_path / "out" / STATE, built_number(tmp_path / "out"))
    sources = standing.sources()
    # The next build was written down, but killed before its files were in place.
    with standing.next_build():
        standing.record(options={}, sources=(), links=Links((), ()))
    standing.close()
    again = State.open(tmp_path / "out" / STATE, built_number(tmp_path / "out"))
    assert (again.build, again.sources()) == (1, sources)
    again.close()
    report = build(files[1:], tmp_path / "out")
    assert (report.build, len(report.pages)) == (2, 2)


class TestChanges:
    def test_new_gone_and_contradicting_facts(self, tmp_path: Path) -> None:
        old, new = tmp_path / "old", tmp_path / "new"
        (tmp_path / "x.txt").write_text("天津万象城于2023年4月28日开业。万象城销售额2亿元。", encoding="utf-8")
        (tmp_path / "y.txt").write_text("天津万象城于2023年5月1日开业。万象城销售额3亿元。", encoding="utf-8")
        build([tmp_path / "x.txt"], old, frame="河西区", date="2023-05")
        build([tmp_path / "y.txt"], new, frame="河西区", date="2023-05")
        changes = compare(read_snapshot(old), read_snapshot(new))
        said = {(c.kind, c.before, c.now, c.gone) for c in changes.contradictions}
        assert said == {("date", "2023-04-28", "2023-05-01", True), ("figure", "200000000元", "300000000元", True)}
        report = build([tmp_path / "y.txt"], old, frame="河西区", date="2023-05")
        assert report.changes is not None
        assert {(c["kind"], c["gone"]) for c in report.changes["contradictions"]} == {
            ("date", False),
            ("figure", False),
        }

        told = "\n".join(tell_changes(write_changes(changes)))
        assert "天津万象城 openedOn: 2023-05-01 — in place of 2023-04-28\n" in told
        told = "\n".join(tell_changes(report.changes))
        assert "天津万象城 openedOn: 2023-05-01 — but 2023-04-28 is still said\n" in told

    def test_diff_for_people_and_for_programs(self, tmp_path: Path) -> None:
        a, c = write(tmp_path / "pages", "a.txt", "c.txt")
        build([a], tmp_path / "old")
        build([a, c], tmp_path / "new")
        told = run_kg("diff", tmp_path / "old", tmp_path / "new")
        assert told.returncode == 1
        assert "new facts 新事实" in told.stdout
        plain = json.loads(run_kg("diff", tmp_path / "old" / GRAPH, tmp_path / "new" / GRAPH, "--json").stdout)
        assert plain["counts"]["newFacts"] == len(plain["newFacts"]) > 0
        same = run_kg("diff", tmp_path / "old", tmp_path / "old")
        assert (same.returncode, same.stdout) == (0, "nothing changed\n")
