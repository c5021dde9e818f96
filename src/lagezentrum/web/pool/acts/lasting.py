"""Beyond what was planned: extensions by hand, which take two people, and recalls within the lender's notice."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from lagezentrum.law.model import Text
from lagezentrum.web.ledger import chain
from lagezentrum.web.ledger.models import Event
from lagezentrum.web.people.permission import Action
from lagezentrum.web.people.second_person import require_second
from lagezentrum.web.pool import scope
from lagezentrum.web.pool.acts.deployment_rows import every, grouped, require_state, save, seen_rows
from lagezentrum.web.pool.acts.lending_room import require_room
from lagezentrum.web.pool.models import Deployment
from lagezentrum.web.pool.payloads import Extended, ExtensionAsked, Recalled
from lagezentrum.web.pool.planning import UNDER_WAY
from lagezentrum.web.pool.recording import (
    day,
    deployment_token,
    grants,
    lasts_of,
    moment,
    record,
    right,
    shares,
    tokens_of,
)
from lagezentrum.web.pool.refusals import NotFitting, WrongState
from lagezentrum.web.pool.succession import MOVABLE

if TYPE_CHECKING:
    from django.contrib.auth.models import User

State = Deployment.State
_OWN = Text(
    de="Einer Verlängerung, die Sie selbst beantragt haben, stimmt eine andere Person zu.",
    en="Somebody else agrees to an extension that you asked for.",
)


@transaction.atomic
def ask_extension(
    actor: "User", numbers: Iterable[int], last: date, *, at: datetime | None = None
) -> tuple[Deployment, ...]:
    """Ask that people in service stay until `last`; it holds once a second person agrees (`extend`).

    Raises:
        NotAllowed, Unknown, WrongState: they may not, there is no such deployment, or it is not in service.
        NotFitting: the day is not later than the present one, or beyond what the lender offered; or the lender is
            excluded, or its limit or the ceiling would be passed.
    """
    chain.lock()
    now = moment(at)
    held = grants(actor, Action.DEPLOY, now)
    rows = seen_rows(scope.deployments(actor), numbers)
    for row in rows:
        require_state(row, State.IN_SERVICE, State.EXTENDED)
        if not row.last < last <= row.person.available_to:
            raise NotFitting(
                f"Der neue letzte Tag muss nach dem {row.last:%d.%m.%Y} liegen und darf nicht nach dem Ende des "
                f"gemeldeten Zeitraums ({row.person.available_to:%d.%m.%Y}) liegen.",
                f"The new last day must lie after {row.last} and not after the end of the window offered "
                f"({row.person.available_to}).",
            )
        _refuse_excluded(row)
        _refuse_elsewhere(row, last)
        row.asked_last, row.asked_by = last, actor
    require_room(rows, {row.pk: last for row in rows})
    payload = ExtensionAsked(last=last, deployments=tokens_of(rows), right=right(held))
    record(Event.Kind.POOL_EXTENSION_ASKED, f"X-{min(row.pk for row in rows)}", payload, actor, now)
    Deployment.objects.bulk_update(rows, ["asked_last", "asked_by"])
    return tuple(rows)


@transaction.atomic
def extend(actor: "User", numbers: Iterable[int], *, at: datetime | None = None) -> tuple[Deployment, ...]:
    """Agree to extensions that another person asked for.

    Raises:
        NotAllowed: the actor may not approve, or asked for it.
        Unknown, WrongState: there is no such deployment, nobody asked, or the person is ordered elsewhere by now.
        NotFitting: the lender was excluded since, or its limit or the ceiling would be passed by now.
    """
    chain.lock()
    now = moment(at)
    held = grants(actor, Action.APPROVE_PROPOSAL, now)
    rows = seen_rows(scope.deployments(actor), numbers)
    asked = list(Event.objects.filter(kind=Event.Kind.POOL_EXTENSION_ASKED).order_by("-number"))
    for row in rows:
        require_state(row, State.IN_SERVICE, State.EXTENDED)
        if row.asked_last is None:
            raise WrongState("Eine Verlängerung ist nicht beantragt.", "No extension was asked for.")
        require_second(actor.pk, held, row.asked_by_id, _OWN)
        _refuse_excluded(row)
        _refuse_elsewhere(row, row.asked_last)  # ordered since it was asked for
    require_room(rows, {row.pk: row.asked_last for row in rows if row.asked_last is not None})
    for request, group in grouped(rows, lambda row: next(e.hash for e in asked if deployment_token(row) in e.payload)):
        last = group[0].asked_last
        assert last is not None  # noqa: S101 - told to the type checker; tested above
        tokens, first = tokens_of(group), group[0].asked_by_id
        for row in group:
            row.last, row.state, row.asked_last, row.asked_by = last, State.EXTENDED, None, None
        payload = Extended(
            asked=request,
            last=last,
            shares=shares(group),
            deployments=tokens,
            lasts=lasts_of(group),
            right=right(held, first),
        )
        record(Event.Kind.POOL_EXTENDED, f"X-{min(row.pk for row in group)}", payload, actor, now)
    save(rows)
    return tuple(rows)


@transaction.atomic
def recall(
    actor: "User",
    numbers: Iterable[int],
    *,
    effective: date,
    announced_on: date | None = None,
    at: datetime | None = None,
) -> tuple[Deployment, ...]:
    """Take people back, at the earliest when the lender's notice has passed.

    Who would begin on that day or later never does: the deployment ends unbegun. Nobody is planned for from that day on
    (`pool/recalls.py`), whatever is reported later; what they are ordered for elsewhere after that day falls with it.

    Args:
        actor: the lender for its own, or the staff unit.
        numbers: deployments.
        effective: the first day on which they are back.
        announced_on: None: today; never before the day of the act, so that the notice is a real one.
        at: the moment of the act.

    Raises:
        NotAllowed, Unknown, WrongState: they may not, there is no such deployment, or it is not under way.
        NotFitting: the day lies within the notice, or after the end anyway.
    """
    chain.lock()
    now = moment(at)
    announced = max(announced_on or day(now), day(now))
    rows = seen_rows(scope.deployments(actor), numbers)
    for row in rows:
        require_state(row, *MOVABLE)
        earliest = announced + timedelta(days=row.person.lender.notice_days)
        if effective < earliest or effective > row.last:
            raise NotFitting(
                f"Der Rückruf wirkt frühestens am {earliest:%d.%m.%Y} (Frist der Stelle {row.person.lender_id}: "
                f"{row.person.lender.notice_days} Tage) und muss vor dem Ende des Einsatzes liegen.",
                f"The recall takes effect on {earliest} at the earliest (notice of {row.person.lender_id}: "
                f"{row.person.lender.notice_days} days) and must lie before the end of the deployment.",
            )
    rows = _with_later_ones(rows, effective)
    for lender, group in grouped(rows, lambda row: row.person.lender_id):
        held = grants(actor, Action.RECALL, now, lender)
        tokens = tokens_of(group)
        for row in group:
            begins = effective > row.first
            row.state, row.asked_last, row.asked_by = State.RECALLED if begins else State.ENDED, None, None
            row.last = effective - timedelta(days=1) if begins else row.first
        payload = Recalled(
            lender=lender,
            notice_days=group[0].person.lender.notice_days,
            announced_on=announced,
            effective=effective,
            shares=shares(group),
            deployments=tokens,
            cancelled=tokens_of(row for row in group if row.state == State.ENDED),
            lasts=lasts_of(group),
            right=right(held),
        )
        record(Event.Kind.POOL_RECALLED, f"L-{lender}", payload, actor, now)
    save(rows)
    return tuple(rows)


def _with_later_ones(rows: Sequence[Deployment], effective: date) -> list[Deployment]:
    """Rows and whatever the same people are ordered for on a day or later: a recall takes them back from everywhere."""
    beyond = every().filter(state__in=MOVABLE, person__in={row.person_id for row in rows}, last__gte=effective)
    return [*rows, *beyond.exclude(pk__in=[row.pk for row in rows])]


def _refuse_excluded(row: Deployment) -> None:
    lender = row.person.lender
    if lender.excluded:
        raise NotFitting(
            f"Die Stelle {lender.key} ist ausgenommen ({lender.excluded}); ihre Kräfte bleiben nicht länger.",
            f"Authority {lender.key} is excluded ({lender.excluded}); its people do not stay longer.",
        )


def _refuse_elsewhere(row: Deployment, last: date) -> None:
    others = row.person.deployments.filter(state__in=UNDER_WAY, first__lte=last, last__gte=row.last)
    if others.exclude(pk=row.pk).exists():
        raise WrongState(
            "Für die Zeit danach ist die Kraft schon anderswo angeordnet. Beenden Sie das zuerst.",
            "For the time after that the person is ordered elsewhere already. End that first.",
        )
