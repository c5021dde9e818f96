"""The law as it stands on a day, as if it stayed: a forecast of figures is no forecast of legislation."""

from datetime import date

from lagezentrum.law.announcement import prolonged
from lagezentrum.law.model import Regulation, Version


def law_of(regulation: Regulation, day: date) -> Regulation:
    """The regulation without versions that come into force after `day`; those in force on it end no more.

    Whatever a later version says was not the law on that day, even where it had been announced. Whoever shows the
    result says from when on the version would have ended (`ends`).
    """
    versions = tuple(
        prolonged(version) if version.in_force.covers(day) else version
        for version in regulation.versions
        if version.in_force.from_ <= day
    )
    return regulation.model_copy(update={"versions": versions})


def ends(regulation: Regulation, area: str, day: date) -> date | None:
    """The last day of the version in force on `day`; None if it has none, or none is in force."""
    version = regulation.in_force(area, day)
    return version.in_force.to if version is not None else None


def held_from(version: Version, first: date, states: tuple[str, ...] | None = None) -> Regulation:
    """One version as if it alone held from `first` on, without levels it fixed itself; for judging forecasts.

    Args:
        version: the version.
        first: the day on which counting starts.
        states: Land keys in which it is to hold; None: where it did.
    """
    period = version.in_force.model_copy(update={"from_": first, "to": None})
    sections = {name: section.model_copy(update={"starts": "anew"}) for name, section in version.sections.items()}
    changes = {"in_force": period, "sections": sections, "fixed_levels": ()}
    if states is not None:
        changes["territory"] = version.territory.model_copy(update={"states": states, "except_states": ()})
    alone = version.model_copy(update=changes)
    return Regulation(id=version.regulation, versions=(alone,))
