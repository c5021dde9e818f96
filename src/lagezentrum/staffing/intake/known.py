"""What a file of the pool is held against: authorities, receivers, districts and people on record."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from lagezentrum.staffing.intake.helper_pools import HelperPool, helper_pools
from lagezentrum.staffing.model import Lender, Receiver

Point = tuple[float, float]
"""Latitude and longitude in degrees."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is on record when a file comes in.

    Attributes:
        lenders: authorities by key.
        districts: a point within each district by AGS.
        receivers: by key.
        taken: keys (`LENDER/PSEUDONYM`) of people nominated already.
        own: the one authority (or receiver) that the file may speak of; None: any.
        pools: kinds of helpers by key.
        today: offers that ended before are refused; None: offers of any time are read.
    """

    lenders: Mapping[str, Lender] = field(default_factory=dict)
    districts: Mapping[str, Point] = field(default_factory=dict)
    receivers: Mapping[str, Receiver] = field(default_factory=dict)
    taken: frozenset[str] = frozenset()
    own: str | None = None
    pools: Mapping[str, HelperPool] = field(default_factory=helper_pools)
    today: date | None = None
