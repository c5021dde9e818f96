"""The judgement of one situation in which nothing about the place is left open."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from lagezentrum.access.evidence import Check, Shown
from lagezentrum.access.place import Place
from lagezentrum.access.situations import Situation, relief_today
from lagezentrum.access.statements import Change, Statement
from lagezentrum.access.ways import Need, Way, guest_ways, staff_ways
from lagezentrum.law.access.model import Row, StaffRule
from lagezentrum.law.access.words import Requirement, Step, protects, strictness

Judged = Literal["allowed", "not allowed", "not encoded"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What comes out in one situation.

    Attributes:
        situation: which.
        outcome: allowed, not allowed, or not encoded.
        row: the row that applies; None where there is none.
        requirement: what must be shown after relief and the operator's choice; None where that is not encoded.
        reasons: why, from the row to each proof shown.
        duties: what is asked of whoever comes in.
        would_change: what would let in somebody who is not allowed.
    """

    situation: Situation
    outcome: Judged
    row: Row | None
    requirement: Requirement | None
    reasons: tuple[Statement, ...] = ()
    duties: tuple[Statement, ...] = ()
    would_change: tuple[Change, ...] = ()


def judge(check: Check, place: Place, step: Step, situation: Situation) -> Verdict:
    """The verdict on a person in one situation."""
    row = check.rules.row(place.kind, situation.setting, step, situation.people, check.day)
    if row is None or row.requirement is None:
        facts = {"title": check.rules.places[place.kind].title, "why": row.not_encoded if row else None}
        reason = Statement("not_encoded.row", facts, row.cite if row else ())
        reasons = (reason, *_court(check, row)) if row else (reason,)
        return Verdict(situation, "not encoded", row, None, reasons)
    requirement, reasons = _requirement(check, place, row, row.requirement, situation)
    if check.person.role == "staff":
        return _staff(check, Verdict(situation, "not encoded", row, requirement, reasons))
    return _guest(check, Verdict(situation, "not allowed", row, requirement, reasons))


def _requirement(
    check: Check, place: Place, row: Row, required: Requirement, situation: Situation
) -> tuple[Requirement, tuple[Statement, ...]]:
    title = check.rules.places[place.kind].title
    facts: dict[str, object] = {
        "requirement": required,
        "title": title,
        "setting": situation.setting,
        "people": row.people,
        "both_settings": len(check.rules.places[place.kind].settings) > 1,
        "source_class": row.source_class,
        "source": row.source,
    }
    reasons = [Statement("closed" if required == "closed" else "requires", facts, row.cite), *_court(check, row)]
    relief = relief_today(check)
    if relief is not None and situation.relieved and required == relief.instead_of:
        facts = {"percent": relief.percent, "instead_of": required, "requirement": relief.requirement}
        reasons.append(Statement("relief.capacity", facts, relief.cite))
        required = relief.requirement
    operator = check.rules.operator
    chosen = operator is not None and place.operator == operator.requirement
    if operator is not None and chosen and strictness(operator.requirement) > strictness(required):
        required = operator.requirement
        reasons.append(Statement("operator", {"requirement": required}, operator.cite))
    return required, tuple(reasons)


def _court(check: Check, row: Row) -> tuple[Statement, ...]:
    if row.court is None:
        return ()
    court = check.rules.courts[row.court]
    facts = {"title": court.title, "court": court.court, "case": court.case, "decided": court.decided}
    return (Statement("court", facts, court.cite),)


def _guest(check: Check, verdict: Verdict) -> Verdict:
    assert verdict.row is not None  # noqa: S101 (judged by a row)
    assert verdict.requirement is not None  # noqa: S101
    ways = list(guest_ways(check, verdict.row, verdict.requirement))
    outcome, reasons, changes, used = _by_ways(check, ways)
    reasons = (*verdict.reasons, *_not_here(check, verdict.requirement), *reasons)
    if outcome == "allowed" and len(used) == 1 and used[0].proof == "boosted" and verdict.requirement == "2G+":
        assert check.rules.booster is not None  # noqa: S101 (only its relief makes the booster suffice)
        reasons = (*reasons, Statement("relief.booster", {}, check.rules.booster.cite))
    mask = verdict.row.mask
    if mask is not None and check.person.mask is not None and not protects(check.person.mask, mask):
        too_weak = Statement("mask.too_weak", {"mask": mask, "worn": check.person.mask}, verdict.row.cite)
        wear = Change((Statement("wear.mask", {"mask": mask}, verdict.row.cite),))
        if outcome == "allowed":
            changes = (wear,)
        elif verdict.requirement != "closed":
            changes = tuple(Change((*change.parts, *wear.parts)) for change in changes)
        outcome, reasons = "not allowed", (*reasons, too_weak)
    duties = _duties(verdict.row, check, used) if outcome == "allowed" else ()
    return replace(verdict, outcome=outcome, reasons=reasons, duties=duties, would_change=changes)


