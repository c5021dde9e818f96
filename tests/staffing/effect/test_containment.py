"""The model of a limited tracing capacity against the figures on record for it."""

from dataclasses import replace
from math import inf

import numpy as np
import pytest

from lagezentrum.staffing.effect.containment import (
    Tracing,
    capacity_for,
    critical_reproduction_number,
    dynamics,
    equilibrium,
    observed,
    observed_at_capacity,
    published,
)
from lagezentrum.staffing.effect.waves import after_wave, critical_influx, runs_away, wave_per_contact

MODEL = published()


def test_critical_reproduction_numbers_with_tracing_and_with_tests_only() -> None:
    assert critical_reproduction_number(MODEL) == pytest.approx(1.8878, abs=1e-4)
    assert critical_reproduction_number(replace(MODEL, traced=0.0)) == pytest.approx(1.4292, abs=1e-4)


def test_without_tests_and_with_perfect_isolation_the_critical_number_is_one() -> None:
    untested = Tracing(1.0, traced=0.0, tested=1e-9, leak_found=0.0, leak_hidden=0.0)
    assert critical_reproduction_number(untested) == pytest.approx(1.0, abs=1e-6)


def test_at_the_critical_number_the_system_neither_grows_nor_dies_down() -> None:
    at = replace(MODEL, reproduction_number=critical_reproduction_number(MODEL))
    assert np.linalg.det(dynamics(at)) == pytest.approx(0, abs=1e-12)
    with pytest.raises(ValueError, match="no equilibrium"):
        equilibrium(replace(MODEL, reproduction_number=1.9))


def test_the_ordinary_influx_holds_240_cases_a_day() -> None:
    assert observed(MODEL, equilibrium(MODEL)) == pytest.approx(240, abs=0.5)


def test_capacity_is_reached_at_674_cases_a_day() -> None:
    assert observed_at_capacity(MODEL, 300) == pytest.approx(674, abs=0.5)
    assert capacity_for(MODEL, observed_at_capacity(MODEL, 300)) == pytest.approx(300)
    # The same out of the dynamics: the influx whose equilibrium takes just 300 traced contacts a day.
    unit = equilibrium(replace(MODEL, influx=1.0))
    influx = 300 / (MODEL.found_per_symptomatic * unit[2])
    assert observed(MODEL, influx * unit, 300) == pytest.approx(observed_at_capacity(MODEL, 300))


def test_a_wave_of_4000_is_held_by_a_capacity_of_300_and_not_by_less() -> None:
    assert runs_away(MODEL, [300, 250, 200, 150], 4000).tolist() == [False, True, True, True]
    assert observed(MODEL, after_wave(MODEL, 300, 4000, days=1500), 300) == pytest.approx(240, abs=0.5)


def test_critical_waves_and_what_one_more_traced_contact_a_day_bears() -> None:
    capacities = np.array([200, 300, 400, 600])
    critical = critical_influx(MODEL, capacities)
    assert critical == pytest.approx([2518, 5201, 7884, 13251], abs=1)
    slope = np.diff(critical) / np.diff(capacities)
    assert slope == pytest.approx(26.83, abs=0.01)
    # On record as 26.83 × (capacity − 106).
    assert capacities[0] - critical[0] / slope[0] == pytest.approx(106, abs=0.5)
    assert not runs_away(MODEL, capacities, 0.998 * critical).any()
    assert runs_away(MODEL, capacities, 1.002 * critical).all()


def test_a_capacity_below_what_the_ordinary_influx_takes_bears_no_wave() -> None:
    assert critical_influx(MODEL, [50, 106]).tolist() == [0, 0]
    assert runs_away(MODEL, 100, 0)[0]


def test_below_the_critical_number_of_tests_every_wave_is_borne() -> None:
    assert wave_per_contact(replace(MODEL, reproduction_number=1.4)) == inf


def test_with_a_higher_reproduction_number_a_traced_contact_bears_less() -> None:
    assert wave_per_contact(published(0.98)) < wave_per_contact(published(0.9))


@pytest.mark.parametrize(("name", "value"), [("traced", 1.2), ("tested", 0.0), ("influx", -1.0)])
def test_impossible_parameters_are_refused(name: str, value: float) -> None:
    with pytest.raises(ValueError, match=f"^{name} is {value}"):
        replace(MODEL, **{name: value})
