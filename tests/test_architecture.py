"""What holds for the whole tree: who may import whom, how long things are, what no tracked file may contain."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
KG = ROOT / "kg"
MODULES = sorted(KG.rglob("*.py"))

# From the ground up. A unit imports from floors below its own, and from itself.
FLOORS = (
    {"errors", "model"},
    {"text"},
    {"clock", "directory", "graph", "iri", "read", "vocabulary", "workers"},
    {"rules"},
    {"extract"},
    {"resolve"},
    {"growth"},
    {"rdf"},
    {"network"},
    {"atlas", "changes", "export", "query", "report", "score", "view"},
    {"standing"},
    {"check", "pipeline", "proof"},
    {"explain", "review", "serve", "suggest"},
    {"overview"},
    {"cli"},
    {"__main__"},
)
FLOOR = {unit: number for number, units in enumerate(FLOORS) for unit in units}

# The places that import by name at run time: the tables of commands, of readers, and of exported formats.
BY_NAME = {"kg/cli/commands.py", "kg/export/registry.py", "kg/read/registry.py"}
PRINTS = {"kg/cli/terminal.py"}
LONGEST_FUNCTION, LONGEST_MODULE = 40, 300


def _id(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _unit(path: Path) -> str:
    parts = path.relative_to(KG).with_suffix("").parts
    return parts[0]


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _imported_units(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        names: list[str] = []
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"line {node.lineno}: import by the full name"
            names = [f"{node.module}.{alias.name}" if node.module == "kg" else str(node.module) for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        for name in names:
            if name.startswith("kg."):
                yield node.lineno, name.split(".")[1]


def _functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def test_the_tree_was_found() -> None:
    assert len(MODULES) > 30


@pytest.mark.parametrize("path", MODULES, ids=_id)
def test_imports_go_downwards_only(path: Path) -> None:
    unit = _unit(path)
    if unit == "__init__":
        assert not list(_imported_units(_tree(path)))
        return
    assert unit in FLOOR, f"{unit} stands on no floor yet: add it to FLOORS"
    for line, other in _imported_units(_tree(path)):
        if other == unit or (other not in FLOOR and other.startswith("__")):
            continue
        assert FLOOR[other] < FLOOR[unit], f"{_id(path)}:{line}: {unit} must not import {other}"


@pytest.mark.parametrize("path", MODULES, ids=_id)
def test_no_imports_inside_functions(path: Path) -> None:
    tree = _tree(path)
    inside = [
        node.lineno
        for function in _functions(tree)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert inside == []
    by_name = re.search(r"import_module|__import__", path.read_text(encoding="utf-8"))
    assert by_name is None or _id(path) in BY_NAME


@pytest.mark.parametrize("path", MODULES, ids=_id)
def test_functions_and_modules_are_short(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert source.count("\n") < LONGEST_MODULE
    long = {f.name: _length(f) for f in _functions(_tree(path)) if _length(f) > LONGEST_FUNCTION}
    assert long == {}


def _length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count the lines of a function, without its docstring: help texts may be as long as they are useful."""
    first = function.body[0]
    is_docstring = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    docstring = (first.end_lineno or 0) - first.lineno + 1 if is_docstring else 0
    return (function.end_lineno or 0) - function.lineno + 1 - docstring


@pytest.mark.parametrize("path", MODULES, ids=_id)
def test_only_the_terminal_prints(path: Path) -> None:
    calls = (node for node in ast.walk(_tree(path)) if isinstance(node, ast.Call))
    prints = [call.lineno for call in calls if isinstance(call.func, ast.Name) and call.func.id == "print"]
    assert prints == [] or _id(path) in PRINTS


@pytest.mark.parametrize("path", MODULES, ids=_id)
def test_all_is_there_and_sorted(path: Path) -> None:
    tree = _tree(path)
    lists = [
        ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "__all__" for t in node.targets)
    ]
    if path.name == "__main__.py" or not any(
        isinstance(n, ast.FunctionDef | ast.ClassDef | ast.ImportFrom) for n in tree.body
    ):
        return
    assert len(lists) == 1, "say what the module offers in __all__"
    assert lists[0] == sorted(lists[0], key=lambda name: (not name.isupper(), not name[0].isupper(), name))


def test_every_module_says_what_it_is() -> None:
    silent = [
        _id(path) for path in MODULES if path.read_text(encoding="utf-8").strip() and not ast.get_docstring(_tree(path))
    ]
    assert silent == []


def _tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    return [ROOT / name for name in listed.decode("utf-8").split("\0") if name and (ROOT / name).is_file()]


# Written in pieces, so that this file does not hold what it looks for.
FORBIDDEN = re.compile(
    "|".join(
        [
            "regis" + r"try\.npmjs\.org",
            "py" + r"pi\.org/simple",
            "files\\.python" + r"hosted\.org",
            r"index-" + r"url",
            r"/ho" + r"me/\w+/",
            r"/ro" + r"ot/",
            r"/wo" + r"rk/\w+",
            r"/o" + r"pt/\w+",
            r"/Us" + r"ers/\w+/",
        ]
    )
)


def test_no_registry_address_and_no_path_of_a_machine_is_tracked() -> None:
    tracked = _tracked()
    assert len(tracked) > 50
    found = []
    for path in tracked:
        text = path.read_bytes().decode("utf-8", errors="replace")
        found += [f"{_id(path)}: {match.group()}" for match in FORBIDDEN.finditer(text)]
    assert found == []


def test_no_lock_files_are_tracked() -> None:
    assert [_id(path) for path in _tracked() if path.suffix == ".lock" or path.name == "package-lock.json"] == []
