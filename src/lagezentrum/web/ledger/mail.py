"""E-mail to the officers concerned when something must be decided. Sent after the act is recorded, never before."""

from typing import TYPE_CHECKING

from lagezentrum.engine.outcome import Finding
from lagezentrum.sources.areas import all_areas
from lagezentrum.web.ledger.determination import Determination
from lagezentrum.web.people.letters import send, who_may
from lagezentrum.web.people.permission import Action

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def ask_for_decision(finding: Finding) -> None:
    """The rule found something: whoever drafts for the area is told."""
    what, what_en = (
        ("Erreicht", "Reached") if finding.change == "raise" else ("Nicht mehr erreicht", "No longer reached")
    )
    if finding.status == "undetermined":
        what, what_en = "Noch offen", "Still open"
    place = _place(finding.area)
    send(
        who_may(Action.DRAFT, finding.area),
        f"{what}: {_step(finding.step)} – {place}",
        [
            f"{what}: {_step(finding.step)}, {place}, Abschnitt bis {finding.section_end:%d.%m.%Y}.",
            f"Frühestens ab {finding.earliest_effect:%d.%m.%Y}. Bitte entscheiden Sie in der Arbeitsliste.",
        ],
        [
            f"{what_en}: {_step_en(finding.step)}, {place}, section up to {finding.section_end.isoformat()}.",
            f"At the earliest from {finding.earliest_effect.isoformat()}. Please decide in the work list.",
        ],
    )


def ask_for_approval(found: Determination, actor: "User") -> None:
    """A draft waits: whoever approves in the area is told, except who drafted it."""
    send(
        who_may(Action.APPROVE, found.area, second_to=actor),
        f"Zu zeichnen: Vorgang {found.id} – {_place(found.area)}",
        [
            f"{found.drafted_by} hat den Vorgang {found.id} entworfen: {_act(found)}, {_place(found.area)}.",
            "Bitte prüfen und zeichnen Sie ihn, oder ziehen Sie ihn mit einem Grund zurück.",
        ],
        [
            f"{found.drafted_by} drafted matter {found.id}: {_act_en(found)}, {_place(found.area)}.",
            "Please check and approve it, or withdraw it with a reason.",
        ],
    )


def ask_to_confirm_suspension(found: Determination, actor: "User") -> None:
    """A court's suspension was noted: whoever confirms such in the area is told, except who noted it."""
    noted = found.noted_suspensions[-1]
    until, until_en = (f" bis {noted.to:%d.%m.%Y}", f" to {noted.to}") if noted.to else ("", "")
    send(
        who_may(Action.CONFIRM_SUSPENSION, found.area, second_to=actor),
        f"Aussetzung bestätigen: Vorgang {found.id} – {_place(found.area)}",
        [
            f"{noted.noted_by} hat vermerkt: {noted.court} ({noted.file_number}) setzt den Vorgang {found.id} aus, ab "
            f"{noted.first:%d.%m.%Y}{until}.",
            "Das wirkt erst, wenn Sie es mit der Entscheidung verglichen und bestätigt haben.",
        ],
        [
            f"{noted.noted_by} noted: {noted.court} ({noted.file_number}) suspends matter {found.id} from "
            f"{noted.first}{until_en}.",
            "It acts only when you have compared it with the decision and confirmed it.",
        ],
    )


def ask_for_publication(found: Determination, actor: "User") -> None:
    """An approved matter waits: whoever publishes in the area is told."""
    send(
        who_may(Action.PUBLISH, found.area, without=actor),
        f"Zu veröffentlichen: Vorgang {found.id} – {_place(found.area)}",
        [
            f"{found.approved_by} hat den Vorgang {found.id} gezeichnet: {_act(found)}, {_place(found.area)}.",
            "Er ist noch nicht veröffentlicht.",
        ],
        [
            f"{found.approved_by} approved matter {found.id}: {_act_en(found)}, {_place(found.area)}.",
            "It is not published yet.",
        ],
    )


def warn_of_late_publication(found: Determination) -> None:
    """It was published too late for its date: officers and approvers are told that the date must move."""
    people = {p.pk: p for action in (Action.DRAFT, Action.APPROVE) for p in who_may(action, found.area)}
    send(
        people.values(),
        f"Verspätet veröffentlicht: Vorgang {found.id} – {_place(found.area)}",
        [
            f"Der Vorgang {found.id} sollte ab {found.effective:%d.%m.%Y} gelten und gilt frühestens ab "
            f"{found.holds_from:%d.%m.%Y}.",
            "Bitte berichtigen Sie den Tag.",
        ],
        [
            f"Matter {found.id} was to hold from {found.effective} and holds from {found.holds_from} at the earliest.",
            "Please correct the date.",
        ],
    )


def _place(area: str) -> str:
    found = all_areas().get(area)
    return found.title if found is not None else area


def _act(found: Determination) -> str:
    """What a matter does: a level that begins and one that ends must not read the same."""
    step = _step(found.step)
    if found.kind == "refrain":
        return f"von {step} absehen"
    if found.kind == "other-date":
        return f"{step} an einem anderen Tag aufheben"
    return f"{step} {'aufheben' if found.change == 'lower' else 'feststellen'}"


def _act_en(found: Determination) -> str:
    step = _step_en(found.step)
    if found.kind == "refrain":
        return f"refrain from {step}"
    if found.kind == "other-date":
        return f"lift {step} on another day"
    return f"{'lift' if found.change == 'lower' else 'determine'} {step}"


def _step(step: str) -> str:
    return f"Warnstufe {step}" if step.isdigit() else f"{step}-Regel"


def _step_en(step: str) -> str:
    return f"warning level {step}" if step.isdigit() else f"{step} rule"
