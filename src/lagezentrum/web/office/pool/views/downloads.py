"""Files to take away: templates, coverage and deployments as tables, plan files, the weekly report."""

from collections.abc import Iterable, Sequence

from django.http import HttpRequest, HttpResponse

from lagezentrum.law.model import Text
from lagezentrum.staffing.intake.templates import authority_template, nomination_template, request_template
from lagezentrum.staffing.model import week_name
from lagezentrum.web.office.access import UnknownThing, page, person
from lagezentrum.web.office.pool import board, cases, exports, plans
from lagezentrum.web.office.pool.reasons import MODES, SKILLS
from lagezentrum.web.office.pool.rights import reaches, require_board, require_plans, rights
from lagezentrum.web.office.pool.views.deployments import filtered
from lagezentrum.web.office.pool.views.lenders import require_some as require_lender
from lagezentrum.web.office.pool.words import DEPLOYMENTS, NEVER_BEGUN
from lagezentrum.web.pool import scope
from lagezentrum.web.pool.early_ends import never_begun
from lagezentrum.web.pool.refusals import unknown
from lagezentrum.web.public import language

_COVERAGE = (
    Text(de="Woche", en="Week"),
    Text(de="Schlüssel", en="Key"),
    Text(de="Stelle", en="Receiver"),
    Text(de="Eigene Kräfte (VZÄ)", en="Own staff (FTE)"),
    Text(de="Es fehlen (VZÄ)", en="Missing (FTE)"),
    Text(de="Bedarf, niedrig (VZÄ)", en="Need, low (FTE)"),
    Text(de="Bedarf, hoch (VZÄ)", en="Need, high (FTE)"),
    Text(de="Geschickt (VZÄ)", en="Sent (FTE)"),
    Text(de="Davon gedeckt (VZÄ)", en="Covered by them (FTE)"),
    Text(de="Kräfte", en="People"),
    Text(de="Deckung (0 bis 1)", en="Coverage (0 to 1)"),
)
_DEPLOYMENTS = (
    Text(de="Einsatz", en="Deployment"),
    Text(de="Dienststelle", en="Lender"),
    Text(de="Kennung", en="Pseudonym"),
    Text(de="Schlüssel der Stelle", en="Key of the receiver"),
    Text(de="Aufnehmende Stelle", en="Receiver"),
    Text(de="Von", en="From"),
    Text(de="Bis", en="Until"),
    Text(de="VZÄ", en="FTE"),
    Text(de="Arbeit", en="Work"),
    Text(de="Einsatzart", en="Mode"),
    Text(de="Stand", en="State"),
)


@page
def template(request: HttpRequest, name: str) -> HttpResponse:
    """An empty file to fill in."""
    held = rights(person(request))
    found = {
        "meldung": (nomination_template, held.lenders != frozenset()),
        "stellen": (authority_template, held.set_lender),
        "bedarf": (request_template, held.receivers != frozenset()),
    }.get(name)
    if found is None or not found[1]:
        raise UnknownThing(
            f"Eine Vorlage „{name}“ gibt es für Sie nicht. Es gibt „meldung“, „stellen“ und „bedarf“.",
            f'There is no template "{name}" for you. There are "meldung", "stellen" and "bedarf".',
        )
    return _file(found[0]().encode(), exports.CSV_TYPE, f"vorlage-{name}.csv")


@page
def coverage(request: HttpRequest, key: str, form: str) -> HttpResponse:
    """Need and coverage of every receiver in every week of a plan."""
    user = person(request)
    require_board(user)
    found, opened = plans.of_proposal(user, key)
    silent = frozenset(found.without_request)
    rows: list[Sequence[exports.Cell]] = []
    for week in opened.weeks:
        for row in sorted(
            board.office_rows(opened, week, silent, cases.asked_for(week)), key=lambda one: one.receiver.key
        ):
            low, high = (None, None) if row.range is None else (row.range.low, row.range.high)
            rows.append(
                (
                    week_name(week), row.receiver.key, row.receiver.name, row.own, row.missing, low, high, row.sent,
                    row.covered, row.people, row.coverage,
                )
            )  # fmt: skip
    names = (f"deckung-{key}", f"coverage-{key}")
    return _table(names, Text(de="Deckung", en="Coverage"), _COVERAGE, rows, form)


@page
def deployments(request: HttpRequest, form: str) -> HttpResponse:
    """The deployments that somebody sees; the pseudonym only of people whose lender may know it."""
    user = person(request)
    held = rights(user)
    if held.lenders == held.receivers == frozenset():
        require_lender(user)
    listed = list(filtered(request, scope.deployments(user)))
    unbegun = never_begun(listed)
    rows: list[Sequence[exports.Cell]] = [
        (
            row.pk, row.person.lender_id, row.person.pseudonym if reaches(held.lenders, row.person.lender_id) else None,
            row.receiver_id, row.receiver.name, row.first, row.last, row.person.quarters / 4,
            _said(SKILLS[row.skill]), _said(MODES[row.mode]),
            _said(NEVER_BEGUN if row.pk in unbegun else DEPLOYMENTS[row.state]),
        )
        for row in listed
    ]  # fmt: skip
    return _table(("einsaetze", "deployments"), Text(de="Einsätze", en="Deployments"), _DEPLOYMENTS, rows, form)


@page
def plan(request: HttpRequest, key: str) -> HttpResponse:
    """The plan file as it is on record, for `lage pool check`."""
    user = person(request)
    require_plans(user)
    found = scope.proposals(user).filter(key=key).first()
    content = None if found is None else scope.plan_file(user, found)
    if content is None:
        raise unknown("Vorschlag", "proposal", key)
    return _file(content, "application/json", f"{key}.json")


def _table(
    names: tuple[str, str], title: Text, heads: Sequence[Text], rows: Iterable[Sequence[exports.Cell]], form: str
) -> HttpResponse:
    """A table in the language of the page; `names` of the file in German and English."""
    if form not in ("csv", "xlsx"):
        raise UnknownThing(
            f"Eine Tabelle als „{form}“ gibt es nicht. Es gibt csv und xlsx.",
            f'There is no table as "{form}". There are csv and xlsx.',
        )
    header = [_said(head) for head in heads]
    name = names[language.current() == "en"]
    if form == "xlsx":
        return _file(exports.as_xlsx(_said(title), header, rows), exports.XLSX_TYPE, f"{name}.xlsx")
    return _file(exports.as_csv(header, rows), exports.CSV_TYPE, f"{name}.csv")


def _said(text: Text) -> str:
    return text.in_language(language.current())


def _file(content: bytes, media_type: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=media_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
