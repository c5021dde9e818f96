"""The second evaluation, to be read beside the norm: one question after the other, as somebody at a door asks them.

It shares nothing with the evaluation that gives reasons but the types it reads, and answers in one word. Tests hold
the two equal on random cases.
"""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Literal
from zoneinfo import ZoneInfo

from lagezentrum.access.person import Person, Test
from lagezentrum.access.place import Place
from lagezentrum.law.access.model import AccessRules, Row
from lagezentrum.law.access.windows import DayWindow
from lagezentrum.law.access.words import Requirement, Setting, Step

Word = Literal["allowed", "not allowed", "depends on", "not encoded"]


def may_enter(rules: AccessRules, place: Place, person: Person, moment: datetime, step: Step) -> Word:
    """Whether a person may come in, in one word; what is not said about the place is tried out in every way."""
    if place.kind not in rules.places:
        return "not encoded"
    known = rules.places[place.kind].settings
    settings = known if place.setting is None else tuple(s for s in known if s == place.setting)
    words: set[Word] = set()
    for setting in settings:
        for people in _numbers(rules, place):
            for capacity in _capacities(rules, place):
                for close in (person.close_contact,) if person.close_contact is not None else (True, False):
                    words.add(_when_all_is_known(rules, place, person, moment, step, setting, people, capacity, close))
    if len(words) > 1:
        return "depends on"
    return words.pop() if words else "not encoded"


def what_counts(rules: AccessRules, person: Person, moment: datetime) -> set[str]:
    """The kinds of proof and test of a person that count at a moment, wherever it may be."""
    today = moment.astimezone(ZoneInfo(rules.time_zone)).date()
    dated = {"vaccinated": person.vaccinated, "boosted": person.boosted, "recovered": person.recovered}
    found = {kind for kind, day in dated.items() if _counts(rules, kind, day, today)}
    return found | {test.kind for test in person.tests if _test_counts(rules, test, moment)}


def _numbers(rules: AccessRules, place: Place) -> list[int]:
    if place.people is not None:
        return [place.people]
    limits = [int(row.people.number) for row in rules.places[place.kind].rows if row.people is not None]
    return [1, *(limit + more for limit in limits for more in (-1, 0, 1) if limit + more >= 1)]


def _capacities(rules: AccessRules, place: Place) -> list[Decimal]:
    if place.capacity_used is not None:
        return [place.capacity_used]
    if rules.capacity is None:
        return [Decimal(100)]
    return [Decimal(0), rules.capacity.percent.number, Decimal(100)]


def _when_all_is_known(
    rules: AccessRules,
    place: Place,
    person: Person,
    moment: datetime,
    step: Step,
    setting: Setting,
    people: int,
    capacity: Decimal,
    close: bool,
) -> Word:
    today = moment.astimezone(ZoneInfo(rules.time_zone)).date()
    row = _row(rules, place.kind, step, setting, people, today)
    if row is None or row.requirement is None:
        return "not encoded"
    required = _relieved_or_chosen(rules, place, row.requirement, capacity, today)
    if person.role == "staff":
        return _staff(rules, person, moment, required, close)
    if required == "closed":
        return "not allowed"
    if person.mask is not None and row.mask is not None and _rank(person.mask) < _rank(row.mask):
        return "not allowed"
    return "allowed" if _guest(rules, place.kind, person, moment, required, row) else "not allowed"


def _row(rules: AccessRules, kind: str, step: Step, setting: Setting, people: int, today: date) -> Row | None:
    applying = None
    for row in rules.places[kind].rows:
        if step not in row.steps or setting not in row.settings:
            continue
        if (row.from_ and today < row.from_) or (row.to and today > row.to):
            continue
        if row.people is None:
            applying = applying or row
            continue
        above, at_least = row.people.above, row.people.at_least
        passed = people > above if above is not None else at_least is not None and people >= at_least
        if passed and (applying is None or applying.people is None or applying.people.number < row.people.number):
            applying = row
    return applying


