"""The published order as a file: always the same bytes, so that everybody may keep them."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.views.decorators.http import require_safe

from lagezentrum.web.ledger import folding, order_files
from lagezentrum.web.ledger.chain import sha256
from lagezentrum.web.public.order_links import DOCX, PDF, as_file, docx_of, file_name

_FOR_EVER = "public, max-age=31536000, immutable"


@require_safe
def order_file(request: HttpRequest, matter: str, form: str) -> HttpResponse:
    """The order of a published determination, as PDF (authentic) or as DOCX made of what the PDF carries."""
    found = folding.determination(matter)
    content = None
    if found is not None and found.is_public:
        content = order_files.pdf_of(found) if form == "pdf" else docx_of(found)
    if found is None or content is None:
        raise Http404
    etag = f'"{sha256(content)}"'
    asked = {part.strip().removeprefix("W/") for part in request.headers.get("If-None-Match", "").split(",")}
    response: HttpResponse = (
        HttpResponseNotModified()
        if etag in asked
        else as_file(content, PDF if form == "pdf" else DOCX, file_name(found, form))
    )
    response["ETag"] = etag
    # A DOCX may be laid out anew by a later version; a PDF never is.
    response["Cache-Control"] = _FOR_EVER if form == "pdf" else "public, max-age=3600"
    return response
