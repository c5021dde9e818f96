"""The policy lab: a rule with other numbers over the season. The page, its answer alone, CSV, and a design."""

import csv
import functools
import hashlib
import json
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from lagezentrum.web.public import language
from lagezentrum.web.public.caching import MAX_AGE, rests_on
from lagezentrum.web.public.policy_lab import design, form, limits, shown, table
from lagezentrum.web.public.policy_lab.question import Question, question

_View = Callable[[HttpRequest], HttpResponse]


def answered(view: _View) -> _View:
    """Decorator: the same for everybody, no cookie, an ETag; computed anew for each address and kept nowhere.

    There are more settings of the sliders than any store should keep, so `caching.page` is not for them.
    """

    @csrf_exempt
    @functools.wraps(view)
    def sent(request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            refused = HttpResponse(status=405)
            refused["Allow"] = "GET, HEAD"
            return refused
        etag = _etag(request)
        if etag in request.headers.get("If-None-Match", ""):
            return _labelled(HttpResponseNotModified(), etag)
        if seconds := limits.wait(request):
            told = _("Zu viele Fragen auf einmal. Bitte in %(seconds)s Sekunden wieder.") % {"seconds": seconds}
            part = "_wait" if request.path == reverse("public:lab-answer") else "wait"
            late = render(request, f"public/policy_lab/{part}.html", {"told": told}, status=429)
            late["Retry-After"] = str(seconds)
            return late
        response = view(request)
        if request.method == "HEAD":
            response["Content-Length"] = str(len(response.content))
            response.content = b""
        return _labelled(response, etag) if response.status_code == 200 else response

    return sent


@answered
def lab(request: HttpRequest) -> HttpResponse:
    """The whole page. A longer way of asking is sent on to the shortest address, so that it can be cited."""
    asked = question(request.GET.dict())
    if asked.asked is not None and asked.named and not asked.problems and asked.named != asked.asked.address:
        return HttpResponseRedirect(form.address("lab", asked.asked.address))
    return render(request, "public/policy_lab/page.html", _shown(asked) | {"whole": True})


@answered
def lab_answer(request: HttpRequest) -> HttpResponse:
    """The answer alone, for a page that is there already, with the address under which the page gives it too."""
    asked = question(request.GET.dict())
    response = render(request, "public/policy_lab/_swapped.html", _shown(asked))
    if asked.asked is not None and not asked.problems:
        response["HX-Replace-Url"] = form.address("lab", asked.asked.address)
    return response


@answered
def lab_csv(request: HttpRequest) -> HttpResponse:
    """The table of the districts for programs."""
    asked = question(request.GET.dict())
    found = asked.answered()
    if found is None or asked.asked is None or asked.season is None:
        return _not_answered(asked)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="regellabor.csv"'
    writer = csv.writer(response, lineterminator="\n")
    writer.writerow(table.csv_header(found.steps))
    areas = [(area.ags, area.title) for area in asked.season.areas]
    writer.writerows(table.csv_rows(areas, found.mine.columns, found.real.columns, found.steps, asked.asked.first))
    return response


@answered
def lab_design(request: HttpRequest) -> HttpResponse:
    """The same question as a design for `lage lab run`."""
    asked = question(request.GET.dict())
    if asked.asked is None or asked.problems or asked.offer is None:
        return _not_answered(asked)
    regulation = asked.offer.version.regulation
    written = design.written(asked.asked, regulation, asked.offer.moved, language.current())
    response = HttpResponse(written, content_type="application/yaml; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="regel.yaml"'
    return response


def _shown(asked: Question) -> dict[str, object]:
    found = asked.answered()
    return form.form(asked) | {
        "question": asked,
        "summary": form.summary(asked),
        "answer": None if found is None else shown.answer(asked, found),
    }


def _not_answered(asked: Question) -> HttpResponse:
    """What is wrong with an address that no file can be made of."""
    lines = [f"{name}: {problem}" for name, _id, problem in form.summary(asked)]
    nothing = _("Im Archiv dieses Dienstes liegen noch keine Zahlen.")
    return HttpResponse("\n".join(lines) or nothing, status=400, content_type="text/plain; charset=utf-8")


def _etag(request: HttpRequest) -> str:
    asked = json.dumps([rests_on(), language.current(), request.path, list(request.GET.lists())])
    return f'W/"{hashlib.sha256(asked.encode()).hexdigest()[:32]}"'


def _labelled(response: HttpResponse, etag: str) -> HttpResponse:
    response["ETag"] = etag
    response["Cache-Control"] = f"public, max-age={MAX_AGE}"
    response["Vary"] = "Accept-Encoding"
    return response
