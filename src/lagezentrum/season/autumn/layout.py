"""The tables of the bundled autumn."""

from datetime import date
from pathlib import Path

from lagezentrum.law.text import Text

FOLDER = Path(__file__).resolve().parent
FIRST_DAY = date(2020, 8, 1)
LAST_DAY = date(2021, 3, 21)

OFFICES_FILE = "offices.csv"
OFFICE_COLUMNS = ("office", "name", "districts", "population_2019", "latitude", "longitude")

DISTRICTS_FILE = "districts.csv"
DISTRICT_COLUMNS = ("ags", "name", "office", "population_2019", "latitude", "longitude")

CASES_FILE = "cases.csv"
"""One row per reporting date, one column per district of Lower Saxony."""

STATE_OFFICE = "NLGA"
CRISIS_UNIT = "KRISE"
STATEWIDE = (STATE_OFFICE, CRISIS_UNIT)
"""Receivers that serve the Land: no cases of their own, so a need only by their own request."""

CORRECTED_LATER = Text(
    de="nach Meldedatum, wie später berichtigt (Stand 1. Juni 2023), nicht wie damals veröffentlicht",
    en="by reporting date, as corrected later (state of 1 June 2023), not as published at the time",
)
"""What must stand beside every result made from the bundled cases."""
