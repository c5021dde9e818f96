"""After figures have come: what the rule now finds is noted in the ledger, and the officers are told."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings

from lagezentrum.engine.outcome import Finding
from lagezentrum.web.archive import intake, notices
from lagezentrum.web.archive.intake import Receipt
from lagezentrum.web.archive.models import SourceFile, Verdict
from lagezentrum.web.ledger import service
from lagezentrum.web.ledger.models import Event
from lagezentrum.web.ledger.payloads import FindingNoted
from lagezentrum.web.ledger.recording import finding_name
from lagezentrum.web.situation import situation
from lagezentrum.web.today import BERLIN

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def note_findings(at: datetime) -> tuple[Event, ...]:
    """Note every finding that does not stand in the ledger like this yet, as known at `at` (aware).

    Whoever calls it again the same day adds nothing. What stays undetermined is noted once and not every day anew. As
    long as no file was ever accepted or held there is nothing that the rule could have looked at, and nothing is noted.
    """
    if not SourceFile.objects.exists():
        return ()
    noted = dict(
        Event.objects.filter(kind=Event.Kind.FINDING_NOTED).order_by("number").values_list("matter", "payload")
    )
    events = (
        service.note_finding(finding, at=at)
        for finding in situation(at.astimezone(BERLIN).date(), as_of=at).findings
        if not _stands(finding, noted.get(finding_name(finding)))
    )
    return tuple(event for event in events if event is not None)


def receive(content: bytes, kind: str, *, name: str, by: "User | None", at: datetime) -> Receipt:
    """Take a file in (`intake.receive`), and note what the rule finds with it if its figures count."""
    receipt = intake.receive(content, kind, name=name, by=by, at=at)
    if receipt.new and not receipt.held:
        note_findings(at)
    return receipt


def release(file: SourceFile, by: "User", reason: str, at: datetime) -> Verdict:
    """Let a held file count (`intake.release`), and note what the rule finds with it."""
    verdict = intake.release(file, by, reason, at)
    note_findings(at)
    return verdict


def confirm(file: SourceFile, by: "User", at: datetime) -> Verdict:
    """Let a figure entered by hand count (`notices.confirm`), and note what the rule finds with it."""
    verdict = notices.confirm(file, by, at)
    note_findings(at)
    return verdict


def _stands(finding: Finding, noted: str | None) -> bool:
    if noted is None:
        return False
    before = FindingNoted.model_validate_json(noted)
    if finding.status == "undetermined":
        return before.status == "undetermined"
    return before == FindingNoted.of(settings.REGULATION, finding)
