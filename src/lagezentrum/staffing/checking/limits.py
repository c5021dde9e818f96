"""Rules that judge a week on its own: 2 to 8 for each person, 8 to 11 for each lender, receiver and the pool."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from lagezentrum.staffing.checking.contents import Assignment
from lagezentrum.staffing.checking.layout import ON_SITE
from lagezentrum.staffing.checking.permission import Permission
from lagezentrum.staffing.checking.schedule import Schedule
from lagezentrum.staffing.checking.violations import Violation
from lagezentrum.staffing.checking.words import german_day


def violations(schedule: Schedule, permission: Permission) -> Iterator[Violation]:
    """Everything that rules 2 to 11 find."""
    for row in schedule.rows:
        yield from _not_permitted(schedule, permission, row)
    for week in schedule.contents.weeks:
        rows = schedule.of_week[week]
        yield from _lending(schedule, week, rows)
        yield from _places(schedule, week, rows)
        yield from _arrivals(schedule, week, rows)
        yield from _ceiling(schedule, week, rows)


def _not_permitted(schedule: Schedule, permission: Permission, row: Assignment) -> Iterator[Violation]:
    person, receiver = schedule.contents.people[row.person], schedule.contents.receivers[row.receiver]
    for rule, de, en in (
        *permission.against_week(person, row.week),
        *permission.against_work(person, row.skill),
        *permission.against_place(person, receiver, row.mode),
    ):
        yield Violation(rule, f"{person.key} {de}.", f"{person.key} {en}.", row.week, person.key, receiver.key)


def _lending(schedule: Schedule, week: date, rows: list[Assignment]) -> Iterator[Violation]:
    people = schedule.contents.people
    lent: Counter[str] = Counter()
    for name in {row.person for row in rows}:
        lent[people[name].lender] += people[name].quarters
    for name, quarters in sorted(lent.items()):
        most = schedule.contents.lenders[name].max_quarters
        if most is not None and quarters > most:
            yield Violation(
                8,
                f"{name} gibt {quarters / 4:g} VZÄ ab, höchstens {most / 4:g} sind möglich.",
                f"{name} lends {quarters / 4:g} FTE, at most {most / 4:g} are possible.",
                week,
            )


def _places(schedule: Schedule, week: date, rows: list[Assignment]) -> Iterator[Violation]:
    on_site = Counter(row.receiver for row in rows if row.mode == ON_SITE)
    everybody = Counter(row.receiver for row in rows)
    for name, receiver in sorted(schedule.contents.receivers.items()):
        for number, most, de, en in (
            (on_site[name], receiver.seats, "Plätze vor Ort", "seats on site"),
            (everybody[name], receiver.accesses, "Zugänge", "accesses"),
        ):
            if most is not None and number > most:
                yield Violation(
                    9,
                    f"{name} hat {most} {de}, eingesetzt sind {number} Kräfte.",
                    f"{name} has {most} {en}, {number} people are assigned.",
                    week,
                    receiver=name,
                )


def _arrivals(schedule: Schedule, week: date, rows: list[Assignment]) -> Iterator[Violation]:
    arriving = [row for row in rows if schedule.before(row.person, week) != row.receiver]
    number = Counter(row.receiver for row in arriving)
    for name, receiver in sorted(schedule.contents.receivers.items()):
        if receiver.max_arrivals is not None and number[name] > receiver.max_arrivals:
            yield Violation(
                10,
                f"{name} kann {receiver.max_arrivals} neue Kräfte einweisen, es kommen {number[name]}.",
                f"{name} can brief {receiver.max_arrivals} new people, {number[name]} arrive.",
                week,
                receiver=name,
            )
    earliest = schedule.contents.rules.earliest_arrival
    if earliest is not None and week < earliest:
        for row in arriving:
            yield Violation(
                10,
                f"{row.person} kommt neu, vor dem {german_day(earliest)} kann niemand neu kommen.",
                f"{row.person} is new, before {earliest} nobody can arrive.",
                week, row.person, row.receiver,
            )  # fmt: skip


def _ceiling(schedule: Schedule, week: date, rows: list[Assignment]) -> Iterator[Violation]:
    contents, most = schedule.contents, schedule.contents.rules.ceiling
    counted = {row.person for row in rows if contents.pools[contents.people[row.person].pool].counts_to_ceiling}
    if most is not None and len(counted) > most:
        yield Violation(
            11,
            f"{len(counted)} Kräfte sind im Einsatz, die Obergrenze ist {most}.",
            f"{len(counted)} people are in service, the ceiling is {most}.",
            week,
        )
