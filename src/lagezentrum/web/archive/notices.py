"""A figure of the Land that only a press notice gives: entered by one person, confirmed by another."""

import json
import re
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.db import transaction

from lagezentrum.law.model import Text
from lagezentrum.sources.cells import is_figure
from lagezentrum.sources.nds.layout import ANNOUNCED, AREA, HIGHEST, HOSPITALISATION, ICU_SHARE
from lagezentrum.sources.published import UNITS
from lagezentrum.web.archive import intake, mail
from lagezentrum.web.archive.intake import Receipt
from lagezentrum.web.archive.models import Figure, SourceFile, Verdict
from lagezentrum.web.archive.moments import aware, naive
from lagezentrum.web.archive.reasons import Reason, by_hand
from lagezentrum.web.archive.verdicts import add_verdict, alone, not_counting
from lagezentrum.web.people.permission import Action, require
from lagezentrum.web.people.refusal import Refusal
from lagezentrum.web.people.second_person import require_second

if TYPE_CHECKING:
    from django.contrib.auth.models import User

INDICATORS = (HOSPITALISATION, ICU_SHARE)
"""What can be entered by hand."""

LAYOUT = "notice"
_DECIMAL_COMMA = re.compile(r"([0-9]{1,3}),([0-9]{1,2})")

_OWN = Text(
    de="Sie haben diesen Wert selbst eingetragen; eine andere Person muss ihn bestätigen.",
    en="You entered this figure yourself; someone else has to confirm it.",
)
_SECOND_PERSON = Reason(
    "second-person",
    Text(
        de="Von Hand eingetragen; eine zweite Person muss den Wert mit der Quelle vergleichen.",
        en="Entered by hand; a second person has to compare the figure with its source.",
    ),
)


def enter(
    indicator: str,
    day: date,
    value: str,
    url: str,
    *,
    by: "User",
    at: datetime,
    published_on: date | None = None,
) -> Receipt:
    """Keep a figure from a press notice, held until a second person confirms it.

    Args:
        indicator: one of `INDICATORS`.
        day: the day for which it was announced.
        value: as announced; a decimal comma is understood.
        url: address of the notice.
        by: who entered it.
        at: when (aware).
        published_on: day of the notice; None if it is `day`.

    Raises:
        NotAllowed: that person may not enter figures.
        Refusal: something about the figure is not in order; nothing was stored.
    """
    require(by, Action.ENTER_NOTICE, AREA, naive(at).date())
    figure = _checked(indicator, day, value, url, published_on or day, at)
    content = {
        "area": AREA,
        "day": day.isoformat(),
        "indicator": indicator,
        "published_on": (published_on or day).isoformat(),
        "url": url,
        "value": format(figure, "f"),
    }
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, indent=1) + "\n"
    with transaction.atomic():
        at = alone(at)
        file, kept = intake.file_of(
            text.encode(), SourceFile.Kind.NOTICE, name=f"{indicator}-{day}.json", url=url, by=by, at=at
        )
        if kept is not None:
            return kept
        _require_nothing_on_record(indicator, day)
        file.layout = LAYOUT
        file.first_day = file.as_of = day
        file.published_at = _known_from(published_on or day)
        file.rows = 1
        file.save(force_insert=True)
        Figure.objects.create(
            file=file,
            indicator=indicator,
            area=AREA,
            reference_day=day,
            value=figure,
            unit=UNITS[indicator],
            published_at=file.published_at,
            first_seen_at=at,
            source=f"{ANNOUNCED.source} ({url})",
        )
        verdict = add_verdict(file, Verdict.Kind.HELD, [_SECOND_PERSON], by, at)
        mail.ask_to_confirm(file, indicator, day, figure, by)
        return Receipt(file, True, verdict, (_SECOND_PERSON,), 1)


def confirm(file: SourceFile, by: "User", at: datetime) -> Verdict:
    """Let a figure entered by someone else drive findings.

    Raises:
        NotAllowed: that person may not confirm figures, or entered this one (or only represents who did).
        Refusal: it is not waiting any more, or another figure of that day came meanwhile.
    """
    grants = require(by, Action.CONFIRM_NOTICE, AREA, naive(at).date())
    require_second(by.pk, grants, file.received_by_id, _OWN)
    with transaction.atomic():
        at = alone(at)
        _require_waiting(file)
        figure = file.figures.get()
        _require_nothing_on_record(figure.indicator, figure.reference_day)
        reason = Reason(
            "confirmed",
            Text(de="Mit der Quelle verglichen und bestätigt.", en="Compared with its source and confirmed."),
            holds=False,
        )
        return add_verdict(file, Verdict.Kind.RELEASED, [reason], by, at)


