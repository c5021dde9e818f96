"""Whether a federal distribution is valid and costs what it says: person by person, without the code that made it."""

from collections import Counter
from math import asin, ceil, cos, radians, sin, sqrt

from benchmarks.pool_federal_data import FederalPool
from lagezentrum.staffing.federal import Distribution

REMOTE, ON_SITE, BOTH = 0, 1, 2


def verify(pool: FederalPool, found: Distribution) -> list[str]:
    """What is wrong; empty: nothing."""
    people, offices, prices = pool.people, pool.offices, pool.prices
    wrong: Counter[str] = Counter()
    lent: Counter[int] = Counter()
    came: Counter[tuple[int, int]] = Counter()
    far: dict[tuple[int, int], int] = {}
    cost = 0.0
    columns = zip(
        *(column.tolist() for column in (
            found.office, found.work, found.mode, people.level, people.mode, people.quarters, people.district,
            people.language, people.available, people.authority,
        )),
        strict=True,
    )  # fmt: skip
    asks, remote_possible = offices.asks.tolist(), offices.remote_possible.tolist()
    for office, work, mode, level, willing, quarters, district, language, available, authority in columns:
        if office < 0:
            continue
        wrong["not available"] += not available
        wrong["level"] += not 0 <= work <= level
        wrong["mode"] += willing not in {mode, BOTH}
        lent[authority] += quarters
        came[office, work] += quarters
        cost += prices.service + prices.mismatch * (work != level) - prices.language * asks[office][language]
        if mode == REMOTE:
            wrong["remote"] += not remote_possible[office]
        else:
            if (district, office) not in far:
                far[district, office] = _kilometres(pool, district, office)
            wrong["distance"] += far[district, office] > prices.max_km
            cost += prices.km * far[district, office]
    wrong["limit"] = sum(quarters > people.limits[authority] for authority, quarters in lent.items())
    for office, needs in enumerate(offices.need.tolist()):
        for work, need in enumerate(needs):
            filled, steps = came[office, work] / 4, max(prices.steps, ceil(need / prices.step_fte))
            for step in range(steps):
                value = prices.first + (prices.last - prices.first) * step / (steps - 1)
                cost += value * min(need / steps, max(0.0, need * (step + 1) / steps - filled))
    wrong["objective"] = abs(cost - found.objective) > 1e-6 * abs(cost)
    wrong["bound"] = found.bound > found.objective + 1e-6 * abs(cost)
    return [f"{name}: {number}" for name, number in sorted(wrong.items()) if number]


def _kilometres(pool: FederalPool, district: int, office: int) -> int:
    offices = pool.offices
    a, b = radians(offices.district_latitude[district]), radians(offices.latitude[office])
    wide = radians(offices.longitude[office] - offices.district_longitude[district])
    return ceil(2 * 6371 * asin(sqrt(sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(wide / 2) ** 2)))
