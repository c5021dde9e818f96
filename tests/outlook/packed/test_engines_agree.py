"""Compiled and by NumPy, in one thread or two: the same bits, also where blocks hold areas of several Länder."""

from datetime import date

import numpy as np
import pytest
from numpy.typing import NDArray

from lagezentrum.law.library import Library
from lagezentrum.outlook.packed import Engine, KnownSeries, Metrics, Policies, Series, compile_rules, engines, sweep

DAYS = 150
STATES = ("03", "09", "14")
AREAS = tuple(f"{STATES[(number * number) % 3]}{number:03d}" for number in range(45))
SCALES = {"hospitalisation": 5.0, "icu_share": 8.0, "new_cases": 90.0}


def drawn_policies(rng: np.random.Generator, keys: list[str], law: list[float], count: int) -> dict[str, object]:
    varied: dict[str, object] = {
        key: np.round(value * rng.uniform(0.5, 1.5, count), 1) for key, value in zip(keys, law, strict=True)
    }
    for part in ("raising", "lifting"):
        varied[f"*.{part}.days"] = rng.integers(1, 9, count)
        varied[f"*.{part}.effect"] = rng.integers(0, 20, count)
    varied["local.lifting.counts_after"] = rng.choice(["section", "section", "effect"], count).tolist()
    varied["local.raising.route"] = rng.choice(["law", "any"], count).tolist()
    varied["statewide.applies"] = rng.choice(["yes", "yes", "no"], count).tolist()
    return varied


@pytest.mark.skipif("numba" not in engines(), reason="Numba is not installed")
@pytest.mark.parametrize("lags", [1, 12])
@pytest.mark.parametrize("missing", [0.0, 0.002])
def test_engines_and_threads_agree(lags: int, missing: float) -> None:
    library = Library()
    version = library.regulation("de-ni/corona-vo").named("2021-11-24")
    assert version is not None
    packed = compile_rules(version, library.calendars)
    rng = np.random.default_rng([lags, int(missing * 1000)])
    of_state = frozenset({"hospitalisation", "icu_share"})
    values: dict[str, NDArray[np.float64]] = {}
    for name, scale in SCALES.items():
        places = len(STATES) if name in of_state else len(AREAS)
        walk = np.cumsum(rng.normal(0, 0.2, (DAYS, 1, places)), axis=0) + rng.normal(0, 0.03, (DAYS, lags, places))
        cube = np.round(scale * np.exp(walk), 1)
        cube[:, :, places // 2 :][rng.random(cube[:, :, places // 2 :].shape) < missing] = np.nan
        values[name] = cube if lags > 1 else cube[:, 0]
    series = (KnownSeries if lags > 1 else Series)(date(2021, 3, 1), AREAS, STATES, 0, values, of_state)
    law = [threshold.in_law for threshold in packed.thresholds]
    policies = Policies.of(packed, drawn_policies(rng, [t.key for t in packed.thresholds], law, 60))
    real = rng.integers(-1, 4, (len(AREAS), DAYS)).astype(np.int8)
    runs: list[tuple[Engine, int]] = [("numpy", 1), ("numba", 1), ("numba", 2)]
    one, *others = (
        sweep(packed, series, policies, real=real, engine=engine, threads=threads) for engine, threads in runs
    )
    assert all(same(one, other) for other in others)
    assert (one.low.reshape(-1, one.low.shape[2]) != one.low[0, 0]).any(axis=0).all()  # every column says something
    assert bool(missing) == (not one.certain.all())


def same(one: Metrics, other: Metrics) -> bool:
    assert one.disagreement is not None
    assert other.disagreement is not None
    pairs = [(one.low, other.low), (one.high, other.high), (one.certain, other.certain)]
    pairs += list(zip(one.disagreement, other.disagreement, strict=True))
    assert (one.between is None) == (other.between is None) == bool(one.certain.all())
    if one.between is not None and other.between is not None:
        pairs.append((one.between, other.between))
    return all(np.array_equal(a, b) for a, b in pairs)


def test_what_is_kept_bears_the_sources_it_was_compiled_from() -> None:
    pytest.importorskip("numba")
    from lagezentrum.outlook.packed import compiled, compiling

    sources = compiling.sources()
    kept_under = compiling.digest(sources.values())
    for kernel in (compiled.sweep_block, compiled.classify):
        assert kept_under in kernel.py_func.__qualname__
    for path in ("words.py", "compiled/latch.py", "paths/latch.py"):
        changed = {**sources, path: sources[path] + b"\n"}
        assert compiling.digest(changed.values()) != kept_under
