"""The command as people meet it: what it prints, what it exits with, and that no traceback reaches them."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from functools import partial
from itertools import product
from pathlib import Path

import pytest
from conftest import ROOT, SEEDS, run_kg

from kg import __version__
from kg.cli.commands import COMMANDS
from kg.directory import EVIDENCE, GRAPH, PAGE, REPORT
from kg.growth import STATE
from kg.rules import load_packs

FILES = {GRAPH, EVIDENCE, PAGE, REPORT}
KEPT = FILES | {STATE}
TEXT = "河西区友谊路街文苑楼社区举办集市。"


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """Return one small page."""
    file = tmp_path / "page.txt"
    file.write_text(TEXT, encoding="utf-8")
    return file


class TestHelp:
    def test_every_command_is_listed_with_what_it_does(self) -> None:
        result = run_kg("--help")
        assert result.returncode == 0
        for name, (_, summary) in COMMANDS.items():
            assert f"  {name} " in result.stdout
            assert summary in result.stdout

    @pytest.mark.parametrize("name", COMMANDS)
    def test_every_command_explains_itself_with_an_example(self, name: str) -> None:
        result = run_kg(name, "--help")
        assert result.returncode == 0, result.stderr
        assert f"\n  kg {name}" in result.stdout
        assert not re.search(r"--[A-Z]", result.stdout)  # typer names an option after a metavar that is like it

    def test_version(self) -> None:
        assert run_kg("--version").stdout == f"kg {__version__}\n"

    @pytest.mark.parametrize(
        "arguments", [(), ("bild",), ("build",), ("build", "--no-such-option"), ("query", "build")]
    )
    def test_wrong_use_exits_with_2(self, arguments: tuple[str, ...]) -> None:
        result = run_kg(*arguments)
        assert result.returncode == 2
        assert "Usage: kg" in result.stderr + result.stdout
        assert "Traceback" not in result.stderr


class TestBuild:
    def test_the_seeds_need_no_option(self, built: Path) -> None:
        assert {path.name for path in built.iterdir()} == KEPT

    def test_it_says_what_was_built_and_where_to_look(self, page: Path, tmp_path: Path) -> None:
        result = run_kg("build", page, "-o", tmp_path / "out")
        assert result.returncode == 0, result.stderr
        assert result.stdout.startswith("1 page, ")
        assert all(str(tmp_path / "out" / name) in result.stdout for name in FILES)

    def test_elsewhere_than_on_a_terminal_progress_is_plain_lines(self, page: Path, tmp_path: Path) -> None:
        result = run_kg("build", page, "-o", tmp_path / "out")
        lines = result.stderr.splitlines()
        assert "reading pages: 1 of 1" in lines
        assert "\x1b" not in result.stderr + result.stdout

    def test_gb18030_gives_the_same_entities_as_utf_8(self, page: Path, tmp_path: Path) -> None:
        folder = tmp_path / "gb"
        folder.mkdir()
        (folder / page.name).write_bytes(TEXT.encode("gb18030"))
        for name, source in (("utf8", page), ("gb18030", folder / page.name)):
            assert run_kg("build", source, "-o", tmp_path / name).returncode == 0
        question = "SELECT ?name { ?article schema:mentions/rdfs:label ?name } ORDER BY ?name"
        answers = [run_kg("query", tmp_path / name, question, "-f", "csv").stdout for name in ("utf8", "gb18030")]
        assert answers[0] == answers[1]
        assert "文苑楼社区" in answers[0]

    @pytest.mark.parametrize(
        ("content", "reason"),
        [(b"", "empty"), (b" \n\t\n", "empty"), (bytes(range(256)) * 16, "")],
        ids=["empty", "blank", "noise"],
    )
    def test_a_page_that_cannot_be_read_alone(self, content: bytes, reason: str, tmp_path: Path) -> None:
        bad = tmp_path / "bad.txt"
        bad.write_bytes(content)
        result = run_kg("build", bad, "-o", tmp_path / "out")
        assert result.returncode == 2
        assert "nothing could be built" in result.stderr
        assert "bad.txt" in result.stderr
        assert reason in result.stderr
        assert "Traceback" not in result.stderr
        assert not (tmp_path / "out").exists()

    def test_a_missing_path_alone(self, tmp_path: Path) -> None:
        result = run_kg("build", tmp_path / "absent", "-o", tmp_path / "out")
        assert result.returncode == 2
        assert "absent" in result.stderr
        assert "Traceback" not in result.stderr

    def test_a_folder_with_one_bad_file_is_built_without_it(self, page: Path, tmp_path: Path) -> None:
        folder = tmp_path / "pages"
        folder.mkdir()
        (folder / "good.txt").write_text(TEXT, encoding="utf-8")
        (folder / "noise.txt").write_bytes(os.urandom(16) + bytes(range(256)) * 8)
        result = run_kg("build", folder, tmp_path / "absent.txt", "-o", tmp_path / "out")
        assert result.returncode == 1
        refused = [line for line in result.stderr.splitlines() if line.startswith("refused: ")]
        assert len(refused) == 2
        assert "absent.txt" in refused[0]
        assert "noise.txt" in refused[1]
        assert result.stdout.startswith("1 page, ")
        assert {path.name for path in (tmp_path / "out").iterdir()} == KEPT

    def test_a_bad_rule_file_is_named_with_its_line(self, page: Path, tmp_path: Path) -> None:
        pack = tmp_path / "pack"
        (pack / "entities").mkdir(parents=True)
        (pack / "entities" / "mine.yaml").write_text("entities:\n  - id: mine\n    tipe: [Road\n", encoding="utf-8")
        result = run_kg("build", page, "-o", tmp_path / "out", "--pack", pack)
        assert result.returncode == 2
        assert "mine.yaml:" in result.stderr
        assert "Traceback" not in result.stderr
        assert not (tmp_path / "out").exists()

    @pytest.mark.parametrize(
        ("option", "value"),
        [
            ("--date", "yesterday"),
            ("--jobs", "0"),
            ("--base-iri", "nowhere"),
            ("--pack", "no-such-pack"),
            ("--decisions", "no-such.tsv"),
        ],
    )
    def test_an_option_that_cannot_be_right(self, option: str, value: str, page: Path, tmp_path: Path) -> None:
        result = run_kg("build", page, "-o", tmp_path / "out", option, value)
        assert result.returncode == 2
        assert value in result.stderr
        assert "Traceback" not in result.stderr

    def test_an_unexpected_error_is_one_line_and_a_hint(self, page: Path, tmp_path: Path) -> None:
        spoiled = "import kg.cli, kg.query.run as run; run.files_of = None; kg.cli.main()"
        command = [sys.executable, "-c", spoiled, "query", str(page), "ASK {}"]
        quiet = subprocess.run(command, capture_output=True, encoding="utf-8", cwd=ROOT, check=False)
        assert quiet.returncode == 2
        assert quiet.stderr.splitlines() == [
            "kg: the program failed: TypeError: 'NoneType' object is not callable",
            "(set KG_DEBUG=1 to see where)",
        ]
        loud = subprocess.run(
            command, capture_output=True, encoding="utf-8", cwd=ROOT, check=False, env=os.environ | {"KG_DEBUG": "1"}
        )
        assert "Traceback" in loud.stderr

    def test_a_killed_build_leaves_the_old_one_or_the_new_one(self, tmp_path: Path) -> None:
        out = tmp_path / "out"
        assert run_kg("build", SEEDS, "-o", out, "--base-iri", "https://old.example/").returncode == 0
        start = time.perf_counter()
        assert run_kg("build", SEEDS, "-o", tmp_path / "timed").returncode == 0
        whole = time.perf_counter() - start
        for n in range(8):
            command = [sys.executable, "-m", "kg", "build", SEEDS, "-o", out, "--base-iri", f"https://new{n}.example/"]
            process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(whole * (0.3 + 0.1 * n))
            process.send_signal(signal.SIGKILL)
            process.wait()
            bases = {
                base
                for name in (GRAPH, EVIDENCE)
                for base in ("old", *(f"new{m}" for m in range(8)))
                if f"https://{base}.example/" in (out / name).read_text(encoding="utf-8")
            }
            assert len(bases) == 1
        assert run_kg("build", SEEDS, "-o", out).returncode == 0
        assert {path.name for path in out.iterdir()} == KEPT

    def test_ctrl_c_leaves_the_old_build_and_no_traceback(self, tmp_path: Path, page: Path) -> None:
        out = tmp_path / "out"
        assert run_kg("build", page, "-o", out).returncode == 0
        before = (out / GRAPH).read_bytes()
        many = tmp_path / "many"
        many.mkdir()
        for number, seed in product(range(20), sorted(SEEDS.iterdir())):
            text = seed.read_text(encoding="utf-8")
            (many / f"{number}-{seed.name}").write_text(f"{number}\n\n{text}", encoding="utf-8")
        command = [sys.executable, "-m", "kg", "build", many, "-o", out, "--jobs", "2"]
        heed = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)  # a shell's background jobs are deaf to it
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "encoding": "utf-8"}
        process = subprocess.Popen(command, cwd=ROOT, preexec_fn=heed, **pipes)  # noqa: PLW1509
        assert process.stderr is not None
        process.stderr.readline()  # the rules are loaded
        process.send_signal(signal.SIGINT)
        _, rest = process.communicate(timeout=60)
        assert process.returncode == 130
        assert "Traceback" not in rest
        assert (out / GRAPH).read_bytes() == before
        assert {path.name for path in out.iterdir()} == KEPT


class TestQuery:
    def test_list(self) -> None:
        result = run_kg("query", "--list")
        assert result.returncode == 0
        assert "@communities\n    一个街道（或一个区）有哪些社区？\n" in result.stdout
        assert "-p street=友谊路街" in result.stdout

    def test_a_named_question(self, built: Path) -> None:
        result = run_kg("query", built, "@communities", "-p", "street=友谊路街", "-f", "csv")
        assert result.returncode == 0, result.stderr
        assert "文苑楼社区" in result.stdout

    def test_says_where_to_look_when_nothing_is_found(self, built: Path) -> None:
        result = run_kg("query", built, "@communities", "-p", "street=友谊街", "-f", "csv")
        assert (result.returncode, result.stdout.strip()) == (0, "name,community")
        assert "does the graph write street=友谊街 so?" in result.stderr
        assert "友谊路街" in run_kg("explain", built, "友谊街").stderr
        assert "nothing found" not in run_kg("query", built, "@communities", "-p", "street=友谊路街").stderr

    def test_a_long_answer_is_cut_aloud(self, built: Path) -> None:
        result = run_kg("query", built, "SELECT * { ?s ?p ?o }", "--limit", "2")
        assert result.returncode == 0
        assert result.stdout.endswith("(2 rows, and more)\n")
        assert "--limit N" in result.stderr

    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            (("SELECT",), "the query is not right"),
            (("@nothing",), "no question named @nothing"),
            (("@community",), "no question named @community; did you mean @communities"),
            (("communities",), "did you mean @communities?"),
            (("友谊路街有哪些社区",), "a query begins with one of SELECT"),
            (("ASK {}", "-f", "ttl"), "take one of table, csv, tsv, json, xml\n"),
            (("absent.rq",), "absent.rq: cannot be read"),
            (("@communities", "-p", "street"), "write NAME=VALUE"),
            (("@communities", "-p", "town=x"), "no parameter “town”"),
            (
                ("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", "--timeout", "0.2", "--limit", "9" * 9),
                "longer than 0.2 s",
            ),
        ],
    )
    def test_what_is_wrong_is_said(self, arguments: tuple[str, ...], words: str, built: Path) -> None:
        result = run_kg("query", built, *arguments)
        assert result.returncode == 2
        assert words in result.stderr
        assert "Traceback" not in result.stderr

    def test_a_directory_without_a_build(self, tmp_path: Path) -> None:
        result = run_kg("query", tmp_path, "ASK {}")
        assert result.returncode == 2
        assert "build first: kg build PAGES -o" in result.stderr

    def test_what_only_a_build_needs_is_not_loaded(self) -> None:
        code = "import sys; from kg.cli import main; sys.argv = ['kg', 'query', '--list']; "
        code += "\ntry: main()\nexcept SystemExit: print(*sorted(sys.modules), file=sys.stderr)"
        result = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
        loaded = set(result.stderr.split())
        assert "kg.query.run" in loaded
        assert loaded.isdisjoint(
            {"kg.pipeline", "jieba", "rjieba", "pypinyin", "rdflib", "networkx", "pyshacl", "pyvis"}
        )


class TestView:
    def test_print(self, built: Path) -> None:
        result = run_kg("view", built, "--print")
        assert result.stdout == f"{built / PAGE}\n"

    def test_without_a_build(self, tmp_path: Path) -> None:
        result = run_kg("view", tmp_path)
        assert result.returncode == 2
        assert "there is no such file" in result.stderr


class TestCheck:
    def test_a_build_of_the_seeds_is_as_it_should_be(self, built: Path) -> None:
        result = run_kg("check", built)
        assert result.stdout == "nothing was found: the graph is as it should be\n"
        assert result.returncode == 0

    def test_what_should_not_be_is_found_and_named(self, built: Path, tmp_path: Path) -> None:
        for name in FILES:
            (tmp_path / name).write_bytes((built / name).read_bytes())
        with (tmp_path / GRAPH).open("a", encoding="utf-8") as out:
            out.write("<https://w3id.org/civic-kg/id/place/x> a ckg:Place .\n")
        result = run_kg("check", tmp_path)
        assert result.returncode == 1
        assert "place/x" in result.stdout

    def test_without_a_build(self, tmp_path: Path) -> None:
        result = run_kg("check", tmp_path)
        assert result.returncode == 2
        assert "build first" in result.stderr


class TestRules:
    def test_list_has_every_rule(self) -> None:
        pack = load_packs()
        lines = run_kg("rules", "list").stdout.splitlines()
        assert [line.split()[0] for line in lines[::2]] == [rule.id for rule in (*pack.entities, *pack.relations)]

    def test_show(self) -> None:
        rule = next(rule for rule in load_packs().relations if rule.id == "jurisdiction.of-home")
        result = run_kg("rules", "show", rule.id)
        assert rule.why in result.stdout
        assert rule.match in result.stdout
        assert "states   self jurisdiction frame" in result.stdout

    def test_a_rule_that_is_not_there(self) -> None:
        result = run_kg("rules", "show", "no.such-rule")
        assert result.returncode == 2
        assert "no rule “no.such-rule”; kg rules list" in result.stderr

    def test_a_part_of_a_rules_name_brings_the_rules_that_have_it(self) -> None:
        result = run_kg("rules", "show", "of-home")
        assert result.returncode == 2
        assert re.search(r"did you mean .*\bjurisdiction\.of-home\b", result.stderr)


@pytest.mark.parametrize("command", ["check", "review", "export", "report", "serve", "view"])
def test_a_file_is_no_directory_of_a_build(command: str, tmp_path: Path) -> None:
    file = tmp_path / GRAPH
    file.write_text("", encoding="utf-8")
    result = run_kg(command, file, *(["--to", "turtle"] if command == "export" else []))
    assert result.returncode == 2
    assert f"'{file}' is a file" in " ".join(result.stderr.split())
