"""What the workload of a health office depends on: every parameter a range with its source and how sure that is.

The ranges are of an office's weekly mean, not of single calls, so they are narrower than what single calls take. Where
no published value was found, the range is an assumption of this project and says so; an office that knows better states
its own value. In the steady state the likely values give about 8 hours per case; published are 6.0 (Salt Lake County:
1,102 hours for 184 cases, Fields et al. 2021) and up to 10 (FAZ, January 2021).
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum

from lagezentrum.law.text import Text
from lagezentrum.staffing.need.ranges import Level, Range


class Mark(StrEnum):
    """How sure a published value is."""

    VERIFIED = "verified"
    """read at its source"""
    UNVERIFIED = "unverified"
    """known at second hand only"""
    ASSUMED = "assumed"
    """an assumption of this project"""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One quantity of the workload model, with where its range comes from."""

    range: Range
    unit: Text
    title: Text
    source: str
    mark: Mark
    more_means_less: bool = False
    """whether a higher value lowers the need"""


@dataclass(frozen=True, slots=True)
class Parameters:
    """The ranges of the workload model. Names as in the formula of `workload`."""

    interviewed_share: Range
    interview_minutes: Range
    contacts_per_case: Range
    notified_share: Range
    notification_minutes: Range
    tracing_lag_days: Range
    follow_up_days: Range
    calls_per_day: Range
    call_minutes: Range
    digital_share: Range
    digital_minutes: Range
    order_minutes: Range
    overhead: Range
    absence: Range
    weekly_hours: Range
    span: Range

    def __post_init__(self) -> None:
        for name in ("tracing_lag_days", "follow_up_days"):
            found: Range = getattr(self, name)
            if any(value != int(value) for value in (found.low, found.likely, found.high)):
                raise ValueError(f"{name} are whole days, not {found}")
        for name in ("interviewed_share", "notified_share", "digital_share"):
            if getattr(self, name).high > 1:
                raise ValueError(f"{name} is a share from 0 to 1, not {getattr(self, name)}")
        if self.absence.high >= 1:
            raise ValueError(f"absence is a share below 1, not {self.absence}")
        if not (self.weekly_hours.low > 0 and self.span.low > 0):
            raise ValueError("weekly_hours and span must be above zero")
        if self.digital_minutes.high > self.call_minutes.low:
            raise ValueError(
                "a digital follow-up must not take longer than a call: more of them would raise the need, and the "
                "range of the need would no longer lie between low and high values"
            )

    def at(self, level: Level) -> Mapping[str, float]:
        """One value of each parameter, so chosen that the need is low, likely or high. The lag: see `workload`."""
        opposite = {Level.LOW: Level.HIGH, Level.LIKELY: Level.LIKELY, Level.HIGH: Level.LOW}
        return {
            part.name: getattr(self, part.name).at(opposite[level] if DEFAULTS[part.name].more_means_less else level)
            for part in fields(self)
        }


_MINUTES = Text(de="Minuten", en="minutes")
_SHARE = Text(de="Anteil", en="share")
_DAYS = Text(de="Tage", en="days")
_ASSUMED = "assumption of this project; no published value found"
_SALT_LAKE = "Fields et al. 2021 (Salt Lake County)"
_MMWR = "MMWR 70(3), 2021 (US health departments)"

