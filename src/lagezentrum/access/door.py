"""What an operator has to check at the door: the rule of a place on a day, and how it differs from another day's."""

from dataclasses import dataclass

from pydantic import BaseModel

from lagezentrum.access.door_besides import besides
from lagezentrum.access.level import LevelUsed
from lagezentrum.access.statements import Statement
from lagezentrum.law.access.limits import Limit
from lagezentrum.law.access.model import AccessRules, Row
from lagezentrum.law.access.words import (
    ContactData,
    Mask,
    Requirement,
    Setting,
    SourceClass,
    TestKind,
)
from lagezentrum.law.model import Text


@dataclass(frozen=True, slots=True)
class DoorRule:
    """What is required of guests from a number of people on.

    Attributes:
        people: from what number on; None from the first person.
        requirement: None where it is not encoded, and `not_encoded` says why.
        tests, mask, contact_data: as in the rules; None where not on record.
        repeats_test: whether a stay asks for further tests.
        uncertain: what is uncertain about it; None where nothing is.
        cite: the provisions.
        source_class: how well it is on record.
    """

    people: Limit | None
    requirement: Requirement | None
    not_encoded: Text | None
    tests: tuple[TestKind, ...]
    mask: Mask | None
    contact_data: ContactData | None
    repeats_test: bool
    cite: tuple[str, ...]
    source_class: SourceClass
    uncertain: Text | None = None


@dataclass(frozen=True, slots=True)
class Door:
    """The rules at the door of a kind of place on a day.

    Attributes:
        level: what holds there, and how firmly.
        rules: by number of people, lowest first; empty where the version has no rules for this place.
        cap: the largest number of people that may come together at all; None where nothing caps it.
        besides: how old proofs and tests may be, who is exempt, what relieves, what holds for staff.
    """

    level: LevelUsed
    rules: tuple[DoorRule, ...]
    cap: int | None
    besides: tuple[Statement, ...] = ()

    def asks_the_same(self, other: "Door") -> bool:
        """Whether nothing changes at the door between this day and another; citations may differ."""
        if [_asked(rule) for rule in self.rules] != [_asked(rule) for rule in other.rules]:
            return False
        here, there = ([(said.kind, _uncited(said)) for said in door.besides] for door in (self, other))
        return here == there


def door(rules: AccessRules | None, kind: str, setting: Setting, level: LevelUsed) -> Door:
    """What has to be checked at the door of a kind of place, on the day of the level given.

    Args:
        rules: the access rules of the version in force; None where they are not encoded.
        kind: a kind of place.
        setting: indoors or outdoors.
        level: what holds there on the day.
    """
    if rules is None or kind not in rules.places:
        return Door(level, (), None)
    rows = list(rules.rows_for(kind, setting, level.step, level.day))
    rows.sort(key=lambda row: row.people.number if row.people else 0)
    closed = next((row for row in rows if row.requirement == "closed"), None)
    return Door(level, tuple(_rule(row) for row in rows), _cap(closed), tuple(besides(rules, kind, rows, level.day)))


def _cap(closed: Row | None) -> int | None:
    if closed is None:
        return None
    if closed.people is None:
        return 0
    return int(closed.people.number) - (closed.people.word == "at_least")


def _rule(row: Row) -> DoorRule:
    return DoorRule(
        row.people,
        row.requirement,
        row.not_encoded,
        row.tests,
        row.mask,
        row.contact_data,
        row.repeat is not None,
        row.cite,
        row.source_class,
        row.uncertain,
    )


def _asked(rule: DoorRule) -> tuple[object, ...]:
    return rule.people, rule.requirement, rule.tests, rule.mask, rule.contact_data, rule.repeats_test


def _uncited(said: Statement) -> dict[str, object]:
    """The facts of a statement without the provisions that its rules rest on."""
    return {name: _without_cite(value) for name, value in said.facts.items()}


def _without_cite(value: object) -> object:
    if isinstance(value, dict):
        return {name: _without_cite(part) for name, part in value.items()}
    return value.model_dump(exclude={"cite", "from_", "to"}) if isinstance(value, BaseModel) else value