def dismiss(file: SourceFile, by: "User", reason: str, at: datetime) -> Verdict:
    """Put an entered figure aside for good; whoever entered it may do so too.

    Raises:
        NotAllowed: that person may neither enter nor confirm figures.
        Refusal: it is not waiting any more, or no reason was given.
    """
    own = by.pk == file.received_by_id
    require(by, Action.ENTER_NOTICE if own else Action.CONFIRM_NOTICE, AREA, naive(at).date())
    if not reason.strip():
        raise Refusal("Bitte einen Grund angeben.", "Please give a reason.")
    with transaction.atomic():
        at = alone(at)
        _require_waiting(file)
        return add_verdict(file, Verdict.Kind.REJECTED, [by_hand("dismissed", reason)], by, at)


def said_in(file: SourceFile) -> tuple[str, str, date, Decimal, datetime]:
    """Indicator, area, day, value and moment of publication (aware) of a kept notice, read from its bytes."""
    content = json.loads(file.original)
    day, published_on = date.fromisoformat(content["day"]), date.fromisoformat(content["published_on"])
    return content["indicator"], content["area"], day, Decimal(content["value"]), _known_from(published_on)


def _known_from(published_on: date) -> datetime:
    """A notice is known from the beginning of its day: it names no hour."""
    return aware(datetime.combine(published_on, time.min))


def _checked(indicator: str, day: date, value: str, url: str, published_on: date, at: datetime) -> Decimal:
    """The figure, if everything about it is in order."""
    today = naive(at).date()
    if indicator not in INDICATORS:
        raise Refusal(
            f"{indicator!r} kann nicht von Hand eingetragen werden.", f"{indicator!r} can not be entered by hand."
        )
    if not ANNOUNCED.first_day <= day <= today:
        raise Refusal(
            f"Für den {day} kann es noch keine Meldung oder keine mehr geben.",
            f"There can be no notice for {day}, not yet or not any more.",
        )
    if not day <= published_on <= today:
        raise Refusal(
            "Der Tag der Meldung liegt zwischen dem Tag des Wertes und heute.",
            "The day of the notice lies between the day of the figure and today.",
        )
    text = _DECIMAL_COMMA.sub(r"\1.\2", value.strip()) if _DECIMAL_COMMA.fullmatch(value.strip()) else value.strip()
    if not is_figure(text) or Decimal(text) > HIGHEST[indicator]:
        raise Refusal(
            f"{value!r} ist kein Wert zwischen 0 und {HIGHEST[indicator]}; bitte so wie veröffentlicht, etwa 5,6.",
            f"{value!r} is no figure between 0 and {HIGHEST[indicator]}; please as published, such as 5.6.",
        )
    address = urlsplit(url)
    if address.scheme not in ("http", "https") or not address.hostname or not url.isprintable() or " " in url:
        raise Refusal(
            "Bitte die Adresse der Meldung angeben, sie beginnt mit https://.",
            "Please give the address of the notice; it begins with https://.",
        )
    return Decimal(text)


def _require_waiting(file: SourceFile) -> None:
    verdict = file.verdict
    if file.kind != SourceFile.Kind.NOTICE or verdict.kind != Verdict.Kind.HELD:
        raise Refusal(
            f"{file.name} wartet nicht auf eine Bestätigung; Stand: {verdict.get_kind_display()}.",
            f"{file.name} is not waiting for a confirmation; it is {verdict.kind}.",
        )


def _require_nothing_on_record(indicator: str, day: date) -> None:
    """A figure published already decides; a later one could not, so it is not taken."""
    figures = Figure.objects.filter(
        indicator=indicator, area=AREA, reference_day=day, value__isnull=False, recomputed=False
    ).exclude(file_id__in=not_counting())
    known = figures.order_by("published_at", "file_id").first()
    if known is not None:
        raise Refusal(
            f"Für den {day} liegt schon {known.value} vor ({known.source}). Es gilt die zuerst veröffentlichte Zahl.",
            f"For {day} there is {known.value} already ({known.source}). The figure first published counts.",
        )