DEFAULTS: Mapping[str, Parameter] = {
    "interviewed_share": Parameter(
        Range(0.9, 0.95, 1.0), _SHARE, Text(de="befragte Fälle", en="cases interviewed"), _ASSUMED, Mark.ASSUMED
    ),
    "interview_minutes": Parameter(
        Range(40, 45, 50),
        _MINUTES,
        Text(de="Gespräch mit einem Fall", en="interview of a case"),
        f"{_ASSUMED}; the GWU estimator is said to count six interviews a day (80 minutes)",
        Mark.ASSUMED,
    ),
    "contacts_per_case": Parameter(
        Range(5, 8.1, 11),
        Text(de="Personen", en="persons"),
        Text(de="Kontakte je Fall", en="contacts per case"),
        f"median 5 and mean 8.1: {_SALT_LAKE}; 11: Bremen, October 2020 (Weser-Kurier)",
        Mark.VERIFIED,
    ),
    "notified_share": Parameter(
        Range(0.85, 0.9, 0.95),
        _SHARE,
        Text(de="erreichte Kontakte", en="contacts notified"),
        f"{_ASSUMED}; {_MMWR}: 55 % within 24 hours",
        Mark.ASSUMED,
    ),
    "notification_minutes": Parameter(
        Range(25, 30, 35),
        _MINUTES,
        Text(de="erster Anruf bei einem Kontakt", en="first call to a contact"),
        "about 30: Coburg, January 2021 (infranken.de); the ends are an assumption",
        Mark.VERIFIED,
    ),
    "tracing_lag_days": Parameter(
        Range(0, 1, 3),
        _DAYS,
        Text(de="von der Meldung zum Kontakt", en="from report to contact"),
        _ASSUMED,
        Mark.ASSUMED,
    ),
    "follow_up_days": Parameter(
        Range(7, 10, 14),
        _DAYS,
        Text(de="Nachverfolgung eines Kontakts", en="follow-up of a contact"),
        f"14 days of quarantine, less a median of 4 (contacts) to 7 days (cases) until tracing began: {_SALT_LAKE}",
        Mark.VERIFIED,
    ),
    "calls_per_day": Parameter(
        Range(0.6, 0.7, 0.8),
        Text(de="je Kontakt und Tag", en="per contact and day"),
        Text(de="Nachfragen", en="follow-ups"),
        _ASSUMED,
        Mark.ASSUMED,
    ),
    "call_minutes": Parameter(
        Range(2.5, 3, 3.5),
        _MINUTES,
        Text(de="Nachfrage am Telefon", en="follow-up by telephone"),
        f"{_ASSUMED}; the GWU estimator counts 32 a day (15 minutes)",
        Mark.ASSUMED,
    ),
    "digital_share": Parameter(
        Range(0.1, 0.2, 0.3),
        _SHARE,
        Text(de="digitale Nachfragen", en="digital follow-ups"),
        _ASSUMED,
        Mark.ASSUMED,
        more_means_less=True,
    ),
    "digital_minutes": Parameter(
        Range(0.5, 1, 1), _MINUTES, Text(de="digitale Nachfrage", en="digital follow-up"), _ASSUMED, Mark.ASSUMED
    ),
    "order_minutes": Parameter(
        Range(2, 3, 4), _MINUTES, Text(de="Bescheid je Person", en="order per person"), _ASSUMED, Mark.ASSUMED
    ),
    "overhead": Parameter(
        Range(0.12, 0.15, 0.18),
        _SHARE,
        Text(de="Zuschlag (Dokumentation, Besprechung)", en="overhead (records, meetings)"),
        _ASSUMED,
        Mark.ASSUMED,
    ),
    "absence": Parameter(
        Range(0.1, 0.12, 0.14),
        _SHARE,
        Text(de="Abwesenheit (Urlaub, Krankheit)", en="absence (leave, illness)"),
        _ASSUMED,
        Mark.ASSUMED,
    ),
    "weekly_hours": Parameter(
        Range(39, 39, 39),
        Text(de="Stunden", en="hours"),
        Text(de="Arbeitswoche", en="working week"),
        "collective agreement of local authorities (TVöD-VKA), West, 2020",
        Mark.UNVERIFIED,
        more_means_less=True,
    ),
    "span": Parameter(
        Range(8, 9, 10),
        Text(de="Kräfte", en="people"),
        Text(de="Kräfte je Leitung", en="people per lead"),
        f"{_ASSUMED}; mobile teams had nine people (Landkreistag)",
        Mark.ASSUMED,
        more_means_less=True,
    ),
}
"""Every parameter with its default range."""


def default_parameters() -> Parameters:
    """The ranges of `DEFAULTS`."""
    return Parameters(**{name: parameter.range for name, parameter in DEFAULTS.items()})
