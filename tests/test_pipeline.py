"""The stages in order; what is refused, what is lost (nothing), what the report says. Extraction is a stand-in here."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import pipeline
from kg.directory import EVIDENCE, GRAPH, PAGE, REPORT, build_file, settle, writing
from kg.errors import BuildError, RuleError, UsageError
from kg.extract import Extraction
from kg.graph import Graph
from kg.growth import STATE, reading
from kg.model import Document, Entity, Evidence, Mention, Relation, Sentence, Span, Text
from kg.pipeline import build
from kg.report import report_graph, write_report
from kg.text.dates import check_date
from kg.workers import Workers

FILES = {GRAPH, EVIDENCE, PAGE, REPORT}
KEPT = FILES | {STATE}


def _extract(document: Document, pack: object) -> Extraction:
    if "崩溃" in document.text:
        raise ZeroDivisionError("a fault of the program")
    return Extraction(document, (), (), (), (), ())


@pytest.fixture
def thin(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a stand-in in the place of extraction: a graph of pages alone."""
    monkeypatch.setattr(reading, "extract_document", _extract)


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """Return a folder with three pages."""
    folder = tmp_path / "pages"
    folder.mkdir()
    for number, text in enumerate(("友谊路街开展活动。", "马场街召开会议。", "桃园街举办集市。")):
        (folder / f"p{number}.txt").write_text(text, encoding="utf-8")
    return folder


def _bytes(directory: Path) -> dict[str, bytes]:
    return {name: (directory / name).read_bytes() for name in (GRAPH, EVIDENCE, PAGE)}


