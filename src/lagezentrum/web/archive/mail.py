"""E-mail to those who must look at something before it may count: a file held back, a figure entered by hand."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from lagezentrum.sources.nds.layout import AREA, ICU_SHARE
from lagezentrum.web.archive.models import SourceFile
from lagezentrum.web.archive.moments import naive
from lagezentrum.web.archive.reasons import Reason
from lagezentrum.web.people.letters import send, who_may
from lagezentrum.web.people.permission import Action

if TYPE_CHECKING:
    from django.contrib.auth.models import User

_NEWS = timedelta(days=7)
"""How old a file may be that the service itself took in and still tells of."""


def ask_about_held_file(file: SourceFile, reasons: Collection[Reason], at: datetime) -> None:
    """A file is held back: whoever may release or reject it is told, except who handed it in.

    Of the files of a long record that the service takes in only those of the last days are told: nobody is flooded
    with the past.
    """
    if file.received_by is None and naive(at).date() - file.as_of > _NEWS:
        return
    holding = [reason.text for reason in reasons if reason.holds]
    send(
        who_may(Action.RELEASE, AREA, second_to=file.received_by),
        f"Zurückgehalten: {file.name}",
        [
            f"Die Datei {file.name} ({file.get_kind_display()}, {file.as_of:%d.%m.%Y}) zählt noch nicht.",
            *(f"- {text.de}" for text in holding),
            f"Bitte prüfen Sie sie unter „Datenlieferungen“ (Nummer {file.pk}): freigeben oder verwerfen.",
        ],
        [
            f"The file {file.name} ({file.kind}, {file.as_of.isoformat()}) does not count yet.",
            *(f"- {text.en}" for text in holding),
            f'Please check it under "Data deliveries" (number {file.pk}): release or reject it.',
        ],
    )


def ask_to_confirm(file: SourceFile, indicator: str, day: date, value: Decimal, by: "User") -> None:
    """A figure was entered by hand: whoever may confirm it is told, except who entered it."""
    what, what_en = ("Intensivbetten", "Intensive care") if indicator == ICU_SHARE else ("Kliniken", "Hospitals")
    who = by.get_full_name() or by.username
    german = format(value, "f").replace(".", ",")
    send(
        who_may(Action.CONFIRM_NOTICE, AREA, second_to=by),
        f"Zu bestätigen: {what}, {day:%d.%m.%Y}: {german}",
        [
            f"{who} hat einen Wert von Hand eingetragen: {what}, {day:%d.%m.%Y}, {german}.",
            f"Quelle: {file.url}",
            f"Bitte vergleichen Sie ihn mit der Quelle und bestätigen Sie ihn unter „Datenlieferungen“ "
            f"(Nummer {file.pk}). Bis dahin zählt er nicht.",
        ],
        [
            f"{who} entered a figure by hand: {what_en}, {day.isoformat()}, {value:f}.",
            f"Source: {file.url}",
            f'Please compare it with its source and confirm it under "Data deliveries" (number {file.pk}). '
            "Until then it does not count.",
        ],
    )
