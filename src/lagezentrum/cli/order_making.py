"""From what a call names to an order: the docket of a day, the order of a matter, the file it becomes."""

from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from lagezentrum.cli.arguments import read_day
from lagezentrum.cli.documents import known_on
from lagezentrum.cli.language import Language
from lagezentrum.cli.material import Material
from lagezentrum.cli.names import title_of
from lagezentrum.cli.refusals import Refusal
from lagezentrum.cli.settings import Settings

if TYPE_CHECKING:
    from lagezentrum.documents.authorities import AuthorityProfile
    from lagezentrum.documents.change_proof import ChangeProof
    from lagezentrum.documents.matters import Docket, Matter
    from lagezentrum.documents.order import ConfinedOutbreak, Order
    from lagezentrum.documents.typesetting import Made


@dataclass(frozen=True, kw_only=True)
class Particulars:
    """What an order says beside the finding.

    Attributes:
        effective: first day; None for the earliest one (and for refraining).
        reasons: in the officer's words.
        file_number: the authority's own.
        outbreak: for refraining.
        profile: the authority's own profile; None for the bundled one.
        live: whether it is a real order.
    """

    effective: date | None = None
    reasons: str = ""
    file_number: str | None = None
    outbreak: "ConfinedOutbreak | None" = None
    profile: "AuthorityProfile | None" = None
    live: bool = False


def docket(
    settings: Settings,
    regulation: str,
    day: date,
    *,
    data: Path | None,
    decisions: Path | None,
    only: str | None,
) -> tuple["Docket", Material]:
    """Everything known and decided on a day, before anybody decides on it."""
    material = known_on(settings, regulation, day, data=data, decisions=decisions, only=only)
    return docket_on(material, day), material


def docket_on(material: Material, day: date) -> "Docket":
    """The docket of a day from material that is already gathered."""
    from lagezentrum.documents.matters import Docket

    return Docket(
        regulation=material.regulation,
        calendars=material.calendars,
        figures=material.figures,
        areas=(*material.states, *(area.ags for area in material.areas if area.until is None or day <= area.until)),
        decisions=tuple(decision for decision in material.decisions if decision.decided_on < day),
        day=day,
        known_at=datetime.combine(day, time.max),
    )


def decided_for(material: Material, area: str, effective: date) -> date | None:
    """The day on which an order on record was made that holds in an area from a day on; None where there is none."""
    days = [d.decided_on for d in material.decisions if (d.area, d.effective) == (area, effective)]
    return min(days, default=None)


def order_of(matter: "Matter", told: Particulars, on: "Docket", settings: Settings) -> tuple["Order", "ChangeProof"]:
    """The order about a matter, and its proof.

    Raises:
        Refusal: the day on which it holds is neither named nor found, or has passed when the order counts as notified;
            reasons or the confined outbreak are missing where law asks for them.
        DocumentProblem: the parts do not fit together.
    """
    from lagezentrum.documents.authorities import profile_of
    from lagezentrum.documents.order import order_from

    language = settings.language
    earliest = matter.earliest_effect(on.day)
    effective = None if matter.kind == "refrain" else told.effective or earliest
    if effective is None and matter.kind != "refrain":
        raise Refusal(
            language(
                "Die Regel hat hier nichts gefunden. Nennen Sie mit --effective den Tag, von dem an es gelten soll.",
                "The rule found nothing here. Name the day from which it shall hold with --effective.",
            )
        )
    if effective is not None and effective <= on.day:
        raise Refusal(
            language(
                f"--effective: Am {effective:%d.%m.%Y} kann die Anordnung nicht beginnen; sie wird am "
                f"{on.day:%d.%m.%Y} bekannt gemacht und wirkt frühestens am Tag danach.",
                f"--effective: the order can not begin on {effective}; it is announced on {on.day} and takes effect on "
                "the day after at the earliest.",
            )
        )
    if (matter.kind == "refrain") != (told.outbreak is not None):
        raise Refusal(
            language(
                "Das räumlich begrenzte Geschehen (--outbreak) gehört zum Absehen (--kind refrain), und nur dazu. "
                "Nennen Sie Ort, Zahl der Fälle, wie sie verfolgt wurden, und den letzten Tag.",
                "The confined outbreak (--outbreak) belongs to refraining (--kind refrain), and only to that. Name "
                "place, number of cases, how they were traced, and the last day.",
            )
        )
    otherwise = matter.finding is None or matter.finding.status != "found" or effective not in (None, earliest)
    if (otherwise or matter.kind == "other-date") and not told.reasons.strip():
        raise Refusal(
            language(
                "Hier entscheidet die Behörde anders als die Regel, ohne sie, oder nach Ermessen. Nennen Sie die "
                "Gründe mit --reasons.",
                "Here the authority decides otherwise than the rule, without it, or at its discretion. Give the "
                "reasons with --reasons.",
            )
        )
    proof = on.proof(matter)
    order = order_from(
        proof,
        matter.version,
        on.calendars,
        settings.library.norm(on.regulation.id, matter.version.version),
        kind=matter.kind,
        area_name=title_of(matter.area).removeprefix("Land "),
        authority=told.profile or profile_of(matter.area),
        announced_on=on.day,
        effective=effective,
        remains=matter.remains,
        file_number=told.file_number,
        reasons=told.reasons,
        outbreak=told.outbreak,
        live=told.live,
    )
    return order, proof


def made(order: "Order", proof: "ChangeProof", form: str) -> "Made":
    """The order as a file of a form: `pdf`, `docx` or `json`."""
    from lagezentrum.documents.typesetting import Made, to_json, to_pdf

    if form == "docx":
        from lagezentrum.documents.drafting_word import to_docx

        return to_docx(order, proof)
    if form == "json":
        return Made.of(to_json({"order": order.content(), "proof": proof.content()}).encode())
    return to_pdf(order, proof)


def name_of(order: "Order", form: str) -> str:
    """A file name that tells orders apart: "03241-2021-11-29-raise-2.pdf"."""
    return f"{order.area}-{order.announced_on}-{order.kind}-{order.step.lower()}.{form}"


def tell_if_unknown(known: "Docket", matter: "Matter", settings: Settings) -> None:
    """Say that an order is lifted that is not on record; the record may have gaps, so it is not refused."""
    if matter.kind in ("lower", "lift-3g", "other-date") and not known.is_ordered(matter):
        settings.notes.print(
            settings.language(
                f"Zu beachten: Für {matter.area} ist keine geltende Anordnung über {matter.step} bekannt. Gibt es "
                "eine, geben Sie sie mit --decisions an.",
                f"Note: no order about {matter.step} that still holds is on record for {matter.area}. If there is one, "
                "give it with --decisions.",
            ),
            markup=False,
            soft_wrap=True,
        )


def read_outbreak(told: tuple[str, int, str, str] | None, language: Language) -> "ConfinedOutbreak | None":
    """The confined outbreak that a call names.

    Raises:
        Refusal: a part of it is missing or can not be read.
    """
    if told is None:
        return None
    from lagezentrum.documents.order import ConfinedOutbreak

    place, cases, traced, until = told
    last: date = read_day(until, "--outbreak", language)
    if cases < 1 or not place.strip() or not traced.strip():
        raise Refusal(
            language(
                "--outbreak nennt Ort, Zahl der Fälle (mindestens 1), wie sie verfolgt wurden, und den letzten Tag.",
                "--outbreak names the place, the number of cases (at least 1), how they were traced, and the last day.",
            )
        )
    return ConfinedOutbreak(place=place, cases=cases, traced=traced, until=last)
