"""Every path of the figures follows the rule as the reference evaluator would follow it alone."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from lagezentrum.engine.decisions import Decision
from lagezentrum.engine.observations import Figures
from lagezentrum.outlook.packed import Engine, Policies, Series, Start, engines, level_chances, path_levels
from lagezentrum.outlook.packed.as_law import as_law
from lagezentrum.outlook.packed.plan import Packed
from tests.engine import lampland
from tests.outlook.drawing import drawn
from tests.outlook.packed import lampland_policies as cases
from tests.outlook.packed.courses import levels_by

PATHS = 3


def packed_paths(packed: Packed, many: list[Series], observed: int) -> dict[str, NDArray[np.float32]]:
    return {
        name: np.stack([one.values[name][observed:] for one in many], axis=-1).transpose(1, 0, 2).astype(np.float32)
        for name in packed.indicators
    }


@drawn(40)
@given(data=st.data())
def test_chances_are_shares_of_paths(data: st.DataObject) -> None:
    packed = data.draw(cases.plans().filter(lambda plan: not any(rule.fixed for rule in plan.rules)))
    policies = data.draw(cases.policies(packed, 1))
    seen, ahead = data.draw(st.integers(1, 20)), data.draw(st.integers(1, 15))
    copies = data.draw(st.sampled_from([1, 22, 28, 700]))  # 3 paths, or more than a word, or than a block
    last = cases.FIRST + timedelta(days=seen + ahead - 1)
    observed = data.draw(cases.figures(seen))
    futures, levels = [], []
    law = as_law(packed, policies, 0, cases.FIRST, last)
    for _ in range(PATHS):
        later = data.draw(cases.figures(seen + ahead))
        cut = cases.FIRST + timedelta(days=seen)
        path = [o for o in observed if o.day < cut] + [
            lampland.observation(o.indicator, o.area, o.day, "1" if o.value is None else str(o.value))
            for o in later
            if o.day >= cut
        ]
        both = [cases.filled(path, value) for value in ("0", "99")]
        futures.append(Series.of(packed, both[0], cases.AREAS, cases.FIRST, last))
        levels.append(
            [
                levels_by("reference", packed, law, lampland.calendars(), figures, cases.AREAS, cases.FIRST, last)
                for figures in both
            ]
        )
    series = Series.of(packed, Figures(observed), cases.AREAS, cases.FIRST, cases.FIRST + timedelta(days=seen - 1))
    few = packed_paths(packed, futures, series.rows)
    paths = {name: np.tile(values, (1, 1, copies)) for name, values in few.items()}
    for engine in engines():
        found = level_chances(packed, series, paths, policies=policies, engine=engine)
        for run in (0, 1):
            stack = np.stack([path[run] for path in levels])
            for step in range(len(packed.steps)):
                share = (stack[:, :, seen:] >= step + 1).mean(axis=0)
                assert np.allclose(found.at_least[run][step], share), engine
            other = stack[:, :, seen:] != stack[:, :, seen - 1 : seen]
            assert np.allclose(found.changed[run], np.maximum.accumulate(other, axis=2).mean(axis=0)), engine


def test_a_level_that_stands_at_the_start_goes_on() -> None:
    packed = cases.shipped_plan()
    last = cases.FIRST + timedelta(days=3)
    low = [
        lampland.observation(i, a, cases.FIRST + timedelta(days=d), "0") for i, a in lampland.SERIES for d in range(4)
    ]
    series = Series.of(packed, Figures(low), cases.AREAS, cases.FIRST, last)
    paths = {name: np.zeros((1 if name in series.of_state else 3, 10, 5)) for name in packed.indicators}
    raised = np.zeros((3, 2), dtype=bool)
    raised[0, 0] = True
    rows = np.zeros((3, 2), dtype=np.int64)
    start = Start(raised, rows + 2, rows, rows)
    for engine in engines():
        found = level_chances(packed, series, paths, starts={"local": start}, engine=engine)
        # Wick Day (row 0) and Sunday (row 4) do not count: from row 2 on, the third counted day is row 5, and the
        # level ends two days later.
        assert found.at_least[0][0, 0].tolist() == [1, 1, 1, 0, 0, 0, 0, 0, 0, 0]
        assert not found.at_least[0][:, 1:].any()


MET, ORDERED, ROWS = 3, 20, 34
"""Level 1 is met on row 3 (rows 1 to 3 count), and an order of that day has it begin on row 20 in one district."""
OFF, ON, FAR_ON = {"glow": "1.5", "flicker": "2"}, {"glow": "2.1", "flicker": "10.1"}, {"glow": "2.1", "flicker": "25"}


def levels_after_an_order(days: list[list[dict[str, str]]]) -> NDArray[np.int8]:
    """Paths × areas × days ahead by the reference evaluator; both engines must find the same shares.

    A path is the figures of each day after the order; soot is always low, so the Land raises nothing.
    """
    packed, last = cases.shipped_plan(), cases.FIRST + timedelta(days=ROWS - 1)
    law = as_law(packed, Policies.of(packed), 0, cases.FIRST, last)
    met = cases.FIRST + timedelta(days=MET)
    order = Decision("determined", "local", cases.AREAS[0], "1", met, cases.FIRST + timedelta(days=ORDERED))
    futures, levels = [], []
    for path in days:
        figures = Figures(
            lampland.observation(i, a, cases.FIRST + timedelta(days=d), {"soot": "5", **each}[i])
            for i, a in lampland.SERIES
            for d, each in enumerate([ON] * (MET + 1) + path)
        )
        futures.append(Series.of(packed, figures, cases.AREAS, cases.FIRST, last))
        given_law = (packed, law, lampland.calendars(), figures, cases.AREAS, cases.FIRST, last)
        levels.append(levels_by("reference", *given_law, decisions=(order,)))
    known = futures[0]
    values = {name: v[: known.lead + MET + 1] for name, v in known.values.items()}
    series = replace(known, values=values)
    rows = np.full((3, 2), series.rows)
    raised = np.tile([True, False], (3, 1))
    effective = series.lead + np.array([[ORDERED, 0], [MET + 2, 0], [MET + 2, 0]])
    start = Start(raised, rows, effective, 0 * rows, rows)
    expected = np.stack(levels)[..., MET + 1 :]
    for engine in engines():
        paths = packed_paths(packed, futures, series.rows)
        found = level_chances(packed, series, paths, starts={"local": start}, engine=engine)
        for step in (1, 2):
            assert np.allclose(found.at_least[0][step - 1], (expected >= step).mean(axis=0)), engine
    return expected


def test_a_path_lowered_and_raised_anew_does_not_wait_for_the_first_order() -> None:
    """Row 4 is a Sunday. Three days off (rows 5 to 7) lower, three days on (rows 8 to 10) raise from row 12 on."""
    for path, begins in (
        ([ON] * 30, ORDERED),
        ([OFF] * 4 + [ON] * 26, 12),
        ([OFF] * 4 + [ON] * 2 + [OFF] * 24, None),
    ):
        (levels,) = levels_after_an_order([path])
        ordered = [0 if begins is None or row < begins else 1 for row in range(MET + 1, ROWS)]
        assert levels[0].tolist() == ordered
        assert levels[1, 1] == 1  # without an order, two days after it was met


@drawn(15)
@given(data=st.data())
def test_paths_after_an_order_follow_the_reference(data: st.DataObject) -> None:
    phases = st.lists(st.tuples(st.sampled_from([OFF, ON, FAR_ON]), st.integers(2, 7)), min_size=15, max_size=15)
    drawn_paths = data.draw(st.lists(phases, min_size=2, max_size=3))
    levels_after_an_order([[day for day, n in path for _ in range(n)][: ROWS - MET - 1] for path in drawn_paths])


@pytest.mark.parametrize("engine", engines())
def test_a_path_may_lack_only_what_is_not_looked_at(engine: Engine) -> None:
    packed, last = cases.shipped_plan(), cases.FIRST + timedelta(days=2)
    low = [
        lampland.observation(i, a, cases.FIRST + timedelta(days=d), "0") for i, a in lampland.SERIES for d in range(3)
    ]
    series = Series.of(packed, Figures(low), cases.AREAS, cases.FIRST, last)
    paths = {name: np.full((1 if name in series.of_state else 3, 7, 70), 99.0) for name in packed.indicators}
    whole = level_chances(packed, series, paths, engine=engine)
    for name in packed.indicators:
        paths[name][:, 1] = np.nan  # row 4 is a Sunday
    found = level_chances(packed, series, paths, engine=engine)
    assert np.array_equal(found.at_least, whole.at_least)
    assert found.at_least[0].any()
    for place, path in ((0, 0), (2, 69)):
        lacking = paths | {"flicker": paths["flicker"].copy()}
        lacking["flicker"][place, 2, path] = np.nan
        with pytest.raises(ValueError, match="paths of 'flicker' have missing values"):
            level_chances(packed, series, lacking, engine=engine)


@pytest.mark.parametrize("engine", engines())
def test_a_missing_value_of_a_path_reaches_every_range_or_none(engine: Engine) -> None:
    packed, last = cases.shipped_plan(), cases.FIRST + timedelta(days=2)
    series = Series.of(packed, Figures([]), cases.AREAS, cases.FIRST, last)
    rng = np.random.default_rng(1)
    for reached, value in ((True, 99), (False, 0)):
        gaps, filled = {}, {}
        for name in packed.indicators:
            shape = (1 if name in series.of_state else 3, 12, 90)
            gaps[name] = rng.choice([0, 99, 99, 99, 99, np.nan], shape).astype(np.float32)
            filled[name] = np.where(np.isnan(gaps[name]), np.float32(value), gaps[name])
        found = path_levels(packed, series, gaps, reached=reached, engine=engine)
        assert np.array_equal(found, path_levels(packed, series, filled, reached=reached, engine=engine))
        assert found.any()
