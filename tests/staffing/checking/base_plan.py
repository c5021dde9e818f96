"""A valid plan in which every rule is at work, as JSON to be spoiled."""

import copy
import json
from collections.abc import Callable
from datetime import date
from typing import Any

from lagezentrum.staffing import plan_file
from lagezentrum.staffing.model import (
    Assignment,
    Consent,
    Instance,
    Lender,
    Mode,
    Need,
    Person,
    Plan,
    Pool,
    Receiver,
    Rules,
    Skill,
    Standing,
    WeekResult,
    Wish,
    WishKind,
)

W1, W2, W3 = date(2020, 11, 9), date(2020, 11, 16), date(2020, 11, 23)
Whole = dict[str, Any]
Spoil = Callable[[Whole], None]

_OSNABRUECK, _HANNOVER = (52.28, 8.05), (52.37, 9.73)


def _person(key: str, **changed: Any) -> Person:
    values: dict[str, Any] = {
        "key": key, "lender": key.split("/", maxsplit=1)[0], "quarters": 4, "available_from": W1,
        "available_to": date(2020, 11, 27), "mode": Mode.BOTH, "district": "03404", "latitude": _OSNABRUECK[0],
        "longitude": _OSNABRUECK[1], "skill": Skill.CONTACT_TRACING, "trained_on": W1, "consent": Consent.GIVEN,
        "staff_council_on": W1,
    }  # fmt: skip
    return Person(**{**values, **changed})


INSTANCE = Instance(
    weeks=(W1, W2, W3),
    people=(
        _person("A/1"),
        _person("A/2", skill=Skill.LEAD),
        _person("A/3", quarters=2),
        _person("B/1"),
        _person("B/2", mode=Mode.REMOTE),
        _person("T/1", pool="teams", team="T", mode=Mode.ON_SITE),
        _person("T/2", pool="teams", team="T", mode=Mode.ON_SITE),
        _person("X/1"),
    ),
    lenders=(
        Lender("A", "Amt A", max_quarters=10),
        Lender("B", "Amt B", max_quarters=8, notice_days=7),
        Lender("T", "Teams"),
        Lender("X", "Polizei", excluded="Streifen"),
    ),
    receivers=(
        Receiver("OS", "Osnabrück", ("03404",), *_OSNABRUECK, seats=2, accesses=5, max_arrivals=4),
        Receiver("H", "Hannover", ("03241",), *_HANNOVER, max_arrivals=3),
    ),
    needs=(
        Need("OS", W1, Skill.CONTACT_TRACING, 4.0),
        Need("OS", W1, Skill.LEAD, 1.0),
        Need("H", W2, Skill.CONTACT_TRACING, 2.0),
    ),
    rules=Rules(ceiling=4),
    pools=(Pool("state"), Pool("teams", counts_to_ceiling=False, modes=frozenset({Mode.ON_SITE}), max_weeks=2)),
    standing=(Standing("B/1", "OS", W1.replace(day=2), Skill.CONTACT_TRACING, Mode.REMOTE),),
    wishes=(
        Wish(WishKind.PIN, W2, W2, "knows the office", "A/1", "H"),
        Wish(WishKind.FORBID, W1, W3, "relative there", "A/3", "OS"),
        Wish(WishKind.RECALL, W3, W3, "needed at home", "B/2", announced_on=W2),
        Wish(WishKind.RESERVE, W3, W3, "outbreak expected", quarters=4),
    ),
)
_SERVICE = {
    W1: ("OS A/1 r", "OS A/2 r", "OS B/1 r", "H B/2 r", "OS T/1 s"),
    W2: ("H A/1 r", "OS A/2 r", "H B/2 r", "H A/3 r"),
    W3: ("H A/1 r", "H A/3 r"),
}
MODES = {"r": Mode.REMOTE, "s": Mode.ON_SITE}


def _assignments() -> tuple[Assignment, ...]:
    found = [Assignment(W1, "OS", "T/2", Skill.CONTACT_TRACING, Mode.ON_SITE)]
    found += [Assignment(W2, "OS", team, Skill.CONTACT_TRACING, Mode.ON_SITE) for team in ("T/1", "T/2")]
    for week, rows in _SERVICE.items():
        for row in rows:
            receiver, person, mode = row.split()
            skill = Skill.LEAD if person == "A/2" else Skill.CONTACT_TRACING
            found.append(Assignment(week, receiver, person, skill, MODES[mode]))
    return tuple(sorted(found))


PLAN = Plan(_assignments(), tuple(WeekResult(week, 2.0, 1.0) for week in INSTANCE.weeks), joint_bound=1.0)


def valid() -> Whole:
    whole: Whole = json.loads(plan_file.write(INSTANCE, PLAN))
    return whole


def written(whole: Whole) -> bytes:
    return json.dumps(whole).encode()


def spoiled(*changes: Spoil) -> bytes:
    whole = copy.deepcopy(valid())
    for change in changes:
        change(whole)
    return written(whole)


def row(whole: Whole, table: str, **wanted: Any) -> Whole:
    """The one row of a table with these values."""
    (found,) = [row for row in whole[table] if all(row[name] == value for name, value in wanted.items())]
    result: Whole = found
    return result


def put(table: str, wanted: Whole, **changed: Any) -> Spoil:
    """Change values of one row."""

    def change(whole: Whole) -> None:
        row(whole, table, **wanted).update(changed)

    return change


def rules(**changed: Any) -> Spoil:
    def change(whole: Whole) -> None:
        whole["rules"].update(changed)

    return change


def serve(week: date, receiver: str, person: str, mode: str = "remote", skill: str = "contact_tracing") -> Spoil:
    """One more assignment."""

    def change(whole: Whole) -> None:
        whole["assignments"].append(
            {"week": str(week), "receiver": receiver, "person": person, "mode": mode, "skill": skill}
        )

    return change


def release(week: date, person: str) -> Spoil:
    """An assignment less."""

    def change(whole: Whole) -> None:
        whole["assignments"].remove(row(whole, "assignments", week=str(week), person=person))

    return change
