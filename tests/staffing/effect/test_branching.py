"""The branching model: cells of the table on record, and limits that can be computed otherwise.

The whole table with 4,000 runs per cell is `benchmarks/effect.py`. Here a cell has fewer runs; it may differ from the
record by four standard errors of both and half a point of rounding, and the seed is fixed.
"""

from math import sqrt

import pytest

from lagezentrum.staffing.effect import branching
from lagezentrum.staffing.effect.branching import SKEWNESS, DelayMode, Outbreak, Weibull, simulate

NEVER = Weibull(1e6, 1e6)


@pytest.mark.parametrize(
    ("mode", "reproduction_number", "initial", "traced", "recorded"),
    [
        ("as_published", 1.5, 40, 0.0, 0.21),
        ("fixed", 1.5, 40, 0.0, 0.10),
        ("as_published", 2.5, 20, 0.6, 0.41),
        ("fixed", 2.5, 5, 0.6, 0.78),
        ("fixed", 2.5, 40, 0.8, 0.74),
        ("fixed", 3.5, 40, 1.0, 0.99),
    ],
)
def test_cells_of_the_table(
    mode: DelayMode, reproduction_number: float, initial: int, traced: float, recorded: float
) -> None:
    runs = 800
    played = simulate(Outbreak(reproduction_number, initial, traced, delays=mode), runs, seed=7)
    error = sqrt(recorded * (1 - recorded) * (1 / runs + 1 / 1000))
    assert played.share == pytest.approx(recorded, abs=4 * error + 0.005)


def test_one_delay_for_all_scatters_more_and_so_controls_more() -> None:
    as_published, fixed = (
        simulate(Outbreak(1.5, 40, 0.0, delays=mode), 800, seed=3) for mode in ("as_published", "fixed")
    )
    assert as_published.share - fixed.share > 3 * sqrt(as_published.standard_error**2 + fixed.standard_error**2)


def dies_out(reproduction_number: float, dispersion: float) -> float:
    """Probability that the chain of one case ends: the least fixed point of the offspring's generating function."""
    chance = 0.0
    for _ in range(2_000):
        chance = (1 + reproduction_number * (1 - chance) / dispersion) ** -dispersion
    return chance


@pytest.mark.parametrize(("reproduction_number", "initial"), [(2.5, 5), (3.5, 20)])
def test_without_isolation_chains_end_as_often_as_the_offspring_alone_says(
    reproduction_number: float, initial: int
) -> None:
    played = simulate(Outbreak(reproduction_number, initial, 1.0, delay=NEVER, asymptomatic=1.0, limit=1_000), 500, 1)
    expected = dies_out(reproduction_number, 0.16) ** initial
    assert played.share == pytest.approx(expected, abs=4 * sqrt(expected * (1 - expected) / 500) + 0.002)


def test_isolation_at_onset_ends_everything_when_nobody_infects_before_it() -> None:
    at_once = Weibull(1.0, 1e-9)
    assert simulate(Outbreak(3.5, 40, 0.0, delay=at_once, skewness=1e6), 100, 1).share == 1.0
    assert simulate(Outbreak(3.5, 40, 0.0, delay=at_once, skewness=SKEWNESS[30]), 100, 1).share < 1.0


def test_equal_seeds_give_equal_results_and_other_seeds_others() -> None:
    outbreak = Outbreak(2.5, 5, 0.4)
    assert simulate(outbreak, 300, 5) == simulate(outbreak, 300, 5)
    assert len({simulate(outbreak, 300, seed).controlled for seed in range(4)}) > 1


def test_an_outbreak_of_the_size_of_the_limit_is_not_controlled() -> None:
    assert simulate(Outbreak(0.001, 10, 1.0, limit=10), 20, 1).controlled == 0
    assert simulate(Outbreak(0.001, 10, 1.0, limit=11), 20, 1).controlled == 20


@pytest.mark.parametrize(
    ("onset", "controlled"), [(80, True), (85, False), (100, False), (118, False), (122, True)], ids=str
)
def test_controlled_means_no_case_in_weeks_12_to_16(
    onset: int, controlled: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(branching, "INCUBATION", Weibull(1e6, onset))  # everybody falls ill on this day
    assert simulate(Outbreak(1e-9, 5, 0.0), 10, 1).share == float(controlled)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"traced": 1.5}, "traced is 1.5; it is a share"),
        ({"initial_cases": 0}, "initial_cases is 0; it must be above 0"),
        ({"delays": "other"}, "delays is 'other'; write one of as_published, fixed"),
    ],
)
def test_impossible_scenarios_are_refused(changed: dict[str, object], said: str) -> None:
    with pytest.raises(ValueError, match=f"^{said}"):
        Outbreak(**{"reproduction_number": 2.5, "initial_cases": 5, "traced": 0.4, **changed})  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="at least one run"):
        simulate(Outbreak(2.5, 5, 0.4), 0, 1)
