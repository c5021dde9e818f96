"""Feeds on the wire: calendars, Atom, CAP messages, the data package."""

import functools
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse

from lagezentrum.law.model import Text
from lagezentrum.sources.areas import Area
from lagezentrum.web.api.conditional import conditional
from lagezentrum.web.api.kept import Body
from lagezentrum.web.api.parameters import days_of, require_known
from lagezentrum.web.api.places import area_of, concerning
from lagezentrum.web.api.problems import Complaint, Refused, problem_response
from lagezentrum.web.api.record import changed_at, ground, meta, published, rests_on
from lagezentrum.web.api.shapes.levels import DayInArea
from lagezentrum.web.api.telling import day_in_area
from lagezentrum.web.feeds import atom, calendar, cap, package
from lagezentrum.web.feeds.cap_messages import message_of
from lagezentrum.web.feeds.cap_rest import rest
from lagezentrum.web.feeds.ledger_heads import daily_heads
from lagezentrum.web.feeds.periods import periods
from lagezentrum.web.feeds.wording import LANGUAGES, Language
from lagezentrum.web.ledger import law, order_files
from lagezentrum.web.today import today


def feed(*known: str) -> Callable[[Callable[..., Body]], Callable[..., HttpResponse]]:
    """Decorator of a feed that takes the parameters named: known ones only, ETag, problems instead of pages."""

    def decorate(view: Callable[..., Body]) -> Callable[..., HttpResponse]:
        @functools.wraps(view)
        def sent(request: HttpRequest, **given: Any) -> HttpResponse:
            try:
                require_known(request, frozenset(known))
                here = request.build_absolute_uri("/")  # feeds name their own address
                return conditional(request, rests_on() + here, lambda: view(request, **given))
            except Refused as refused:
                return problem_response(request, refused)

        return sent

    return decorate


@feed("language")
def ics(request: HttpRequest, ags: str) -> Body:
    """The calendar of an area."""
    area, language = area_of(ags), _language(request)
    situation, told_from = ground(today(), None)
    content = calendar.as_ics(
        area,
        periods(_days(area)),
        situation.earliest(area.ags),
        situation.applied,
        today=today(),
        published=[order.decision.decided_on for order in told_from.orders if order.decision.area in concerning(area)],
        stamp=changed_at(meta()),
        page=_pages(request, language) + _page(area),
        language=language,
    )
    return Body(content, calendar.MEDIA_TYPE, f"{area.ags}.ics")


@feed("language")
def atom_feed(request: HttpRequest, ags: str) -> Body:
    """What was ordered in an area; for the Land everything, and the head of the ledger day by day."""
    area, language = area_of(ags), _language(request)
    found = [d for d in published() if area.is_land or d.area in concerning(area)]
    site, pages = _site(request), _pages(request, language)
    asked = "" if language == "de" else f"?language={language}"
    content = atom.as_atom(
        area,
        found,
        daily_heads() if area.is_land else (),
        atom.Addresses(site, pages, f"{site}/feeds/{area.ags}.atom{asked}", pages + _page(area)),
        order_files.sizes(),
        changed_at(meta()),
        language,
    )
    return Body(content, atom.MEDIA_TYPE)


@feed()
def cap_message(request: HttpRequest, name: str) -> Body:
    """A CAP message by its identifier, or the last one of a determination by its id."""
    found = message_of(published(), name)
    if found is None:
        raise Refused(
            "unknown-determination",
            Text(
                de=f"Zu {name!r} gibt es keine Warnmeldung. Alle Feststellungen stehen unter /api/v1/determinations.",
                en=f"There is no message for {name!r}. All determinations are listed at /api/v1/determinations.",
            ),
        )
    page = f"{_site(request)}/feststellungen/{found.determination.id}/"
    return Body(cap.as_xml(found, page, rest(found)), cap.MEDIA_TYPE)


@feed()
def data_package(_request: HttpRequest) -> Body:
    """Everything as a Frictionless data package."""
    return Body(package.build(), package.MEDIA_TYPE, package.FILE_NAME)


def _days(area: Area) -> Iterator[DayInArea]:
    """Every day of the regulation up to its end, or to the last day on which something is settled."""
    regulation = law.regulation()
    first = min(version.in_force.from_ for version in regulation.versions)
    _, told_from = ground(today(), None)
    settled = [order.decision.effective for order in told_from.orders if order.decision.effective is not None]
    last = max([today(), *settled])
    end = law.last_day(regulation)
    if told_from.announced_until is not None:
        last = told_from.announced_until  # what holds then goes on until something else is announced
    elif end is not None:
        last = date.fromordinal(end.toordinal() + 1)  # the day after it shows that nothing holds any more
    for day in days_of(first, last):
        yield day_in_area(told_from, area.ags, day)


def _language(request: HttpRequest) -> Language:
    asked = request.GET.get("language", "de")
    for language in LANGUAGES:
        if language == asked:
            return language
    told = Text(de="Bekannt sind de und en.", en="Known are de and en.")
    raise Refused(
        "invalid-parameter",
        told,
        errors=[Complaint(parameter="language", message=told.de, message_en=told.en)],
    )


def _site(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")


def _pages(request: HttpRequest, language: Language) -> str:
    """The address below which the pages in a language lie."""
    return _site(request) + ("" if language == "de" else f"/{language}")


def _page(area: Area) -> str:
    return "/land/" if area.is_land else f"/kreis/{area.ags}/"
