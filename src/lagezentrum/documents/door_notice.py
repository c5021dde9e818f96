"""The notice at a door as data: what a kind of place demands on a day, filled from what access found."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from lagezentrum.access.door import Door
from lagezentrum.access.door import DoorRule as Found
from lagezentrum.documents import door_words as w
from lagezentrum.documents.authorities import AuthorityProfile
from lagezentrum.documents.change_proof import Piece
from lagezentrum.documents.problems import DocumentProblem
from lagezentrum.law.access.model import AccessRules
from lagezentrum.law.access.words import Mask, Requirement, Setting


class DoorRule(Piece):
    """What is demanded of guests from a number of people on; `requirement` is None where that is not on record.

    `people` is the number, `word` how it is meant; both None from the first person. `doubt` says, in German, what is
    uncertain about it.
    """

    people: int | None
    word: Literal["above", "at_least"] | None
    requirement: Requirement | None
    tests: tuple[str, ...]
    mask: Mask | None
    contact_data: str | None
    repeats_test: bool
    doubt: str | None = None


class Exempt(Piece):
    """Who is exempt, and from what."""

    who: str
    what: str


class Relief(Piece):
    """What is demanded instead where at most `percent` of the capacity is used."""

    percent: Decimal
    instead_of: Requirement
    requirement: Requirement


class DoorNotice(Piece):
    """Everything a notice says. `valid_until` is None where nobody can say; `confirmed`: languages confirmed.

    Staff without proof wear `staff_mask` where they come closer to others than `staff_metres`.
    """

    format: Literal["lagezentrum.door-notice/1"] = "lagezentrum.door-notice/1"
    area: str
    area_name: str
    place: str
    place_title: str
    setting: Setting
    rules: tuple[DoorRule, ...]
    cap: int | None
    exempt: tuple[Exempt, ...]
    relief: Relief | None
    staff_mask: Mask | None
    staff_metres: Decimal | None
    regulation_title: str
    level_title: str
    basis: str
    valid_from: date
    valid_until: date | None
    as_of: date
    url: str
    confirmed: tuple[str, ...] = ()
    exercise: bool = True


def notice_from(
    found: Door,
    rules: AccessRules,
    kind: str,
    setting: Setting,
    *,
    area_name: str,
    regulation_title: str,
    level_title: str,
    valid: tuple[date, date | None],
    url: str,
) -> DoorNotice:
    """The notice for what access found at a door.

    Args:
        found: the rules at the door on the day.
        rules: the access rules of the version in force, for titles and exemptions.
        kind: kind of place.
        setting: indoors or outdoors.
        area_name: such as "Region Hannover".
        regulation_title: of the version in force, in German.
        level_title: what is in force, in German: "Warnstufe 2", "keine Warnstufe".
        valid: first and last day on which the same is demanded, as far as is known.
        url: of the page that always shows the latest.

    Raises:
        DocumentProblem: nothing is on record about this door.
    """
    demands = _differing(_demand(rule, rules) for rule in found.rules)
    if not demands or all(rule.requirement is None for rule in demands):
        raise DocumentProblem(
            f"Für diesen Ort ({kind}, {w.SETTINGS[setting]}) ist am {found.level.day:%d.%m.%Y} keine Regel belegt; ein "
            "Aushang würde raten.",
            f"No rule is on record for this place ({kind}, {setting}) on {found.level.day}; a notice would guess.",
        )
    strict = {rule.requirement for rule in demands}
    staff = rules.staff
    binds = staff is not None and bool(strict & set(staff.where))
    return DoorNotice(
        area=found.level.area,
        area_name=area_name,
        place=kind,
        place_title=rules.places[kind].title.de,
        setting=setting,
        rules=tuple(demands),
        cap=found.cap,
        exempt=_exempt(rules, kind, strict, found.level.day) if strict & {"3G", "2G", "2G+"} else (),
        relief=_relief(rules, strict, found.level.day),
        staff_mask=staff.mask if staff is not None and binds else None,
        staff_metres=staff.closer_than_metres if staff is not None and binds else None,
        regulation_title=regulation_title,
        level_title=level_title,
        basis=found.level.basis,
        valid_from=valid[0],
        valid_until=valid[1],
        as_of=found.level.day,
        url=url,
    )


def signed(notice: DoorNotice, authority: AuthorityProfile, *, live: bool) -> DoorNotice:
    """The notice with what its authority confirmed; `live`: it is no exercise.

    Raises:
        DocumentProblem: the profile is for another area, or is not confirmed although the notice shall be live.
    """
    if authority.ags != notice.area:
        raise DocumentProblem(
            f"{authority.name} ({authority.ags}) ist nicht die Behörde für {notice.area}.",
            f"{authority.name} ({authority.ags}) is not the authority for {notice.area}.",
        )
    if live and not authority.confirmed:
        raise DocumentProblem(
            f"Das Profil von {authority.name} ist nicht bestätigt. Ohne Bestätigung bleibt der Aushang eine Übung.",
            f"The profile of {authority.name} is not confirmed. Without that the notice remains an exercise.",
        )
    return notice.model_copy(update={"confirmed": authority.confirmed_languages, "exercise": not live})


def same_demands(asked: Callable[[date], Door], day: date, first: date, last: date) -> tuple[date, date]:
    """The first and last day around `day`, from `first` to `last`, on which the door demands the same throughout."""
    here, start, end = asked(day), day, day
    while start > first and asked(start - timedelta(days=1)).asks_the_same(here):
        start -= timedelta(days=1)
    while end < last and asked(end + timedelta(days=1)).asks_the_same(here):
        end += timedelta(days=1)
    return start, end


def _differing(demands: Iterable[DoorRule]) -> list[DoorRule]:
    """The demands without those that only repeat the one for fewer people."""
    kept: list[DoorRule] = []
    for demand in demands:
        if not kept or demand.model_copy(update={"people": kept[-1].people, "word": kept[-1].word}) != kept[-1]:
            kept.append(demand)
    return kept


def _demand(rule: Found, rules: AccessRules) -> DoorRule:
    tests = []
    for kind in rule.tests if rule.requirement in ("3G", "2G+") else ():
        test = rules.tests[kind]
        sentence = w.ON_SITE if test.on_site else w.TEST_AGE
        tests.append(sentence.format(title=test.title.de, hours=test.hours))
    return DoorRule(
        people=None if rule.people is None else int(rule.people.number),
        word=None if rule.people is None else "above" if rule.people.word == "above" else "at_least",
        requirement=rule.requirement,
        tests=tuple(tests),
        mask=None if rule.mask == "none" else rule.mask,
        contact_data=rule.contact_data,
        repeats_test=rule.repeats_test,
        doubt=None if rule.uncertain is None else rule.uncertain.de,
    )


def _relief(rules: AccessRules, strict: set[Requirement | None], day: date) -> Relief | None:
    relief = rules.capacity
    if relief is None or not relief.on(day) or relief.instead_of not in strict or relief.percent.word != "at_most":
        return None
    return Relief(percent=relief.percent.number, instead_of=relief.instead_of, requirement=relief.requirement)


def _exempt(rules: AccessRules, kind: str, strict: set[Requirement | None], day: date) -> tuple[Exempt, ...]:
    found = []
    for exemption in rules.exemptions.values():
        nothing_to_spare = exemption.effect == "counts_as_tested" and strict <= {"2G", "none", None}
        if kind not in exemption.except_places and not nothing_to_spare:
            found.append(Exempt(who=exemption.title.de, what=w.EXEMPT[exemption.effect]))
    if "2G+" in strict and rules.booster is not None and rules.booster.on(day):
        found.append(Exempt(who=w.BOOSTED[0], what=w.BOOSTED[1]))
    return tuple(found)
