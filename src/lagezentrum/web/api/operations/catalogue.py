"""/problems: what can go wrong, as the `type` of a problem names it."""

from ninja import Router

from lagezentrum.law.model import Text
from lagezentrum.web.api.problems import KINDS
from lagezentrum.web.api.record import meta
from lagezentrum.web.api.serving import answered
from lagezentrum.web.api.shapes.envelope import Answer, Shape

router = Router(tags=["about"], by_alias=True)


class ProblemKind(Shape):
    """A kind of problem."""

    id: str
    type: str
    status: int
    title: Text


class ProblemsAnswer(Answer):
    """Every kind of problem."""

    data: tuple[ProblemKind, ...]


@router.get("/problems", response=ProblemsAnswer, operation_id="problems", summary="All kinds of problems")
@answered
def problems() -> ProblemsAnswer:
    """Every kind of problem that an answer can be, with its HTTP status."""
    return ProblemsAnswer(
        data=tuple(
            ProblemKind(id=name, type=f"/api/v1/problems#{name}", status=kind.status, title=kind.title)
            for name, kind in KINDS.items()
        ),
        meta=meta(),
    )
