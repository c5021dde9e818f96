"""What every page carries: exercise banner, state of the data, head of the ledger, the other language."""

from datetime import date
from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.template.loader import render_to_string
from django.urls import translate_url
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, get_language_info

from lagezentrum.web.today import now, today


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context of `base.html`. What needs the database is looked up only where a template asks for it.

    Keys: `exercise`, `authority`, `today` (date), `stand` (archive.readings.Stand), `ledger_head`
    (ledger.chain.Head or None), `languages` (a list of code, name, address of this page, whether it is the current).
    """
    return {
        "exercise": settings.EXERCISE,
        "authority": settings.AUTHORITY,
        "today": SimpleLazyObject(today),
        "stand": SimpleLazyObject(_stand),
        "ledger_head": SimpleLazyObject(_ledger_head),
        "languages": SimpleLazyObject(partial(_languages, request)),
    }


def server_error(_request: HttpRequest) -> HttpResponse:
    """The page for a failure of ours; it needs neither the database nor a user."""
    context = {"exercise": settings.EXERCISE, "authority": settings.AUTHORITY, "today": _today_or_none()}
    return HttpResponseServerError(render_to_string("500.html", context))


def _stand() -> Any:
    from lagezentrum.web.archive import readings

    return readings.stand(now())


def _ledger_head() -> Any:
    from lagezentrum.web.ledger import chain

    return chain.head()


def _languages(request: HttpRequest) -> list[dict[str, Any]]:
    current = get_language()
    return [
        {
            "code": code,
            "name": get_language_info(code)["name_local"],
            "address": translate_url(request.get_full_path(), code),
            "current": code == current,
        }
        for code, _name in settings.LANGUAGES
    ]


def _today_or_none() -> date | None:
    try:
        return today()
    except ValueError:  # a mistyped LAGEZENTRUM_TODAY must not break the page that reports failures
        return None
