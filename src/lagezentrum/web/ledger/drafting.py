"""From what an officer hands in to a draft that can be recorded: checked, proven, with its cautions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pydantic import ValidationError

from lagezentrum.documents.proving import finding_for
from lagezentrum.engine import fast
from lagezentrum.engine.evidence import Evidence
from lagezentrum.engine.outcome import Change, Replay
from lagezentrum.law.model import Regulation, Version
from lagezentrum.web.ledger import cautions, figures, folding, law
from lagezentrum.web.ledger.determination import Determination
from lagezentrum.web.ledger.effect import is_too_late
from lagezentrum.web.ledger.payloads import Drafted, DraftKind, FindingNoted, Outbreak, RestsOn, Right, digest
from lagezentrum.web.ledger.plausible_days import refuse_far_day
from lagezentrum.web.ledger.proving import Proven, observation_sha256, prove
from lagezentrum.web.ledger.refusals import Conflict, Incomplete
from lagezentrum.web.today import BERLIN

_DISCRETION = {"refrain": "confined_outbreak", "other-date": "other_lifting_date"}
_LOWERING = ("lower", "lift-3g", "other-date")
_OTHERWISE = {cautions.NO_FINDING, cautions.UNDETERMINED, cautions.TOO_EARLY, cautions.LATER}
"""Cautions that say that the authority decides otherwise than the rule, or without it; then it gives reasons."""
NOBODY = Right(role="", area="", first=date.min, last=None, acting_for=None, acting_for_id=None)
"""Stands in a preview, which nobody signs and nobody records."""
_FORGETS = "known_at"
"""The one part of a proof that differs although nothing has changed: the moment of asking."""


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What an officer wants to determine.

    Attributes:
        kind: what it does.
        rule, area, step: under which rule, where (AGS, or Land key for a statewide rule), which step.
        effective: first day; None for refraining.
        reasons: in the officer's words; required where the authority decides otherwise than the rule found.
        outbreak: required for refraining.
        corrects: the published matter that this one shall replace.
    """

    kind: DraftKind
    rule: str
    area: str
    step: str
    effective: date | None
    reasons: str = ""
    outbreak: Outbreak | Mapping[str, Any] | None = None
    corrects: str | None = None


@dataclass(frozen=True, kw_only=True)
class Case:
    """The moment at which a draft is made: everything known and decided until then.

    `judged_on` is the day of the proof where that is not the day of the moment: what a draft of that day would show by
    what is known now.
    """

    at: datetime
    decided_up_to: int
    regulation: Regulation
    judged_on: date | None = None

    @property
    def day(self) -> date:
        """The day in Germany."""
        return self.judged_on or self.at.astimezone(BERLIN).date()


def proven(case: Case, wanted: Wanted, *, version: str | None = None) -> tuple[Version, Proven]:
    """The version that judges the matter, and the proof by the figures known at the moment of the case.

    `version` names the one to judge by where the rule found nothing; by default the one in force on the day.

    Raises:
        Incomplete: no version has that rule and step for that area.
    """
    known = figures.known_at(case.at)
    change: Change = "lower" if wanted.kind in _LOWERING else "raise"
    replay = _replayed(case, wanted.area)
    finding = finding_for(replay, wanted.area, wanted.rule, wanted.step, change, case.day)
    named = finding.version if finding is not None else version
    judging = case.regulation.named(named) if named else case.regulation.in_force(wanted.area, case.day)
    judging = _fitting(judging, wanted, case.day)
    return judging, prove(
        Evidence(case.regulation, law.library().calendars, known, figures.local(case.at)),
        judging,
        finding,
        area=wanted.area,
        rule=wanted.rule,
        step=wanted.step,
        change=change,
        day=case.day,
        known_at=figures.local(case.at),
    )


def _replayed(case: Case, area: str) -> Replay:
    """What the rule finds in an area, with the decisions taken so far and nothing assumed."""
    return fast.replay(
        case.regulation,
        law.library().calendars,
        figures.known_at(case.at),
        [area],
        case.day,
        known_at=figures.local(case.at),
        decisions=folding.decisions(case.at, up_to=case.decided_up_to),
        assume="nothing",
    )


