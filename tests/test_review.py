"""A person's last word: the table of decisions, and the terminal that asks."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import ROOT, run_kg
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import UsageError
from kg.resolve.decisions import DECISIONS_FILE, Decision, read_decisions, row_of, write_decisions
from kg.review import add_decisions, open_review, remove_decision

BASE = "https://w3id.org/civic-kg/id/"
ONE = Decision(
    "name/huanyucheng-8d9046d8", "place/tianjin-b647a3", False, "环宇城", "天津梅江环宇城", "李明", "2023-05-01"
)
OTHER = Decision("author/zhao-cacf38", "author/zhao-000001", True, "赵钰真", "赵钰萁")
HEADER = "subject_id\tpredicate_id\tpredicate_modifier\tobject_id"
TEXT = "天津梅江环宇城正式开业，环宇城引进京东。天津水游环宇城位于红桥区。河西区友谊路街文苑楼社区开会。"


class TestTable:
    def test_what_is_written_is_read_back(self, tmp_path: Path) -> None:
        file = tmp_path / DECISIONS_FILE
        assert add_decisions(file, [ONE, OTHER], base=BASE) == 2
        assert set(read_decisions(file, base=BASE).items) == {ONE, OTHER}
        assert add_decisions(file, [ONE], base=BASE) == 0

    def test_people_may_write_it_by_hand(self, tmp_path: Path) -> None:
        file = tmp_path / "mine.tsv"
        file.write_text(f"# my own\n\n{HEADER}\n{BASE}place/a-1\towl:sameAs\t\tkgid:place/b-2\n", encoding="utf-8-sig")
        (decision,) = read_decisions(file, base=BASE).items
        assert (decision.subject, decision.object, decision.same) == ("place/a-1", "place/b-2", True)

    def test_what_people_wrote_stays(self, tmp_path: Path) -> None:
        file = tmp_path / "mine.tsv"
        rows = f"# my own\n{HEADER}\tmood\nkgid:place/a-1\tskos:exactMatch\t\tkgid:place/b-2\tsunny\n"
        file.write_text(rows, encoding="utf-8")
        add_decisions(file, [ONE], base=BASE)
        text = file.read_text(encoding="utf-8")
        assert text.startswith(rows)
        assert len(read_decisions(file, base=BASE).items) == 2
        assert remove_decision(file, ONE, base=BASE)
        assert file.read_text(encoding="utf-8") == rows
        assert not remove_decision(file, ONE, base=BASE)

    def test_another_answer_takes_the_place_of_the_first(self, tmp_path: Path) -> None:
        file = tmp_path / "mine.tsv"
        add_decisions(file, [ONE], base=BASE)
        assert add_decisions(file, [Decision(ONE.object, ONE.subject, True)], base=BASE) == 1
        assert [decision.same for decision in read_decisions(file, base=BASE).items] == [True]

    @pytest.mark.parametrize(
        ("rows", "words"),
        [
            ("a\tb\n1\t2\n", "no column subject_id"),
            (f"{HEADER}\nkgid:place/a-1\tskos:broadMatch\t\tkgid:place/b-2\n", "predicate_id “skos:broadMatch”"),
            (f"{HEADER}\nkgid:place/a-1\tskos:exactMatch\tMaybe\tkgid:place/b-2\n", "“Maybe”"),
            (f"{HEADER}\nplace a\tskos:exactMatch\t\tkgid:place/b-2\n", "“place a” is no address"),
        ],
    )
    def test_what_is_not_right_is_named_with_its_line(self, rows: str, words: str, tmp_path: Path) -> None:
        file = tmp_path / "mine.tsv"
        file.write_text(rows, encoding="utf-8")
        with pytest.raises(UsageError, match=words) as raised:
            read_decisions(file, base=BASE)
        assert "mine.tsv:" in str(raised.value)

    @given(st.text(), st.text())
    def test_hostile_names_stay_in_their_cells(self, one: str, other: str) -> None:
        cells = row_of(Decision("place/a-1", "place/b-2", True, one, other))
        assert not any("\n" in cell or "\t" in cell or cell.startswith(("=", "+", "-", "@")) for cell in cells.values())
        lines = write_decisions([Decision("place/a-1", "place/b-2", True, one, other)], base=BASE).split("\n")
        assert len([line for line in lines if line and not line.startswith("#")]) == 2


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("review")
    (folder / "pages").mkdir()
    (folder / "pages" / "p.txt").write_text(TEXT, encoding="utf-8")
    result = run_kg("build", folder / "pages", "-o", folder / "out", "--frame", "河西区")
    assert result.returncode == 0, result.stderr
    return folder / "out"


def _converse(out: Path, answers: list[str]) -> str:
    """Run `kg review` on a terminal, give one answer to each question; return all that was shown."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "kg", "review", str(out), "--author", "李明"]
    environment = os.environ | {"PYTHONIOENCODING": "utf-8", "TERM": "dumb", "COLUMNS": "200"}
    process = subprocess.Popen(command, cwd=ROOT, stdin=theirs, stdout=theirs, stderr=theirs, env=environment)
    os.close(theirs)
    shown, asked, deadline = b"", 0, time.monotonic() + 60
    while time.monotonic() < deadline:
        if select.select([ours], [], [], 0.1)[0]:
            try:
                piece = os.read(ours, 65536)
            except OSError:
                break
            shown += piece
        elif process.poll() is not None:
            break
        if shown.count("退出 > ".encode()) > asked and asked < len(answers):
            os.write(ours, f"{answers[asked]}\n".encode())
            asked += 1
    process.wait(10)
    os.close(ours)
    return shown.decode("utf-8", errors="replace")


class TestAsking:
    def test_the_list_shows_names_reasons_and_sentences(self, built: Path) -> None:
        told = run_kg("review", built, "--list")
        assert told.returncode == 0
        assert "环宇城" in told.stdout
        assert "有几个可能的全名" in told.stdout
        assert "引进京东" in told.stdout
        assert told.stdout == run_kg("review", built).stdout  # no terminal: nothing is asked

    def test_answers_are_written_down_and_can_be_taken_back(self, built: Path) -> None:
        questions = list(open_review(built).questions())
        assert len(questions) >= 2
        shown = _converse(built, ["nonsense", "y", "u", "n", "q"])
        assert "forgotten: " in shown
        assert "1 decision in" in shown
        review = open_review(built)
        (decision,) = review.decisions.items
        assert (decision.same, decision.author) == (False, "李明")
        assert decision.date == time.strftime("%Y-%m-%d")
        assert len(list(review.questions())) == len(questions) - 1
        assert "is not 不是" in run_kg("review", built, "--decided").stdout
        assert run_kg("review", built, "--undo", "1").returncode == 0
        assert run_kg("review", built, "--undo", "1").returncode == 2
        assert len(list(open_review(built).questions())) == len(questions)

    def test_a_directory_that_holds_no_build(self, tmp_path: Path) -> None:
        result = run_kg("review", tmp_path)
        assert result.returncode == 2
        assert "kg build" in result.stderr
