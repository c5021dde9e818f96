"""What published estimators would have said, for comparison; each with how sure its numbers are.

They count people, not full-time posts, and not the same tasks: none of them replaces the need computed here.
"""

from dataclasses import dataclass

from lagezentrum.law.text import Text
from lagezentrum.staffing.need.parameters import Mark

PER = 100_000


@dataclass(frozen=True, slots=True)
class Estimate:
    """People that an estimator asks for in all, own staff included."""

    key: str
    title: Text
    people: float
    mark: Mark
    source: str


@dataclass(frozen=True, slots=True)
class Ratio:
    """So many people per 100,000 inhabitants."""

    key: str
    title: Text
    people: float
    mark: Mark
    source: str


_PLAYBOOK = "U.S. Digital Response, contact tracing playbook"
RATIOS = (
    Ratio("ma_pih", Text(de="Massachusetts/PIH (Quote)", en="Massachusetts/PIH (ratio)"), 14, Mark.VERIFIED, _PLAYBOOK),
    Ratio("jhu", Text(de="JHU/ASTHO (Quote)", en="JHU/ASTHO (ratio)"), 30, Mark.VERIFIED, _PLAYBOOK),
    Ratio(
        "rtsl",
        Text(de="Resolve to Save Lives (Quote)", en="Resolve to Save Lives (ratio)"),
        100,
        Mark.VERIFIED,
        _PLAYBOOK,
    ),
    Ratio("naccho", Text(de="NACCHO (Normalfall)", en="NACCHO (normal times)"), 15, Mark.UNVERIFIED, "NACCHO, 2020"),
    Ratio(
        "naccho_emergency", Text(de="NACCHO (Notfall)", en="NACCHO (emergency)"), 30, Mark.UNVERIFIED, "NACCHO, 2020"
    ),
)


@dataclass(frozen=True, slots=True)
class Gwu:
    """Inputs of the Contact Tracing Workforce Estimator (Fitzhugh Mullan Institute, GWU): per tracer and day."""

    contacts_per_case: float = 10
    interviews: float = 6
    notifications: float = 12
    follow_ups: float = 32
    follow_ups_per_contact: float = 7
    days_per_week: float = 5
    floor: float = 15
    """people per 100,000 at least"""

    def people(self, cases_in_14_days: float, population: int) -> float:
        """The cases of 14 days are worked through in one week; never fewer than the floor."""
        contacts = cases_in_14_days * self.contacts_per_case
        days = (
            cases_in_14_days / self.interviews
            + contacts / self.notifications
            + contacts * self.follow_ups_per_contact / self.follow_ups
        )
        return max(self.floor * population / PER, days / self.days_per_week)


GWU_SOURCE = (
    "GWU Contact Tracing Workforce Estimator: one-week rule, 10 contacts and 32 follow-ups a day read; 6 interviews "
    "and 12 notifications a day, 7 follow-ups per contact and the floor of 15 per 100,000 at second hand or assumed"
)


def comparisons(cases_in_14_days: float | None, population: int) -> tuple[Estimate, ...]:
    """What each estimator would have said; without GWU where the cases of 14 days are not on record."""
    found = [
        Estimate(ratio.key, ratio.title, ratio.people * population / PER, ratio.mark, ratio.source) for ratio in RATIOS
    ]
    if cases_in_14_days is not None:
        title = Text(de="GWU-Schätzer", en="GWU estimator")
        people = Gwu().people(cases_in_14_days, population)
        found.insert(0, Estimate("gwu", title, people, Mark.UNVERIFIED, GWU_SOURCE))
    return tuple(found)