def _relieved_or_chosen(
    rules: AccessRules, place: Place, required: Requirement, capacity: Decimal, today: date
) -> Requirement:
    relief = rules.capacity
    if relief is not None and required == relief.instead_of and relief.percent.met_by(capacity):
        begun = relief.from_ is None or relief.from_ <= today
        if begun and (relief.to is None or today <= relief.to):
            required = relief.requirement
    if rules.operator is not None and place.operator == rules.operator.requirement and required in ("none", "3G"):
        required = rules.operator.requirement
    return required


def _guest(rules: AccessRules, kind: str, person: Person, moment: datetime, required: Requirement, row: Row) -> bool:
    if required == "none":
        return True
    today = moment.astimezone(ZoneInfo(rules.time_zone)).date()
    tested = _tested(rules, kind, person, moment, row.tests)
    for exemption in _exemptions(rules, kind, person, "admits_with_test"):
        if _tested(rules, kind, person, moment, rules.exemptions[exemption].tests):
            return True
    if _exemptions(rules, kind, person, "admits"):
        return True
    boosted = _counts(rules, "boosted", person.boosted, today)
    immune = (
        boosted
        or _counts(rules, "vaccinated", person.vaccinated, today)
        or _counts(rules, "recovered", person.recovered, today)
    )
    if required == "3G":
        return immune or tested
    if required == "2G":
        return immune
    booster = rules.booster
    if boosted and booster is not None and (booster.from_ is None or booster.from_ <= today):
        return booster.to is None or today <= booster.to or tested
    return immune and tested


def _exemptions(rules: AccessRules, kind: str, person: Person, effect: str) -> list[str]:
    found = []
    for name, exemption in rules.exemptions.items():
        if exemption.effect != effect or kind in exemption.except_places:
            continue
        if exemption.age is not None and person.age is not None and exemption.age.met_by(person.age):
            found.append(name)
        if exemption.fact is not None and getattr(person, exemption.fact):
            found.append(name)
    return found


def _counts(rules: AccessRules, proof: str, day: date | None, today: date) -> bool:
    if day is None or day > today:
        return False
    for name, rule in rules.proofs.items():
        for window in rule.windows:
            begun = window.from_ is None or window.from_ <= today
            if name == proof and begun and (window.to is None or today <= window.to):
                return _old_enough(window, day, today) and _young_enough(window, day, today)
    return False


def _old_enough(window: DayWindow, day: date, today: date) -> bool:
    if window.at_least is not None:
        return today >= window.at_least.after(day)
    return window.above is not None and today > window.above.after(day)


def _young_enough(window: DayWindow, day: date, today: date) -> bool:
    if window.at_most is not None:
        return today <= window.at_most.after(day)
    return window.below is None or today < window.below.after(day)


def _tested(rules: AccessRules, kind: str, person: Person, moment: datetime, accepted: tuple[str, ...]) -> bool:
    if _exemptions(rules, kind, person, "counts_as_tested"):
        return True
    return any(test.kind in accepted and _test_counts(rules, test, moment) for test in person.tests)


def _test_counts(rules: AccessRules, test: Test, moment: datetime) -> bool:
    age = moment.astimezone(UTC) - test.taken.astimezone(UTC)
    rule = rules.tests[test.kind]
    if age < timedelta(0):
        return False
    if rule.at_most is not None:
        return age <= timedelta(hours=rule.at_most)
    return rule.below is not None and age < timedelta(hours=rule.below)


def _staff(rules: AccessRules, person: Person, moment: datetime, required: Requirement, close: bool) -> Word:
    if required == "none":
        return "allowed"
    staff = rules.staff
    if staff is None or required not in staff.where:
        return "not encoded"
    zone = ZoneInfo(rules.time_zone)
    today = moment.astimezone(zone).date()
    for proof in staff.proofs:
        if _counts(rules, proof, getattr(person, proof), today):
            return "allowed"
    tested_today = any(
        test.kind in staff.otherwise_tests
        and test.taken.astimezone(UTC) <= moment.astimezone(UTC)
        and test.taken.astimezone(zone).date() == today
        for test in person.tests
    )
    if not tested_today:
        return "not allowed"
    without_mask = close and person.mask is not None and _rank(person.mask) < _rank(staff.mask)
    return "not allowed" if without_mask else "allowed"


def _rank(mask: str) -> int:
    return {"none": 0, "any": 1, "medical": 2, "ffp2": 3}[mask]
