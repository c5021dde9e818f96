"""No column of a run says less, or more, than some filling of the missing values leads to; totals included."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from lagezentrum.outlook.lab.job import Job
from lagezentrum.outlook.lab.measures import MISSING, NO_LEAD, NO_MEAN, total_columns
from lagezentrum.outlook.packed import NEVER
from tests.outlook.lab.designs import job

TEXT = """\
vary:
  "*.raising.days": [2, 5]
  ranges.icu_share.2: [8, 10]
  local.lifting.counts_after: [section, effect]
  "*.lifting.effect": [1, 4]
lead_time: {indicator: icu_share, above: 10, level: 2}
"""


def gaps_filled(found: Job, rng: np.random.Generator) -> Job:
    """The same job on figures without gaps, each filled by a value far below or above, or near the others."""
    body = found.bodies["as_known"]
    values = {}
    for name, known in body.series.values.items():
        some = rng.choice([0.0, 999.0, float(np.nanmedian(known)), float(np.nanmax(known))], known.shape)
        values[name] = np.where(np.isnan(known), some, known)
    series = replace(body.series, values=values)
    return replace(found, bodies={"as_known": replace(body, series=series)})


def test_every_column_encloses_what_any_filling_leads_to(tmp_path: Path) -> None:
    found, rng = job(tmp_path, TEXT, with_real=True), np.random.default_rng(1)
    told = found.shard(0, "numpy")
    assert told.districts is not None
    assert not told.districts["certain"].all()
    for _ in range(12):
        truth = gaps_filled(found, rng).shard(0, "numpy")
        assert truth.districts is not None
        assert truth.districts["certain"].all()
        for ours, true in ((told.totals, truth.totals), (told.districts, truth.districts)):
            for name in (name.removesuffix("_min") for name in ours if name.endswith("_min")):
                mark = next((mark for start, mark in MISSING.items() if name.startswith(start)), np.nan)
                none_is = np.inf if name.startswith("first") else -np.inf  # never is late, and no lead is the worst
                least, value, most = (
                    np.where(one == mark, none_is, one)
                    for one in (ours[f"{name}_min"], true[f"{name}_min"], ours[f"{name}_max"])
                )
                assert (least <= value).all(), name
                assert (value <= most).all(), name


@pytest.mark.parametrize(
    ("least", "most", "mean_least", "mean_most"),
    [
        ([4, 8], [4, 10], 6, 7),
        ([4, NO_LEAD], [4, 2], 1 / 2, 4),  # 4 alone, or with one between -3 and 2
        ([4, NO_LEAD], [4, 9], 1 / 2, 6.5),
        ([NO_LEAD, NO_LEAD], [3, 9], NO_MEAN, 9),
        ([NO_LEAD, NO_LEAD], [NO_LEAD, NO_LEAD], NO_MEAN, NO_MEAN),
    ],
)
def test_the_mean_lead_reckons_with_districts_that_may_have_none(
    least: list[int], most: list[int], mean_least: float, mean_most: float
) -> None:
    latest = np.full(2, -3)
    columns = {"lead_time_min": np.array([least]), "lead_time_max": np.array([most])}
    totals = total_columns(columns, latest)
    assert (totals["lead_mean_min"][0], totals["lead_mean_max"][0]) == (mean_least, mean_most)
    assert totals["lead_areas_min"][0] == sum(one != NO_LEAD for one in least)
    assert totals["lead_areas_max"][0] == sum(one != NO_LEAD for one in most)


def test_never_is_later_than_any_day() -> None:
    columns = {"first_1_min": np.array([[NEVER, 4]]), "first_1_max": np.array([[NEVER, NEVER]])}
    totals = total_columns(columns, None)
    assert (totals["first_1_min"][0], totals["first_1_max"][0]) == (4, NEVER)
