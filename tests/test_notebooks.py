"""The notebooks run from top to bottom, and are kept without their outputs."""

from __future__ import annotations

import shutil
from pathlib import Path

import nbformat
import pytest
from conftest import ROOT, SEEDS
from nbclient import NotebookClient

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def test_the_quickstart_is_there() -> None:
    assert next(path.name for path in NOTEBOOKS) == "01-quickstart.ipynb"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_notebooks_are_kept_without_outputs(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    assert [cell.outputs for cell in notebook.cells if cell.cell_type == "code" and cell.outputs] == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_notebooks_run(path: Path, tmp_path: Path) -> None:
    """Run each in a copy of its surroundings, so that nothing is written into the tree."""
    folder = tmp_path / "notebooks"
    folder.mkdir()
    shutil.copytree(SEEDS, tmp_path / "seeds")
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(folder)}}).execute()
    results = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    assert len(results) >= sum(cell.cell_type == "code" for cell in notebook.cells) - 1
    text = "\n".join(str(output.get("text") or output.get("data")) for output in results)
    assert "文苑楼社区" in text
    assert "Community" in text
