"""Fixtures for all tests."""

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent
NOT_HERE = "can not run here: "
"""How the reason of a skipped test begins that would run elsewhere."""


# It stands here and not beside the tests of the web: a run in several processes loads no conftest below this one.
@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter: Any) -> Iterator[None]:
    """Name what could not run, below everything else."""
    yield
    reasons: Counter[str] = Counter()
    for report in terminalreporter.stats.get("skipped", ()):
        if isinstance(report.longrepr, tuple) and NOT_HERE in report.longrepr[2]:
            reasons[report.longrepr[2].partition(NOT_HERE)[2]] += 1
    for reason, count in reasons.items():
        terminalreporter.write_line(f"NOT RUN: {count} tests: {reason}", yellow=True, bold=True)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The directory with the full published files; tests that need it are skipped where it is absent."""
    named = os.environ.get("LAGEZENTRUM_SHARED_DATA")
    path = Path(named) if named else REPOSITORY.parent / "shared" / "data"
    if not (path / "nds_district_7day_incidence.csv").is_file():
        pytest.skip(f"the full published files are not at {path} (set LAGEZENTRUM_SHARED_DATA)")
    return path
