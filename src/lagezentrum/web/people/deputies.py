"""Deputies: a person lets somebody else act in their role and area for a period."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from lagezentrum.web.people.changes import by
from lagezentrum.web.people.models import Grant, Role
from lagezentrum.web.people.permission import Action, require, stands_apart
from lagezentrum.web.people.refusal import NotAllowed, Refusal
from lagezentrum.web.today import today

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class BadDeputy(Refusal):
    """A person can not stand in, or not for a period."""


@transaction.atomic
def name_deputy(actor: "User", deputy: "User", *, role: Role, area: str, first: date, last: date) -> Grant:
    """Let `deputy` act in the actor's role and area from `first` to `last`, both included.

    Raises:
        NotAllowed: the actor does not hold that role there in their own right throughout the period.
        BadDeputy: the deputy is the actor, is not active, audits or operates, or the period is not one.
    """
    require(actor, Action.NAME_DEPUTY, area)
    own = Grant.objects.filter(user=actor, role=role, area=area, deputy_for=None)
    if not any(grant.covers(first) and grant.covers(last) for grant in own):
        raise NotAllowed(
            "Vertreten lassen kann sich nur, wer die Rolle in der ganzen Zeit selbst hat. Wer vertritt, kann die "
            "Vertretung nicht weitergeben.",
            "Only who holds the role throughout the period in their own right can name a deputy. A deputy can not "
            "pass it on.",
        )
    if deputy == actor or not deputy.is_active:
        raise BadDeputy(
            "Die Vertretung muss eine andere, aktive Person übernehmen. Wählen Sie jemand anderen.",
            "The deputy must be another, active person. Choose somebody else.",
        )
    if last < first or last < today():
        raise BadDeputy(
            "Die Vertretung endet, bevor sie beginnt, oder liegt ganz in der Vergangenheit. Prüfen Sie die Tage.",
            "The period ends before it begins, or lies wholly in the past. Check the days.",
        )
    if stands_apart(deputy, first, last):
        raise BadDeputy(
            "Wer prüft (Revision) oder den Betrieb besorgt, entscheidet nicht, auch nicht in Vertretung. Wählen Sie "
            "jemand anderen.",
            "Who audits or operates decides nothing, not as a deputy either. Choose somebody else.",
        )
    with by(actor):
        return Grant.objects.create(
            user=deputy, role=role, area=area, valid_from=first, valid_to=last, deputy_for=actor
        )


@transaction.atomic
def end_deputy(actor: "User", grant: Grant, last: date | None = None) -> None:
    """End a deputy's grant with `last` (None: today) as its last day; one that has not begun is removed.

    Raises:
        NotAllowed: it is not a deputy's grant of the actor.
    """
    if grant.deputy_for_id != actor.pk:
        raise NotAllowed(
            "Beenden kann eine Vertretung nur, wer sich vertreten lässt (oder der Betrieb).",
            "Only the person represented can end a deputy's grant (or the operators).",
        )
    end = last or today()
    with by(actor):
        if end < grant.valid_from:
            grant.delete()
        elif grant.valid_to is None or end < grant.valid_to:
            grant.valid_to = end
            grant.save(update_fields=["valid_to"])
