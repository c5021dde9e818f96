"""Handing in a draft once: what the officer saw is what is drafted, and a second click does no harm."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from lagezentrum.web.ledger import folding, law, payloads, service
from lagezentrum.web.ledger.cautions import Caution
from lagezentrum.web.ledger.determination import Determination
from lagezentrum.web.ledger.drafting import Wanted
from lagezentrum.web.ledger.payloads import Drafted
from lagezentrum.web.office.effects import effects
from lagezentrum.web.office.proofs import from_content
from lagezentrum.web.office.signing import signers
from lagezentrum.web.situation import situation
from lagezentrum.web.today import today

if TYPE_CHECKING:
    from django.contrib.auth.models import User

_PASSING = {"known_at", "decided_up_to", "reasons", "proof_sha256", "acting_for"}
"""Parts of a draft that may differ although the officer saw the same."""


def seen_mark(preview: Drafted) -> str:
    """A mark of everything in a preview that matters; another figure or another day gives another mark."""
    content = preview.model_dump(mode="json", exclude=_PASSING)
    content["proof"] = {key: value for key, value in content["proof"].items() if key not in _PASSING}
    return payloads.digest(content)


def preview_context(user: "User", wanted: Wanted, preview: Drafted) -> dict[str, Any]:
    """What a page needs to show what a draft would say and change."""
    version = law.regulation(preview.regulation).named(preview.version)
    return {
        "preview": preview,
        "effects": effects(
            situation(today()), wanted, today(), until=preview.outbreak.until if preview.outbreak else None
        ),
        "cautions": [Caution.of(code) for code in preview.warnings],
        "proof": from_content(preview.proof, version),
        "mark": seen_mark(preview),
        "signers": signers(wanted.area, user.pk),
    }


def hand_in(request: HttpRequest, user: "User", wanted: Wanted, act: Callable[[], Determination]) -> HttpResponse:
    """Draft and go to the matter; if the same person drafted just this before, go to that matter.

    Raises:
        Conflict: somebody else is at it, or the figures have changed.
        Incomplete, NoOrder: it can not be drafted like this.
    """
    try:
        found = act()
    except service.Conflict:
        same = _own_open(user, wanted)
        if same is None:
            raise
        messages.info(request, _("Diesen Entwurf gibt es schon. Es wurde nichts doppelt angelegt."))
        return redirect("office:matter", same.id)
    messages.success(request, _("Der Entwurf ist angelegt. Jetzt muss eine andere Person ihn zeichnen."))
    return redirect("office:matter", found.id)


def _own_open(user: "User", wanted: Wanted) -> Determination | None:
    mine = (wanted.kind, wanted.rule, wanted.area, wanted.step, wanted.effective, wanted.corrects)
    for found in folding.determinations():
        this = (found.kind, found.rule, found.area, found.step, found.effective, found.corrects)
        if found.is_open and found.drafted_by_id == user.pk and this == mine:
            return found
    return None


_ELSEWHERE = {"outbreak": "place", "rule": "subject", "step": "subject"}
"""Where a form asks for what the ledger calls otherwise."""


def complain(form: forms.Form, refusal: service.Incomplete | service.NoOrder) -> None:
    """Say what is missing at its field, and what concerns the whole above the form, which keeps what was written."""
    field = refusal.field if isinstance(refusal, service.Incomplete) else ""
    name = _ELSEWHERE.get(field, field)
    form.add_error(name if name in form.fields else None, refusal.message)
