"""What is not said about a place leaves several situations possible; an answer must hold in all of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from lagezentrum.access.evidence import Check
from lagezentrum.access.person import Person
from lagezentrum.access.place import Place
from lagezentrum.law.access.model import CapacityRelief
from lagezentrum.law.access.words import Setting, Step, protects


@dataclass(frozen=True, slots=True)
class Situation:
    """Everything about a place that decides, with nothing left open.

    Attributes:
        setting: indoors or outdoors.
        people: the smallest number of the stretch of numbers that are treated alike.
        most: the largest number of that stretch; None where it has no end.
        relieved: whether so little of the capacity is used that it relieves.
        close_contact: whether the work regularly brings staff close to others.
    """

    setting: Setting
    people: int
    most: int | None
    relieved: bool
    close_contact: bool


def situations(check: Check, place: Place, step: Step) -> Iterator[Situation]:
    """Every situation that what is said about a place leaves possible."""
    of_place = check.rules.places[place.kind]
    settings = (place.setting,) if place.setting else of_place.settings
    stretches = [(place.people, place.people)] if place.people else _stretches(check, place.kind, settings, step)
    for setting, (few, most), relieved, close in product(
        settings, stretches, _relieved(check, place), _close_contact(check.person, check)
    ):
        yield Situation(setting, few, most, relieved, close)


def _stretches(check: Check, kind: str, settings: Sequence[Setting], step: Step) -> Sequence[tuple[int, int | None]]:
    """The stretches of numbers of people that every row of these settings treats alike."""
    starts = {1}
    for setting in settings:
        for row in check.rules.rows_for(kind, setting, step, check.day):
            if row.people is not None:
                starts.add(int(row.people.number) + (row.people.word == "above"))
    in_order = sorted(starts)
    ends = [following - 1 for following in in_order[1:]]
    return list(zip(in_order, [*ends, None], strict=True))


def relief_today(check: Check) -> CapacityRelief | None:
    """The relief by unused capacity, if it holds today."""
    relief = check.rules.capacity
    return relief if relief is not None and relief.on(check.day) else None


def _relieved(check: Check, place: Place) -> tuple[bool, ...]:
    relief = relief_today(check)
    if relief is None:
        return (False,)
    if place.capacity_used is None:
        return (False, True)
    return (relief.percent.met_by(place.capacity_used),)


def _close_contact(person: Person, check: Check) -> tuple[bool, ...]:
    if person.close_contact is not None:
        return (person.close_contact,)
    staff = check.rules.staff
    # Only a mask that is too weak makes it matter; a mask not mentioned is named as a duty.
    if person.role == "staff" and staff is not None and person.mask and not protects(person.mask, staff.mask):
        return (True, False)
    return (True,)
