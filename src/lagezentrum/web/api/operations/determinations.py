"""/determinations: what authorities ordered and published."""

from typing import Annotated

from ninja import Path, Query, Router

from lagezentrum.law.model import Text
from lagezentrum.law.problems import nearest
from lagezentrum.web.api.parameters import AsOf, ConcernedArea, Day, require_order
from lagezentrum.web.api.places import area_of, concerning
from lagezentrum.web.api.problems import Refused, Suggestion
from lagezentrum.web.api.record import meta, published
from lagezentrum.web.api.serving import answered
from lagezentrum.web.api.shapes import determinations as shapes
from lagezentrum.web.feeds.cap_messages import WARNING_KINDS
from lagezentrum.web.feeds.wording import area_title, authority, headline
from lagezentrum.web.ledger.determination import Determination

router = Router(tags=["determinations"], by_alias=True)

Matter = Annotated[str, Path(description="id of the determination", example="03241-2021-1")]
Since = Annotated[Day | None, Query(None, alias="from", description="published on or after", example="2021-11-22")]
Until = Annotated[Day | None, Query(None, alias="to", description="published on or before", example="2021-12-20")]


@router.get(
    "/determinations",
    response=shapes.DeterminationsAnswer,
    operation_id="determinations",
    summary="Published determinations",
)
@answered
def determinations(
    area: ConcernedArea = None, first: Since = None, last: Until = None, as_of: AsOf = None
) -> shapes.DeterminationsAnswer:
    """Everything published, the latest first, whatever came of it afterwards. Drafts are not public."""
    require_order(first, last)
    wanted = None if area is None else concerning(area_of(area))
    found = [
        shape
        for one in published(as_of)
        if (wanted is None or one.area in wanted)
        and (shape := _shape(one)) is not None
        and (first is None or shape.published_on >= first)
        and (last is None or shape.published_on <= last)
    ]
    return shapes.DeterminationsAnswer(
        data=tuple(sorted(found, key=lambda shape: (shape.published_at, shape.id), reverse=True)), meta=meta(as_of)
    )


@router.get(
    "/determinations/{id}",
    response=shapes.DeterminationAnswer,
    operation_id="determination",
    summary="One published determination",
)
@answered
def determination(id: Matter, as_of: AsOf = None) -> shapes.DeterminationAnswer:  # noqa: A002
    """A determination with its reasons, its proof, what it rests on, and its place in the chain of the ledger."""
    public = published(as_of)
    found = next((one for one in public if one.id == id), None)
    if found is None:
        close = nearest(id[:40], [one.id for one in public])
        raise Refused(
            "unknown-determination",
            Text(
                de=f"Eine veröffentlichte Feststellung {id!r} gibt es nicht. Alle stehen unter /api/v1/determinations.",
                en=f"There is no published determination {id!r}. All are listed at /api/v1/determinations.",
            ),
            suggestions=[Suggestion(value=close, title=close)] if close else (),
        )
    return shapes.DeterminationAnswer(data=_in_full(found), meta=meta(as_of))


def _shape(found: Determination) -> shapes.Determination | None:
    if found.published_at is None or found.published_on is None:
        return None
    return shapes.Determination(
        id=found.id,
        kind=found.kind,
        state=_state(found),
        rule=found.rule,
        area=found.area,
        area_title=area_title(found.area),
        step=found.step,
        change=found.change,
        headline=Text(de=headline(found, "de"), en=headline(found, "en")),
        authority=authority(found),
        published_at=found.published_at,
        published_on=found.published_on,
        effective=found.effective,
        holds_from=found.holds_from,
        until=found.until,
        regulation=found.regulation,
        version=found.version,
        corrects=found.corrects,
        corrected_by=found.corrected_by,
        page=f"/feststellungen/{found.id}/",
        order=_order(found),
        cap=f"/feeds/cap/{found.id}.xml" if found.kind in WARNING_KINDS else None,
    )


def _order(found: Determination) -> shapes.OrderFiles | None:
    if found.document_sha256 is None:
        return None
    stem = f"/feststellungen/{found.id}/anordnung"
    return shapes.OrderFiles(pdf=f"{stem}.pdf", docx=f"{stem}.docx", pdf_sha256=found.document_sha256)


def _state(found: Determination) -> shapes.PublicState:
    if found.state == "drafted" or found.state == "approved":
        raise ValueError(f"{found.id} is not public")
    return found.state


def _in_full(found: Determination) -> shapes.DeterminationInFull:
    return shapes.DeterminationInFull(
        **dict(_shape(found) or ()),
        reasons=found.reasons,
        cautions=tuple(shapes.Caution(code=caution.code, text=caution.text) for caution in found.warnings),
        section=found.section,
        earliest_effect=found.earliest_effect,
        suspensions=tuple(
            shapes.SuspensionByCourt(
                court=one.court,
                file_number=one.file_number,
                first=one.first,
                last=one.to,
                recorded_on=one.confirmed_on,
            )
            for one in found.suspensions
        ),
        withdrawn_on=found.withdrawn_on,
        law_sha256=found.law_sha256,
        known_at=found.known_at,
        proof=found.proof,
        proof_sha256=found.proof_sha256,
        rests_on=shapes.RestsOn(files=found.rests_on.files, observations=found.rests_on.observations),
        chain=tuple(
            shapes.ChainEntry(number=entry.number, kind=str(entry.kind), at=entry.at, hash=entry.hash)
            for entry in found.entries
        ),
    )
