"""What somebody had filled in when their session had run out: kept, and offered again once they are signed in.

It stays in the session of that browser (the sign-in carries it over) and goes with the first page that offers it.
Files are not kept; they lie on the disk of whoever chose them.
"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

_KEY = "kept_input"
_MOST = 60_000
"""Characters. More than any form of the office holds in one field with its reasons; a stranger can store no more."""
_ONLY_AFTER_LOOKING = frozenset(
    {"approve", "publish", "confirm", "confirm-suspension", "verify", "pool-approve", "pool-submit",
     "pool-send-back", "pool-order", "pool-upload", "pool-check", "pool-letters"}
)  # fmt: skip
"""Pages whose button has nothing to fill in: whoever signs in again looks at the page again. And the letters of the
pool, whose names are kept nowhere."""
_NOT_KEPT = frozenset({"csrfmiddlewaretoken", "seen", "act"})


def keep(request: HttpRequest) -> None:
    """Keep what was handed in without a session, and say so."""
    if request.method != "POST":
        return
    given = [(name, value) for name, values in request.POST.lists() for value in values if name not in _NOT_KEPT]
    page = request.resolver_match.url_name if request.resolver_match else None
    too_long = sum(len(name) + len(value) for name, value in given) > _MOST
    if page in _ONLY_AFTER_LOOKING or too_long or not any(value for _name, value in given):
        messages.warning(request, _("Ihre Anmeldung war abgelaufen. Es wurde nichts gespeichert."))
        return
    request.session[_KEY] = {"path": request.path, "act": request.POST.get("act", ""), "given": given}
    messages.warning(
        request,
        _("Ihre Anmeldung war abgelaufen. Es wurde nichts gespeichert, aber Ihre Eingaben sind aufgehoben."),
    )


def offer(request: HttpRequest) -> HttpResponse | None:
    """The page that offers what was kept for this address; None where nothing was."""
    kept = request.session.get(_KEY)
    if request.method != "GET" or kept is None or kept["path"] != request.path:
        return None
    del request.session[_KEY]
    # A draft is shown again with its preview before anything is recorded.
    act = "preview" if kept["act"] in ("preview", "draft") else kept["act"]
    long = [(name, value) for name, value in kept["given"] if value]
    return render(request, "office/kept.html", {"given": kept["given"], "long": long, "act": act})
