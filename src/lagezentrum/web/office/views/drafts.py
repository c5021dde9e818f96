"""Drafting: choose, fill in, look at what would change, hand in. And the same for corrections."""

from typing import TYPE_CHECKING, Any, cast, get_args

from django import forms as django_forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from lagezentrum.law.model import Version
from lagezentrum.web.ledger import law, service
from lagezentrum.web.ledger.determination import Determination
from lagezentrum.web.ledger.drafting import Wanted
from lagezentrum.web.ledger.payloads import DraftKind
from lagezentrum.web.ledger.recording import found_matter
from lagezentrum.web.office import forms, words
from lagezentrum.web.office.access import UnknownThing, area_or_refuse, land, page, person, shown, where
from lagezentrum.web.office.handing_in import complain, hand_in, preview_context, seen_mark
from lagezentrum.web.people.permission import Action, require
from lagezentrum.web.public.language import area_title
from lagezentrum.web.today import today

if TYPE_CHECKING:
    from django.contrib.auth.models import User

_LIFTING = ("lower", "lift-3g", "other-date")
_BY_LAW = ("refrain", "other-date")
"""What the law lets an authority do only with reasons."""


@page
def choose(request: HttpRequest) -> HttpResponse:
    """What shall be decided, and where. The next page asks for the rest."""
    areas = where(person(request), Action.DRAFT)
    if not areas:
        require(person(request), Action.DRAFT, land())
    kinds = [(kind, str(title)) for kind, title in words.KINDS.items()]
    form = forms.ChooseForm(
        request.GET if "kind" in request.GET or "area" in request.GET else None,
        kinds=kinds,
        areas=[(area, area_title(area)) for area in areas],
        initial={"area": areas[0]},
    )
    if form.is_bound and form.is_valid():
        return redirect("office:draft", form.cleaned_data["kind"], form.cleaned_data["area"])
    return shown(request, "office/choose.html", {"here": "work", "form": form})


@page
def draft(request: HttpRequest, kind: str, area: str) -> HttpResponse:
    """The form of a draft; a preview of what it changes; the draft itself."""
    user = person(request)
    require(user, Action.DRAFT, area_or_refuse(area))
    if kind not in get_args(DraftKind):
        raise UnknownThing(
            "Das kann man nicht entscheiden. Prüfen Sie die Adresse.", "That can not be decided. Check the address."
        )
    known = cast("DraftKind", kind)
    version = law.regulation().in_force(area, today())
    subjects = _subjects(known, area, version)
    form_class = forms.RefrainForm if kind == "refrain" else forms.DraftForm
    form = form_class(
        request.POST if request.method == "POST" else None,
        subjects=subjects,
        reasons_needed=kind in _BY_LAW,
        lifting=kind in _LIFTING,
        initial={name: request.GET[name] for name in ("subject", "effective") if name in request.GET},
    )
    context: dict[str, Any] = {
        "here": "work",
        "kind": known,
        "kind_title": words.KINDS[known],
        "when": words.WHEN[known],
        "area": area,
        "form": form,
        "subjects": subjects,
    }
    if request.method == "POST" and form.is_valid():
        wanted = _wanted(known, area, form)
        try:
            preview = service.preview(wanted)
            ready = request.POST.get("act") == "draft"
            if ready and request.POST.get("seen") == seen_mark(preview):
                return hand_in(request, user, wanted, lambda: _draft(user, wanted, preview.proof))
        except (service.Incomplete, service.NoOrder) as refusal:
            complain(form, refusal)
        else:
            context |= preview_context(user, wanted, preview) | {"stale": ready}
    return shown(request, "office/draft.html", context, status=400 if form.errors else 200)


@page
def correct(request: HttpRequest, matter: str) -> HttpResponse:
    """The correction of a published determination: another day or other facts, with a preview."""
    user = person(request)
    found = found_matter(matter)
    require(user, Action.CORRECT, found.area)
    form = _correction_form(request, found)
    context: dict[str, Any] = {"here": "matters", "matter": found, "form": form}
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        parts: dict[str, Any] = {"reasons": given["reasons"]}
        if found.kind == "refrain":
            parts["outbreak"] = {name: given[name] for name in ("place", "cases", "traced", "until")}
        else:
            parts["effective"] = given["effective"]
        wanted = Wanted(
            kind=found.kind,
            rule=found.rule,
            area=found.area,
            step=found.step,
            effective=parts.get("effective"),
            reasons=given["reasons"],
            outbreak=parts.get("outbreak"),
            corrects=found.id,
        )
        try:
            preview = service.preview(wanted)
            ready = request.POST.get("act") == "draft"
            if ready and request.POST.get("seen") == seen_mark(preview):
                return hand_in(request, user, wanted, lambda: service.correct(user, found.id, **parts))
        except (service.Incomplete, service.NoOrder) as refusal:
            complain(form, refusal)
        else:
            context |= preview_context(user, wanted, preview) | {"stale": ready}
    return shown(request, "office/correct.html", context, status=400 if form.errors else 200)


def _subjects(kind: DraftKind, area: str, version: Version | None) -> list[tuple[str, str]]:
    """Rules and steps that can be decided in an area: ("local:2", "Warnstufe 2 (örtliche Warnstufe)")."""
    from lagezentrum.web.public.templatetags.lagezentrum import words as in_words

    found = []
    for name, rule in version.rules.items() if version else ():
        if (rule.scope == "state") != (len(area) == 2):
            continue
        discretion = {choice.kind for choice in rule.discretion}
        fits = {
            "raise": rule.consequence is None,
            "lower": rule.consequence is None,
            "3g": rule.consequence is not None,
            "lift-3g": rule.consequence is not None,
            "refrain": "confined_outbreak" in discretion,
            "other-date": "other_lifting_date" in discretion,
        }
        if version and fits[kind]:
            steps = version.steps(name)
            found += [(f"{name}:{step}", f"{words.step_title(step)} – {in_words(rule.title)}") for step in steps]
    return found


def _wanted(kind: DraftKind, area: str, form: forms.DraftForm | forms.RefrainForm) -> Wanted:
    given = form.cleaned_data
    rule, _, step = given["subject"].partition(":")
    return Wanted(
        kind=kind,
        rule=rule,
        area=area,
        step=step,
        effective=given.get("effective"),
        reasons=given["reasons"],
        outbreak=form.outbreak if isinstance(form, forms.RefrainForm) else None,
    )


def _draft(user: "User", wanted: Wanted, proof: dict[str, Any]) -> Determination:
    return service.draft(
        user,
        kind=wanted.kind,
        rule=wanted.rule,
        area=wanted.area,
        step=wanted.step,
        effective=wanted.effective,
        reasons=wanted.reasons,
        outbreak=wanted.outbreak,
        proof=proof,
    )


def _correction_form(request: HttpRequest, found: Determination) -> django_forms.Form:
    data = request.POST if request.method == "POST" else None
    if found.kind != "refrain":
        return forms.CorrectionForm(data, initial={"effective": found.holds_from or found.effective})
    facts = found.outbreak.model_dump() if found.outbreak else {}
    return forms.OutbreakCorrectionForm(data, initial=facts)
