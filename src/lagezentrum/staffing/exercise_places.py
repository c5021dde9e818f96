"""Where people of an exercise live."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Place:
    """A district as an exercise knows it: its key, a point within it in degrees, its inhabitants."""

    ags: str
    latitude: float
    longitude: float
    population: int


def nearest(place: Place, places: Sequence[Place], count: int) -> list[Place]:
    """The `count` places nearest to `place`, itself first; equal distances in the order of keys."""
    shrink = np.cos(np.radians(place.latitude))

    def distance(other: Place) -> tuple[float, str]:
        north, east = other.latitude - place.latitude, (other.longitude - place.longitude) * shrink
        return float(north * north + east * east), other.ags

    return sorted(places, key=distance)[:count]