def refuse_vain_refraining(case: Case, wanted: Wanted) -> None:
    """Refuse to refrain from what was ordered already and not lifted: the order would go on as if nothing were.

    Raises:
        Conflict: there is such an order.
    """
    if wanted.kind != "refrain":
        return
    for episode in _replayed(case, wanted.area).episodes:
        same = (episode.rule, episode.area, episode.step) == (wanted.rule, wanted.area, wanted.step)
        lasts = episode.ends is None or episode.ends > case.day
        if same and episode.determined and episode.effective is not None and lasts:
            what = (f"Warnstufe {wanted.step}", f"level {wanted.step}") if wanted.step.isdigit() else (wanted.step,) * 2
            raise Conflict(
                f"{what[0]} ist schon angeordnet und gilt ab {episode.effective:%d.%m.%Y}. Absehen lässt sich nur, "
                "solange nichts angeordnet ist. Heben Sie die Anordnung auf; was noch nicht gilt, lässt sich auch "
                "zurückziehen.",
                f"{what[1].capitalize()} is ordered already and holds from {episode.effective.isoformat()}. Refraining "
                "is possible only while nothing is ordered. Lift the order; what does not hold yet can be withdrawn "
                "as well.",
            )


def wanted_of(found: Determination) -> Wanted:
    """What a recorded draft wants, as far as its proof depends on it."""
    return Wanted(kind=found.kind, rule=found.rule, area=found.area, step=found.step, effective=found.effective)


def changed_since(found: Determination, moment: datetime) -> bool:
    """Whether the proof of a draft, made for its day by the figures known at a moment, would be another one."""
    case = Case(
        at=max(moment, found.known_at),
        decided_up_to=found.decided_up_to,
        regulation=law.on_file(found.regulation),
        judged_on=found.known_at.astimezone(BERLIN).date(),
    )
    try:
        _, proof = proven(case, wanted_of(found), version=found.version)
    except Incomplete:
        return True
    return _lasting(proof.proof.content()) != _lasting(found.proof)


def draft(case: Case, wanted: Wanted, *, right: Right | None, seen: Mapping[str, Any] | None) -> Drafted:
    """The draft to be recorded.

    Args:
        case: the moment.
        wanted: what the officer handed in.
        right: by what right the officer drafts; None for a preview.
        seen: the proof that the officer saw; None if that shall not be compared.

    Raises:
        Incomplete: something is missing or does not fit.
        Conflict: the figures have changed since the officer saw the proof, or there is nothing to refrain from.
    """
    version, proof = proven(case, wanted)
    content = proof.proof.content()
    if seen is not None and _lasting(seen) != _lasting(content):
        raise Conflict(
            "Seit Sie den Nachweis gesehen haben, haben sich die Zahlen geändert. Sehen Sie ihn noch einmal an und "
            "entwerfen Sie dann.",
            "The figures have changed since you saw the proof. Look at it again, then draft.",
        )
    _check_discretion(version, wanted)
    refuse_vain_refraining(case, wanted)
    outbreak = _outbreak(case, wanted)
    _check_day(case, wanted)
    codes = _cautions(case, wanted, proof)
    reasons = wanted.reasons.strip()
    if not reasons and (wanted.kind in _DISCRETION or _OTHERWISE & set(codes)):
        raise Incomplete(
            "reasons",
            "Hier entscheidet die Behörde anders als die Regel oder ohne sie. Bitte begründen Sie das.",
            "Here the authority decides otherwise than the rule, or without it. Please give the reasons.",
        )
    finding = None if proof.finding is None else FindingNoted.of(case.regulation.id, proof.finding)
    return Drafted(
        kind=wanted.kind,
        regulation=case.regulation.id,
        version=version.version,
        law_sha256=law.text_sha256(case.regulation.id, version.version),
        rule=wanted.rule,
        area=wanted.area,
        step=wanted.step,
        change=proof.proof.change,
        finding=finding,
        effective=wanted.effective,
        reasons=reasons,
        outbreak=outbreak,
        corrects=wanted.corrects,
        right=right or NOBODY,
        known_at=case.at,
        decided_up_to=case.decided_up_to,
        proof=content,
        proof_sha256=digest(content),
        rests_on=RestsOn(
            files=figures.files_of(proof.observations),
            observations=tuple(sorted(observation_sha256(o) for o in proof.observations)),
        ),
        warnings=codes,
    )


def _lasting(content: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in content.items() if key != _FORGETS}


