"""Fixtures for all tests."""

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest
from hypothesis import HealthCheck, settings

REPOSITORY = Path(__file__).resolve().parent.parent
NOT_HERE = "can not run here: "
"""How the reason of a skipped test begins that would run elsewhere."""

# What the tests serve lies on this machine, whatever way leads out of it.
for _name in ("NO_PROXY", "no_proxy"):
    os.environ[_name] = ",".join(filter(None, (os.environ.get(_name), "localhost,127.0.0.1")))

# Property tests judge the same cases in each run, so that none fails by chance, nor because the machine is busy.
# Other cases, as often as one likes: pytest --hypothesis-profile=other tests/engine; with --hypothesis-seed=7 for those
# of a seed.
settings.register_profile(
    "same", derandomize=True, database=None, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("other", settings.get_profile("same"), derandomize=False, print_blob=True)
settings.load_profile("same")


def not_here(reason: str) -> NoReturn:
    """Skip a test that can not run here, or fail it where CI=true."""
    if os.environ.get("CI", "").lower() in ("1", "true"):
        pytest.fail(f"must run in CI: {reason}", pytrace=False)
    pytest.skip(NOT_HERE + reason)


def require_fonts(folder: Path) -> None:
    """Go on only where the fonts of door notices lie in a folder."""
    if not any(folder.glob("*.ttf")):
        not_here("the fonts of door notices are missing: run `make setup`")


@pytest.fixture
def fonts() -> None:
    """The fonts of door notices; tests that need them can not run without."""
    from lagezentrum.documents.door_sheet import FONTS

    require_fonts(FONTS)


LONGEST = (
    "tests/engine/test_evaluators_agree.py",
    "tests/scenarios/test_every_mutation_breaks_a_scenario.py",
    "tests/cli/test_demo_serving.py",
    "tests/access/test_every_mutation_breaks_a_scenario.py",
    "tests/web/ledger/test_deciding_by_the_list.py",
    "tests/web/run/test_kill.py",
)
"""Begun first, so that at the end of a run no process waits for one that still has a long test before it."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest tests in front; the order of the others stays."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONGEST))


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
