"""A figure that only a press notice gives: one person enters it, another confirms it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from lagezentrum.web import noting
from lagezentrum.web.archive import notices
from lagezentrum.web.office import forms
from lagezentrum.web.office.access import land, page, person, shown
from lagezentrum.web.office.templatetags.office import indicator_title
from lagezentrum.web.office.views.imports import file_context, found_file
from lagezentrum.web.people.permission import Action, require
from lagezentrum.web.people.refusal import NotAllowed, Refusal
from lagezentrum.web.public.templatetags.lagezentrum import words
from lagezentrum.web.today import now


@page
def enter(request: HttpRequest) -> HttpResponse:
    """Entering a figure; it counts only when somebody else has confirmed it."""
    user = person(request)
    require(user, Action.ENTER_NOTICE, land())
    form = forms.NoticeForm(
        request.POST if request.method == "POST" else None,
        indicators=[(name, words(indicator_title(name))) for name in notices.INDICATORS],
        initial={name: request.GET[name] for name in ("indicator", "day") if name in request.GET},
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            receipt = notices.enter(
                given["indicator"],
                given["day"],
                given["value"],
                given["url"],
                by=user,
                at=now(),
                published_on=given["published_on"],
            )
        except NotAllowed:
            raise
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            if receipt.new:
                messages.success(
                    request, _("Der Wert ist eingetragen. Er zählt, sobald eine andere Person ihn bestätigt.")
                )
            else:
                messages.info(request, _("Genau dieser Wert ist schon eingetragen."))
            return redirect("office:file", receipt.file.pk)
    return shown(request, "office/notice.html", {"here": "imports", "form": form}, status=400 if form.errors else 200)


@page
def confirm(request: HttpRequest, number: int) -> HttpResponse:
    """Confirming a figure that somebody else entered, or putting it aside with a reason."""
    user, found = person(request), found_file(number)
    if request.method != "POST":
        return redirect("office:file", number)
    if request.POST.get("act") == "dismiss":
        form = forms.ReasonForm(request.POST)
        if not form.is_valid():
            return shown(request, "office/file.html", file_context(user, found) | {"form": form}, status=400)
        notices.dismiss(found, user, form.cleaned_data["reason"], now())
        messages.success(request, _("Der Wert ist verworfen. Er zählt nie."))
        return redirect("office:file", number)
    require(user, Action.CONFIRM_NOTICE, land())
    last = found.verdict
    if last.counts and last.given_by_id == user.pk:
        messages.info(request, _("Sie haben diesen Wert schon bestätigt."))
        return redirect("office:file", number)
    noting.confirm(found, user, now())
    messages.success(request, _("Der Wert ist bestätigt und zählt jetzt."))
    return redirect("office:file", number)