def _fitting(version: Version | None, wanted: Wanted, day: date) -> Version:
    """The version, if it has the rule and the step and the rule is for such an area."""
    if version is None:
        raise Incomplete(
            "area",
            f"Am {day:%d.%m.%Y} gilt für {wanted.area} keine Fassung der Verordnung; es ist nichts zu entscheiden.",
            f"On {day.isoformat()} no version of the regulation holds for {wanted.area}; there is nothing to decide.",
        )
    rule = version.rules.get(wanted.rule)
    if rule is None:
        known = ", ".join(version.rules)
        raise Incomplete(
            "rule",
            f"Die Fassung {version.version} kennt die Regel {wanted.rule!r} nicht. Sie kennt: {known or 'keine'}.",
            f"Version {version.version} knows no rule {wanted.rule!r}. It knows: {known or 'none'}.",
        )
    if (len(wanted.area) == 2) != (rule.scope == "state"):
        raise Incomplete(
            "area",
            f"Nach der Regel {wanted.rule!r} wird für {'das Land' if rule.scope == 'state' else 'einen Landkreis'} "
            f"entschieden, nicht für {wanted.area}.",
            f"Under rule {wanted.rule!r} it is decided for {'the Land' if rule.scope == 'state' else 'a district'}, "
            f"not for {wanted.area}.",
        )
    steps = version.steps(wanted.rule)
    if wanted.step not in steps:
        raise Incomplete(
            "step",
            f"Die Regel {wanted.rule!r} kennt {wanted.step!r} nicht. Sie kennt: {', '.join(steps)}.",
            f"Rule {wanted.rule!r} knows no {wanted.step!r}. It knows: {', '.join(steps)}.",
        )
    if wanted.kind in ("raise", "lower", "3g", "lift-3g") and (rule.consequence is None) != (
        wanted.kind in ("raise", "lower")
    ):
        raise Incomplete(
            "kind",
            f"{wanted.kind!r} passt nicht zu {wanted.step!r}: Warnstufen werden festgestellt und aufgehoben (raise, "
            "lower), die 3G-Regel beginnt und endet (3g, lift-3g).",
            f"{wanted.kind!r} does not fit {wanted.step!r}: levels are raised and lowered (raise, lower), the 3G rule "
            "begins and ends (3g, lift-3g).",
        )
    return version


def _check_discretion(version: Version, wanted: Wanted) -> None:
    needed = _DISCRETION.get(wanted.kind)
    if needed is None:
        return
    allowed = [choice.kind for choice in version.rules[wanted.rule].discretion]
    if needed not in allowed:
        raise Incomplete(
            "kind",
            f"Die Fassung {version.version} lässt der Behörde bei der Regel {wanted.rule!r} diese Wahl nicht.",
            f"Version {version.version} does not leave this choice to the authority under rule {wanted.rule!r}.",
        )


def _outbreak(case: Case, wanted: Wanted) -> Outbreak | None:
    if wanted.kind != "refrain":
        return None
    if wanted.outbreak is None:
        raise Incomplete(
            "outbreak",
            "Wer absieht, nennt das räumlich begrenzte Geschehen: Ort, Fälle, wie verfolgt, bis wann.",
            "Who refrains names the confined outbreak: place, cases, how traced, until when.",
        )
    try:
        outbreak = Outbreak.model_validate(wanted.outbreak)
    except ValidationError as error:
        parts = ", ".join(sorted({str(e["loc"][0]) for e in error.errors() if e["loc"]}))
        raise Incomplete(
            "outbreak",
            f"Die Angaben zum begrenzten Geschehen sind nicht vollständig oder nicht lesbar: {parts}.",
            f"The confined outbreak is not described fully or legibly: {parts}.",
        ) from error
    if outbreak.until < case.day:
        raise Incomplete(
            "until",
            "Der letzte Tag des Absehens liegt in der Vergangenheit. Nennen Sie einen Tag ab heute.",
            "The last day of refraining lies in the past. Name a day from today on.",
        )
    refuse_far_day("until", outbreak.until, case.regulation, case.day)
    return outbreak


def _check_day(case: Case, wanted: Wanted) -> None:
    if wanted.kind == "refrain":
        if wanted.effective is not None:
            raise Incomplete(
                "effective",
                "Absehen hat keinen Tag des Inkrafttretens; nennen Sie den letzten Tag beim Geschehen.",
                "Refraining has no effective date; name its last day with the outbreak.",
            )
    elif wanted.effective is None:
        raise Incomplete(
            "effective",
            "Nennen Sie den Tag, von dem an dies gilt.",
            "Name the day from which this holds.",
        )
    else:
        refuse_far_day("effective", wanted.effective, case.regulation, case.day)


def _cautions(case: Case, wanted: Wanted, proof: Proven) -> tuple[str, ...]:
    codes = []
    finding, effective = proof.finding, wanted.effective
    if finding is None:
        codes.append(cautions.NO_FINDING)
    elif finding.status == "undetermined":
        codes.append(cautions.UNDETERMINED)
    if finding is not None and effective is not None:
        if effective < finding.earliest_effect:
            codes.append(cautions.TOO_EARLY)
        elif effective > finding.earliest_effect and finding.status == "found":
            codes.append(cautions.LATER)
    corrected = folding.determination(wanted.corrects) if wanted.corrects else None
    if is_too_late(effective, case.day, corrected):
        codes.append(cautions.LATE_TO_COME)
    return tuple(codes)
