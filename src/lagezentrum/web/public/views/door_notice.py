"""The notice for the door of a business: a form with four questions, and the sheet as PDF."""

import hashlib
import json
from urllib.parse import urlencode

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lagezentrum import __version__
from lagezentrum.documents.door_sheet import notice_to_pdf
from lagezentrum.documents.problems import DocumentProblem
from lagezentrum.law.model import Text
from lagezentrum.web import doors
from lagezentrum.web.ledger import law
from lagezentrum.web.public.caching import MAX_AGE, page
from lagezentrum.web.public.notices import Asked, asked_for, demands_of, notice_for, setting_words
from lagezentrum.web.public.order_links import PDF, as_file
from lagezentrum.web.public.overview import district_keys
from lagezentrum.web.situation import situation
from lagezentrum.web.today import today

_KEPT_FOR = 24 * 3600


@page
def door_notice(request: HttpRequest) -> HttpResponse:
    """Which district, which place, indoors or outdoors, which day; then the sheet, or why there is none."""
    return _form(request, _asked(request))


@require_safe
def door_notice_pdf(request: HttpRequest) -> HttpResponse:
    """The sheet as A4 PDF, set once for each content. Its QR code leads to the district on this host."""
    asked = _asked(request)
    if not asked.is_whole:
        return _form(request, asked, status=404)
    try:
        notice = notice_for(asked, request.build_absolute_uri(f"/kreis/{asked.area}/"))
        content = json.dumps([__version__, notice.model_dump(mode="json")], sort_keys=True)
        key = "door-notice-" + hashlib.sha256(content.encode()).hexdigest()
        pdf: bytes | None = caches["pages"].get(key)
        if pdf is None:
            pdf = notice_to_pdf(notice).content
            caches["pages"].set(key, pdf, _KEPT_FOR)
    except DocumentProblem as problem:
        return _form(request, asked, problem, status=404)
    etag = f'"{hashlib.sha256(pdf).hexdigest()}"'
    response: HttpResponse = HttpResponseNotModified()
    if etag not in request.headers.get("If-None-Match", ""):
        response = as_file(pdf, PDF, f"Aushang-{asked.area}-{asked.kind}-{asked.day.shown.isoformat()}.pdf")
    response["ETag"] = etag
    response["Cache-Control"] = f"public, max-age={MAX_AGE}"
    return response


def _asked(request: HttpRequest) -> Asked:
    seen = situation(today())
    return asked_for(request, tuple(district_keys(seen)), tuple(doors.kinds(seen.regulation.id)))


def _form(
    request: HttpRequest, asked: Asked, problem: DocumentProblem | None = None, status: int = 200
) -> HttpResponse:
    seen = situation(today())
    notice = None
    if asked.is_whole and problem is None:
        try:
            notice = notice_for(asked, "")
        except DocumentProblem as found:
            problem = found
    asks = {"ort": asked.area, "art": asked.kind, "wo": asked.setting, "tag": asked.day.shown.isoformat()}
    context = {
        "asked": asked,
        "day": asked.day,
        "districts": sorted((seen.areas[ags] for ags in district_keys(seen)), key=lambda area: area.name),
        "kinds": doors.kinds(law.regulation().id).items(),
        "settings": setting_words(),
        "notice": notice,
        "demands": None if notice is None else demands_of(notice),
        "unknown_kind": not asked.kind and bool(request.GET.get("art", "").strip()),
        "place": doors.kinds(law.regulation().id).get(asked.kind),
        "setting": None if notice is None else dict(setting_words())[notice.setting],
        "problem": None if problem is None else Text(de=problem.de, en=problem.en),
        "sheet": f"{reverse('public:door-notice-pdf')}?{urlencode(asks)}",
    }
    return render(request, "public/door_notice.html", context, status=status)