@pytest.mark.usefixtures("thin")
class TestBuild:
    def test_it_writes_four_files_and_what_it_must_remember(self, pages: Path, tmp_path: Path) -> None:
        report = build([pages], tmp_path / "out")
        assert {path.name for path in (tmp_path / "out").iterdir()} == KEPT
        assert report.exit_code == 0
        assert [page.name for page in report.pages] == ["p0.txt", "p1.txt", "p2.txt"]
        assert set(report.seconds) == {"rules", "read", "extract", "resolve", "write"}

    def test_order_doubles_and_jobs_change_no_byte(self, pages: Path, tmp_path: Path) -> None:
        files = sorted(pages.iterdir())
        build(files, tmp_path / "a")
        build([files[2], pages, files[0]], tmp_path / "b", jobs=2)
        assert _bytes(tmp_path / "a") == _bytes(tmp_path / "b")

    def test_options_win(self, pages: Path, tmp_path: Path) -> None:
        report = build([pages], tmp_path / "out", date="2023-04", frame="河西区")
        assert {(page.date, page.frame) for page in report.pages} == {("2023-04", "河西区")}

    def test_what_cannot_be_read_is_refused_and_the_rest_built(self, pages: Path, tmp_path: Path) -> None:
        (pages / "empty.txt").write_bytes(b"")
        (pages / "noise.txt").write_bytes(bytes(range(256)) * 8)
        report = build([pages, tmp_path / "absent.txt"], tmp_path / "out", jobs=2)
        assert report.exit_code == 1
        assert [Path(refusal.path).name for refusal in report.refused] == ["absent.txt", "empty.txt", "noise.txt"]
        assert all(refusal.reason and refusal.path not in refusal.reason for refusal in report.refused)
        assert len(report.pages) == 3

    def test_a_fault_on_one_page_costs_that_page_only(
        self, pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (pages / "p1.txt").write_text("程序崩溃。", encoding="utf-8")
        report = build([pages], tmp_path / "out")
        assert [refusal.path for refusal in report.refused] == ["p1.txt"]
        assert "ZeroDivisionError" in report.refused[0].reason
        monkeypatch.setenv("KG_DEBUG", "1")
        with pytest.raises(ZeroDivisionError):
            build([pages], tmp_path / "out")

    def test_nothing_to_build_leaves_no_directory(self, tmp_path: Path) -> None:
        (tmp_path / "empty.txt").write_bytes(b"")
        with pytest.raises(BuildError, match=r"(?s)nothing could be built.*absent.*empty\.txt"):
            build([tmp_path / "empty.txt", tmp_path / "absent"], tmp_path / "deep" / "out")
        assert not (tmp_path / "deep").exists()

    def test_what_stands_in_the_output_directory_is_no_input(self, pages: Path) -> None:
        build([pages], pages / "out")
        report = build([pages], pages / "out")
        assert (report.exit_code, len(report.pages)) == (0, 3)

    def test_a_directory_that_is_a_file_is_refused(self, pages: Path) -> None:
        with pytest.raises(BuildError, match="cannot be made"):
            build([pages], pages / "p0.txt")

    def test_an_unknown_pack_is_an_error(self, pages: Path, tmp_path: Path) -> None:
        with pytest.raises(RuleError, match="no-such-pack"):
            build([pages], tmp_path / "out", packs=["no-such-pack"])
        assert not (tmp_path / "out").exists()

    @pytest.mark.parametrize("failure", [KeyboardInterrupt, OSError("the disk is full"), MemoryError])
    def test_a_failure_while_writing_leaves_the_old_build(
        self, failure: BaseException, pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        build([pages], tmp_path / "out")
        before = {name: (tmp_path / "out" / name).read_bytes() for name in FILES}

        def fail(*_: object, **__: object) -> None:
            raise failure

        monkeypatch.setattr(pipeline, "write_standing_evidence", fail)
        (pages / "p3.txt").write_text("尖山街举办晚会。", encoding="utf-8")
        with pytest.raises(failure if isinstance(failure, type) else BuildError):
            build([pages], tmp_path / "out")
        assert {path.name for path in (tmp_path / "out").iterdir()} == KEPT
        assert {name: (tmp_path / "out" / name).read_bytes() for name in FILES} == before

    def test_progress_is_told_from_nothing_to_all(self, pages: Path, tmp_path: Path) -> None:
        told: list[tuple[str, int, int]] = []
        build([pages], tmp_path / "out", progress=lambda *step: told.append(step))
        assert [step for step in told if step[0] == "extract"] == [("extract", done, 3) for done in range(4)]
        for stage in ("rules", "read", "resolve", "write"):
            steps = [step for step in told if step[0] == stage]
            assert steps[0][1] == 0
            assert steps[-1][1] == steps[-1][2]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"date": "27.4.2023"}, "--date 27.4.2023"),
        ({"date": "2023-02-30"}, "--date 2023-02-30"),
        ({"jobs": 0}, "--jobs 0"),
        ({"base_iri": "example.org"}, "--base-iri example.org"),
        ({"base_iri": "https://example.org/a b/"}, "--base-iri"),
        ({"base_iri": "https://example.org/id"}, "ending in / or #"),
    ],
)
def test_options_that_cannot_be_right_are_refused(options: dict, words: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=words):
        build([tmp_path], tmp_path / "out", **options)
    assert not (tmp_path / "out").exists()


