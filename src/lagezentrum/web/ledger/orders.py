"""From a determination to the order that gives it legal effect: the same facts and the same proof, as a document."""

from datetime import date, datetime, timedelta

from lagezentrum.documents.change_proof import ChangeProof
from lagezentrum.documents.order import ConfinedOutbreak, Order, order_from
from lagezentrum.documents.problems import DocumentProblem
from lagezentrum.documents.typesetting import Made, to_pdf
from lagezentrum.engine import fast
from lagezentrum.engine.decisions import Decision
from lagezentrum.engine.standing import Standings
from lagezentrum.law.model import Version
from lagezentrum.sources.areas import all_areas
from lagezentrum.web import profiles
from lagezentrum.web.ledger import figures, folding, law
from lagezentrum.web.ledger.determination import Determination
from lagezentrum.web.ledger.effect import days_of
from lagezentrum.web.ledger.refusals import NoOrder
from lagezentrum.web.ledger.suspending import suspensions_of
from lagezentrum.web.today import BERLIN

_END_OF_DAY = timedelta(days=1, microseconds=-1)


def needs_order(found: Determination) -> bool:
    """Whether a determination takes an order: what holds by law as soon as it is met takes none."""
    return _version(found).rules[found.rule].modality != "by_law"


def pdf(found: Determination, announced_on: date) -> Made | None:
    """The order of a determination as PDF, as announced on a day; None where it takes none.

    Raises:
        NoOrder: it can not be made like this, such as where no font has a character of the reasons.
    """
    if not needs_order(found):
        return None
    try:
        return to_pdf(*order_of(found, announced_on))
    except DocumentProblem as problem:
        raise NoOrder(
            f"Zu diesem Vorgang lässt sich keine Anordnung machen. {problem.de}",
            f"No order can be made for this matter. {problem.en}",
        ) from problem


def order_of(found: Determination, announced_on: date) -> tuple[Order, ChangeProof]:
    """The order of a determination, as announced on a day, and its proof as recorded.

    Raises:
        DocumentProblem: the parts do not fit together, or the profile of the authority can not be used.
    """
    version = _version(found)
    proof = ChangeProof.model_validate(found.proof)
    authority = profiles.profile(found.area)
    corrected = folding.determination(found.corrects) if found.corrects else None
    order = order_from(
        proof,
        version,
        law.library().calendars,
        law.library().norm(found.regulation, found.version),
        kind=found.kind,
        area_name=all_areas()[found.area].title.removeprefix("Land "),
        authority=authority,
        announced_on=announced_on,
        effective=found.effective,
        remains=_remaining(found, version, announced_on),
        file_number=found.id,
        reasons=_reasons(found, corrected),
        outbreak=None if found.outbreak is None else ConfinedOutbreak.model_validate(found.outbreak.model_dump()),
        live=profiles.is_live(authority),
    )
    if found.effective is None:
        return order, proof
    _, holds_from = days_of(found.effective, announced_on, corrected)
    # A correction may hold earlier than the day after its own announcement: what it corrects was public before.
    return order.model_copy(update={"holds_from": holds_from if holds_from != found.effective else None}), proof


def _version(found: Determination) -> Version:
    version = law.on_file(found.regulation).named(found.version)
    assert version is not None  # noqa: S101 (a draft is made under a version on file, and none is ever removed)
    return version


def _reasons(found: Determination, corrected: Determination | None) -> str:
    """The officer's words; a correction says first what it takes the place of."""
    if corrected is None or corrected.published_on is None:
        return found.reasons
    replaced = f"Ersetzt wird die Anordnung {corrected.id} vom {corrected.published_on:%d.%m.%Y}."
    return f"{replaced}\n\n{found.reasons}"


def _remaining(found: Determination, version: Version, day: date) -> int:
    """The level in force from the effective day on although this step ends; 0 for none.

    What is drafted for the same day under the same rule counts as published: two steps that end together leave none.
    """
    if found.effective is None or found.change != "lower" or version.rules[found.rule].consequence is not None:
        return 0
    mine = (found.rule, found.area, found.change, found.effective)
    steps = {found.step} | {
        other.step
        for other in folding.determinations()
        if other.is_open and (other.rule, other.area, other.change, other.effective) == mine
    }
    lifted = [
        Decision("lifted", found.rule, found.area, step, decided_on=day, effective=found.effective)
        for step in sorted(steps)
    ]
    regulation = law.applied(found.regulation, law.known_on(day))
    moment = datetime.combine(day, datetime.min.time(), tzinfo=BERLIN) + _END_OF_DAY
    replay = fast.replay(
        regulation,
        law.library().calendars,
        figures.known_at(moment),
        list(dict.fromkeys((found.area[:2], found.area))),
        day,
        known_at=figures.local(moment),
        decisions=[*(one for one in folding.decisions() if one.area in (found.area, found.area[:2])), *lifted],
        assume="nothing",
    )
    suspensions = suspensions_of(folding.determinations())
    return Standings(regulation, replay, day, suspensions).on(found.area, found.effective).level