def _staff(check: Check, verdict: Verdict) -> Verdict:
    staff = check.rules.staff
    if verdict.requirement == "none":
        return replace(verdict, outcome="allowed")
    if staff is None or verdict.requirement not in staff.where:
        facts = {"requirement": verdict.requirement}
        return replace(verdict, reasons=(*verdict.reasons, Statement("not_encoded.staff", facts)))
    bound = Statement("staff.bound", {"requirement": verdict.requirement}, staff.cite)
    outcome, reasons, changes, used = _by_ways(check, list(staff_ways(check)))
    judged = replace(verdict, outcome=outcome, reasons=(*verdict.reasons, bound, *reasons), would_change=changes)
    if any(need.kind == "daily_test" for need in used):
        return _without_proof(check, judged, staff)
    if _mask_is_missing(check, judged, staff):
        wear = _wear(staff)
        changes = tuple(
            Change((*change.parts, wear)) if change.parts[0].kind == "show.daily_test" else change for change in changes
        )
        return replace(judged, would_change=changes)
    return judged


def _without_proof(check: Check, judged: Verdict, staff: StaffRule) -> Verdict:
    """Staff with a test of today: the mask decides, where the work brings them close to others."""
    facts = {"mask": staff.mask, "metres": staff.closer_than_metres}
    reasons = (*judged.reasons, Statement("staff.without_proof", facts, staff.cite))
    if _mask_is_missing(check, judged, staff):
        too_weak = Statement("mask.too_weak", facts | {"worn": check.person.mask}, staff.cite)
        changes = (Change((_wear(staff),)), *_proofs(check))
        return replace(judged, outcome="not allowed", reasons=(*reasons, too_weak), would_change=changes)
    if not judged.situation.close_contact or check.person.mask is not None:
        return replace(judged, reasons=reasons)
    kind: Literal["duty.mask", "duty.mask.close_contact"] = "duty.mask.close_contact"
    if check.person.close_contact is not None:
        kind = "duty.mask"
    return replace(judged, reasons=reasons, duties=(Statement(kind, facts, staff.cite),))


def _mask_is_missing(check: Check, judged: Verdict, staff: StaffRule) -> bool:
    """Whether the work needs a mask and the one said to be worn is too weak."""
    worn = check.person.mask
    return judged.situation.close_contact and worn is not None and not protects(worn, staff.mask)


def _wear(staff: StaffRule) -> Statement:
    return Statement("wear.mask", {"mask": staff.mask, "metres": staff.closer_than_metres}, staff.cite)


def _proofs(check: Check) -> tuple[Change, ...]:
    return tuple(
        Change(tuple(need.to_show(check) for need in way))
        for way in staff_ways(check)
        if all(need.kind == "proof" for need in way)
    )


def _by_ways(check: Check, ways: list[Way]) -> tuple[Judged, tuple[Statement, ...], tuple[Change, ...], Way]:
    """Whether one way is met; with the evidence, what would meet one, and the way that was met."""
    shown = {need: need.shown(check) for way in ways for need in way}
    for way in ways:
        if all(shown[need].holds for need in way):
            return "allowed", _given({need: shown[need] for need in way}), (), way
    lacking = [tuple(need for need in way if not shown[need].holds) for way in ways]
    least = [
        needs
        for number, needs in enumerate(lacking)
        if not any(set(other) < set(needs) for other in lacking) and needs not in lacking[:number]
    ]
    changes = tuple(Change(tuple(need.to_show(check) for need in needs)) for needs in least)
    return "not allowed", _given(shown), changes, ()


def _given(shown: dict[Need, Shown]) -> tuple[Statement, ...]:
    """What the person showed, each thing once, proofs before tests.

    What was not shown at all stands in what would change the answer.
    """
    said: list[Statement] = []
    for _, evidence in sorted(shown.items(), key=lambda item: item[0].tests != ()):
        if evidence.statement is not None and evidence.statement not in said:
            said.append(evidence.statement)
    return tuple(_each_test_once(said))


def _each_test_once(said: Iterable[Statement]) -> Iterable[Statement]:
    """One statement of a test that suffices beside a proof, but not for the exemption claimed."""
    said = tuple(said)
    of_kind = {kind: [s.facts for s in said if s.kind == kind] for kind in ("test.counts", "test.not_accepted")}
    for statement in said:
        if statement.kind == "test.not_accepted" and statement.facts in of_kind["test.counts"]:
            continue
        if statement.kind == "test.counts" and statement.facts in of_kind["test.not_accepted"]:
            yield replace(statement, kind="test.not_for_exemption")
        else:
            yield statement


def _not_here(check: Check, requirement: Requirement) -> tuple[Statement, ...]:
    """Exemptions that the person would have elsewhere."""
    if requirement in ("none", "closed"):
        return ()
    return tuple(
        Statement("exempt.not_here", {"exemption": name, "title": exemption.title}, exemption.cite)
        for name, exemption in check.rules.exemptions.items()
        if check.place in exemption.except_places and check.belongs(exemption)
    )


def _duties(row: Row, check: Check, used: Way) -> tuple[Statement, ...]:
    duties = []
    if row.mask is not None and row.mask != "none":
        duties.append(Statement("duty.mask", {"mask": row.mask}, row.cite))
    if row.contact_data is not None:
        duties.append(Statement("duty.contact_data", {"how": row.contact_data}, row.cite))
    if row.repeat is not None and any(need.kind == "test" and _by_test(need.shown(check)) for need in used):
        facts = {"on_arrival": row.repeat.on_arrival, "per_week": row.repeat.per_week}
        duties.append(Statement("duty.repeat", facts, row.repeat.cite))
    return tuple(duties)


def _by_test(shown: Shown) -> bool:
    """Whether a test was shown, not an exemption from it."""
    return shown.statement is not None and shown.statement.kind == "test.counts"
