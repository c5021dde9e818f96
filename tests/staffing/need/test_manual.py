"""The figures in the manual are those that are computed."""

import pytest

from lagezentrum.season.autumn.reading import read_office_cases
from lagezentrum.staffing.need.forecast import evaluate, forecast
from lagezentrum.staffing.need.parameters import default_parameters
from lagezentrum.staffing.need.ranges import Level
from lagezentrum.staffing.need.workload import hours_per_case
from tests.conftest import REPOSITORY
from tests.staffing.need.test_backtest import FIGURES, W45
from tests.staffing.need.test_forecast import ORIGIN

MANUAL = " ".join((REPOSITORY / "docs" / "pool.md").read_text(encoding="utf-8").split())


@pytest.mark.parametrize("week", [0, 1])
def test_the_back_test_stands_in_the_manual(week: int) -> None:
    rows = [figures for monday, _, figures in FIGURES if (monday != W45) == bool(week)]
    (first, *_) = rows
    cells = [f"{missing:,} in {offices}" for _, missing, offices in rows]
    assert f"| {first[0]:,} | {cells[0]} offices | {cells[1]} | {cells[2]} |" in MANUAL


def test_the_past_errors_stand_in_the_manual() -> None:
    for ahead, past in evaluate(read_office_cases()).items():
        shown = (past.median_percent or 0, past.persistence_percent or 0, 100 * (past.covered or 0))
        assert f"| {ahead} | {shown[0]:.0f} % | {shown[1]:.0f} % | {shown[2]:.0f} % |" in MANUAL
    by_then = forecast(read_office_cases(), ORIGIN, 4).past
    for values in (
        [past.median_percent or 0 for past in by_then],
        [past.persistence_percent or 0 for past in by_then],
        [100 * (past.covered or 0) for past in by_then],
    ):
        assert ", ".join(f"{value:.0f}" for value in values) + " %" in MANUAL


def test_the_hours_per_case_stand_in_the_manual() -> None:
    low, likely, high = (hours_per_case(default_parameters().at(level)) for level in Level)
    assert f"about {likely:.0f} with the likely values ({low:.1f} to {high:.1f} at the ends)" in MANUAL
