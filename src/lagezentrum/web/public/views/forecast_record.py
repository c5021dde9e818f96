"""How good the forecasts were: the record beside every probability, with its limits."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from lagezentrum.engine.wording.phrases import text
from lagezentrum.outlook.probable.measured import REGULATION, VERSION
from lagezentrum.season.forecast_record.reading import read_about_record, read_record
from lagezentrum.web.ledger import law
from lagezentrum.web.public import language, skill
from lagezentrum.web.public.caching import page


@page
def forecast_record(request: HttpRequest) -> HttpResponse:
    """The tables of the record, the reliability diagrams, and what they can not show."""
    version = law.library().regulation(REGULATION).named(VERSION)
    if version is None:
        raise Http404
    about, record, spoken = read_about_record(), read_record(), language.current()
    parts = [
        skill.part(record, named.where, named.title, named.attribution, version)
        for named in sorted(about.sets, key=lambda named: skill.order(named.where))
    ]
    return render(
        request,
        "public/forecast_record.html",
        {
            "parts": [found for found in parts if found.figures or found.levels],
            "limits": [text(limit, spoken) for limit in about.limits],
            "fewest": skill.FEWEST,
            "version": version,
        },
    )
