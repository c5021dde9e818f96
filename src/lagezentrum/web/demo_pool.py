"""The staff pool of an exercise: invented people of invented authorities, real cases of autumn 2020, real acts.

Everything goes the way it goes in service: a file of nominations with its bad rows, checked; requests; a plan that one
person proposes and another approves; deployments ordered and begun; and the next proposal, which waits to be signed.
The cases may be played on other weeks than their own (LAGEZENTRUM_POOL_SHIFT_WEEKS), and every page says so.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction

from lagezentrum.season.autumn.reading import read_districts
from lagezentrum.staffing import exercise
from lagezentrum.staffing.intake.nominations import COLUMNS as NOMINATION_COLUMNS
from lagezentrum.staffing.intake.requests import COLUMNS as REQUEST_COLUMNS
from lagezentrum.staffing.model import QUARTERS, Consent, Mode, Person, Rules, Skill, week_name, week_of
from lagezentrum.web.office.pool.views.proposals import needs_by_cases
from lagezentrum.web.people.demo import NoExercise
from lagezentrum.web.pool import service
from lagezentrum.web.pool.models import Deployment, Nomination, Proposal
from lagezentrum.web.today import today

SEED = 2020
FIRST_WEEK = exercise.FIRST_WEEK
STAFF, SECOND = "georg.stein", "karl.busch"
LENDER, OFFICE = "FA-01", "GA03453"
"""The bodies that the lender and the office of the demo speak for."""

_MODES = {Mode.REMOTE: "nur_remote", Mode.ON_SITE: "nur_vor_ort", Mode.BOTH: "beides"}
_SKILLS = {
    Skill.CONTACT_TRACING: "KPN",
    Skill.CASE_INVESTIGATION: "Fallermittlung",
    Skill.LEAD: "Leitung",
    Skill.MEDICAL: "Medizin",
    Skill.IT: "IT",
}
_CONSENTS = {Consent.GIVEN: "j", Consent.REFUSED: "n", Consent.NOT_REQUIRED: "nicht_erforderlich"}
_STATE_NEEDS = (
    ("NLGA", "Fallermittlung", "18", "10", "gewährleistet"),
    ("KRISE", "IT", "4", "2", "gewährleistet"),
    (OFFICE, "KPN", "150", "43", "nicht mehr möglich"),
)
"""What some receivers ask for. Invented; the others ask for nobody themselves, and their need follows from cases."""


@dataclass(frozen=True, slots=True)
class LoadedPool:
    """What the pool of the exercise now holds."""

    people: int
    refused: int
    lenders: int
    weeks: int
    deployments: int
    in_service: int
    proposal: str
    """the one that waits to be signed"""


@transaction.atomic
def load(*, weeks: int = 4, next_weeks: int = 4, count: int = 1400, lenders: int = 60) -> LoadedPool:
    """Set up the pool of the exercise for the present week, as a whole or not at all.

    Args:
        weeks: of the plan in service, from the present week on.
        next_weeks: of the next proposal; 0: there is none.
        count: people.
        lenders: authorities.

    Raises:
        NoExercise: the service is a real one.
    """
    if not settings.EXERCISE:
        raise NoExercise(
            "Dies ist keine Übung: Ein erfundener Personalpool wird hier nicht angelegt.",
            "This is no exercise: an invented staff pool is not made here.",
        )
    staff, second = (User.objects.get(username=name) for name in (STAFF, SECOND))
    monday = week_of(today())
    found = nominated(monday, max(weeks, 12), count, lenders)
    service.set_up_receivers()
    for lender in found.lenders:
        service.set_lender(staff, lender)
    entered, refused = _nominate(staff, found.people)
    service.check(staff, Nomination.objects.exclude(consent=Consent.REFUSED).values_list("alias", flat=True))
    service.hand_in(staff, _requests(monday))
    first = _propose(staff, monday, weeks)
    service.submit(staff, first.key)
    service.approve(second, first.key, shown=first.files.get().sha256)
    ordered = service.order(staff, first.key).ordered
    begun = [row.pk for row in ordered if row.first <= today() <= row.last]
    if begun:
        service.start(staff, begun)
    waiting = first
    if next_weeks:
        waiting = _propose(staff, monday + timedelta(weeks=1), next_weeks)
        service.submit(staff, waiting.key)
    return LoadedPool(
        entered,
        refused,
        len(found.lenders),
        weeks,
        len(ordered),
        Deployment.objects.filter(state=Deployment.State.IN_SERVICE).count(),
        waiting.key,
    )


def nominated(first: date, weeks: int = 12, count: int = 1400, lenders: int = 60) -> exercise.Nominations:
    """The invented authorities and people, from a seed: the same for terminal and service."""
    places = [exercise.Place(row.ags, row.latitude, row.longitude, row.population) for row in read_districts()]
    return _with_known_lender(
        exercise.people(SEED, districts=places, count=count, lenders=lenders, first=first, weeks=weeks)
    )


def _with_known_lender(found: exercise.Nominations) -> exercise.Nominations:
    """The authority with most people gets the key that the demo's lender speaks for; no number is given twice."""
    offered = Counter(person.lender for person in found.people)
    largest = max((row.key for row in found.lenders if row.excluded is None), key=lambda key: (offered[key], key))
    return replace(
        found,
        lenders=tuple(replace(row, key=LENDER) if row.key == largest else row for row in found.lenders),
        people=tuple(
            replace(row, key=f"{LENDER}/{row.key.partition('/')[2]}", lender=LENDER) if row.lender == largest else row
            for row in found.people
        ),
    )


