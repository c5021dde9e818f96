"""Deployments, and a week of a plan with all 45 receivers, without anybody's name."""

from datetime import date, timedelta
from functools import cache
from typing import Any

from lagezentrum.documents.pool.legal_forms import LegalForm
from lagezentrum.documents.pool.letter import Deployment, Sending
from lagezentrum.documents.pool.report_data import PlanNamed, ReportData
from lagezentrum.documents.pool.report_figures import Assessed, report_data
from lagezentrum.law.text import Text
from lagezentrum.season.autumn.reading import receivers
from lagezentrum.staffing.model import (
    Assignment,
    Consent,
    Instance,
    Lender,
    Mode,
    Need,
    Person,
    Plan,
    Skill,
    WeekResult,
    Wish,
    WishKind,
)
from lagezentrum.staffing.need.ranges import Range

SENDING = Sending(made_on=date(2020, 11, 5))
DRAFT = Sending(made_on=date(2020, 11, 5), draft=True)
PLAN_SHA256 = "0123456789abcdef" * 4
BEFORE, WEEK = date(2020, 11, 9), date(2020, 11, 16)
NAMED = PlanNamed("P-2020-W47-1", PLAN_SHA256, Text(de="freigegeben", en="approved"))


def deployment(number: int = 17, **told: Any) -> Deployment:
    """A deployment of twelve weeks; `told` replaces what is told."""
    given: dict[str, Any] = {
        "number": number,
        "pseudonym": "K-0815",
        "lender": "FA-12",
        "lender_name": "Finanzamt Musterstadt",
        "receiver": "GA03453",
        "receiver_name": "Landkreis Cloppenburg",
        "first": date(2020, 11, 9),
        "last": date(2021, 1, 29),
        "quarters": 3,
        "skill": Skill.CASE_INVESTIGATION,
        "mode": Mode.REMOTE,
        "form": LegalForm.SECONDMENT,
        "consent": Consent.GIVEN,
        "staff_council_on": date(2020, 11, 4),
        "notice_days": 14,
        "plan_sha256": PLAN_SHA256,
    }
    return Deployment(**given | told)


def person(number: int, **told: Any) -> Person:
    """Somebody who works remotely, full time, all autumn, for lender `L1`."""
    given: dict[str, Any] = {
        "key": f"L1/{number:03d}",
        "lender": "L1",
        "quarters": 4,
        "available_from": date(2020, 11, 2),
        "available_to": date(2021, 1, 29),
        "mode": Mode.REMOTE,
        "district": "03241",
        "latitude": 52.37,
        "longitude": 9.73,
        "skill": Skill.CONTACT_TRACING,
    }
    return Person(**given | told)


def placed(who: Person, receiver: str, week: date = WEEK) -> Assignment:
    """A person at a receiver for a week."""
    return Assignment(week, receiver, who.key, Skill.CONTACT_TRACING, Mode.REMOTE)


@cache
def the_week(sha256: str = PLAN_SHA256) -> ReportData:
    """All 45 receivers: each third without need, one whose need nobody knows; three lenders, of which one lends two."""
    offices = receivers()
    people: list[Person] = []
    rows: list[Assignment] = []
    needs: list[Need] = []
    assessed: dict[str, Assessed] = {}
    for place, office in enumerate(offices):
        wanted = 0.0 if place % 3 == 2 or office.key == "GA03462" else 1.7 * place + 3.1
        if wanted:
            needs += [
                Need(office.key, BEFORE, Skill.CONTACT_TRACING, wanted),
                Need(office.key, WEEK, Skill.CONTACT_TRACING, wanted),
            ]
        known = office.areas and office.key != "GA03462"
        span = Range(wanted * 0.4, wanted, wanted * 1.9) if known else None
        assessed[office.key] = Assessed(span, 10.3 + place if office.areas else None)
        for number in range(int(wanted * (place % 5) / 6)):
            lender = "L2" if number % 4 == 1 else "L1"
            one = person(len(people), key=f"{lender}/{len(people):03d}", lender=lender, quarters=2 + number % 3)
            people.append(one)
            rows.append(placed(one, office.key))
            if number % 3:
                rows.append(placed(one, office.key, BEFORE))
    few = [person(900 + number, key=f"L3/{number}", lender="L3", quarters=1) for number in range(2)]
    rows += [placed(one, "GA03241") for one in few]
    lenders = (
        Lender("L1", "Finanzamt Eins", max_quarters=2000),
        Lender("L2", "Katasteramt Zwei"),
        Lender("L3", "Straßenbauamt Drei", max_quarters=10),
        Lender("L4", "Umweltbehörde Vier"),
        Lender("P1", "Polizei", excluded="Polizei: unentbehrlich"),
    )
    instance = Instance((BEFORE, WEEK), (*people, *few), lenders, offices, tuple(needs))
    plan = Plan(tuple(sorted(rows)), (WeekResult(BEFORE, 900.0, 899.0), WeekResult(WEEK, 12345.0, 12340.0)))
    return report_data(
        instance,
        plan,
        WEEK,
        PlanNamed(NAMED.key, sha256, NAMED.state),
        date(2020, 11, 13),
        assessed=assessed,
        unknown={"GA03462"},
        assumptions=(Text(de="Stunden je Fall: 10 {nicht ersetzt}.", en="Hours per case: 10 {not replaced}."),),
    )


def wish(kind: WishKind, who: Person, receiver: str | None = None) -> Wish:
    """A wish for the week about a person."""
    return Wish(kind, WEEK, WEEK + timedelta(weeks=4), "Einarbeitung", person=who.key, receiver=receiver)
