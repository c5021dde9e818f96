"""The files of RKI incidences, and what is known to be unusual in them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypedDict

from lagezentrum.sources.layout import Layout, Remark

INDICATOR = "new_cases"
HIGHEST = 10_000.0
"""Per 100,000 in seven days. The highest ever published for a district was about 4,500."""

BERLIN = "11000"
BERLIN_BOROUGHS = frozenset(f"110{number:02}" for number in range(1, 13))
"""RKI's own keys; no authority of the regulations covers a single one of them."""


@dataclass(frozen=True, kw_only=True)
class IncidenceLayout(Layout):
    """A file with one row per day and area.

    Attributes:
        area: column of the key.
        count: column of the cases behind the incidence, used as a check.
        value: column of the incidence.
        area_name: column with the name that belongs to the key, used as a check, or None.
        renamed: key in the file → AGS, for files whose keys are not those of districts.
        population: column with the inhabitants by which the incidence was computed, or None.
        passed_over: keys of no district, whose rows are checked and not used.
        lag: days from the day in the row to the morning on which its figure was new.
    """

    area: str
    count: str
    value: str
    area_name: str | None = None
    renamed: Mapping[str, str] = field(default_factory=dict)
    population: str | None = None
    passed_over: frozenset[str] = frozenset()
    lag: int = 0


class _Terms(TypedDict):
    source: str
    licence: str
    licence_url: str
    attribution: str


_TERMS: _Terms = {
    "source": "RKI, Fallzahlen_Kum_Tab",
    "licence": "dl-de/by-2-0",
    "licence_url": "https://www.govdata.de/dl-de/by-2-0",
    "attribution": "Robert Koch-Institut (RKI), dl-de/by-2-0, data reshaped",
}
# Before this day RKI published no series for districts that was left as it was.
_FIRST_FROZEN_DAY = date(2020, 11, 18)

LOWER_SAXONY = IncidenceLayout(
    file="nds_district_7day_incidence.csv",
    columns=(
        "date",
        "ags",
        "cases_7d_published",
        "incidence_7d_published",
        "cases_7d_final",
        "incidence_7d_final",
        "population",
        "note",
    ),
    first_day=_FIRST_FROZEN_DAY,
    area="ags",
    count="cases_7d_published",
    value="incidence_7d_published",
    **_TERMS,
)

GERMANY = IncidenceLayout(
    file="de_district_7day_published.csv",
    columns=("date", "ags", "cases_7d", "incidence_7d"),
    first_day=_FIRST_FROZEN_DAY,
    area="ags",
    count="cases_7d",
    value="incidence_7d",
    passed_over=BERLIN_BOROUGHS,
    **_TERMS,
)

# Berlin is one district; its figure is that of the Land.
LAENDER = IncidenceLayout(
    file="de_laender_7day_published.csv",
    columns=("date", "land_id", "land", "cases_7d", "incidence_7d", "hosp_incidence_7d_rki"),
    first_day=_FIRST_FROZEN_DAY,
    area="land_id",
    count="cases_7d",
    value="incidence_7d",
    area_name="land",
    renamed={"11": BERLIN},
    passed_over=frozenset({"00"}),
    **_TERMS,
)

# RKI's own open data. A row counts the cases of the seven days up to its Meldedatum, so it was new on the next morning.
# Every file computes all days anew, with late reports and the newest population.
LANDKREISE = IncidenceLayout(
    file="COVID-19-Faelle_7-Tage-Inzidenz_Landkreise.csv",
    columns=(
        "Meldedatum",
        "Landkreis_id",
        "Bevoelkerung",
        "Faelle_gesamt",
        "Faelle_neu",
        "Faelle_7-Tage",
        "Inzidenz_7-Tage",
    ),
    first_day=_FIRST_FROZEN_DAY,
    area="Landkreis_id",
    count="Faelle_7-Tage",
    value="Inzidenz_7-Tage",
    population="Bevoelkerung",
    passed_over=frozenset({"17000", "u"}),  # abroad or not known where
    lag=1,
    recomputed=True,
    source="RKI, 7-Tage-Inzidenz der COVID-19-Fälle in Deutschland",
    licence="CC BY 4.0",
    licence_url="https://creativecommons.org/licenses/by/4.0/deed.de",
    attribution="Robert Koch-Institut, 7-Tage-Inzidenz der COVID-19-Fälle in Deutschland, CC BY 4.0, extract",
)

_TRANSMISSION_FAULT = Remark(
    de="zu niedrig veröffentlicht: Übertragungsfehler zwischen Niedersachsen und RKI; die Zahl gilt trotzdem",
    en="published too low: fault in the transmission from Lower Saxony to RKI; the figure counts all the same",
)
_TOO_FEW_CASES = Remark(
    de="RKI veröffentlichte an diesem Tag in den meisten Kreisen zu wenige Fälle und besserte später nach; "
    "es gilt die erste Zahl",
    en="RKI published too few cases for most districts that day and revised them later; the first figure counts",
)

CONTRADICTS_CASES = Remark(
    de="passt nicht zu den daneben veröffentlichten Fällen; es gilt die veröffentlichte Inzidenz",
    en="does not fit the cases published beside it; the published incidence counts",
)

REMARKS: Mapping[tuple[date, str | None], Remark] = {
    (date(2021, 10, 26), None): _TOO_FEW_CASES,
    (date(2021, 12, 12), "03"): _TRANSMISSION_FAULT,
    (date(2021, 12, 13), "03"): _TRANSMISSION_FAULT,
}
"""By day and Land (None: all of Germany)."""


def remark(day: date, state: str) -> str:
    """What is known about the figures of a Land's districts on `day`, or an empty text."""
    known = REMARKS.get((day, None)) or REMARKS.get((day, state))
    return str(known) if known else ""
