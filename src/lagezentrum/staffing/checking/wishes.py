"""Rule 15: what people asked of the plan by hand."""

from collections.abc import Iterator
from datetime import date, timedelta

from lagezentrum.staffing.checking.contents import Contents, Wish
from lagezentrum.staffing.checking.layout import FORBID, PIN, RECALL, RESERVE
from lagezentrum.staffing.checking.permission import Permission
from lagezentrum.staffing.checking.schedule import Schedule
from lagezentrum.staffing.checking.violations import Violation
from lagezentrum.staffing.checking.words import german_day


def violations(schedule: Schedule, permission: Permission) -> Iterator[Violation]:
    """Everything that rule 15 finds."""
    for wish in schedule.contents.wishes:
        if wish.kind == RECALL:
            yield from _notice(schedule.contents, wish)
        for week in schedule.contents.weeks:
            if wish.first <= week <= wish.last:
                if wish.kind == RESERVE:
                    yield from _reserve(schedule, permission, wish, week)
                else:
                    yield from _person(schedule, wish, week)


def _person(schedule: Schedule, wish: Wish, week: date) -> Iterator[Violation]:
    name, wanted = wish.person or "", wish.receiver
    place = schedule.place.get((name, week))
    if wish.kind == PIN and place != wanted:
        yield Violation(
            15,
            f"{name} soll bei {wanted} eingesetzt sein, ist es aber {f'bei {place}' if place else 'nirgends'}.",
            f"{name} is wanted at {wanted}, but is {f'at {place}' if place else 'nowhere'}.",
            week, name, wanted,
        )  # fmt: skip
    if wish.kind == FORBID and place is not None and wanted in {None, place}:
        yield Violation(
            15,
            f"{name} soll nicht bei {place} eingesetzt sein.",
            f"{name} is not to be at {place}.",
            week, name, place,
        )  # fmt: skip
    if wish.kind == RECALL and place is not None:
        yield Violation(
            15,
            f"{name} ist zurückgerufen, aber bei {place} eingesetzt.",
            f"{name} is recalled, but at {place}.",
            week, name, place,
        )  # fmt: skip


def _notice(contents: Contents, wish: Wish) -> Iterator[Violation]:
    person = contents.people[wish.person or ""]
    days = contents.lenders[person.lender].notice_days
    if wish.announced_on is None:
        yield Violation(
            15,
            f"Wann der Rückruf von {person.key} angekündigt wurde, ist nicht bekannt.",
            f"When the recall of {person.key} was announced is not known.",
            wish.first,
            person.key,
        )
    elif wish.first < wish.announced_on + timedelta(days=days):
        yield Violation(
            15,
            f"Der Rückruf von {person.key}, angekündigt am {german_day(wish.announced_on)}, hält die Frist von "
            f"{days} Tagen nicht ein.",
            f"The recall of {person.key}, announced on {wish.announced_on}, is shorter than the notice of {days} days.",
            wish.first,
            person.key,
        )


def _reserve(schedule: Schedule, permission: Permission, wish: Wish, week: date) -> Iterator[Violation]:
    free = sum(
        person.quarters
        for person in schedule.contents.people.values()
        if (person.key, week) not in schedule.place and permission.could_serve_anywhere(person, week)
    )
    wanted = wish.quarters or 0
    if free < wanted:
        yield Violation(
            15,
            f"{wanted / 4:g} VZÄ sollen frei bleiben, frei sind {free / 4:g}.",
            f"{wanted / 4:g} FTE are to stay free, {free / 4:g} are.",
            week,
        )
