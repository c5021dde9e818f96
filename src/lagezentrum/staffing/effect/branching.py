"""Early outbreaks as a branching process: how many are controlled when a share of contacts is traced.

Model: Hellewell et al. 2020, Lancet Glob Health 8:e488. Cases infect a negative binomial number of others, most of them
nobody, a few very many. Infections that would fall after the isolation of the infecting case do not happen. A traced
contact is isolated with the onset of symptoms, but not before the case that named it; an untraced one some days later.

The published program has a known defect: it draws one delay for all cases of a generation and recycles it
(cmmid/ringbp#4). Both ways are kept here, because published figures can only be met with the defect and should
only be judged without it.

All runs of a block are carried forward together, generation by generation, in flat arrays; the blocks have random
streams of their own, so equal seeds give equal results however many runs are asked for.
"""

from dataclasses import dataclass
from math import sqrt
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

DelayMode = Literal["as_published", "fixed"]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Runs = NDArray[np.intp]

# Weeks 12 to 16 without a case: that is what counts as controlled.
QUIET_FROM, QUIET_TO = 12 * 7, 17 * 7
LAST_DAY = 365
_BLOCK = 250  # runs that share arrays; bounds memory at a few hundred megabytes in the worst cell
_FIRST_INFECTION = 1.0  # nobody is infected before the first day


@dataclass(frozen=True, slots=True)
class Weibull:
    """A Weibull distribution of days."""

    shape: float
    scale: float

    def draw(self, random: np.random.Generator, size: int) -> Floats:
        """Days, drawn `size` times."""
        return self.scale * random.weibull(self.shape, size)


INCUBATION = Weibull(2.322737, 6.492272)
SHORT_DELAY = Weibull(1.651524, 4.287786)
LONG_DELAY = Weibull(2.305172, 9.483875)
# Skewness of the infection time about the onset of symptoms, by the share of infections before it (in percent).
SKEWNESS = {1: 30.0, 15: 1.95, 30: 0.7}
_SPREAD = 2.0  # days, scale of the infection time about the onset


@dataclass(frozen=True, slots=True)
class Outbreak:
    """One scenario.

    Attributes:
        reproduction_number: mean number of infections by a case that is never isolated.
        initial_cases: cases on day 0 that nobody has traced.
        traced: share of contacts that is found, 0 to 1.
        delay: days from onset to isolation of a case that nobody traced.
        skewness: of the infection time about the onset; see `SKEWNESS`.
        asymptomatic: share of cases without symptoms: never isolated, and their contacts never traced.
        dispersion: of the negative binomial number of infections; small means few spread to many.
        delays: `as_published` with one delay per run and generation, `fixed` with one per case.
        limit: an outbreak with so many cases in all is not controlled.
    """

    reproduction_number: float
    initial_cases: int
    traced: float
    delay: Weibull = SHORT_DELAY
    skewness: float = SKEWNESS[15]
    asymptomatic: float = 0.0
    dispersion: float = 0.16
    delays: DelayMode = "fixed"
    limit: int = 5_000

    def __post_init__(self) -> None:
        for name in ("traced", "asymptomatic"):
            if not 0 <= getattr(self, name) <= 1:
                raise ValueError(f"{name} is {getattr(self, name)}; it is a share and must lie between 0 and 1.")
        for name in ("reproduction_number", "initial_cases", "dispersion", "limit"):
            if not getattr(self, name) > 0:
                raise ValueError(f"{name} is {getattr(self, name)}; it must be above 0.")
        if self.delays not in get_args(DelayMode):
            raise ValueError(f"delays is {self.delays!r}; write one of {', '.join(get_args(DelayMode))}.")


@dataclass(frozen=True, slots=True)
class Controlled:
    """How many of the simulated outbreaks were controlled."""

    runs: int
    controlled: int

    @property
    def share(self) -> float:
        """Share of runs without a case in weeks 12 to 16 and below the limit in all."""
        return self.controlled / self.runs

    @property
    def standard_error(self) -> float:
        """Of the share, from the number of runs alone; says nothing about whether the model is right."""
        return sqrt(self.share * (1 - self.share) / self.runs)


