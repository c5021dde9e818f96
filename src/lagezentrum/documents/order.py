"""The machine-readable order: what is determined, where, from when, by whom. It travels inside the document."""

from datetime import date, timedelta
from typing import Any, Literal

from pydantic import Field, model_validator

from lagezentrum.documents.authorities import AuthorityProfile
from lagezentrum.documents.change_proof import ChangeProof, Piece
from lagezentrum.documents.legal_frame import legal_frame
from lagezentrum.documents.problems import DocumentProblem
from lagezentrum.engine.wording.phrases import level_title, place
from lagezentrum.law.calendars import Calendars
from lagezentrum.law.model import Rule, Version
from lagezentrum.law.norm import Provision

OrderKind = Literal["raise", "lower", "3g", "lift-3g", "refrain", "other-date"]
"""What an order does: a level or the 3G rule begins or ends, the authority refrains, or sets another day of lifting."""

_CHOICES: dict[OrderKind, str] = {"refrain": "confined_outbreak", "other-date": "other_lifting_date"}
"""What only a provision on discretion allows."""


class ConfinedOutbreak(Piece):
    """Why an authority may refrain: an outbreak confined in space with sufficient certainty."""

    place: str = Field(min_length=1)
    cases: int = Field(ge=1)
    traced: str = Field(min_length=1)
    until: date


class IndicatorNamed(Piece):
    """What an indicator is called in the order, and its unit."""

    title: str
    unit: str


class ProvisionNamed(Piece):
    """A provision of the regulation that the order rests on."""

    anchor: str
    title: str


class Order(Piece):
    """An order as data; with the proof it holds every number and date that the document shows.

    Attributes:
        file_number: the authority's own, or None.
        place: where it holds, as a sentence has it: "in der Region Hannover".
        remains: what is in force from `effective` on although the step ends; None where nothing is.
        notified_on: day on which it counts as notified: the day after its announcement.
        holds_from: first day on which it can hold, where it is announced too late for `effective`.
        days_after: days from the end of the section to its effect.
        exercise: whether it is marked as no real order.
    """

    format: Literal["lagezentrum.order/1"] = "lagezentrum.order/1"
    kind: OrderKind
    file_number: str | None
    regulation: str
    version: str
    version_title: str
    rule: str
    rule_title: str
    modality: Literal["shall", "may", "by_law"]
    area: str
    area_name: str
    place: str
    step: str
    step_title: str
    effective: date | None
    holds_from: date | None
    remains: str | None
    announced_on: date
    notified_on: date
    days_after: int
    calendar_title: str
    reasons: tuple[str, ...]
    outbreak: ConfinedOutbreak | None
    authority: AuthorityProfile
    indicators: dict[str, IndicatorNamed]
    provisions: tuple[ProvisionNamed, ...]
    frame: dict[str, str]
    proof_sha256: str
    exercise: bool

    @model_validator(mode="after")
    def _says_what_its_kind_needs(self) -> "Order":
        if self.kind == "refrain":
            if self.outbreak is None or self.effective is not None:
                raise ValueError("refraining names the confined outbreak and has no effective date")
        elif self.effective is None:
            raise ValueError("an order names the first day on which it holds")
        return self

    def content(self) -> dict[str, Any]:
        """The order as JSON values."""
        return self.model_dump(mode="json")


