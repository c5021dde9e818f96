"""The real season: a sweep gives what the fast evaluator gives, and disagreement is counted against a real course."""

from datetime import date
from decimal import Decimal

import numpy as np
import pytest

from lagezentrum.engine.observations import Figures, Observation
from lagezentrum.law.library import Library
from lagezentrum.outlook.packed import KnownSeries, Policies, Series, as_law, compile_rules, engines, level_days, sweep
from lagezentrum.season.reading import read_season
from tests.outlook.packed.courses import levels_by, metrics_of

FIRST, LAST = date(2021, 10, 1), date(2022, 2, 20)
LIBRARY = Library()


def season_filled(value: str) -> Figures:
    """The season with every missing figure of the Land taken to be `value`."""
    figures = read_season()
    moment = next(iter(figures)).published_at
    known = {(o.indicator, o.day) for o in figures if o.area == "03" and o.value is not None}
    days = [date.fromordinal(n) for n in range(FIRST.toordinal(), LAST.toordinal() + 1)]
    gaps = [
        Observation(indicator, "03", day, Decimal(value), moment, "assumed")
        for indicator in ("hospitalisation", "icu_share")
        for day in days
        if (indicator, day) not in known
    ]
    return Figures([*figures, *gaps])


@pytest.mark.parametrize(
    ("version", "varied"),
    [
        ("2021-11-24", {}),
        ("2021-12-12", {}),
        (
            "2021-11-24",
            {"ranges.hospitalisation.1": 2.5, "*.raising.days": 3, "*.lifting.days": 7, "local.raising.effect": 4},
        ),
        ("2021-08-25", {"local.lifting.throughout": "any_each_day"}),
    ],
)
@pytest.mark.parametrize("fixed", [False, True])
def test_sweeps_of_the_season_equal_the_fast_evaluator(version: str, varied: dict[str, object], fixed: bool) -> None:
    law = LIBRARY.regulation("de-ni/corona-vo").named(version)
    assert law is not None
    packed = compile_rules(law, LIBRARY.calendars, fixed_levels=fixed)
    figures = read_season()
    areas = figures.areas("new_cases")
    policies = Policies.of(packed, varied)
    series = Series.of(packed, figures, areas, FIRST, LAST)
    written = as_law(packed, policies, 0, FIRST, LAST)
    runs = [
        levels_by("fast", packed, written, LIBRARY.calendars, season_filled(value), areas, FIRST, LAST)
        for value in ("0", "999")
    ]
    for engine in engines():
        found = level_days(packed, series, policies, engine=engine)
        assert all((one[0] == other).all() for one, other in zip(found, runs, strict=True))
        metrics = sweep(packed, series, policies, engine=engine, real=runs[0])
        assert metrics.low[0].tolist() == metrics_of(runs[0], 3).tolist()
        assert metrics.disagreement is not None
        assert not metrics.disagreement[0].any()
        assert metrics.disagreement[1][0].tolist() == (runs[0] != runs[1]).sum(axis=1).tolist()
    assert not metrics.certain.any()


def test_days_whose_real_level_is_not_known_do_not_disagree() -> None:
    law = LIBRARY.regulation("de-ni/corona-vo").named("2021-11-24")
    assert law is not None
    packed = compile_rules(law, LIBRARY.calendars)
    series = Series.of(packed, read_season(), ("03101", "03241"), FIRST, LAST)
    real = np.full((2, series.days), 3, dtype=np.int8)
    real[:, :100] = -1
    metrics = sweep(packed, series, Policies.of(packed), real=real)
    course = level_days(packed, series, Policies.of(packed))[0][0]
    assert metrics.disagreement is not None
    assert metrics.disagreement[0][0].tolist() == (course[:, 100:] != 3).sum(axis=1).tolist()


def test_values_as_known_each_morning_decide_for_sections_that_end_then() -> None:
    law = LIBRARY.regulation("de/bundesnotbremse").named("2021-04-23")
    assert law is not None
    packed = compile_rules(law, LIBRARY.calendars)
    rng = np.random.default_rng(3)
    rows, lags = 80, 6
    cube = np.round(
        rng.choice([90.0, 100.0, 100.1, 120.0], (rows, 1, 40)) + rng.choice([0.0, 0.0, 5.0], (rows, lags, 40)), 1
    )
    cube[rng.random(cube.shape) < 0.02] = np.nan
    areas = tuple(f"03{n:03d}" for n in range(40))
    policies = Policies.of(packed, {"ranges.new_cases.1": [95, 100, 110], "district.raising.days": [1, 3, 4]})
    known = KnownSeries(date(2021, 4, 23), areas, ("03",), 3, {"new_cases": cube}, frozenset())
    results = [sweep(packed, known, policies, engine=engine) for engine in engines()]
    for result in results[1:]:
        assert (result.low == results[0].low).all()
        assert (result.high == results[0].high).all()
        assert (result.certain == results[0].certain).all()
    still = KnownSeries(
        known.first, areas, ("03",), 3, {"new_cases": np.repeat(cube[:, :1], lags, axis=1)}, frozenset()
    )
    final = Series(known.first, areas, ("03",), 3, {"new_cases": cube[:, 0]}, frozenset())
    assert (sweep(packed, still, policies).low == sweep(packed, final, policies).low).all()
    assert (results[0].low != sweep(packed, final, policies).low).any()
