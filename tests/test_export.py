"""Exports as a whole: every format is found, described, read back somewhere, the same at each writing, whole or not."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import test_export_rdf
import test_export_tables
from conftest import run_kg
from exported import GRAPHS, exported

from kg import export as exports
from kg.errors import BuildError, UsageError
from kg.export import Format, export, export_graph, find_format, format_names, formats
from kg.export.place import placing

NAMES = (
    *("cypher", "gexf", "graphml", "jsonld", "ladybug", "neo4j", "nodelink", "ntriples", "parquet", "plain"),
    *("rdfxml", "sssom", "trig", "turtle", "turtle12"),
)


def digest(path: Path) -> str:
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    return hashlib.sha256(b"\0".join(file.name.encode() + file.read_bytes() for file in files)).hexdigest()


# ------ which there are


def test_all_formats_are_found_and_described() -> None:
    assert format_names() == NAMES
    for found in formats():
        assert found.name in NAMES
        assert any("\u4e00" <= character <= "\u9fff" for character in found.zh)
        assert found.en.isascii()
        assert found.zh.endswith("。")
        assert found.en.endswith(".")
        assert found.evidence in {"asked", "always"}
        assert found.is_folder or found.ending.startswith(".")


def test_every_format_is_read_back_by_another_program() -> None:
    assert {*test_export_rdf.FORMATS, "turtle12", *test_export_tables.READ_BACK} == set(NAMES)


def test_an_unknown_format_is_refused_with_those_there_are() -> None:
    with pytest.raises(UsageError, match=r"--to hdt: there are cypher, gexf, .*turtle12"):
        find_format("hdt")


def test_a_format_without_its_package_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(exports, "find_spec", lambda name: None)
    with pytest.raises(UsageError, match=r"to write parquet, install: pip install 'civic-kg\[export\]'"):
        exported(GRAPHS["small"], "parquet", tmp_path)
    assert exported(GRAPHS["small"], "ntriples", tmp_path).is_file()
    assert {found.name for found in formats() if found.needs} == {"jsonld", "parquet"}


# ------ the same bytes


def test_the_bytes_do_not_depend_on_the_hash_seed(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path\n"
        "from exported import GRAPHS, exported; from kg.export import format_names\n"
        "for name in format_names(): exported(GRAPHS['hostile'], name, Path(sys.argv[1]) / name, evidence=True)"
    )
    digests = []
    for seed in ("1", "77"):
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parent)}
        folder = tmp_path / seed
        subprocess.run([sys.executable, "-c", program, str(folder)], env=environment, check=True, timeout=120)
        digests.append({name: digest(next((folder / name).iterdir())) for name in NAMES})
    assert digests[0] == digests[1]
    assert len(set(digests[0].values())) == len(NAMES)


# ------ whole or not at all


def test_what_fails_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = exported(GRAPHS["small"], "ntriples", tmp_path)
    before = out.read_bytes()

    def fail(build: object, path: Path) -> None:
        path.write_text("half")
        raise OSError("no space left")

    broken = replace(find_format("ntriples"), write=fail)
    monkeypatch.setattr(exports, "find_format", lambda name: broken)
    with pytest.raises(OSError, match="no space left"):
        exported(GRAPHS["hostile"], "ntriples", tmp_path)
    assert out.read_bytes() == before
    assert list(tmp_path.iterdir()) == [out]


def test_a_folder_is_replaced_only_where_nothing_else_is_in_it(tmp_path: Path) -> None:
    out = exported(GRAPHS["small"], "neo4j", tmp_path)
    first = digest(out)
    assert digest(exported(GRAPHS["hostile"], "neo4j", tmp_path)) != first
    (out / "我的笔记.txt").write_text("笔记", encoding="utf-8")
    with pytest.raises(UsageError, match=r"holds 我的笔记\.txt, which is no part of the export"):
        exported(GRAPHS["small"], "neo4j", tmp_path)
    assert (out / "我的笔记.txt").is_file()
    assert list(tmp_path.iterdir()) == [out]


def test_a_file_and_a_folder_do_not_take_each_others_place(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "folder").mkdir()
    with pytest.raises(UsageError, match="is a file, and this format is a folder"):
        export_graph(GRAPHS["small"], "neo4j", tmp_path / "file")
    with pytest.raises(UsageError, match="is a folder, and this format is one file"):
        export_graph(GRAPHS["small"], "turtle", tmp_path / "folder")
    with pytest.raises(UsageError, match="cannot be written"), placing(tmp_path / "file" / "x", folder=False):
        pass


def test_the_file_has_the_rights_of_any_other(tmp_path: Path) -> None:
    (tmp_path / "other").write_text("x")
    out = exported(GRAPHS["small"], "turtle", tmp_path)
    assert out.stat().st_mode == (tmp_path / "other").stat().st_mode
    folder = exported(GRAPHS["small"], "neo4j", tmp_path)
    (tmp_path / "others").mkdir()
    assert folder.stat().st_mode == (tmp_path / "others").stat().st_mode


# ------ from a directory


def test_a_graph_without_evidence_is_exported_where_none_is_needed(built: Path, tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").write_bytes((built / "graph.ttl").read_bytes())
    for found in formats():
        out = tmp_path / found.name
        if found.name in {"trig", "turtle12"}:
            with pytest.raises(BuildError, match=r"evidence\.ttl: there is no such file"):
                export(tmp_path, found.name, out)
        else:
            export(tmp_path, found.name, out)
    with pytest.raises(BuildError, match=r"evidence\.ttl: there is no such file"):
        export(tmp_path, "turtle", tmp_path / "out.ttl", evidence=True)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<a> <b> .", "this is no Turtle"),
        ("@prefix e: <https://e/> . e:a e:p 1 . e:b e:p 1 . e:a e:p 2 .", "<https://e/a> stands in two places"),
    ],
)
@pytest.mark.parametrize("name", ["turtle", "neo4j"])
def test_a_graph_that_is_not_right_is_refused_by_name(tmp_path: Path, text: str, reason: str, name: str) -> None:
    (tmp_path / "graph.ttl").write_text(text)
    with pytest.raises(BuildError, match=rf"graph\.ttl: {reason}"):
        export(tmp_path, name, tmp_path / "out")


# ------ the command


def test_the_command_writes_a_file_and_the_same_to_standard_output(built: Path, tmp_path: Path) -> None:
    done = run_kg("export", built, "--to", "nodelink", "-o", tmp_path / "河西.json")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    shown = run_kg("export", built, "--to", "nodelink")
    assert shown.stdout == (tmp_path / "河西.json").read_text(encoding="utf-8")
    assert "文苑楼社区" in {node["label"] for node in json.loads(shown.stdout)["nodes"]}


def test_the_command_lists_the_formats() -> None:
    done = run_kg("export", "--list")
    assert done.returncode == 0
    for found in formats():
        assert found.zh in done.stdout
        assert found.en in done.stdout


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["--to", "hdt"], "--to hdt: there are"),
        (["--to", "neo4j"], "name a folder with -o"),
        (["--to", "turtle", "-o", "."], "is a folder"),
        ([], "--to"),
    ],
)
def test_the_command_tells_wrong_use(built: Path, tmp_path: Path, arguments: list[str], reason: str) -> None:
    done = run_kg("export", built, *arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert reason in done.stderr
    assert "Traceback" not in done.stderr


def test_the_command_tells_where_there_is_no_build(tmp_path: Path) -> None:
    done = run_kg("export", tmp_path, "--to", "turtle")
    assert done.returncode == 2
    assert "graph.ttl: there is no such file" in done.stderr


def test_a_format_is_a_frozen_value() -> None:
    assert isinstance(find_format("turtle"), Format)
    with pytest.raises(AttributeError):
        find_format("turtle").name = "other"  # type: ignore[misc]
