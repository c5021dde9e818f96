"""How large a wave from outside a limited tracing capacity still holds: a model of tested, traced and hidden cases.

Model: Contreras et al. 2021, Nat Commun 12:378. Infected people are known and isolated (K) or hidden (H); of the
hidden, some have symptoms and would be tested (S). R is the reproduction number, the others are as in `Tracing`:

    found by tests     λ·S                        a day
    found by tracing   n = min(capacity, η·R·λ·S) a day: the infections of those just tested, as far as hands reach
    K' = Γ·(ν·R − 1)·K + λ·S + n                  isolation leaks a share ν to people who are found at once
    H' = Γ·(R − 1)·H + Γ·ε·R·K − λ·S − n + Φ      and a share ε to people who stay hidden; Φ come from outside
    S' = (1−ξ)·(Γ·R·H + Γ·ε·R·K − n + Φ) − (λ+Γ)·S   a share ξ of the infected never comes forward for a test

Below the capacity all of it is linear, and the largest real part of the eigenvalues decides between dying down and
growing: the critical reproduction number is where it is zero. Above the capacity tracing adds a constant only, and what
grew slowly grows like the model without tracing. That is the tipping point.

Counted are infections of a country of the paper's size and habits. The model says what more hands change, all else
equal; it does not say what will happen.
"""

from dataclasses import dataclass, replace
from math import inf

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

KNOWN, HIDDEN, SYMPTOMATIC = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Tracing:
    """Parameters of the model; the defaults are those of the published base case.

    Attributes:
        reproduction_number: R of hidden cases.
        traced: η, share of the infections by a tested case that tracing finds.
        never_tested: ξ; 15 % without symptoms, and 20 % of the others avoid a test.
        recovery: Γ per day.
        tested: λ per day, for hidden cases with symptoms.
        leak_found: ν, infections by isolated cases that are found at once, as a share of R.
        leak_hidden: ε, infections by isolated cases that stay hidden, as a share of R.
        influx: Φ, infections brought in from outside on an ordinary day.
    """

    reproduction_number: float
    traced: float = 0.66
    never_tested: float = 0.15 + 0.85 * 0.2
    recovery: float = 0.1
    tested: float = 0.1
    leak_found: float = 0.1
    leak_hidden: float = 0.1
    influx: float = 15.0

    def __post_init__(self) -> None:
        for name in ("traced", "never_tested", "leak_found", "leak_hidden"):
            if not 0 <= getattr(self, name) <= 1:
                raise ValueError(f"{name} is {getattr(self, name)}; it is a share and must lie between 0 and 1.")
        for name in ("reproduction_number", "recovery", "tested"):
            if not getattr(self, name) > 0:
                raise ValueError(f"{name} is {getattr(self, name)}; it must be above 0.")
        if self.influx < 0:
            raise ValueError(f"influx is {self.influx}; infections from outside can not be fewer than 0.")

    @property
    def found_per_symptomatic(self) -> float:
        """Contacts found per day and hidden case with symptoms, with enough hands: η·R·λ."""
        return self.traced * self.reproduction_number * self.tested


def published(share_of_critical: float = 0.95) -> Tracing:
    """The published base case, at this share of its critical reproduction number."""
    return Tracing(share_of_critical * critical_reproduction_number(Tracing(1.0)))


def dynamics(model: Tracing) -> Floats:
    """The linear system below the capacity, shape (3, 3), per day, for (known, hidden, hidden with symptoms)."""
    untraced, tracing = parts(model)
    return untraced + tracing


def critical_reproduction_number(model: Tracing) -> float:
    """Largest R of hidden cases at which infections die down without influx, whatever R the model has.

    The capacity plays no part in it: near zero cases every capacity is enough. With `traced=0` this is the number for
    tests alone.

    Raises:
        ValueError: infections grow even at R = 0.01, or die down even at R = 100.
    """
    low, high = 0.01, 100.0
    if growth(model, low) >= 0 or growth(model, high) <= 0:
        raise ValueError("The parameters leave no critical reproduction number between 0.01 and 100; check the shares.")
    while high - low > 1e-12 * high:
        middle = (low + high) / 2
        if growth(model, middle) < 0:
            low = middle
        else:
            high = middle
    return low


def equilibrium(model: Tracing) -> Floats:
    """Where the daily influx leaves the numbers with enough hands: known, hidden, hidden with symptoms; shape (3,).

    Raises:
        ValueError: there is none, because R is at or above its critical value.
    """
    if growth(model, model.reproduction_number) >= 0:
        critical = critical_reproduction_number(model)
        raise ValueError(
            f"R is {model.reproduction_number:.4f}; from {critical:.4f} on infections grow with any number of hands, "
            "so there is no equilibrium. Take a smaller R."
        )
    return np.asarray(np.linalg.solve(-dynamics(model), arrival(model) * model.influx), dtype=np.float64)


def observed(model: Tracing, state: Floats, capacity: ArrayLike = inf) -> Floats:
    """Cases found per day: by tests, by tracing and as contacts of isolated cases.

    Args:
        model: the parameters.
        state: known, hidden, hidden with symptoms; shape (3,) or (3, n).
        capacity: infected contacts that can be found per day.
    """
    leaked = model.leak_found * model.recovery * model.reproduction_number * state[KNOWN]
    tracing = np.minimum(capacity, model.found_per_symptomatic * state[SYMPTOMATIC])
    return np.asarray(leaked + model.tested * state[SYMPTOMATIC] + tracing)


def observed_at_capacity(model: Tracing, capacity: float) -> float:
    """Cases found per day in the equilibrium in which tracing just reaches its capacity.

    With K at rest, Γ·(1 − ν·R)·K is what tests and tracing find; all found is 1/(1 − ν·R) times that.
    """
    found = model.traced * model.reproduction_number
    return capacity * (1 + found) / (found * (1 - model.leak_found * model.reproduction_number))


def capacity_for(model: Tracing, cases_per_day: float) -> float:
    """Infected contacts found per day where so many cases can be worked: `observed_at_capacity` the other way."""
    return cases_per_day / observed_at_capacity(model, 1.0)


def parts(model: Tracing) -> tuple[Floats, Floats]:
    """The system without tracing, and what tracing adds to it below the capacity."""
    rate, spread = model.recovery, model.recovery * model.reproduction_number
    come_forward = 1 - model.never_tested
    hidden_leak = model.leak_hidden * spread
    untraced = np.array(
        [
            [model.leak_found * spread - rate, 0.0, model.tested],
            [hidden_leak, spread - rate, -model.tested],
            [come_forward * hidden_leak, come_forward * spread, -model.tested - rate],
        ]
    )
    tracing = np.zeros((3, 3))
    tracing[:, SYMPTOMATIC] = taken(model) * model.found_per_symptomatic
    return untraced, tracing


def taken(model: Tracing) -> Floats:
    """What one traced contact changes: known one more, hidden one less."""
    return np.array([1.0, -1.0, model.never_tested - 1])


def arrival(model: Tracing) -> Floats:
    """What one infection from outside changes."""
    return np.array([0.0, 1.0, 1 - model.never_tested])


def growth(model: Tracing, reproduction_number: float) -> float:
    """Largest real part of the eigenvalues, per day, with this R."""
    at = replace(model, reproduction_number=reproduction_number)
    return float(np.linalg.eigvals(dynamics(at)).real.max())
