"""Data deliveries: how current each source is, what the gate said, what is held back, and a person's verdict."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from lagezentrum.law.model import Text
from lagezentrum.law.problems import Problem
from lagezentrum.sources.problems import SourceError
from lagezentrum.sources.published import PUBLISHERS, recognise
from lagezentrum.web import noting
from lagezentrum.web.archive import intake, readings
from lagezentrum.web.archive.models import SourceFile, Verdict
from lagezentrum.web.archive.reasons import Reason
from lagezentrum.web.office import forms
from lagezentrum.web.office.access import UnknownThing, land, page, person, shown
from lagezentrum.web.people.permission import Action, may, require
from lagezentrum.web.public.templatetags.lagezentrum import words
from lagezentrum.web.today import now

if TYPE_CHECKING:
    from django.contrib.auth.models import User

_PER_PAGE = 30
_BY_COLUMNS = ""
_LONGEST_NAME = 200


@page
def imports(request: HttpRequest) -> HttpResponse:
    """Status per source, files held back first, then everything that was received."""
    user = person(request)
    require(user, Action.READ_IMPORTS, land())
    files = SourceFile.objects.defer("content").order_by("-id").prefetch_related("verdicts")
    listed = Paginator(files, _PER_PAGE).get_page(request.GET.get("seite"))
    context = {
        "here": "imports",
        "state": readings.stand(now()),
        "withheld": readings.withheld(now()),
        "files": [(file, list(file.verdicts.all())[-1]) for file in listed.object_list],
        "listed": listed,
        "may": _may(user),
    }
    return shown(request, "office/imports.html", context)


@page
def upload(request: HttpRequest) -> HttpResponse:
    """Handing in a file: refused as a whole, held back, or taken in."""
    user = person(request)
    require(user, Action.UPLOAD, land())
    kinds = [
        (_BY_COLUMNS, _("Quelle an den Spalten erkennen")),
        *((k, words(Text(de=p.title.de, en=p.title.en))) for k, p in PUBLISHERS.items()),
    ]
    form = forms.UploadForm(request.POST if request.method == "POST" else None, request.FILES or None, kinds=kinds)
    problems: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["file"]
        name, content = given.name[-_LONGEST_NAME:], given.read()
        try:
            kind = form.cleaned_data["kind"] or recognise(name, content)
            if kind is not None:
                receipt = noting.receive(content, kind, name=name, by=user, at=now())
                _say(request, receipt)
                return redirect("office:file", receipt.file.pk)
            form.add_error("kind", _("An den Spalten ist keine Quelle zu erkennen. Bitte wählen Sie sie aus."))
        except SourceError as refusal:
            problems = list(refusal.problems)
            form.add_error("file", _("Die Datei wurde nicht übernommen. Nichts davon ist gespeichert."))
    context = {"here": "imports", "form": form, "problems": problems, "most": intake.MOST_BYTES // 1_000_000}
    return shown(request, "office/upload.html", context, status=400 if form.errors else 200)


@page
def file(request: HttpRequest, number: int) -> HttpResponse:
    """One file: where it came from, what the gate found, every verdict, and the choice if it is held back."""
    user = person(request)
    require(user, Action.READ_IMPORTS, land())
    return shown(request, "office/file.html", file_context(user, found_file(number)))


@page
def release(request: HttpRequest, number: int) -> HttpResponse:
    """Letting a held file drive findings, with a reason."""
    return _judge(
        request, number, noting.release, Verdict.Kind.RELEASED, _("Die Datei ist freigegeben und zählt jetzt.")
    )


@page
def reject(request: HttpRequest, number: int) -> HttpResponse:
    """Putting a held file aside for good, with a reason."""
    return _judge(request, number, intake.reject, Verdict.Kind.REJECTED, _("Die Datei ist verworfen. Sie zählt nie."))


def found_file(number: int) -> SourceFile:
    """A file by its number.

    Raises:
        UnknownThing: there is none.
    """
    found = SourceFile.objects.filter(pk=number).first()
    if found is None:
        raise UnknownThing(
            f"Eine Datei mit der Nummer {number} gibt es nicht. Prüfen Sie die Adresse.",
            f"There is no file with the number {number}. Check the address.",
        )
    return found


def file_context(user: "User", found: SourceFile) -> dict[str, Any]:
    """What the page of a file needs."""
    verdict = found.verdict
    held = verdict.kind == Verdict.Kind.HELD
    return {
        "here": "imports",
        "file": found,
        "verdict": verdict,
        "held": held,
        "verdicts": [(v, [Reason.from_json(r) for r in v.reasons]) for v in found.verdicts.select_related("given_by")],
        "figures": found.figures.count(),
        "notice": found.figures.first() if found.kind == SourceFile.Kind.NOTICE else None,
        "withheld": next((w for w in readings.withheld(now()) if w.file.pk == found.pk), None),
        "own": found.received_by_id == user.pk,
        "form": forms.ReasonForm(),
        "may": _may(user),
    }


def _judge(
    request: HttpRequest,
    number: int,
    act: Callable[[SourceFile, "User", str, datetime], Verdict],
    kind: Verdict.Kind,
    done: str,
) -> HttpResponse:
    user, found = person(request), found_file(number)
    require(user, Action.RELEASE, land())
    if request.method != "POST":
        return redirect("office:file", number)
    form = forms.ReasonForm(request.POST)
    if not form.is_valid():
        context = file_context(user, found) | {"form": form, "wanted": str(kind)}
        return shown(request, "office/file.html", context, status=400)
    last = found.verdict
    if last.kind == kind and last.given_by_id == user.pk:
        messages.info(request, _("Das ist schon so eingetragen. Es wurde nichts doppelt angelegt."))
        return redirect("office:file", number)
    act(found, user, form.cleaned_data["reason"], now())
    messages.success(request, done)
    return redirect("office:file", number)


def _say(request: HttpRequest, receipt: intake.Receipt) -> None:
    if not receipt.new:
        messages.info(request, _("Diese Datei ist schon da. Es wurde nichts hinzugefügt."))
    elif receipt.held:
        messages.warning(request, _("Die Datei ist da, wird aber zurückgehalten, bis eine Person entschieden hat."))
    else:
        messages.success(request, _("Die Datei ist übernommen: %(n)s neue Werte.") % {"n": receipt.added})


def _may(user: "User") -> dict[str, bool]:
    return {
        "upload": may(user, Action.UPLOAD, land()),
        "release": may(user, Action.RELEASE, land()),
        "enter": may(user, Action.ENTER_NOTICE, land()),
        "confirm": may(user, Action.CONFIRM_NOTICE, land()),
    }
