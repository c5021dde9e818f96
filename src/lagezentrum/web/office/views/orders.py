"""The order of a matter: a Word draft to be edited, the PDF that was made public, and the check of an edited file."""

from django.http import HttpRequest, HttpResponse

from lagezentrum.documents.checking import Checked
from lagezentrum.documents.drafting_word import to_docx
from lagezentrum.documents.problems import DocumentProblem
from lagezentrum.law.model import Text
from lagezentrum.web.ledger import order_files
from lagezentrum.web.ledger.determination import Determination
from lagezentrum.web.ledger.orders import needs_order, order_of
from lagezentrum.web.ledger.recording import found_matter
from lagezentrum.web.ledger.refusals import Conflict
from lagezentrum.web.office import forms
from lagezentrum.web.office.access import UnknownThing, page, person, shown
from lagezentrum.web.office.checking import MOST_BYTES, checked
from lagezentrum.web.people.permission import Action, require
from lagezentrum.web.public.order_links import DOCX, as_file, file_name
from lagezentrum.web.public.templatetags.lagezentrum import words
from lagezentrum.web.today import today


@page
def draft(request: HttpRequest, matter: str) -> HttpResponse:
    """The order as DOCX: of a draft as it would be announced today, of a published one as it was announced."""
    found = _found(request, matter)
    kept = order_files.pdf_of(found)
    try:
        made = order_files.docx_from(kept, found.id) if kept else to_docx(*order_of(found, today()))
    except DocumentProblem as problem:
        raise Conflict(problem.de, problem.en) from problem
    return as_file(made.content, DOCX, file_name(found, "docx", draft=kept is None))


@page
def check(request: HttpRequest, matter: str) -> HttpResponse:
    """Handing in an edited file to learn which numbers and dates differ. Nothing of it is kept."""
    found = _found(request, matter)
    form = forms.OrderFileForm(request.POST if request.method == "POST" else None, request.FILES or None)
    result: Checked | None = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["file"]
        if given.size > MOST_BYTES:
            form.add_error("file", words(_TOO_LARGE))
        else:
            try:
                result = checked(found, given.read(), given.name)
            except DocumentProblem as problem:
                form.add_error("file", words(Text(de=problem.de, en=problem.en)))
    context = {"here": "matters", "matter": found, "form": form, "result": result}
    return shown(request, "office/check_order.html", context, status=400 if form.errors else 200)


_TOO_LARGE = Text(
    de=f"Die Datei ist größer als {MOST_BYTES // 1_000_000} MB. Das ist keine Anordnung, wie sie hier gemacht wird.",
    en=f"The file is larger than {MOST_BYTES // 1_000_000} MB. That is no order as they are made here.",
)


def _found(request: HttpRequest, matter: str) -> Determination:
    found = found_matter(matter)
    require(person(request), Action.READ_OFFICE, found.area)
    if not needs_order(found):
        raise UnknownThing(
            "Hierzu gibt es keine Anordnung: Es gilt von Rechts wegen.",
            "There is no order for this: it holds by law.",
        )
    return found
