"""Nominations: entered, one by form or many (see `acts/uploading.py`); found in order; withdrawn."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max

from lagezentrum.staffing.intake.nominations import COLUMNS, Nominated, read_nominations
from lagezentrum.staffing.model import Consent
from lagezentrum.web.ledger import chain
from lagezentrum.web.ledger.models import Event
from lagezentrum.web.people.permission import Action
from lagezentrum.web.pool import records, scope
from lagezentrum.web.pool.models import Deployment, Nomination
from lagezentrum.web.pool.payloads import Nominations
from lagezentrum.web.pool.recording import day, grants, keep_until, moment, person_token, record, right
from lagezentrum.web.pool.refusals import BadFile, NotFitting, WrongState, unknown

if TYPE_CHECKING:
    from django.contrib.auth.models import User

_OVER = (Deployment.State.ENDED,)


@transaction.atomic
def nominate_one(actor: "User", fields: Mapping[str, str], *, at: datetime | None = None) -> Nomination:
    """Enter one person by form: the columns of the file, read just as strictly.

    Raises:
        BadFile: with what does not fit, by column.
        NotAllowed: the actor may not nominate for the authority named.
    """
    chain.lock()
    now = moment(at)
    lender = fields.get("dienststelle_id", "").strip()
    grants(actor, Action.NOMINATE, now, lender)
    reading = read_nominations(one_row(COLUMNS.known, fields), records.known(lender))
    if not reading.rows or reading.problems:
        raise BadFile(reading)
    return enter(actor, list(reading.content), now)[0]


def one_row(columns: Sequence[str], fields: Mapping[str, str]) -> bytes:
    """The fields of a form as a file with one row; fields that are no columns stay columns, and so are refused."""
    names = [*columns, *(name for name in fields if name not in columns)]
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow(names)
    writer.writerow([fields.get(name, "") for name in names])
    return text.getvalue().encode()


@transaction.atomic
def check(actor: "User", aliases: Iterable[str], *, at: datetime | None = None) -> tuple[Nomination, ...]:
    """Find nominations in order: from then on they can be proposed. Those checked already are left alone.

    Raises:
        NotAllowed: the actor may not check nominations.
        NotFitting: somebody refused, or the authority was excluded meanwhile; nothing was checked then.
        WrongState: one was withdrawn.
    """
    chain.lock()
    now = moment(at)
    found = grants(actor, Action.CHECK_NOMINATION, now)
    rows = _rows(actor, aliases)
    for row in rows:
        _refuse_unfit(row)
    fresh = [row for row in rows if row.state == Nomination.State.REPORTED]
    for lender, group in _by_lender(fresh):
        payload = _payload(lender, group, right(found))
        record(Event.Kind.POOL_CHECKED, f"N-{lender}", payload, actor, now)
    _set_state(fresh, Nomination.State.CHECKED)
    return tuple(rows)


@transaction.atomic
def withdraw(actor: "User", aliases: Iterable[str], *, at: datetime | None = None) -> int:
    """Take nominations back; they are deleted with the next deletion. Who is deployed is recalled instead.

    Raises:
        NotAllowed: the actor may not withdraw for the authority.
        WrongState: somebody is ordered or in service.
        Unknown: there is no such nomination for the actor.
    """
    chain.lock()
    now = moment(at)
    rows = [row for row in _rows(actor, aliases) if row.state != Nomination.State.WITHDRAWN]
    for lender, group in _by_lender(rows):
        found = grants(actor, Action.NOMINATE, now, lender)
        for row in group:
            running = row.deployments.exclude(state__in=(*_OVER, Deployment.State.APPROVED))
            if running.exists():
                if not running.exclude(state=Deployment.State.RECALLED).exists():
                    raise WrongState(
                        f"{row.pseudonym} ist schon zurückgerufen und wird nicht mehr eingeplant. Zurückziehen lässt "
                        "sich die Meldung, sobald das Ende des Einsatzes gemeldet ist.",
                        f"{row.pseudonym} is recalled already and no longer planned for. The nomination can be "
                        "withdrawn once the end of the deployment is reported.",
                    )
                raise WrongState(
                    f"{row.pseudonym} ist angeordnet oder im Einsatz. Rufen Sie die Kraft zurück; die Frist der "
                    "Dienststelle gilt.",
                    f"{row.pseudonym} is ordered or in service. Recall the person; the authority's notice holds.",
                )
            row.deployments.filter(state=Deployment.State.APPROVED).delete()
            ends = row.deployments.aggregate(end=Max("last"))["end"]
            row.delete_on = day(now) if ends is None else keep_until(ends)
        record(Event.Kind.POOL_UNNOMINATED, f"N-{lender}", _payload(lender, group, right(found)), actor, now)
    _set_state(rows, Nomination.State.WITHDRAWN)
    return len(rows)


def enter(actor: "User", nominated: list[Nominated], now: datetime) -> tuple[Nomination, ...]:
    """Enter people who were read without a fault; the caller holds the lock.

    Raises:
        NotAllowed: the actor may not nominate for an authority of theirs.
    """
    teams = records.team_aliases(nominated)
    rows = []
    for found in nominated:
        row = records.nomination_of(found, actor, now)
        row.team = teams.get(found.person.team or "", "")
        rows.append(row)
    Nomination.objects.bulk_create(rows)
    for lender, group in _by_lender(rows):
        held = grants(actor, Action.NOMINATE, now, lender)
        record(Event.Kind.POOL_NOMINATED, f"N-{lender}", _payload(lender, group, right(held)), actor, now)
    return tuple(rows)


def _payload(lender: str, rows: Sequence[Nomination], held: object) -> Nominations:
    tokens = tuple(sorted(map(person_token, rows)))
    return Nominations(lender=lender, quarters=sum(row.quarters for row in rows), people=tokens, right=held)


def _by_lender(rows: Iterable[Nomination]) -> Iterable[tuple[str, list[Nomination]]]:
    ordered = sorted(rows, key=lambda row: (row.lender_id, row.alias))
    return ((lender, list(group)) for lender, group in groupby(ordered, key=lambda row: row.lender_id))


def _set_state(rows: Sequence[Nomination], state: Nomination.State) -> None:
    for row in rows:
        row.state = state
    Nomination.objects.bulk_update(rows, ["state", "delete_on"])


def _rows(actor: "User", aliases: Iterable[str]) -> list[Nomination]:
    asked = sorted(set(aliases))
    rows = list(scope.nominations(actor).filter(alias__in=asked))
    missing = set(asked) - {row.alias for row in rows}
    if missing:
        raise unknown("Kraft", "person", min(missing))
    return rows


def _refuse_unfit(row: Nomination) -> None:
    if row.state == Nomination.State.WITHDRAWN:
        raise WrongState(f"{row.pseudonym} wurde zurückgezogen.", f"{row.pseudonym} was withdrawn.")
    if row.consent == Consent.REFUSED:
        raise NotFitting(
            f"{row.pseudonym} hat nicht zugestimmt und kann nicht eingeplant werden. Die Dienststelle zieht die "
            "Meldung zurück.",
            f"{row.pseudonym} did not consent and can not be planned for. The authority withdraws the nomination.",
        )
    if row.lender.excluded:
        raise NotFitting(
            f"Die Stelle {row.lender_id} ist ausgenommen: {row.lender.excluded}",
            f"Authority {row.lender_id} is excluded: {row.lender.excluded}",
        )
