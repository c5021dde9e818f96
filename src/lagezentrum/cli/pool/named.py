"""Receivers and weeks as people name them on the command line."""

from datetime import date
from typing import TYPE_CHECKING, Any

from lagezentrum.cli.language import Language
from lagezentrum.cli.refusals import Refusal

if TYPE_CHECKING:
    from lagezentrum.season.autumn.reading import Office


def read_receiver(text: str, language: Language, option: str = "--office") -> "Office":
    """The receiver that `text` means: its key, the key (AGS) or name of one of its districts, or its own name.

    Raises:
        Refusal: there is none.
        UnknownArea, AmbiguousArea: no district of that name, or several.
    """
    from lagezentrum.season.autumn.reading import read_offices
    from lagezentrum.sources.areas import UnknownArea, find

    offices = read_offices()
    sought = text.strip().casefold()
    for office in offices:
        if sought in (office.key.casefold(), office.name.casefold()):
            return office
    try:
        area = find(text, {"03"})
    except UnknownArea as here:
        _refuse_elsewhere(text, language, option)
        raise here from None
    for office in offices:
        if area.ags in office.areas:
            return office
    raise Refusal(
        language(
            f"{option}: {text!r} ist keine aufnehmende Stelle. Nennen Sie ein Gesundheitsamt (etwa {offices[0].key}), "
            "seinen Landkreis, NLGA oder KRISE.",
            f"{option}: {text!r} is no receiver. Name a health office (such as {offices[0].key}), its district, NLGA "
            "or KRISE.",
        )
    )


def _refuse_elsewhere(text: str, language: Language, option: str) -> None:
    """Refuse the name of a district or Land outside the pool's; names spelt alike would mislead there."""
    from lagezentrum.sources.areas import AmbiguousArea, UnknownArea, find

    try:
        title = find(text).title
    except AmbiguousArea as several:
        title = several.candidates[0].title
    except UnknownArea:
        return
    raise Refusal(
        language(
            f"{option}: {title} liegt nicht in Niedersachsen. Der Personalpool kennt nur Stellen dieses Landes.",
            f"{option}: {title} is not in Lower Saxony. The staff pool knows receivers of this Land only.",
        )
    )


def read_week(text: str, language: Language, option: str = "--week") -> date:
    """The Monday of the week that `text` names: `2020-W45`, `45/2020`, or its Monday.

    Raises:
        Refusal: it names none.
    """
    from lagezentrum.staffing.intake.days import week
    from lagezentrum.staffing.intake.problems import Unfit

    try:
        return week(text)
    except Unfit as error:
        what, why, remedy = (language.of(part) for part in error.fault)
        raise Refusal(f"{option} {text!r}: {what}. {why} {remedy}") from error


def weeks_named(value: Any) -> Any:
    """A record for JSON with its weeks as they are named everywhere: `2020-W46`, not their Monday.

    `Any`: of whatever a JSON value can be made of.
    """
    from lagezentrum.staffing.model import week_name

    if isinstance(value, dict):
        return {
            key: week_name(one) if key == "week" and isinstance(one, date) else weeks_named(one)
            for key, one in value.items()
        }
    return [weeks_named(one) for one in value] if isinstance(value, list | tuple) else value
