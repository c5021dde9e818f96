"""Which versions of a regulation had been made public by a day, and how they were applied then.

The day of promulgation is not part of the data; the versions at hand were made public the day before they came into
force, or earlier.
"""

from datetime import date, timedelta

from lagezentrum.law.model import Regulation, Version

_ONE_DAY = timedelta(days=1)


def is_announced(version: Version, day: date) -> bool:
    """Whether a version had been announced by a day."""
    return version.in_force.from_ - _ONE_DAY <= day


def announced(regulation: Regulation, day: date) -> int:
    """How many of the versions, which stand in the order in which they came into force, had been announced by a day.

    The first version always counts as announced: without any there would be nothing to speak of.
    """
    return max(1, sum(is_announced(version, day) for version in regulation.versions))


def held_open(regulation: Regulation, count: int) -> Regulation:
    """The first `count` versions as they were applied when no other was known: the last holds until further notice."""
    if count == len(regulation.versions):
        return regulation
    known = regulation.versions[:count]
    last = known[-1].in_force.to
    opened = tuple(prolonged(version) if version.in_force.to == last else version for version in known)
    return regulation.model_copy(update={"versions": opened})


def prolonged(version: Version) -> Version:
    """The version without an end."""
    return version.model_copy(update={"in_force": version.in_force.model_copy(update={"to": None})})
