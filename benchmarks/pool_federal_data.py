"""A synthetic pool for every German district: people from a seed, need from the published cases of a week.

Shares as in the exercise of the Land: 55 % remote, 10 % on site, 35 % both; full, three-quarter and half posts; three
nested levels; seven languages. Half of the people are available in the week; an authority lends four fifths of the
working time it has available. The need is 1.5 times the working time available, shared out by cases.
"""

import csv
import gzip
import json
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from lagezentrum.staffing.federal import Offices, Prices, Workforce
from lagezentrum.staffing.model import Rules

DATA = Path(__file__).parents[2] / "shared" / "data"
NEEDED = ("de_district_cases_by_meldedatum.csv.gz", "geo_de_districts.geojson")
WEEK = date(2020, 11, 9)
LANGUAGES = 8
"""none and seven"""


@dataclass(frozen=True, slots=True)
class FederalPool:
    """People, offices and prices of one benchmark."""

    people: Workforce
    offices: Offices
    prices: Prices


def districts() -> tuple[list[str], np.ndarray, np.ndarray, np.ndarray]:
    """Keys, latitudes, longitudes (a point of each district) and cases of the week before `WEEK`.

    Raises:
        FileNotFoundError: the shared data are not there.
    """
    cases: Counter[str] = Counter()
    with gzip.open(DATA / "de_district_cases_by_meldedatum.csv.gz", "rt", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            day = date.fromisoformat(row["meldedatum"])
            if WEEK - timedelta(weeks=1) <= day < WEEK:
                cases[row["ags"]] += int(row["cases"])
            elif row["ags"] not in cases:
                cases[row["ags"]] = 0
    shapes = json.loads((DATA / "geo_de_districts.geojson").read_text(encoding="utf-8"))["features"]
    points = {}
    for shape in shapes:
        geometry = shape["geometry"]
        polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
        ring = np.array(max((polygon[0] for polygon in polygons), key=len), dtype=float)
        points[shape["properties"]["ags"]] = ring[:, 1].mean(), ring[:, 0].mean()
    points |= {key: points["11000"] if "11000" in points else points["11"] for key in cases if key.startswith("11")}
    keys = sorted(key for key in cases if key in points)
    where = np.array([points[key] for key in keys])
    return keys, where[:, 0], where[:, 1], np.array([cases[key] for key in keys], dtype=float)


def pool(size: int, authorities: int, seed: int = 1, steps: int = 20) -> FederalPool:
    """A pool of `size` people lent by so many authorities."""
    keys, latitude, longitude, cases = districts()
    count = len(keys)
    rng = np.random.Generator(np.random.PCG64(seed))

    def drawn(shares: tuple[float, ...], number: int = size) -> np.ndarray:
        limits = np.cumsum(shares) / sum(shares)
        return np.minimum(np.searchsorted(limits, rng.random(number), side="right"), len(shares) - 1)

    seat = drawn(tuple(cases + 1), authorities)
    authority = drawn(tuple(0.3 - np.log1p(-rng.random(authorities))))
    far = np.hypot(latitude[:, None] - latitude, 0.63 * (longitude[:, None] - longitude))
    around = np.argsort(far, axis=1, kind="stable")[:, :4]
    district = around[seat[authority], drawn((0.7, 0.15, 0.1, 0.05))]
    quarters = np.array([4, 3, 2])[drawn((0.6, 0.2, 0.2))]
    available = rng.random(size) < 0.5
    lent = np.bincount(authority, weights=quarters * available, minlength=authorities)
    level = drawn((0.64, 0.27, 0.09))
    asks = rng.random((count, LANGUAGES)) < 0.25
    asks[:, 0] = False
    share = cases / cases.sum()
    total = 1.5 * (quarters * available).sum() / 4
    need = np.round(total * share[:, None] * np.array([0.6, 0.3, 0.1])[None, :], 2)
    people = Workforce(
        authority.astype(np.int32), level.astype(np.int8), quarters.astype(np.int8),
        drawn((0.55, 0.1, 0.35)).astype(np.int8), district.astype(np.int16),
        drawn((0.8, *(0.2 / 7,) * 7)).astype(np.int8), available, np.floor(0.8 * lent).astype(np.int64),
    )  # fmt: skip
    offices = Offices(latitude, longitude, rng.random(count) < 0.97, asks, need, latitude, longitude)
    return FederalPool(people, offices, Prices.of(Rules(min_steps=steps, step_fte=1e9)))
