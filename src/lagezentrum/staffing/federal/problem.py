"""A pool of hundreds of thousands as arrays: no object per person.

Levels are nested: 0 contact tracing, 1 case investigation, 2 lead; who has a level can be given it or any below.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lagezentrum.staffing.model import Rules

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

LEVELS = 3
SIZES = 4
"""working time: 1 to 4 quarters of a full-time post"""
REMOTE, ON_SITE, BOTH = 0, 1, 2
EARTH_KM = 6371.0


@dataclass(frozen=True, slots=True)
class Workforce:
    """People in the order of their keys, P of each; and their authorities."""

    authority: NDArray[np.int32]
    """number of the authority that lends"""
    level: NDArray[np.int8]
    """0 to 2"""
    quarters: NDArray[np.int8]
    """1 to 4"""
    mode: NDArray[np.int8]
    """`REMOTE`, `ON_SITE` or `BOTH`"""
    district: NDArray[np.int16]
    """number of the district where they live"""
    language: NDArray[np.int8]
    """number of the language they bring; 0: none"""
    available: NDArray[np.bool_]
    """whether window, consent, staff council, training and their authority allow service in the week"""
    limits: Ints
    """quarters that each authority lends at most"""


@dataclass(frozen=True, slots=True)
class Offices:
    """Receivers, O of them, and the D districts where people live. Points in degrees."""

    latitude: Floats
    longitude: Floats
    remote_possible: NDArray[np.bool_]
    asks: NDArray[np.bool_]
    """O × languages; the first column is "none" and never asked for"""
    need: Floats
    """O × 3 full-time posts, by level"""
    district_latitude: Floats
    district_longitude: Floats

    def kilometres(self) -> Ints:
        """D × O distances as the crow flies, rounded up to whole kilometres."""
        south, north = np.radians(self.district_latitude)[:, None], np.radians(self.latitude)[None, :]
        east = np.radians(self.longitude)[None, :] - np.radians(self.district_longitude)[:, None]
        half = np.sin((north - south) / 2) ** 2 + np.cos(south) * np.cos(north) * np.sin(east / 2) ** 2
        whole: Ints = np.ceil(2 * EARTH_KM * np.arcsin(np.sqrt(np.minimum(half, 1.0)))).astype(np.int64)
        return whole


@dataclass(frozen=True, slots=True)
class Prices:
    """The costs of the objective, as in `staffing.allocation` for equal coverage."""

    first: float
    last: float
    steps: int
    step_fte: float
    service: float
    language: float
    mismatch: float
    km: float
    max_km: int

    @classmethod
    def of(cls, rules: Rules) -> "Prices":
        """The same costs as the distribution of the Land has them."""
        from lagezentrum.staffing.allocation.coverage import FIRST, last_value
        from lagezentrum.staffing.allocation.objective import service_cost

        return cls(
            FIRST, last_value(rules), rules.min_steps, rules.step_fte, service_cost(rules), rules.language_gain,
            rules.mismatch_cost, rules.km_cost, rules.default_max_km,
        )  # fmt: skip


class Impossible(ValueError):
    """Arrays that do not describe a pool; the message names the first place."""


def check_problem(people: Workforce, offices: Offices) -> None:
    """Raise `Impossible` where an array has another length than it must, or a number that nobody has."""
    size = len(people.authority)
    languages, districts = offices.asks.shape[1], len(offices.district_latitude)
    for name, top in (
        ("authority", len(people.limits)), ("level", LEVELS), ("quarters", SIZES + 1), ("mode", 3),
        ("district", districts), ("language", languages), ("available", 2),
    ):  # fmt: skip
        values = getattr(people, name)
        if len(values) != size:
            raise Impossible(f"{name}: {len(values)} values for {size} people")
        wrong = np.flatnonzero((values < (name == "quarters")) | (values >= top))
        if wrong.size:
            raise Impossible(f"{name}[{wrong[0]}] is {values[wrong[0]]}, allowed are whole numbers below {top}")
    if offices.need.shape != (len(offices.latitude), LEVELS) or not (offices.need >= 0).all():
        raise Impossible(f"need: {LEVELS} numbers from 0 on are needed for each of {len(offices.latitude)} offices")
    if offices.asks[:, 0].any():
        raise Impossible("asks: the first column stands for no language and can not be asked for")
