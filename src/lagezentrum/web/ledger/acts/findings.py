"""Noting what the rule found; the service itself does it, no person."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from lagezentrum.engine.outcome import Finding
from lagezentrum.web import today
from lagezentrum.web.ledger import chain, mail, payloads
from lagezentrum.web.ledger.models import Event
from lagezentrum.web.ledger.recording import day_of, finding_name, record

_NEWS = timedelta(days=7)
"""How long after its last section a finding is still told to the officers."""


@transaction.atomic
def note_finding(finding: Finding, *, at: datetime | None = None) -> Event | None:
    """Note what the rule found. The same finding is noted once.

    The officers of the area are told, unless it is old: whoever starts on a long record is not flooded with the past.

    Returns:
        The event, or None if the finding stands in the ledger like this already.
    """
    chain.lock()
    moment = at or today.now()
    payload = payloads.FindingNoted.of(settings.REGULATION, finding)
    text, name = payload.canonical(), finding_name(finding)
    last = Event.objects.filter(matter=name).order_by("-number").values_list("payload", flat=True).first()
    if last == text:
        return None
    event = record(Event.Kind.FINDING_NOTED, name, finding.area, payload, None, moment)
    if day_of(moment) - finding.run_end <= _NEWS:
        mail.ask_for_decision(finding)
    return event
