"""One determination: what was ordered, its proof, its place in the ledger."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from lagezentrum.documents.change_proof import ChangeProof, Day
from lagezentrum.engine.progress import MarkKind
from lagezentrum.web.ledger import folding, law
from lagezentrum.web.public import sentences
from lagezentrum.web.public.caching import page
from lagezentrum.web.public.marks import step_mark
from lagezentrum.web.public.order_links import order_files_of
from lagezentrum.web.public.proofs import norms
from lagezentrum.web.public.templatetags.lagezentrum import box


@page
def order(request: HttpRequest, matter: str) -> HttpResponse:
    """A published determination; drafts are not public."""
    found = folding.determination(matter)
    if found is None or not found.is_public:
        raise Http404
    version = law.library().regulation(found.regulation).named(found.version)
    proof = ChangeProof.model_validate(found.proof)
    return render(
        request,
        "public/order.html",
        {
            "order": found,
            "area": law.areas(found.regulation).get(found.area),
            "version": version,
            "rule": version.rules.get(found.rule) if version else None,
            "title": sentences.order_title(found, version),
            "sentence": sentences.ordered(found, version),
            "mark": step_mark(found.step) if found.change == "raise" and found.kind != "refrain" else None,
            "proof": proof,
            "boxes": [box(_kind(proof, day), day.day, day.left_out) for day in proof.days],
            "lowering": proof.change == "lower",
            "indicators": version.indicators if version else {},
            "files": order_files_of(found),
            "norm": norms(found.regulation).get(found.version, {}),
        },
    )


def _kind(proof: ChangeProof, day: Day) -> MarkKind:
    """Which box a day of a proof is: one way must hold with all its indicators."""
    if day.left_out is not None:
        return "skipped"
    held = {figure.indicator: figure.holds for figure in day.figures}
    ways = [[held.get(name) for name in way] for way in proof.ways]
    if any(all(way) for way in ways):
        return "reached"
    return "missed" if all(False in way for way in ways) else "missing"
