"""A higher level never allows more, except where a listed court decision made it so: tried at every door there is."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

import pytest

from lagezentrum.access import Person, Place, Test, answer
from lagezentrum.law.access.model import AccessRules
from tests.access.people import BERLIN, RULES, in_order, level

RANK = {"not allowed": 0, "depends on": 1, "allowed": 2}
DAYS = {version: (date.fromisoformat(version), end) for version, end in (
    ("2021-09-22", date(2021, 11, 10)), ("2021-11-24", date(2021, 12, 11)),
    ("2021-12-12", date(2021, 12, 23)), ("2021-12-24", date(2022, 1, 15)),
)}  # fmt: skip


def _people(moment: datetime) -> dict[str, Person]:
    dose, now = moment.date() - timedelta(days=60), moment - timedelta(hours=1)
    antigen, pcr = (Test("antigen", now),), (Test("pcr", now),)
    return {
        "nothing": Person(),
        "antigen test": Person(tests=antigen),
        "PCR test": Person(tests=pcr),
        "vaccinated": Person(vaccinated=dose),
        "vaccinated and tested": Person(vaccinated=dose, tests=antigen),
        "recovered": Person(recovered=dose),
        "boosted": Person(boosted=dose),
        "certificate and test": Person(medical_certificate=True, tests=antigen),
        "pupil": Person(pupil_tested_at_school=True),
        "child": Person(age=5),
        "staff with a test": Person(role="staff", tests=antigen),
        "staff without": Person(role="staff"),
    }


def _doors(rules: AccessRules) -> Iterator[tuple[date, Place]]:
    first, last = DAYS[rules.version]
    for kind, of_place in rules.places.items():
        starts = {row.from_ for row in of_place.rows} | {row.to + timedelta(days=1) for row in of_place.rows if row.to}
        limits = {int(row.people.number) for row in of_place.rows if row.people is not None}
        for day in sorted({first} | {start for start in starts if start is not None and start <= last}):
            for setting in of_place.settings:
                for number in sorted({1} | {limit + more for limit in limits for more in (0, 1)}):
                    for used in (60, 100) if rules.capacity is not None else (None,):
                        capacity: Any = used
                        yield day, Place(kind=kind, setting=setting, people=number, capacity_used=capacity)


def opened(rules: AccessRules) -> Iterator[str]:
    """Every door at which a higher level lets in somebody whom a lower one does not."""
    for day, place in _doors(rules):
        assert place.setting is not None
        assert place.people is not None
        moment = datetime.combine(day, time(12), BERLIN)
        rows = [
            (step, row)
            for step in in_order(rules)
            if (row := rules.row(place.kind, place.setting, step, place.people, day)) and row.requirement is not None
        ]
        for who, person in _people(moment).items():
            for (lower, _), (higher, row) in pairwise(rows):
                before, after = (
                    answer(rules, place, person, moment, level(rules, day, step)).outcome for step in (lower, higher)
                )
                if "not encoded" not in (before, after) and row.court is None and RANK[after] > RANK[before]:
                    yield f"{day} {place.kind} {place.setting} {place.people}: {who}, {lower} → {higher}"


@pytest.mark.parametrize("version", DAYS)
def test_a_higher_level_never_allows_more_except_where_a_court_made_it_so(version: str) -> None:
    assert list(opened(RULES[version])) == []


@pytest.mark.parametrize(
    ("version", "place", "steps", "requirement"),
    [
        ("2021-11-24", "restaurant", {"2"}, "3G"),
        ("2021-11-24", "event", {"3"}, "none"),
        ("2021-12-12", "body-near", {"0"}, "2G"),
    ],
)
def test_a_slip_in_the_rules_is_noticed(version: str, place: str, steps: set[str], requirement: str) -> None:
    data = RULES[version].model_dump(by_alias=True)
    for row in data["places"][place]["rows"]:
        if steps == set(row["steps"]) and row["requirement"] is not None:
            row["requirement"] = requirement
    assert list(opened(AccessRules.model_validate(data)))


def test_the_courts_really_made_a_higher_level_allow_more() -> None:
    rules = RULES["2021-12-12"]
    data = rules.model_dump(by_alias=True)
    for of_place in data["places"].values():
        for row in of_place["rows"]:
            row["court"] = None
    assert {line.split()[1] for line in opened(AccessRules.model_validate(data))} == {"body-near"}