def _propose(staff: User, first: date, weeks: int) -> Proposal:
    rules = Rules(ceiling=settings.POOL_CEILING)
    return service.propose(staff, first=first, weeks=weeks, rules=rules, needs=needs_by_cases(first, weeks, None))


def _nominate(staff: User, people: Iterable[Person]) -> tuple[int, int]:
    """Hand in one file of all authorities, and take its good rows; how many were entered and refused."""
    rows = [_row(number, person) for number, person in enumerate(people)]
    checked = service.upload(staff, _file(NOMINATION_COLUMNS.known, rows))
    if checked.upload is None:
        return 0, len(rows)
    entered = service.confirm(staff, checked.upload.pk, good_rows=True)
    return len(entered), len(rows) - len(entered)


def _row(number: int, person: Person) -> dict[str, str]:
    return {
        "kennung": f"K-{person.key.partition('/')[2]}",
        "dienststelle_id": person.lender,
        "statusgruppe": "Tarif" if number % 3 == 0 else "Beamte",
        "laufbahngruppe_band": "",
        "vzae": f"{person.quarters / QUARTERS:g}".replace(".", ","),
        "einsatz_ab": _day(person.available_from),
        "einsatz_bis": _day(person.available_to),
        "einsatzart": _MODES[person.mode],
        "kreis_ags": person.district,
        "max_km": "" if person.max_km is None else str(person.max_km),
        "stufe": _SKILLS[person.skill],
        "schulung_am": _day(person.trained_on),
        "sprachen": ",".join(sorted(person.languages)),
        "dienstgeraet": "j",
        "zustimmung": _CONSENTS[person.consent],
        "personalrat_am": _day(person.staff_council_on),
        "freigabe_durch": "Z 1",
    }


def _requests(monday: date) -> bytes:
    rows = [
        {
            "empfaenger_ags": receiver,
            "kw": week_name(monday),
            "stufe": work,
            "vzae_bedarf": need,
            "vzae_eigen": own,
            "rki_status": status,
            "remote_moeglich": "j",
        }
        for receiver, work, need, own, status in _STATE_NEEDS
    ]
    return _file(REQUEST_COLUMNS.known, rows)


def _file(columns: Sequence[str], rows: Iterable[dict[str, str]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, delimiter=";", restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def _day(day: date | None) -> str:
    return "" if day is None else f"{day:%d.%m.%Y}"
