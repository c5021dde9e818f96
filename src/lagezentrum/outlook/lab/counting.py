"""Whether the calendars of a design say of every day, in every Land, whether it counts."""

from collections.abc import Collection, Iterator
from datetime import date, timedelta

from lagezentrum.law.calendars import Calendar
from lagezentrum.law.problems import Fault, fault
from lagezentrum.law.source_text import KeyPath
from lagezentrum.outlook.lab.design import Design
from lagezentrum.outlook.lab.values import affected
from lagezentrum.outlook.packed import Packed, parameters


def calendar_faults(design: Design, packed: Packed, states: Collection[str]) -> Iterator[tuple[KeyPath, Fault]]:
    """Where a calendar of the design, or of the law that it is compared with, can not be used, and why.

    Args:
        design: what is asked.
        packed: the version, compiled.
        states: keys of the Länder of its districts.
    """
    begin = design.first - timedelta(days=packed.lead_in)
    for name, path in _used(design, packed).items():
        calendar = packed.calendars[name]
        if begin < calendar.valid_from:
            yield path, _begins_later(calendar, begin)
        else:
            unknown = [state for state in sorted(states) if not _knows(calendar, begin, state)]
            if unknown:
                yield path, _other_places(calendar, unknown)


def _used(design: Design, packed: Packed) -> dict[str, KeyPath]:
    """Each calendar by its id, and the place of the design that asks for it first."""
    known = {parameter.key: parameter for parameter in parameters(packed)}
    used: dict[str, KeyPath] = {part.calendar: ("period",) for rule in packed.rules for part in rule.parts}
    entries: list[tuple[KeyPath, str, tuple[object, ...]]] = [
        *((("set", key), key, (value,)) for key, value in design.fixed.items()),
        *((("vary", varied.key), varied.key, varied.values) for varied in design.varied),
    ]
    for path, key, values in entries:
        if affected(known, key)[0].kind == "calendar":
            for value in values:
                used.setdefault(str(value), path)
    return used


def _knows(calendar: Calendar, day: date, state: str) -> bool:
    try:
        calendar.left_out(day, state)
    except ValueError:
        return False
    return True


def _begins_later(calendar: Calendar, begin: date) -> Fault:
    return fault(
        de=(f"der Kalender `{calendar.calendar}` gilt erst ab dem {calendar.valid_from}, gezählt wird ab dem {begin}",
            "Von früheren Tagen sagt er nicht, ob sie zählen.",
            "Nehmen Sie einen anderen Kalender, oder lassen Sie die Zeit unter `period` später beginnen."),
        en=(f"the calendar `{calendar.calendar}` is valid from {calendar.valid_from} only, days count from {begin}",
            "Of earlier days it does not say whether they count.",
            "Take another calendar, or let the `period` begin later."),
    )  # fmt: skip


def _other_places(calendar: Calendar, states: list[str]) -> Fault:
    named = ", ".join(states)
    return fault(
        de=(f"der Kalender `{calendar.calendar}` kennt die Feiertage von {named} nicht",
            "Er nimmt die Feiertage der deutschen Länder (01 bis 16).",
            "Nehmen Sie einen anderen Kalender, oder unter `areas` nur Kreise dieser Länder."),
        en=(f"the calendar `{calendar.calendar}` does not know the holidays of {named}",
            "It takes the holidays of the German Länder (01 to 16).",
            "Take another calendar, or in `areas` districts of these Länder only."),
    )  # fmt: skip
