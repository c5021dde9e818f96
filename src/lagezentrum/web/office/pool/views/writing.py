"""Letters and the weekly report as files."""

from django.http import HttpRequest, HttpResponse

from lagezentrum.documents.pool.letter import LetterKind
from lagezentrum.documents.pool.letter_files import to_pdf, to_zip_by_authority
from lagezentrum.documents.pool.weekly_report import to_pdf as report_pdf
from lagezentrum.documents.problems import DocumentProblem
from lagezentrum.staffing.model import week_name
from lagezentrum.web.office.access import page, person
from lagezentrum.web.office.pool import letters, plans
from lagezentrum.web.office.pool.report import report_data
from lagezentrum.web.office.pool.rights import require_board
from lagezentrum.web.office.pool.views.deployments import ticked
from lagezentrum.web.office.pool.views.frame import pool_page, wanted_week
from lagezentrum.web.office.pool.views.lenders import require_some
from lagezentrum.web.people.permission import Action, require
from lagezentrum.web.pool import scope
from lagezentrum.web.pool.early_ends import never_begun
from lagezentrum.web.pool.models import Deployment
from lagezentrum.web.pool.recording import land
from lagezentrum.web.pool.refusals import WrongState, unknown
from lagezentrum.web.public import language
from lagezentrum.web.today import today

_LONGEST = 120


@page
def write(request: HttpRequest) -> HttpResponse:
    """Names for the letters of some deployments, and the letters themselves as one PDF or a ZIP."""
    user = person(request)
    require_some(user)
    given = request.POST if request.method == "POST" else request.GET
    numbers = sorted(set(ticked(given)))[: letters.MOST]
    rows = list(
        scope.deployments(user)
        .filter(pk__in=numbers)
        .exclude(state=Deployment.State.APPROVED)
        .select_related("person__lender", "receiver")
        .order_by("pk")
    )
    if numbers and not rows:
        raise unknown("angeordneter Einsatz", "ordered deployment", numbers[0])
    for lender in sorted({row.person.lender_id for row in rows}):
        require(user, Action.READ_NOMINATIONS, land(), body=lender)
    problem = ""
    kinds = [kind for kind in LetterKind if kind.value in request.POST.getlist("art")]
    if request.method == "POST" and request.POST.get("act") in ("pdf", "zip"):
        try:
            return _made(request, rows, kinds)
        except DocumentProblem as refusal:
            problem = refusal.de if language.current() == "de" else refusal.en
        except WrongState as refusal:
            problem = refusal.message
    ticked_kinds = kinds or letters.suggested(rows)
    context = {
        "lines": letters.lines(rows),
        "typed": {row.pk: request.POST.get(f"name-{row.pk}", "") for row in rows},
        "forms": {row.pk: request.POST.get(f"form-{row.pk}", "") for row in rows},
        "kinds": [(kind.value, words, kind in ticked_kinds) for kind, words in letters.KINDS.items()],
        "never_begun": never_begun(rows),
        "contact": request.POST.get("kontakt", ""),
        "problem": problem,
        "most": letters.MOST,
    }
    return pool_page(request, "letters.html", context, "deployments", 400 if problem else 200)


@page
def report(request: HttpRequest, key: str) -> HttpResponse:
    """The weekly report of the staff unit as PDF."""
    user = person(request)
    require_board(user)
    found, opened = plans.of_proposal(user, key)
    week = plans.week_within(opened, wanted_week(request))
    made = report_pdf(report_data(found, opened, week, today()), language.current())
    return _file(made.content, "application/pdf", f"wochenbericht-{week_name(week)}.pdf")


def _made(request: HttpRequest, rows: list[Deployment], kinds: list[LetterKind]) -> HttpResponse:
    user = person(request)
    if not kinds:
        raise DocumentProblem("Wählen Sie mindestens eine Art von Schreiben.", "Choose at least one kind of letter.")
    names = {row.pk: request.POST.get(f"name-{row.pk}", "").strip() for row in rows}
    forms = {row.pk: request.POST.get(f"form-{row.pk}", "") for row in rows}
    batch = letters.letters(user, rows, kinds, names, forms)
    if not batch:
        raise DocumentProblem(
            "Von den gewählten Arten gibt es zu diesen Einsätzen kein Schreiben: zum Ende nur, wo ein Einsatz früher "
            "endet oder entfällt; wer zurückgerufen ist, wird nicht mehr erbeten.",
            "There is no letter of the kinds chosen about these deployments: about the end only where one ends early "
            "or never begins; who was recalled is no longer asked for.",
        )
    sending = letters.sending(request.POST.get("kontakt", "")[:_LONGEST])
    if request.POST.get("act") == "zip":
        return _file(to_zip_by_authority(batch, sending).content, "application/zip", "schreiben.zip")
    return _file(to_pdf(batch, sending).content, "application/pdf", "schreiben.pdf")


def _file(content: bytes, media_type: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=media_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
