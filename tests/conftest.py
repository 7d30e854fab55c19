"""What all tests share: the seeds, a build of them, and the rule that no test is skipped unseen."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"

# Tests that may be skipped: the beginning of the test's id, and why.
ALLOWED_SKIPS: dict[str, str] = {}


def run_kg(*args: object, hash_seed: str = "0", cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run `kg` as people do, in a process of its own."""
    environment = os.environ | {"PYTHONHASHSEED": hash_seed, "PYTHONIOENCODING": "utf-8", "COLUMNS": "120"}
    environment.pop("KG_DEBUG", None)
    command = [sys.executable, "-m", "kg", *map(str, args)]
    return subprocess.run(
        command, capture_output=True, encoding="utf-8", env=environment, cwd=cwd or ROOT, timeout=300, check=False
    )


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the directory of a build of the seeds."""
    directory = tmp_path_factory.mktemp("built") / "build"
    result = run_kg("build", SEEDS, "-o", directory)
    assert result.returncode == 0, result.stderr
    return directory


def _unexpected_skips(config: pytest.Config) -> Iterator[pytest.TestReport]:
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    for report in reporter.stats.get("skipped", []) if reporter else []:
        if not any(report.nodeid.startswith(start) for start in ALLOWED_SKIPS):
            yield report


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Let a run fail in which a test was skipped without leave; only where CI is set, people may lack a browser."""
    if os.environ.get("CI") and session.exitstatus == 0 and any(_unexpected_skips(session.config)):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name what was skipped, so that nobody takes it for tested."""
    reports = list(_unexpected_skips(terminalreporter.config))
    if reports:
        terminalreporter.section(
            "NOT TESTED HERE" + (" (and CI wants everything tested)" if os.environ.get("CI") else "")
        )
        for report in reports:
            why = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
            terminalreporter.line(f"{report.nodeid}: {why}")
