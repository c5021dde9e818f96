"""Every course of the figures follows the rule as the reference evaluator would follow it alone."""

from datetime import timedelta

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from lagezentrum.engine.observations import Figures
from lagezentrum.outlook.packed import Series, Start, engines, level_chances
from lagezentrum.outlook.packed.as_law import as_law
from lagezentrum.outlook.packed.plan import Packed
from tests.engine import lampland
from tests.outlook.drawing import drawn
from tests.outlook.packed import lampland_policies as cases
from tests.outlook.packed.courses import levels_by

COURSES = 3


def packed_courses(packed: Packed, many: list[Series], observed: int) -> dict[str, NDArray[np.float32]]:
    return {
        name: np.stack([one.values[name][observed:] for one in many], axis=-1).transpose(1, 0, 2).astype(np.float32)
        for name in packed.indicators
    }


@drawn(40)
@given(data=st.data())
def test_chances_are_shares_of_courses(data: st.DataObject) -> None:
    packed = data.draw(cases.plans().filter(lambda plan: not any(rule.fixed for rule in plan.rules)))
    policies = data.draw(cases.policies(packed, 1))
    seen, ahead = data.draw(st.integers(1, 20)), data.draw(st.integers(1, 15))
    copies = data.draw(st.sampled_from([1, 22]))  # 3 courses, or 66: more than a word
    last = cases.FIRST + timedelta(days=seen + ahead - 1)
    observed = data.draw(cases.figures(seen))
    futures, levels = [], []
    law = as_law(packed, policies, 0, cases.FIRST, last)
    for _ in range(COURSES):
        later = data.draw(cases.figures(seen + ahead))
        cut = cases.FIRST + timedelta(days=seen)
        course = [o for o in observed if o.day < cut] + [
            lampland.observation(o.indicator, o.area, o.day, "1" if o.value is None else str(o.value))
            for o in later
            if o.day >= cut
        ]
        both = [cases.filled(course, value) for value in ("0", "99")]
        futures.append(Series.of(packed, both[0], cases.AREAS, cases.FIRST, last))
        levels.append(
            [
                levels_by("reference", packed, law, lampland.calendars(), figures, cases.AREAS, cases.FIRST, last)
                for figures in both
            ]
        )
    series = Series.of(packed, Figures(observed), cases.AREAS, cases.FIRST, cases.FIRST + timedelta(days=seen - 1))
    courses = packed_courses(packed, futures, series.rows)
    paths = {name: np.tile(values, (1, 1, copies)) for name, values in courses.items()}
    for engine in engines():
        found = level_chances(packed, series, paths, policies=policies, engine=engine)
        for run in (0, 1):
            stack = np.stack([course[run] for course in levels])
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
