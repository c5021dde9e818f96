"""German words for what a plan file writes in English."""

from datetime import date

from lagezentrum.staffing.checking.layout import (
    BOTH,
    CASE_INVESTIGATION,
    CONTACT_TRACING,
    IT,
    LEAD,
    MEDICAL,
    ON_SITE,
    REMOTE,
)

GERMAN = {
    CONTACT_TRACING: "Kontaktpersonennachverfolgung",
    CASE_INVESTIGATION: "Fallermittlung",
    LEAD: "Leitung",
    MEDICAL: "Medizin",
    IT: "IT",
    REMOTE: "remote",
    ON_SITE: "vor Ort",
    BOTH: "beides",
}


def german_day(day: date | None) -> str:
    """`09.11.2020`."""
    return "" if day is None else f"{day:%d.%m.%Y}"
