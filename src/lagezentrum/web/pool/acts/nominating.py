"""Nominations: a file is kept until its good rows are confirmed; one person by form; checking; withdrawing."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max

from lagezentrum.staffing.intake.nominations import COLUMNS, Nominated, read_nominations
from lagezentrum.staffing.intake.problems import Reading
from lagezentrum.staffing.model import Consent
from lagezentrum.web.ledger import chain
from lagezentrum.web.ledger.models import Event
from lagezentrum.web.people.permission import Action, require
from lagezentrum.web.pool import records, scope
from lagezentrum.web.pool.models import Deployment, Nomination, Upload
from lagezentrum.web.pool.payloads import Nominations, Uploaded, new_salt
from lagezentrum.web.pool.recording import (
    day,
    grants,
    keep_until,
    land,
    moment,
    person_token,
    record,
    right,
    upload_token,
)
from lagezentrum.web.pool.refusals import BadFile, NotFitting, WrongState, unknown

if TYPE_CHECKING:
    from django.contrib.auth.models import User

_KEPT_UNCONFIRMED = timedelta(days=7)
_OVER = (Deployment.State.ENDED,)


@dataclass(frozen=True, slots=True)
class Checked:
    """What a file says; `upload` waits to be confirmed, None where nothing could be taken and nothing was kept."""

    reading: Reading[Nominated]
    upload: Upload | None


@transaction.atomic
def upload(actor: "User", content: bytes, *, lender: str | None = None, at: datetime | None = None) -> Checked:
    """Check a nomination file and keep it until it is confirmed. No person is entered yet.

    Args:
        actor: who hands it in.
        content: the file.
        lender: the authority it is of; None: of any, which the staff unit alone may hand in.
        at: the moment of the act.

    Raises:
        NotAllowed: the actor may not nominate for it.
    """
    now = moment(at)
    grants(actor, Action.NOMINATE, now, lender or "")
    reading = read_nominations(content, records.known(lender))
    if not reading.rows:
        return Checked(reading, None)
    chain.lock()
    held = grants(actor, Action.NOMINATE, now, lender or "")
    kept = Upload.objects.create(
        lender_id=lender,
        content=content,
        sha256=chain.sha256(content),
        salt=new_salt(),
        by=actor,
        at=now,
        delete_on=day(now) + _KEPT_UNCONFIRMED,
    )
    payload = Uploaded(lender=lender, rows=len(reading.rows), file=upload_token(kept), right=right(held))
    record(Event.Kind.POOL_UPLOADED, f"U-{kept.pk}", payload, actor, now)
    return Checked(reading, kept)


def check_again(actor: "User", number: int) -> Checked:
    """What an upload says when held against the records of now.

    Raises:
        Unknown: there is no such upload for the actor.
    """
    kept = _upload(actor, number)
    return Checked(read_nominations(bytes(kept.content), records.known(kept.lender_id)), kept)


@transaction.atomic
def confirm(
    actor: "User", number: int, *, good_rows: bool = False, at: datetime | None = None
) -> tuple[Nomination, ...]:
    """Enter the people of an upload; the file is deleted with it.

    Args:
        actor: who confirms.
        number: the upload.
        good_rows: take the good rows although others are not.
        at: the moment of the act.

    Raises:
        BadFile: rows are wrong and the good ones were not confirmed, or none is good any more.
        NotAllowed: the actor may not nominate for it.
        Unknown: there is no such upload for the actor.
    """
    chain.lock()
    now = moment(at)
    kept = _upload(actor, number)
    reading = read_nominations(bytes(kept.content), records.known(kept.lender_id))
    if not reading.rows or (reading.problems and not good_rows):
        raise BadFile(reading)
    entered = _enter(actor, list(reading.content), now)
    kept.delete()
    return entered


@transaction.atomic
def discard(actor: "User", number: int) -> None:
    """Drop an upload without taking anything of it.

    Raises:
        Unknown: there is no such upload for the actor.
    """
    _upload(actor, number).delete()


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
    return _enter(actor, list(reading.content), now)[0]


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


def set_keeping(aliases: Iterable[str]) -> None:
    """Set the days of deletion anew: the period runs from the last day offered, or of the last deployment.

    Who was withdrawn is kept because of deployments alone.
    """
    rows = list(Nomination.objects.filter(alias__in=set(aliases)).annotate(end=Max("deployments__last")))
    for row in rows:
        offered = None if row.state == Nomination.State.WITHDRAWN else row.available_to
        row.delete_on = keep_until(max(filter(None, (offered, row.end)), default=row.at.date()))
    Nomination.objects.bulk_update(rows, ["delete_on"])


def _enter(actor: "User", nominated: list[Nominated], now: datetime) -> tuple[Nomination, ...]:
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


def _upload(actor: "User", number: int) -> Upload:
    kept = scope.uploads(actor).filter(pk=number).first()
    if kept is None:
        raise unknown("Datei", "upload", number)
    require(actor, Action.NOMINATE, land(), body=kept.lender_id or "")
    return kept


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
