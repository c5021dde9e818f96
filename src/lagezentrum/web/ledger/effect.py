"""What a published determination means for the engine: the decisions, and the days on which they hold. Pure."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Literal

from lagezentrum.engine.decisions import Decision, DecisionKind
from lagezentrum.web.ledger import law
from lagezentrum.web.ledger.determination import Determination

_ONE_DAY = timedelta(days=1)
_KINDS: dict[str, DecisionKind] = {
    "raise": "determined",
    "3g": "determined",
    "lower": "lifted",
    "lift-3g": "lifted",
    "other-date": "lifted",
    "refrain": "refrained",
}


def days_of(effective: date | None, published_on: date, corrected: Determination | None) -> tuple[date, date | None]:
    """Since when a published determination counts as public, and the first day on which it holds (None: refraining).

    Nothing holds before the day after it is public. A correction that leaves the day or moves it back rests on the
    publication of what it corrects. One that moves the day forward acts from the day after its own, and at the latest
    on the day on which what it corrects did: correcting it undoes nothing that has held already.

    Args:
        effective: its first day as ordered; None for refraining.
        published_on: the day on which it is published.
        corrected: what it corrects, as it stands on the day.
    """
    if corrected is None or corrected.public_since is None:
        return published_on, None if effective is None else max(effective, published_on + _ONE_DAY)
    since = corrected.public_since
    if effective is None or corrected.effective is None or corrected.holds_from is None:
        return since, effective
    if effective >= corrected.effective:
        return since, max(effective, since + _ONE_DAY)
    return since, min(max(effective, published_on + _ONE_DAY), corrected.holds_from)


def is_too_late(effective: date | None, published_on: date, corrected: Determination | None) -> bool:
    """Whether, published on a day, it holds later than ordered, so that its day must move."""
    _, holds_from = days_of(effective, published_on, corrected)
    return effective is not None and holds_from is not None and holds_from > effective


def decisions_of(found: Determination) -> Iterator[Decision]:
    """The decision by which a determination acts; none where it is not public or acts no more."""
    if found.public_since is None or found.state == "corrected":
        return
    kind = _KINDS[found.kind]
    if kind == "refrained":
        yield from _refrained(found, found.public_since)
    elif found.state != "withdrawn":  # allowed only before it takes effect
        yield _decision(found, kind, found.public_since, effective=found.holds_from)


def acts_as(found: Determination) -> Literal["determined", "lifted"] | None:
    """Whether a public determination lets something begin or end now; None where it does neither (any more)."""
    kind = _KINDS[found.kind]
    gone = found.public_since is None or found.state in ("corrected", "withdrawn")
    return None if gone or kind == "refrained" else kind


def matter_source(found: Determination) -> str:
    """Where a decision is on record, as the engine carries it along."""
    return f"Vorgang {found.id}"


def in_order(determinations: Iterable[Determination]) -> list[Determination]:
    """Public determinations in the order in which they were taken."""
    public = [d for d in determinations if d.public_since is not None]
    return sorted(public, key=lambda d: (d.public_since or date.min, d.entries[0].number))


def _refrained(found: Determination, day: date) -> Iterator[Decision]:
    """Refraining lasts until its last day, or until the day before it was suspended or on which it was withdrawn."""
    ends = [found.until, found.withdrawn_on, *(pause.first - _ONE_DAY for pause in found.suspensions)]
    last = min((end for end in ends if end is not None), default=None)
    if last is None or last >= day:
        yield _decision(found, "refrained", day, until=last)


def _decision(
    found: Determination, kind: DecisionKind, day: date, *, effective: date | None = None, until: date | None = None
) -> Decision:
    rule = next(
        (v.rules[found.rule] for v in law.on_file(found.regulation).versions if v.version == found.version), None
    )
    return Decision(
        kind=kind,
        rule=found.rule,
        area=found.area,
        step=found.step,
        decided_on=day,
        effective=effective,
        until=until,
        authority=law.authority(rule, found.area) if rule else "",
        basis=found.reasons,
        source=matter_source(found),
    )