def simulate(outbreak: Outbreak, runs: int, seed: int) -> Controlled:
    """Plays an outbreak many times.

    Args:
        outbreak: the scenario.
        runs: how many times, at least 1.
        seed: equal seeds give equal results.
    """
    if runs < 1:
        raise ValueError(f"runs is {runs}; at least one run is needed.")
    blocks = -(-runs // _BLOCK)
    streams = np.random.SeedSequence(seed).spawn(blocks)
    sizes = [min(_BLOCK, runs - _BLOCK * block) for block in range(blocks)]
    played = (_play(outbreak, size, np.random.default_rng(stream)) for size, stream in zip(sizes, streams, strict=True))
    return Controlled(runs, sum(int(block.sum()) for block in played))


@dataclass(slots=True)
class _Generation:
    """Cases of one generation in all runs: to which run each belongs, and its days."""

    run: Runs
    onset: Floats
    isolated: Floats
    asymptomatic: Flags

    def of_open(self, decided: Flags) -> "_Generation":
        keep = ~decided[self.run] & (self.onset < LAST_DAY)
        return _Generation(self.run[keep], self.onset[keep], self.isolated[keep], self.asymptomatic[keep])


def _play(outbreak: Outbreak, runs: int, random: np.random.Generator) -> Flags:
    """Which of the runs were controlled."""
    lost = np.zeros(runs, dtype=np.bool_)
    total = np.full(runs, outbreak.initial_cases)
    cases = _first(outbreak, runs, random)
    while True:
        quiet_broken = (cases.onset >= QUIET_FROM) & (cases.onset < QUIET_TO)
        lost[cases.run[quiet_broken]] = True
        lost |= total >= outbreak.limit
        cases = cases.of_open(lost)
        if not cases.run.size:
            return ~lost
        cases = _next(outbreak, cases, total, lost, random)


def _first(outbreak: Outbreak, runs: int, random: np.random.Generator) -> _Generation:
    run = np.repeat(np.arange(runs), outbreak.initial_cases)
    onset = INCUBATION.draw(random, run.size)
    asymptomatic = random.random(run.size) < outbreak.asymptomatic
    isolated = np.where(asymptomatic, np.inf, onset + _delays(outbreak, run, runs, random))
    return _Generation(run, onset, isolated, asymptomatic)


def _next(
    outbreak: Outbreak, cases: _Generation, total: NDArray[np.int_], lost: Flags, random: np.random.Generator
) -> _Generation:
    """The cases infected by these; counts them into `total`."""
    size, mean = outbreak.dispersion, outbreak.reproduction_number
    infected = random.negative_binomial(size, size / (size + mean), cases.run.size)
    source = np.repeat(np.arange(cases.run.size), infected)
    exposed = _infection_times(cases.onset[source], outbreak.skewness, random)
    happened = exposed < cases.isolated[source]
    source, exposed = source[happened], exposed[happened]
    total += np.bincount(cases.run[source], minlength=total.size)
    # A run that is over the limit is decided; drawing the rest of its cases would be most of the work.
    needed = (total < outbreak.limit)[cases.run[source]]
    source, exposed = source[needed], exposed[needed]

    run = cases.run[source]
    onset = exposed + INCUBATION.draw(random, run.size)
    asymptomatic = random.random(run.size) < outbreak.asymptomatic
    missed = (random.random(run.size) >= outbreak.traced) | cases.asymptomatic[source]
    # The published program draws the delays of missed and of traced cases apart, one each.
    if_missed = onset + _delays(outbreak, run, lost.size, random)
    if_traced = np.minimum(onset + _delays(outbreak, run, lost.size, random), np.maximum(onset, cases.isolated[source]))
    isolated = np.where(asymptomatic, np.inf, np.where(missed, if_missed, if_traced))
    return _Generation(run, onset, isolated, asymptomatic)


def _delays(outbreak: Outbreak, run: Runs, runs: int, random: np.random.Generator) -> Floats:
    if outbreak.delays == "as_published":
        return outbreak.delay.draw(random, runs)[run]
    return outbreak.delay.draw(random, run.size)


def _infection_times(onset: Floats, skewness: float, random: np.random.Generator) -> Floats:
    """Skew-normal days about the onset of the infecting case (after Azzalini: a half-normal and a normal part)."""
    part = skewness / sqrt(1 + skewness**2)
    skewed = part * np.abs(random.standard_normal(onset.size))
    skewed += sqrt(1 - part**2) * random.standard_normal(onset.size)
    return np.maximum(onset + _SPREAD * skewed, _FIRST_INFECTION)
