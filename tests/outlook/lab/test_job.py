"""A shard is a pure function of the job: however it is cut, by whichever engine, the numbers are the same."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagezentrum.law.model import Text
from lagezentrum.outlook.lab.job import Job
from lagezentrum.outlook.lab.measures import NO_LEAD
from lagezentrum.outlook.lab.summary import Measure, pareto
from lagezentrum.outlook.packed import NEVER
from tests.outlook.drawing import drawn
from tests.outlook.lab.designs import job

TEXT = """\
vary: {"*.raising.days": [2, 3, 5], ranges.icu_share.2: [8, 10], "*.lifting.days": [3, 5]}
lead_time: {indicator: icu_share, above: 10, level: 2}
"""


def computed(found: Job) -> dict[str, np.ndarray]:
    parts = [found.shard(shard.number, "numpy").totals for shard in found.shards]
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def test_the_cut_into_shards_changes_no_number(tmp_path: Path) -> None:
    one, many = job(tmp_path, TEXT), job(tmp_path, TEXT + "shard: 5\n")
    assert [len(one.shards), len(many.shards)] == [1, 3]
    whole, pieces = computed(one), computed(many)
    assert all(np.array_equal(whole[name], pieces[name]) for name in whole)
    assert len(np.unique(whole["days_from_2_max"])) > 2
    assert one.design_digest != many.design_digest


def test_the_law_among_the_policies_gives_what_the_law_gives_and_never_disagrees_with_itself(tmp_path: Path) -> None:
    found = job(tmp_path, "vary: {'*.raising.days': [3, 5]}\nshard: 7\n", with_real=True)
    result = found.shard(0, "numpy")
    law = found.in_law("as_known", "numpy")
    for name, column in law.items():
        assert result.totals[name][1] == column[0], name
    assert result.totals["disagreement_min"].tolist()[1] == 0
    assert result.totals["disagreement_min"][0] > 0


def test_totals_are_those_of_the_districts(tmp_path: Path) -> None:
    found = job(tmp_path, TEXT)
    result = found.shard(0, "numpy")
    districts = result.districts
    assert districts is not None
    areas = len(found.areas)
    for name in ("days_0_min", "days_from_2_max", "switches_max"):
        assert np.array_equal(districts[name].reshape(-1, areas).sum(axis=1), result.totals[name]), name
    days = np.sum([districts[f"days_{level}_min"] for level in range(4)], axis=0)
    certain = districts["certain"]
    assert (days[certain] == found.design.days).all()
    assert not certain.all()
    assert (districts["days_from_1_min"] <= districts["days_from_1_max"]).all()


def test_lead_time_is_the_crossing_less_the_first_day(tmp_path: Path) -> None:
    found = job(tmp_path, TEXT)
    body = found.bodies["as_known"]
    values = body.series.values["icu_share"][body.series.lead :, 0]
    crossing = next(day for day, value in enumerate(values) if value > 10)
    assert body.crossing.tolist() == [crossing] * 3
    districts = found.shard(0, "numpy").districts
    assert districts is not None
    first, lead = districts["first_2_min"].astype(int), districts["lead_time_max"].astype(int)
    assert (lead[first == NEVER] == NO_LEAD).all()
    assert (lead[first != NEVER] == crossing - first[first != NEVER]).all()
    assert (first != NEVER).any()


def test_digests_change_with_what_they_stand_for(tmp_path: Path) -> None:
    one = job(tmp_path, TEXT)
    other = job(tmp_path, TEXT.replace("[2, 3, 5]", "[2, 4, 5]"))
    real = job(tmp_path, TEXT, with_real=True)
    assert one.design_digest != other.design_digest
    assert one.figures_digest == other.figures_digest != real.figures_digest
    assert (
        one.shard(0, "numpy").digest == job(tmp_path, TEXT).shard(0, "numpy").digest != other.shard(0, "numpy").digest
    )


@pytest.mark.parametrize("better", ["less", "more"])
@drawn(100)
@given(points=st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=30))
def test_the_front_is_what_no_other_policy_beats(better: str, points: list[tuple[int, int]]) -> None:
    title = Text(de="x", en="x")
    x = Measure("x", "x", "less", False, title)
    y = Measure("y", "y", "more" if better == "more" else "less", False, title)
    sign = -1 if better == "more" else 1
    table = np.array([[a, b, n] for n, (a, b) in enumerate(points)], dtype=float).reshape(-1, 3).T
    found = {(a, b) for a, b in pareto(table, x, y)[:2].T}
    beaten = {(a, b) for a, b in points if any(c <= a and sign * d <= sign * b and (c, d) != (a, b) for c, d in points)}
    assert found == set(points) - beaten
