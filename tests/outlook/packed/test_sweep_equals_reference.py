"""A sweep gives for every policy what the reference evaluator gives for the same policy written out as law."""

from datetime import timedelta

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from lagezentrum.engine.observations import Figures
from lagezentrum.outlook.packed import Packed, Policies, Series, engines, level_days, sweep, sweep_days
from lagezentrum.outlook.packed.as_law import as_law
from lagezentrum.outlook.packed.tables import calendar_of, group_of
from tests.engine import lampland
from tests.outlook.drawing import drawn
from tests.outlook.packed import lampland_policies as cases
from tests.outlook.packed.courses import levels_by, metrics_of

EXAMPLES = 60
COUNT = 3


@drawn(EXAMPLES)
@given(data=st.data())
def test_levels_and_metrics_of_any_policy(data: st.DataObject) -> None:
    packed = data.draw(cases.plans())
    policies = data.draw(cases.policies(packed, COUNT))
    days = data.draw(st.sampled_from(cases.LENGTHS))
    observations = data.draw(cases.figures(days))
    last = cases.FIRST + timedelta(days=days - 1)
    series = Series.of(packed, Figures(observations), cases.AREAS, cases.FIRST, last)
    position = data.draw(st.integers(0, COUNT - 1))
    law = as_law(packed, policies, position, cases.FIRST, last)
    expected = [
        levels_by(
            "reference",
            packed,
            law,
            lampland.calendars(),
            cases.filled(observations, value),
            cases.AREAS,
            cases.FIRST,
            last,
        )
        for value in ("0", "99")
    ]
    for engine in engines():
        found = level_days(packed, series, policies, engine=engine)
        metrics = sweep(packed, series, policies, engine=engine)
        courses = sweep_days(packed, series, policies, engine=engine)[:2]
        for run, course, table, wanted in zip(found, courses, (metrics.low, metrics.high), expected, strict=True):
            assert run[position].tolist() == wanted.tolist(), engine
            assert table[position].tolist() == metrics_of(course[position], len(packed.steps)).tolist()
        assert (courses[0][position] <= np.minimum(*expected)).all()
        assert (np.maximum(*expected) <= courses[1][position]).all()
        if not one_by_one(packed, series, policies, position):
            assert all(np.array_equal(a[position], b[position]) for a, b in zip(found, courses, strict=True))
        certain = metrics.certain[position]
        assert (expected[0][certain] == expected[1][certain]).all()


def one_by_one(packed: Packed, series: Series, policies: Policies, position: int) -> bool:
    """Whether a rule of a policy goes through its events one by one, so that higher values may shorten what holds."""
    calendar = calendar_of(packed, series, policies)
    groups = [group_of(packed, series, policies, calendar, state=state) for state in (False, True)]
    return any((group.choices[position, :, 0] & group.choices[position, :, 2]).any() for group in groups)


@drawn(EXAMPLES)
@given(data=st.data())
def test_certain_results_do_not_hang_on_missing_values(data: st.DataObject) -> None:
    packed = data.draw(cases.plans())
    policies = data.draw(cases.policies(packed, COUNT))
    days = data.draw(st.sampled_from([20, 64, 65]))
    observations = data.draw(cases.figures(days))
    last = cases.FIRST + timedelta(days=days - 1)
    judged = sweep(packed, Series.of(packed, Figures(observations), cases.AREAS, cases.FIRST, last), policies)
    completed = []
    for o in observations:
        value = data.draw(st.sampled_from(cases.STEADY[o.indicator])) if o.value is None else str(o.value)
        completed.append(lampland.observation(o.indicator, o.area, o.day, value))
    known = sweep(packed, Series.of(packed, Figures(completed), cases.AREAS, cases.FIRST, last), policies)
    assert known.certain.all()
    assert (known.low[judged.certain] == judged.low[judged.certain]).all()
    assert (known.low == known.high).all()
