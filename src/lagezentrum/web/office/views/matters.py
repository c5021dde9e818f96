"""Matters: the list, one with its history, and the acts of the second person and after."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from lagezentrum.web.ledger import folding, law, payloads, service
from lagezentrum.web.ledger.determination import Determination
from lagezentrum.web.ledger.drafting import Wanted, changed_since
from lagezentrum.web.ledger.effect import is_too_late
from lagezentrum.web.ledger.models import Event
from lagezentrum.web.ledger.orders import needs_order
from lagezentrum.web.ledger.recording import found_matter
from lagezentrum.web.office import cards, forms, words
from lagezentrum.web.office.access import land, page, person, shown, where
from lagezentrum.web.office.effects import effects, lapse
from lagezentrum.web.office.proofs import from_content
from lagezentrum.web.office.signing import signers
from lagezentrum.web.people.permission import Action, bases, may, require
from lagezentrum.web.people.second_person import is_second
from lagezentrum.web.situation import situation
from lagezentrum.web.today import now, today

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@page
def matters(request: HttpRequest) -> HttpResponse:
    """Every matter of the areas that the person may read, the newest first; `?stand=` names one state."""
    user = person(request)
    areas = where(user, Action.READ_OFFICE)
    if not areas:
        require(user, Action.READ_OFFICE, land())
    found = [d for d in reversed(folding.determinations()) if d.area in frozenset(areas)]
    asked = request.GET.get("stand", "")
    state = asked if asked in words.STATES else ""
    context = {
        "here": "matters",
        "matters": [d for d in found if not state or d.state == state],
        "total": len(found),
        "state": state,
        "states": [(name, sum(d.state == name for d in found)) for name in words.STATES],
        "may_draft": bool(where(user, Action.DRAFT)),
    }
    return shown(request, "office/matters.html", context)


@page
def matter(request: HttpRequest, matter: str) -> HttpResponse:
    """A matter: what it says, its proof, its history with hashes, and what can be done next."""
    user, found = readable(request, matter)
    return shown(request, "office/matter.html", context_of(user, found))


@page
def approve(request: HttpRequest, matter: str) -> HttpResponse:
    """The second person looks at everything and signs."""
    user, found = readable(request, matter)
    if request.method == "POST":
        mark = request.POST.get("draft"), request.POST.get("figures")
        seen = service.Seen(mark[0], mark[1]) if mark[0] and mark[1] else None
        try:
            return _act(
                request, user, found, Event.Kind.APPROVED,
                lambda: service.approve(
                    user, matter, seen=seen, although_changed=request.POST.get("although_changed") == "yes"
                ),
                done=_("Gezeichnet. Der Vorgang kann jetzt veröffentlicht werden."),
                again=_("Sie haben diesen Vorgang schon gezeichnet. Es wurde nichts doppelt eingetragen."),
            )  # fmt: skip
        except service.Changed as refusal:
            messages.warning(request, refusal.message)
            return redirect("office:approve", matter)
    require(user, Action.APPROVE, found.area)
    own = found.drafted_by_id == user.pk
    context = {
        "own": own,
        "for_drafter": not own and not is_second(user.pk, bases(user, Action.APPROVE, found.area), found.drafted_by_id),
        "seen": service.shown(found),
        "changed": found.state == "drafted" and changed_since(found, now()),
    }
    return shown(request, "office/approve.html", context_of(user, found) | context)


@page
def publish(request: HttpRequest, matter: str) -> HttpResponse:
    """Making it public, with a warning where that comes too late for its day."""
    user, found = readable(request, matter)
    corrected = folding.determination(found.corrects) if found.corrects else None
    late = is_too_late(found.effective, today(), corrected)
    if request.method == "POST":
        if late and found.state == "approved" and request.POST.get("late") != "yes":
            messages.warning(request, _("Bitte bestätigen Sie erst, dass der Tag nicht zu halten ist."))
            return redirect("office:publish", matter)
        return _act(
            request, user, found, Event.Kind.PUBLISHED, lambda: service.publish(user, matter),
            done=_("Veröffentlicht. Alle können es jetzt lesen."),
            again=_("Sie haben diesen Vorgang schon veröffentlicht. Es wurde nichts doppelt eingetragen."),
        )  # fmt: skip
    require(user, Action.PUBLISH, found.area)
    return shown(request, "office/publish.html", context_of(user, found) | {"late": late})


@page
def withdraw(request: HttpRequest, matter: str) -> HttpResponse:
    """Dropping a draft, or taking back what has not taken effect yet; with a reason."""
    user, found = readable(request, matter)
    require(user, Action.WITHDRAW, found.area)
    form = forms.ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _act(
            request, user, found, Event.Kind.WITHDRAWN,
            lambda: service.withdraw(user, matter, form.cleaned_data["reason"]),
            done=_("Der Vorgang ist zurückgezogen."),
            again=_("Sie haben diesen Vorgang schon zurückgezogen."),
        )  # fmt: skip
    context = context_of(user, found) | {"form": form, "lapse": lapse(situation(today()), found, today())}
    return shown(request, "office/withdraw.html", context, status=400 if form.errors else 200)


def readable(request: HttpRequest, matter: str) -> tuple["User", Determination]:
    """The person signed in, and the matter, if they may read it."""
    found = found_matter(matter)
    user = person(request)
    require(user, Action.READ_OFFICE, found.area)
    return user, found


def _act(
    request: HttpRequest,
    user: "User",
    found: Determination,
    kind: Event.Kind,
    act: Callable[[], Determination],
    *,
    done: str,
    again: str,
) -> HttpResponse:
    """Do it once; the same person clicking twice is told so, somebody else being first is a conflict."""
    try:
        after = act()
    except service.Conflict:
        last = Event.objects.filter(matter=found.id, kind=kind).order_by("-number").first()
        if last is None or last.actor_id != user.pk:
            raise
        messages.info(request, again)
        return redirect("office:matter", found.id)
    messages.success(request, done)
    if cards.is_late(after):
        messages.warning(request, _("Es war zu spät für den vorgesehenen Tag. Bitte berichtigen Sie den Tag."))
    return redirect("office:matter", found.id)


def _to_settle(user: "User", found: Determination) -> list[dict[str, Any]]:
    """The suspensions that wait for a second person, and what this person can do about each."""
    grants = bases(user, Action.CONFIRM_SUSPENSION, found.area)
    return [
        {
            "pause": noted,
            "confirm": bool(grants) and is_second(user.pk, grants, noted.noted_by_id),
            "drop": bool(grants) or noted.noted_by_id == user.pk,
            "form": forms.ReasonForm(),
        }
        for noted in found.noted_suspensions
    ]


def context_of(user: "User", found: Determination) -> dict[str, Any]:
    """What the pages of a matter show."""
    version = law.regulation(found.regulation).named(found.version)
    seen = situation(today())
    wanted = Wanted(
        kind=found.kind,
        rule=found.rule,
        area=found.area,
        step=found.step,
        effective=found.effective,
        outbreak=found.outbreak,
        corrects=found.corrects,
    )
    return {
        "here": "matters",
        "matter": found,
        "version": version,
        "rule": version.rules.get(found.rule) if version else None,
        "decides": law.authority(version.rules[found.rule], found.area) if version else "",
        "proof": from_content(found.proof, version),
        "effects": effects(seen, wanted, today(), until=found.until) if found.is_open else None,
        "signers": signers(found.area, found.drafted_by_id) if found.state == "drafted" else (),
        "events": _events(found),
        "to_settle": _to_settle(user, found),
        "button": cards.matter_button(user, found),
        "has_order": needs_order(found),
        "is_own": found.drafted_by_id == user.pk,
        "is_late": cards.is_late(found),
        "in_force": bool(found.holds_from and found.holds_from <= today()),
        "may": {
            "approve": may(user, Action.APPROVE, found.area),
            "publish": may(user, Action.PUBLISH, found.area),
            "withdraw": _may_withdraw(user, found),
            "suspend": found.state in ("published", "suspended") and may(user, Action.SUSPEND, found.area),
            "correct": found.state in ("published", "suspended") and may(user, Action.CORRECT, found.area),
        },
        "today": today(),
    }


def _may_withdraw(user: "User", found: Determination) -> bool:
    if found.state in ("withdrawn", "corrected") or not may(user, Action.WITHDRAW, found.area):
        return False
    if not found.is_public:
        return True
    began = found.holds_from is not None and found.holds_from <= today()
    return not began and is_second(user.pk, bases(user, Action.APPROVE, found.area), found.drafted_by_id)


def _events(found: Determination) -> list[dict[str, Any]]:
    """The events of a matter with what each of them adds in words."""
    rows = []
    for event in Event.objects.filter(matter=found.id).order_by("number"):
        payload = payloads.read(event.kind, event.payload)
        said = ""
        match payload:
            case payloads.Withdrawn():
                said = payload.reason
            case payloads.Suspended():
                said = f"{payload.court}, {payload.file_number}. {payload.note}".strip()
            case payloads.SuspensionDropped():
                said = payload.reason
        if isinstance(payload, payloads.Act) and payload.right.acting_for:
            deputy = _("in Vertretung für %(name)s") % {"name": payload.right.acting_for}
            said = f"{deputy}. {said}" if said else deputy
        rows.append({"event": event, "said": said, "payload": payload})
    return rows
