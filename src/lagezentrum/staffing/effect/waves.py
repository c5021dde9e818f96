"""Waves of infections from outside: which of them a tracing capacity still bears (model in `containment`)."""

from collections.abc import Callable
from dataclasses import replace
from math import inf, pi, sqrt

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lagezentrum.staffing.effect.containment import (
    SYMPTOMATIC,
    Floats,
    Tracing,
    arrival,
    equilibrium,
    growth,
    parts,
    taken,
)

_STEP = 0.2  # days; the fastest rates are 0.3 a day, halving it moves the critical wave by less than 1e-5 of it
_WAVE_BEGINS = -12.0  # days before the peak, six standard deviations
_WAVE_WIDTH = 2.0  # days, standard deviation of the arrivals
_HORIZON = 260.0  # days after the peak; what is still above the capacity then grows for good
_WAVES_TRIED = (1e-2, 1e6, 128)  # per unit of spare capacity, side by side
_ROUNDS = 3  # each but the first narrows the bracket to a 128th: to 1e-5 of the result


def after_wave(model: Tracing, capacity: ArrayLike, influx: ArrayLike, days: float = _HORIZON) -> Floats:
    """The state some days after the peak of a wave from outside that met the equilibrium.

    Args:
        model: the parameters.
        capacity: infected contacts that can be found per day; shape (n,) or a number.
        influx: the published measure of the wave: arrivals per day are Φ + (influx − Φ)·(normal density about the peak
            with a standard deviation of 2 days), so influx − Φ people come in addition to the ordinary ones; shape
            (n,) or a number.
        days: after the peak.

    Returns:
        Known, hidden, hidden with symptoms; shape (3, n).
    """
    capacities, influxes = np.broadcast_arrays(np.atleast_1d(capacity), np.atleast_1d(influx))
    untraced, _ = parts(model)
    found, arriving_is, traced_is = model.found_per_symptomatic, arrival(model)[:, None], taken(model)[:, None]
    extra = (influxes - model.influx) / (_WAVE_WIDTH * sqrt(2 * pi))

    def change(day: float, state: Floats) -> Floats:
        arriving = model.influx + extra * np.exp(-((day / _WAVE_WIDTH) ** 2) / 2)
        tracing = np.minimum(capacities, found * state[SYMPTOMATIC])
        return np.asarray(untraced @ state + arriving_is * arriving + traced_is * tracing)

    state = np.repeat(equilibrium(model)[:, None], capacities.size, axis=1)
    for step in range(round((days - _WAVE_BEGINS) / _STEP)):
        state = _runge_kutta(change, _WAVE_BEGINS + step * _STEP, state)
    return state


def runs_away(model: Tracing, capacity: ArrayLike, influx: ArrayLike) -> NDArray[np.bool_]:
    """Whether tracing is still beyond its capacity long after the wave; shape (n,). Arguments as for `after_wave`."""
    state = after_wave(model, capacity, influx)
    return np.asarray(model.found_per_symptomatic * state[SYMPTOMATIC] > np.atleast_1d(capacity))


def wave_per_contact(model: Tracing) -> float:
    """Additional infections from outside that one more traced contact per day makes bearable.

    Measured from the equilibrium, the model scales: twice the spare capacity bears twice the wave, and nothing else
    enters. So one search, with a spare capacity of 1, answers for all capacities. Infinite where tests alone are
    enough, or where a million are still borne.
    """
    if growth(replace(model, traced=0.0), model.reproduction_number) <= 0:
        return inf
    used = float(model.found_per_symptomatic * equilibrium(model)[SYMPTOMATIC])
    tried = np.append(0.0, np.geomspace(*_WAVES_TRIED))
    for _ in range(_ROUNDS):
        away = runs_away(model, used + 1, model.influx + tried)
        if not away.any():
            return inf
        first = max(1, int(np.argmax(away)))
        low, high = float(tried[first - 1]), float(tried[first])
        tried = np.linspace(low, high, tried.size)
    return (low + high) / 2


def critical_influx(model: Tracing, capacity: ArrayLike) -> Floats:
    """The largest wave, in the published measure of `after_wave`, after which numbers come back.

    Zero where the capacity is at or below what the ordinary influx needs: there numbers run away without a wave.

    Args:
        model: the parameters; R below its critical value.
        capacity: infected contacts that can be found per day; any shape, the result has it too.
    """
    used = model.found_per_symptomatic * equilibrium(model)[SYMPTOMATIC]
    spare = np.asarray(capacity, dtype=np.float64) - used
    if not (spare > 0).any():
        return np.zeros_like(spare)
    return np.where(spare > 0, model.influx + wave_per_contact(model) * np.where(spare > 0, spare, 1.0), 0.0)


def _runge_kutta(change: Callable[[float, Floats], Floats], day: float, state: Floats) -> Floats:
    half = _STEP / 2
    first = change(day, state)
    second = change(day + half, state + half * first)
    third = change(day + half, state + half * second)
    fourth = change(day + _STEP, state + _STEP * third)
    return state + _STEP / 6 * (first + 2 * second + 2 * third + fourth)
