"""The regulation as it could be known on a day: nobody reckons with a version that has not been made public."""

from datetime import date

from lagezentrum.law.announcement import announced, held_open
from lagezentrum.law.model import Regulation


def as_announced(regulation: Regulation, day: date) -> Regulation:
    """The versions made public by `day`; where others were to follow, the last of them holds until further notice."""
    return held_open(regulation, announced(regulation, day))