def order_from(
    proof: ChangeProof,
    version: Version,
    calendars: Calendars,
    norm: dict[str, Provision],
    *,
    kind: OrderKind,
    area_name: str,
    authority: AuthorityProfile,
    announced_on: date,
    effective: date | None,
    remains: int = 0,
    file_number: str | None = None,
    reasons: str = "",
    outbreak: ConfinedOutbreak | None = None,
    live: bool = False,
) -> Order:
    """Put together the order that rests on a proof.

    Args:
        proof: of the change.
        version: the version of the regulation that the proof names.
        calendars: for the name of the days counted.
        norm: the provisions of that version by anchor.
        kind: what the order does; must fit the proof's change.
        area_name: such as "Region Hannover"; "Niedersachsen" for the Land.
        authority: who signs.
        announced_on: day of the public announcement.
        effective: first day as ordered; None for refraining.
        remains: the level in force from `effective` on although this step ends; 0 for none.
        file_number: the authority's own.
        reasons: in the officer's words, paragraphs separated by empty lines.
        outbreak: for refraining.
        live: whether it is a real order; needs a confirmed profile.

    Raises:
        DocumentProblem: the parts do not fit together.
    """
    _check(proof, version, kind, effective, outbreak, authority, live=live)
    if outbreak is not None and outbreak.until < announced_on:
        raise DocumentProblem(
            f"Der letzte Tag des Absehens ({outbreak.until:%d.%m.%Y}) liegt vor dem Tag der Entscheidung "
            f"({announced_on:%d.%m.%Y}). Nennen Sie einen Tag von da an.",
            f"The last day of refraining ({outbreak.until}) lies before the day of the decision ({announced_on}). Name "
            "a day from then on.",
        )
    rule = version.rules[proof.rule]
    part = rule.raising if proof.change == "raise" else rule.lifting
    consequence = rule.consequence
    title = consequence.title if consequence else version.levels[int(proof.step)]
    section = version.section(proof.rule, "raising" if proof.change == "raise" else "lifting")
    anchors = dict.fromkeys([*rule.cite, *part.cite, *section.cite, *section.effect.cite, *_discretion(rule, kind)])
    notified = announced_on + timedelta(days=1)
    return Order(
        kind=kind,
        file_number=file_number,
        regulation=proof.regulation,
        version=proof.version,
        version_title=version.title.de,
        rule=proof.rule,
        rule_title=rule.title.de,
        modality=rule.modality,
        area=proof.area,
        area_name=area_name,
        place=place(proof.area, {proof.area: area_name}, "de"),
        step=proof.step,
        step_title=level_title(proof.step, title, "de"),
        effective=effective,
        holds_from=notified if effective is not None and effective < notified else None,
        remains=level_title(str(remains), version.levels[remains], "de") if remains else None,
        announced_on=announced_on,
        notified_on=notified,
        days_after=section.effect.days_after,
        calendar_title=calendars[proof.calendar].title.de,
        reasons=tuple(p.strip() for p in reasons.replace("\r\n", "\n").split("\n\n") if p.strip()),
        outbreak=outbreak,
        authority=authority,
        indicators={
            name: IndicatorNamed(title=version.indicators[name].title.de, unit=version.indicators[name].unit)
            for name in part.route.indicators
        },
        provisions=tuple(ProvisionNamed(anchor=a, title=norm[a].title) for a in anchors if a in norm),
        frame=legal_frame(),
        proof_sha256=proof.sha256,
        exercise=not live,
    )


def _discretion(rule: Rule, kind: OrderKind) -> tuple[str, ...]:
    """The provisions that leave the choice of a kind to the authority under a rule; none where none does."""
    return tuple(anchor for choice in rule.discretion if choice.kind == _CHOICES.get(kind) for anchor in choice.cite)


def _check(
    proof: ChangeProof,
    version: Version,
    kind: OrderKind,
    effective: date | None,
    outbreak: ConfinedOutbreak | None,
    authority: AuthorityProfile,
    *,
    live: bool,
) -> None:
    lowers = kind in ("lower", "lift-3g", "other-date")
    by_level = version.rules[proof.rule].consequence is None
    about_3g = kind in ("3g", "lift-3g")
    if version.rules[proof.rule].modality == "by_law":
        raise DocumentProblem(
            f"Was nach der Regel {proof.rule!r} erreicht ist, gilt von Rechts wegen; dafür braucht es keine Anordnung.",
            f"What is met under rule {proof.rule!r} holds by law; that needs no order.",
        )
    if lowers != (proof.change == "lower") or (about_3g == by_level and kind != "refrain"):
        raise DocumentProblem(
            f"Eine Anordnung der Art {kind!r} passt nicht zu einem Nachweis über {proof.step!r} ({proof.change}).",
            f"An order of kind {kind!r} does not fit a proof about {proof.step!r} ({proof.change}).",
        )
    if (kind == "refrain") != (outbreak is not None) or (kind == "refrain") != (effective is None):
        raise DocumentProblem(
            "Absehen nennt das räumlich begrenzte Geschehen und keinen Tag des Inkrafttretens; jede andere Anordnung "
            "nennt den Tag, von dem an sie gilt.",
            "Refraining names the confined outbreak and no effective date; every other order names its first day.",
        )
    if kind in _CHOICES and not _discretion(version.rules[proof.rule], kind):
        what = {"refrain": ("Absehen", "refraining"), "other-date": ("einen anderen Tag", "another day")}[kind]
        raise DocumentProblem(
            f"Die Fassung {version.version} lässt der Behörde bei {version.rules[proof.rule].title.de!r} diese Wahl "
            f"nicht ({what[0]}).",
            f"Version {version.version} does not leave this choice ({what[1]}) to the authority under "
            f"{version.rules[proof.rule].title.en!r}.",
        )
    if live and not authority.confirmed:
        raise DocumentProblem(
            f"Das Profil von {authority.name} ist nicht bestätigt. Ohne Bestätigung bleibt die Anordnung eine Übung.",
            f"The profile of {authority.name} is not confirmed. Without that the order remains an exercise.",
        )
    if proof.area != authority.ags:
        raise DocumentProblem(
            f"{authority.name} ({authority.ags}) entscheidet nicht für {proof.area}.",
            f"{authority.name} ({authority.ags}) does not decide for {proof.area}.",
        )
