"""Whatever the missing values are: what the reference evaluator finds lies within the ranges of a sweep."""

from datetime import timedelta

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from lagezentrum.engine.observations import Figures, Observation
from lagezentrum.outlook.packed import NEVER, Metrics, Packed, Policies, Series, engines, sweep, sweep_days
from lagezentrum.outlook.packed.as_law import as_law
from tests.engine import lampland
from tests.outlook.drawing import drawn
from tests.outlook.packed import lampland_policies as cases
from tests.outlook.packed.courses import levels_by, metrics_of

DAYS = 24
LAST = cases.FIRST + timedelta(days=DAYS - 1)
FILLINGS = 3


def completed(observations: list[Observation], rng: np.random.Generator) -> Figures:
    """Missing values filled at random; those of one gap are often the same, so that whole sections change."""
    kept: list[Observation] = []
    before: dict[tuple[str, str], str] = {}
    for o in observations:
        if o.value is not None:
            before.pop((o.indicator, o.area), None)
            kept.append(o)
            continue
        chosen = before.get((o.indicator, o.area)) if rng.random() < 0.6 else None
        chosen = chosen or str(rng.choice(["0", "99", *cases.STEADY[o.indicator]]))
        before[o.indicator, o.area] = chosen
        kept.append(lampland.observation(o.indicator, o.area, o.day, chosen))
    return Figures(kept)


def truth(packed: Packed, policies: Policies, position: int, figures: Figures) -> NDArray[np.int8]:
    law = as_law(packed, policies, position, cases.FIRST, LAST)
    return levels_by("reference", packed, law, lampland.calendars(), figures, cases.AREAS, cases.FIRST, LAST)


def within(metrics: Metrics, position: int, levels: NDArray[np.int8], real: NDArray[np.int8], steps: int) -> None:
    """Every measure of a course that may be the true one lies in its range."""
    counted = metrics_of(levels, steps)
    measures = {name: counted[:, number] for number, name in enumerate(metrics.columns)}
    measures |= {f"days_from_{k}": (levels >= k).sum(axis=1) for k in range(1, steps + 1)}
    for name, values in measures.items():
        least, most = (end[position].astype(int) for end in metrics.interval(name))
        if name.startswith("first_"):
            least, values, most = (np.where(one == NEVER, DAYS, one) for one in (least, values, most))
        assert (least <= values).all(), name
        assert (values <= most).all(), name
    assert metrics.disagreement is not None
    least, most = (end[position] for end in metrics.disagreement)
    differing = ((levels != real) & (real >= 0)).sum(axis=1)
    assert (least <= differing).all()
    assert (differing <= most).all()


@drawn(40)
@given(data=st.data())
def test_ranges_enclose_the_truth_whatever_is_missing(data: st.DataObject) -> None:
    packed = data.draw(cases.plans())
    policies = data.draw(cases.policies(packed, 2))
    observations = data.draw(cases.figures(DAYS))
    rng = np.random.default_rng(data.draw(st.integers(0, 1 << 30)))
    steps = len(packed.steps)
    real = np.repeat(rng.integers(-1, steps + 1, (len(cases.AREAS), DAYS // 4)), 4, axis=1).astype(np.int8)
    series = Series.of(packed, Figures(observations), cases.AREAS, cases.FIRST, LAST)
    found = [
        (sweep(packed, series, policies, real=real, engine=engine),
         sweep_days(packed, series, policies, engine=engine)[:2])
        for engine in engines()
    ]  # fmt: skip
    for filling in range(FILLINGS):
        position = filling % 2
        levels = truth(packed, policies, position, completed(observations, rng))
        for metrics, (low, high) in found:
            assert (low[position] <= levels).all()
            assert (levels <= high[position]).all()
            within(metrics, position, levels, real, steps)
            certain = metrics.certain[position]
            assert np.array_equal(levels[certain], low[position][certain])


def test_a_level_that_neither_run_has_is_counted_where_it_may_have_been() -> None:
    """Every missing value as not reached gives no level, as reached level 2; with one between both it was level 1."""
    packed, policies = cases.shipped_plan(), Policies.of(cases.shipped_plan())
    others = {"soot": "9.1", "flicker": "2"}

    def observed(glow: str | None) -> Figures:
        return Figures(
            lampland.observation(name, area, cases.FIRST + timedelta(days=day), others.get(name, glow))
            for name, area in lampland.SERIES
            for day in range(-20, DAYS)
        )

    levels = truth(packed, policies, 0, observed("4"))
    assert set(levels.flat) == {0, 1}
    series = Series.of(packed, observed(None), cases.AREAS, cases.FIRST, LAST)
    for engine in engines():
        metrics = sweep(packed, series, policies, real=levels, engine=engine)
        assert not metrics.low[0, :, 1].any()
        assert not metrics.high[0, :, 1].any()
        within(metrics, 0, levels, levels, 2)


def test_a_later_raise_that_is_lifted_later_lies_between_the_courses() -> None:
    """Lifting counts from the effect on: raised on the second day, the three low days lift it, and later they come too
    soon. So the value that reaches the range gives the shorter course."""
    packed = cases.shipped_plan()
    policies = Policies.of(
        packed,
        {
            "local.applies": "no", "statewide.lifting.counts_after": "effect", "statewide.raising.days": 2,
            "statewide.lifting.days": 3, "statewide.raising.effect": 4, "statewide.raising.calendar": "kalender-90",
            "statewide.lifting.calendar": "kalender-90",
        },
    )  # fmt: skip
    pattern = "H?HHHHLLLH" + "LH" * 7

    def observed(gap: str | None) -> Figures:
        glow = {"H": "4.1", "L": "1.5", "?": gap}
        return Figures(
            lampland.observation(name, lampland.LAND, cases.FIRST + timedelta(days=day), value)
            for day, letter in enumerate(pattern)
            for name, value in (("glow", glow[letter]), ("soot", "9.1"))
        )

    shorter, longer = (truth(packed, policies, 0, observed(gap)) for gap in ("4.1", "1.5"))
    assert shorter[0, -1] == 0 < longer[0, -1]
    series = Series.of(packed, observed(None), cases.AREAS, cases.FIRST, LAST)
    for engine in engines():
        low, high, metrics = sweep_days(packed, series, policies, real=shorter, engine=engine)
        for levels in (shorter, longer):
            assert (low[0] <= levels).all()
            assert (levels <= high[0]).all()
            within(metrics, 0, levels, shorter, 2)
        assert not metrics.certain[0].any()
        assert high[0, 0, :5].tolist() == [0] * 5
        assert low[0, 0, 7] == high[0, 0, 7] > 0
