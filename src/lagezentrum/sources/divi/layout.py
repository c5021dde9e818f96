"""The files of the DIVI register (adults). Past days are corrected later, so no figure of it ever decides."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

from lagezentrum.sources.layout import Layout

PATIENTS = "divi_covid_patients"
OCCUPIED = "divi_beds_occupied"
FREE = "divi_beds_free"

HIGHEST = 30_000
"""Beds. All of Germany had about 27,000 for adults."""


@dataclass(frozen=True, kw_only=True)
class BedsLayout(Layout):
    """A file with one row per day and Land.

    Attributes:
        area: column of the key of the Land.
        area_name: column of its name, used as a check.
        figures: column → indicator.
        others: columns with counts that are checked but not used.
    """

    area: str
    area_name: str
    figures: Mapping[str, str]
    others: tuple[str, ...]


def _adults(file: str) -> BedsLayout:
    return BedsLayout(
        file=file,
        columns=(
            "date",
            "land_id",
            "land",
            "reporting_units",
            "covid_icu",
            "covid_first_admissions",
            "beds_occupied",
            "beds_free",
            "emergency_reserve_7d",
            "free_ventilation_total",
            "free_ventilation_covid",
        ),
        first_day=date(2020, 3, 20),
        source="RKI/DIVI, Intensivkapazitäten und COVID-19-Intensivbettenbelegung in Deutschland",
        licence="CC BY 4.0",
        licence_url="https://creativecommons.org/licenses/by/4.0/deed.de",
        attribution="Robert Koch-Institut / DIVI-Intensivregister, CC BY 4.0, extract",
        recomputed=True,
        hour=time(12, 15),  # the hour of the report that a day's row is taken from
        area="land_id",
        area_name="land",
        figures={"covid_icu": PATIENTS, "beds_occupied": OCCUPIED, "beds_free": FREE},
        others=(
            "reporting_units",
            "covid_first_admissions",
            "emergency_reserve_7d",
            "free_ventilation_total",
            "free_ventilation_covid",
        ),
    )


LOWER_SAXONY = _adults("nds_divi_icu_adults.csv")
LAENDER = _adults("de_laender_divi_icu_adults.csv")
