"""Moments on the command line of `lage access`: local time unless an offset is given."""

from collections.abc import Iterable
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from lagezentrum.cli.arguments import read_day
from lagezentrum.cli.language import Language
from lagezentrum.cli.refusals import Refusal

if TYPE_CHECKING:
    from lagezentrum.law.access.model import AccessRules
    from lagezentrum.law.access.words import TestKind


def zone_of(rules: "Iterable[AccessRules]") -> ZoneInfo:
    """The time zone of a regulation's access rules; UTC where it has none, and then no hour matters."""
    return ZoneInfo(next((of_version.time_zone for of_version in rules), "UTC"))


def read_moment(
    text: str, option: str, zone: ZoneInfo, language: Language, *, day_alone: time | None = None
) -> datetime:
    """The moment that `text` names, with its time zone.

    Args:
        text: YYYY-MM-DDThh:mm, local time unless an offset follows.
        option: the option it was given with, for messages.
        zone: the zone of local time.
        language: of messages.
        day_alone: the time of day meant where only a day is given; None where a day does not suffice.

    Raises:
        Refusal: it names no moment, or one that the clocks skipped.
    """
    if len(text) == 10 and day_alone is not None:
        return datetime.combine(read_day(text, option, language), day_alone, zone)
    try:
        moment = datetime.fromisoformat(text) if len(text) > 10 else None
    except ValueError:
        moment = None
    if moment is None and len(text) == 10 and option == "--on":
        day = read_day(text, option, language)
        raise Refusal(
            language(
                f"--on: Mit einem Test kommt es auf die Stunde an. Bitte mit Uhrzeit schreiben, etwa {day}T12:00.",
                f"--on: With a test the hour matters. Write it with the time of day, such as {day}T12:00.",
            )
        )
    if moment is None:
        raise Refusal(
            language(
                f"{option}: {text!r} ist kein Zeitpunkt. Bitte als JJJJ-MM-TTThh:mm schreiben, etwa 2021-12-06T12:00.",
                f"{option}: {text!r} is not a moment. Write it as YYYY-MM-DDThh:mm, such as 2021-12-06T12:00.",
            )
        )
    if moment.tzinfo is not None:
        return moment
    local = moment.replace(tzinfo=zone)
    if local.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != moment:
        raise Refusal(
            language(
                f"{option}: {text} gab es nicht; die Uhren wurden in dieser Nacht vorgestellt.",
                f"{option}: {text} did not exist; the clocks were put forward that night.",
            )
        )
    return local


def read_test(text: str, zone: ZoneInfo, language: Language) -> "tuple[TestKind, datetime]":
    """The kind and moment of a test such as "antigen@2021-12-06T08:00".

    Raises:
        Refusal: it is no test.
    """
    from lagezentrum.law.access.words import TESTS

    kind, at, moment = text.partition("@")
    for known in TESTS:
        if kind == known and at:
            return known, read_moment(moment, "--tested", zone, language)
    raise Refusal(
        language(
            f"--tested: {text!r} ist kein Test. Bitte ART@ZEIT schreiben, die Art {', '.join(TESTS)}, "
            "etwa antigen@2021-12-06T08:00.",
            f"--tested: {text!r} is no test. Write KIND@TIME, the kind one of {', '.join(TESTS)}, "
            "such as antigen@2021-12-06T08:00.",
        )
    )
