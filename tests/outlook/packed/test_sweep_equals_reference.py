"""A sweep gives for every policy what the reference evaluator gives for the same policy written out as law."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from lagezentrum.engine.observations import Figures
from lagezentrum.outlook.packed import Series, engines, level_days, sweep
from lagezentrum.outlook.packed.as_law import as_law
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
        for run, table, wanted in zip(found, (metrics.low, metrics.high), expected, strict=True):
            assert run[position].tolist() == wanted.tolist(), engine
            assert table[position].tolist() == metrics_of(wanted, len(packed.steps)).tolist()
        certain = metrics.certain[position]
        assert (expected[0][certain] == expected[1][certain]).all()


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
