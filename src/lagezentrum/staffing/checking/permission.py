"""Rules 2 to 8 as far as they speak of one person alone: what somebody may do in a week, and why not."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from math import asin, ceil, cos, radians, sin, sqrt

from lagezentrum.staffing.checking.contents import Contents, Person, Receiver
from lagezentrum.staffing.checking.layout import (
    BOTH,
    CASE_INVESTIGATION,
    CONTACT_TRACING,
    LEAD,
    MEDICAL,
    ON_SITE,
    REFUSED,
    REMOTE,
    SKILLS,
)
from lagezentrum.staffing.checking.words import GERMAN, german_day

EARTH_RADIUS_KM = 6371
Reason = tuple[int, str, str]
"""number of the rule, German, English"""


def distance_km(person: Person, receiver: Receiver) -> int:
    """Great-circle distance by the haversine formula, rounded up to whole kilometres."""
    there, here = radians(receiver.latitude), radians(person.latitude)
    east = radians(receiver.longitude - person.longitude)
    square = sin((there - here) / 2) ** 2 + cos(here) * cos(there) * sin(east / 2) ** 2
    return ceil(2 * EARTH_RADIUS_KM * asin(sqrt(min(1.0, square))))


def can_do(skill: str, work: str) -> bool:
    """Whether somebody with a skill can be given a kind of work."""
    if skill == work:
        return True
    if work == CONTACT_TRACING:
        return skill in {CASE_INVESTIGATION, LEAD, MEDICAL}
    return work == CASE_INVESTIGATION and skill in {LEAD, MEDICAL}


class Permission:
    """Answers for one plan file."""

    def __init__(self, contents: Contents) -> None:
        self._contents = contents
        self._distance = cache(distance_km)

    def against_week(self, person: Person, week: date) -> Iterator[Reason]:
        """Why a person may not be in service in a week at all: rules 2, 3, 4, 5 and excluded lenders of 8."""
        rules = self._contents.rules
        begins, ends = person.available_from, person.available_to
        if not (begins <= week and ends >= week + timedelta(days=4)):
            yield (
                2,
                f"steht nur vom {german_day(begins)} bis zum {german_day(ends)} zur Verfügung",
                f"is available from {begins} to {ends} only",
            )
        if person.consent == REFUSED:
            yield 3, "hat nicht zugestimmt", "has refused consent"
        if rules.staff_council_required and not _by(person.staff_council_on, week):
            heard = person.staff_council_on
            yield (
                4,
                f"hat keine Anhörung des Personalrats{f' vor dem {german_day(heard)}' if heard else ''}",
                f"has no hearing of the staff council{f' before {heard}' if heard else ''}",
            )
        if rules.training_required and not _by(person.trained_on, week):
            trained = person.trained_on
            yield (
                5,
                f"ist nicht geschult{f' vor dem {german_day(trained)}' if trained else ''}",
                f"is not trained{f' before {trained}' if trained else ''}",
            )
        excluded = self._contents.lenders[person.lender].excluded
        if excluded is not None:
            yield (
                8,
                f"kommt von der ausgenommenen Stelle {person.lender} ({excluded})",
                f"comes from {person.lender}, which is excluded ({excluded})",
            )

    def against_work(self, person: Person, work: str) -> Iterator[Reason]:
        """Why a person may not be given a kind of work: rule 6."""
        if not can_do(person.skill, work):
            yield (
                6,
                f"kann mit der Stufe {GERMAN[person.skill]} nicht für {GERMAN[work]} eingesetzt werden",
                f"can not do {work} with the skill {person.skill}",
            )
        if work not in self._contents.pools[person.pool].skills:
            yield (
                6,
                f"darf nicht für {GERMAN[work]} eingesetzt werden: nicht offen für den Pool {person.pool}",
                f"can not be given {work}: not open to the pool {person.pool}",
            )

    def against_place(self, person: Person, receiver: Receiver, mode: str) -> Iterator[Reason]:
        """Why a person may not work at a receiver in this mode: rule 7."""
        if mode not in self._contents.pools[person.pool].modes:
            yield (
                7,
                f"darf nicht {GERMAN[mode]} arbeiten: nicht offen für den Pool {person.pool}",
                f"can not work {mode}: not open to the pool {person.pool}",
            )
        if person.mode not in {mode, BOTH}:
            yield (
                7,
                f"arbeitet nur {GERMAN[person.mode]}, nicht {GERMAN[mode]}",
                f"works {person.mode} only, not {mode}",
            )
        if mode == REMOTE and not receiver.remote_possible:
            yield (
                7,
                f"kann nicht remote für {receiver.key} arbeiten: dort nicht möglich",
                f"can not work remotely for {receiver.key}: not possible there",
            )
        if mode == ON_SITE:
            far = self._distance(person, receiver)
            most = self._contents.rules.default_max_km if person.max_km is None else person.max_km
            if far > most:
                yield (
                    7,
                    f"wohnt {far} km von {receiver.key} entfernt, höchstens {most} km sind möglich",
                    f"lives {far} km from {receiver.key}, at most {most} km are possible",
                )

    def could_serve(self, person: Person, receiver: Receiver, week: date) -> bool:
        """Whether some work in some mode at the receiver is open to the person in the week."""
        return (
            not any(self.against_week(person, week))
            and any(not any(self.against_work(person, work)) for work in SKILLS)
            and any(not any(self.against_place(person, receiver, mode)) for mode in (REMOTE, ON_SITE))
        )

    def could_serve_anywhere(self, person: Person, week: date) -> bool:
        """Whether some assignment in the week is open to the person."""
        return any(self.could_serve(person, receiver, week) for receiver in self._contents.receivers.values())


def _by(day: date | None, week: date) -> bool:
    return day is not None and day <= week
