"""Small pools as the arrays of federal size, and the same as an instance of the Land."""

from datetime import date, timedelta

import numpy as np

from lagezentrum.staffing.federal import Distribution, Offices, Prices, Workforce
from lagezentrum.staffing.model import (
    Assignment,
    Instance,
    Lender,
    Mode,
    Need,
    Person,
    Receiver,
    Rules,
    Skill,
)

WEEK = date(2020, 11, 9)
RULES = Rules(ceiling=None, staff_council_required=False, training_required=False)
PRICES = Prices.of(RULES)
SKILLS = (Skill.CONTACT_TRACING, Skill.CASE_INVESTIGATION, Skill.LEAD)
MODES = (Mode.REMOTE, Mode.ON_SITE, Mode.BOTH)
LANGUAGES = 4


def draw(seed: int, people: int = 120, offices: int = 5, authorities: int = 6) -> tuple[Workforce, Offices]:
    """People around as many districts as there are offices, on a line about 45 km apart."""
    rng = np.random.Generator(np.random.PCG64(seed))
    latitude = 52.0 + 0.4 * np.arange(offices, dtype=np.float64)
    longitude = np.full(offices, 9.0, dtype=np.float64)
    asks = rng.random((offices, LANGUAGES)) < 0.4
    asks[:, 0] = False
    quarters = rng.choice([1, 2, 3, 4], people, p=[0.1, 0.2, 0.2, 0.5])
    available = rng.random(people) < 0.8
    authority = rng.integers(0, authorities, people)
    lent = np.bincount(authority, weights=quarters * available, minlength=authorities)
    need = np.round(rng.random((offices, 3)) * np.array([0.6, 0.3, 0.1]) * people / offices * 2, 2)
    need[rng.random(need.shape) < 0.1] = 0.0
    workforce = Workforce(
        authority.astype(np.int32), rng.integers(0, 3, people).astype(np.int8), quarters.astype(np.int8),
        rng.integers(0, 3, people).astype(np.int8), rng.integers(0, offices, people).astype(np.int16),
        rng.integers(0, LANGUAGES, people).astype(np.int8), available, np.floor(0.8 * lent).astype(np.int64),
    )  # fmt: skip
    return workforce, Offices(latitude, longitude, rng.random(offices) < 0.7, asks, need, latitude, longitude)


def as_instance(people: Workforce, offices: Offices) -> Instance:
    """The same people and offices; who is not available has left before."""
    receivers = tuple(
        Receiver(
            f"R{number}", "", (), float(offices.latitude[number]), float(offices.longitude[number]),
            bool(offices.remote_possible[number]),
            languages=frozenset(f"l{language}" for language in np.flatnonzero(offices.asks[number])),
        )
        for number in range(len(offices.latitude))
    )  # fmt: skip
    persons = tuple(
        Person(
            _key(number), f"L{people.authority[number]}", int(people.quarters[number]), WEEK - timedelta(weeks=9),
            WEEK + timedelta(days=4 if people.available[number] else -1), MODES[people.mode[number]], "",
            float(offices.district_latitude[people.district[number]]),
            float(offices.district_longitude[people.district[number]]), SKILLS[people.level[number]],
            languages=frozenset({f"l{people.language[number]}"} if people.language[number] else ()),
        )
        for number in range(len(people.authority))
    )  # fmt: skip
    lenders = tuple(Lender(f"L{number}", "", max_quarters=int(most)) for number, most in enumerate(people.limits))
    needs = tuple(
        Need(f"R{office}", WEEK, skill, float(offices.need[office, level]))
        for office in range(len(offices.latitude))
        for level, skill in enumerate(SKILLS)
    )
    return Instance((WEEK,), persons, lenders, receivers, needs, RULES)


def as_assignments(found: Distribution) -> tuple[Assignment, ...]:
    """The people sent, as rows of a plan."""
    return tuple(
        sorted(
            Assignment(WEEK, f"R{office}", _key(number), SKILLS[found.work[number]], MODES[found.mode[number]])
            for number, office in enumerate(found.office)
            if office >= 0
        )
    )


def _key(number: int) -> str:
    return f"P/{number:05d}"
