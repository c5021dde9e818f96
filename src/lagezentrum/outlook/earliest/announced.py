"""The regulation as it could be known on a day: nobody reckons with a version that has not been made public."""

from datetime import date, timedelta

from lagezentrum.law.model import Regulation


def as_announced(regulation: Regulation, day: date) -> Regulation:
    """The versions made public by `day`; where others were to follow, the last of them holds until further notice.

    The day of promulgation is not part of the data; the versions at hand were made public the day before they came
    into force, or earlier. The first version always counts as public: without any there would be nothing to speak of.
    """
    count = max(1, sum(v.in_force.from_ - timedelta(days=1) <= day for v in regulation.versions))
    known = regulation.versions[:count]
    if count == len(regulation.versions):
        return regulation
    last = known[-1].in_force.to
    opened = tuple(
        v.model_copy(update={"in_force": v.in_force.model_copy(update={"to": None})}) if v.in_force.to == last else v
        for v in known
    )
    return regulation.model_copy(update={"versions": opened})