class TestDirectory:
    def _write(self, folder: Path, text: str) -> None:
        for name in FILES:
            (folder / name).write_text(text, encoding="utf-8")

    def test_a_build_that_was_complete_when_killed_is_moved_into_place(self, tmp_path: Path) -> None:
        self._write(tmp_path, "old")
        (tmp_path / ".complete").mkdir()
        self._write(tmp_path / ".complete", "new")
        (tmp_path / ".complete" / REPORT).replace(tmp_path / REPORT)  # one move was done already
        assert build_file(tmp_path, GRAPH).read_text(encoding="utf-8") == "new"
        settle(tmp_path)
        assert {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()} == dict.fromkeys(
            FILES, "new"
        )

    def test_what_a_killed_build_left_is_swept_and_a_running_one_let_be(self, tmp_path: Path) -> None:
        dead = 2**22 + 1  # above the largest process number of Linux
        (tmp_path / f".writing-{dead}-abc").mkdir()
        (tmp_path / f".writing-{os.getpid()}-abc").mkdir()
        settle(tmp_path)
        assert [path.name for path in tmp_path.iterdir()] == [f".writing-{os.getpid()}-abc"]

    def test_other_files_in_the_directory_stay(self, tmp_path: Path) -> None:
        (tmp_path / "notes.md").write_text("my own", encoding="utf-8")
        with writing(tmp_path) as folder:
            self._write(folder, "new")
        assert (tmp_path / "notes.md").read_text(encoding="utf-8") == "my own"
        assert {path.name for path in tmp_path.iterdir()} == {*FILES, "notes.md"}

    def test_a_missing_build_is_named(self, tmp_path: Path) -> None:
        with pytest.raises(BuildError, match="kg build"):
            build_file(tmp_path, GRAPH)


def _shout(word: str, shared: str) -> tuple[str, int]:
    return word + shared, os.getpid()


class TestWorkers:
    @pytest.mark.parametrize("jobs", [1, 2])
    @pytest.mark.parametrize("count", [0, 1, 50])
    def test_results_come_in_the_order_of_the_items(self, jobs: int, count: int) -> None:
        with Workers(jobs, "！") as workers:
            results = list(workers.map(_shout, [str(n) for n in range(count)]))
        assert [word for word, _ in results] == [f"{n}！" for n in range(count)]
        assert all((process == os.getpid()) == (jobs == 1) for _, process in results)

    def test_an_error_in_a_worker_reaches_the_caller(self) -> None:
        with Workers(2, None) as workers, pytest.raises(TypeError):
            list(workers.map(_shout, ["a"]))

    def test_ctrl_c_is_left_to_the_caller(self) -> None:
        with Workers(2, None) as workers:
            assert list(workers.map(_ignores_interrupt, [0])) == [True]


def _ignores_interrupt(_: int, __: object) -> bool:
    return signal.getsignal(signal.SIGINT) is signal.SIG_IGN


def test_the_report_counts_types_predicates_and_rules() -> None:
    page = Document("p", "p.txt", "00", "友谊路街文苑楼社区", "2023-04", "河西区")
    street = Entity("subdistrict/a", "Subdistrict", "友谊路街", (), (_mention(0, 4, "street-head"),))
    community = Entity("community/b", "Community", "文苑楼社区", (), (_mention(4, 9, "community-head"),))
    evidence = Evidence("p", 0, (Span(0, 9),), "nested", 0.9)
    sentence = Sentence("p-1", 0, 0, Text(page.text, tuple(range(9))))
    graph = Graph(
        documents=(page,),
        sentences={("p", 0): sentence},
        entities=(community, street),
        relations=(Relation(community.id, "locatedIn", street.id, (evidence, evidence)),),
    )
    report = report_graph(graph, refused=(), seconds={"read": 0.123456})
    assert (report.entities, report.relations) == ({"Community": 1, "Subdistrict": 1}, {"locatedIn": 1})
    assert report.rules == {"nested": 2, "community-head": 1, "street-head": 1}
    written = json.loads(write_report(report))
    assert written["seconds"] == {"read": 0.1235}
    assert written["pages"] == [{"name": "p.txt", "sha256": "00", "date": "2023-04", "frame": "河西区"}]


def _mention(start: int, stop: int, rule: str) -> Mention:
    return Mention(Span(start, stop), "Place", "", rule, 0, "p")


@given(st.dates())
def test_every_day_of_the_calendar_is_a_date(day: object) -> None:
    check_date(str(day))
    check_date(str(day)[:7])


@pytest.mark.parametrize("text", ["2023-02-30", "2023-13", "27.4.2023", "２０２３", "2023-4-27", ""])
def test_what_the_calendar_does_not_have_is_no_date(text: str) -> None:
    with pytest.raises(UsageError, match="--date"):
        check_date(text)
