"""What can befall a directory: a damaged memory, a full disk, two builds at once. It is told, and nothing is lost."""

from __future__ import annotations

import errno
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, run_kg

from kg import directory as directory_module
from kg.errors import BuildError
from kg.growth import STATE
from kg.growth.damage import telling_damage
from kg.pipeline import build

TEXT = "河西区友谊路街文苑楼社区举办首届邻里节。天津梅江环宇城正式开业，环宇城引进京东。河西区教育局局长王芳参加。"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("damage")
    (home / "pages").mkdir()
    (home / "pages" / "a.txt").write_text(TEXT, encoding="utf-8")
    build([home / "pages"], home / "out", frame="河西区")
    return home


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path / "home")
    return tmp_path / "home"


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def damage(file: Path, start: int, length: int) -> None:
    with file.open("r+b") as opened:
        opened.seek(start)
        opened.write(b"\xa5" * length)


@pytest.mark.parametrize(("start", "length"), [(0, 100), (100, 3000), (4096, 1 << 20)])
def test_a_damaged_memory_is_named_with_the_remedy(home: Path, start: int, length: int) -> None:
    damage(home / "out" / STATE, start, length)
    before = contents(home / "out")
    for command in (("build", home / "pages", "-o", home / "out"), ("review", home / "out", "--list")):
        result = run_kg(*command)
        assert result.returncode == 2
        assert f"{STATE}: cannot be used" in result.stderr
        assert "Move it away and build from all pages again" in result.stderr
    assert contents(home / "out") == before
    (home / "out" / STATE).rename(home / "broken.sqlite")
    build([home / "pages"], home / "out", frame="河西区")
    after = contents(home / "out")
    assert all(after[name] == before[name] for name in ("graph.ttl", "evidence.ttl", "graph.html"))


def test_a_memory_of_another_version_is_left_as_it_is(home: Path) -> None:
    with sqlite3.connect(home / "out" / STATE) as db:
        db.execute("UPDATE about SET value = 'of tomorrow' WHERE key = 'version'")
    db.close()
    before = contents(home / "out")
    with pytest.raises(BuildError, match="another version of kg wrote it"):
        build([home / "pages"], home / "out")
    assert contents(home / "out") == before


def test_a_memory_in_use_must_not_be_moved_away(home: Path) -> None:
    path = home / "out" / STATE
    one, other = (sqlite3.connect(path, timeout=0, isolation_level=None) for _ in range(2))
    one.execute("BEGIN EXCLUSIVE")
    with pytest.raises(BuildError, match="another program is using it") as raised, telling_damage(path):
        other.execute("SELECT * FROM build")
    one.close()
    other.close()
    assert "Move it away" not in str(raised.value)


def test_two_builds_at_once(home: Path) -> None:
    before = contents(home / "out")
    hold = f"from pathlib import Path; from kg.directory import writing\nwith writing(Path({str(home / 'out')!r})): "
    command = [sys.executable, "-c", f"{hold}print('held', flush=True); input()"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        result = run_kg("build", home / "pages", "-o", home / "out")
        other.kill()
    assert (result.returncode, "another build is at work there" in result.stderr) == (2, True)
    build([home / "pages"], home / "out", frame="河西区")
    assert contents(home / "out").keys() == before.keys()


def test_a_full_disk(home: Path) -> None:
    before = contents(home / "out")
    (home / "pages" / "b.txt").write_text(TEXT * 200, encoding="utf-8")
    command = [sys.executable, "-m", "kg", "build", str(home / "pages"), "-o", str(home / "out")]
    most = len(before["graph.html"]) // 2
    result = subprocess.run(
        command,
        check=False,
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),
    )
    assert result.returncode == 2
    assert "written" in result.stderr
    assert "Traceback" not in result.stderr
    after = contents(home / "out")
    assert {name: after[name] for name in before if name != STATE} == {n: b for n, b in before.items() if n != STATE}
    build([home / "pages"], home / "out")


def test_a_directory_that_cannot_be_written(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, *_: object) -> int:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(path))

    before = contents(home / "out")
    monkeypatch.setattr(directory_module.os, "open", refuse)
    with pytest.raises(BuildError, match=r"cannot be written \(Read-only file system\)"):
        build([home / "pages"], home / "out")
    monkeypatch.undo()
    assert contents(home / "out") == before


def test_what_is_open_is_told_from_a_memory_that_cannot_be_written(home: Path) -> None:
    path = home / "out" / STATE
    path.chmod(0o444)
    before = path.stat().st_mtime_ns
    assert run_kg("review", home / "out", "--list").returncode == 0
    assert path.stat().st_mtime_ns == before
