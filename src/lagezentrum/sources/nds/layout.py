"""The file of indicators announced by the Land, and what is known to be unusual in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from lagezentrum.sources.layout import Layout, Remark

AREA = "03"
HOSPITALISATION = "hospitalisation"
ICU_SHARE = "icu_share"

HIGHEST: Mapping[str, int] = {HOSPITALISATION: 100, ICU_SHARE: 100}
"""Per 100,000 in seven days (about 20 was reached), and percent of the beds."""

ARCHIVE = "COVID19_AgeStratifiedModel, NDS_Hospital_Inzidenz.csv"
ORIGINS: Mapping[str, tuple[bool, bool]] = {
    "archive": (True, False),
    "press": (False, True),
    "archive+press": (True, True),
}
"""Where a hospitalisation incidence is on record: in the archive, in the press."""


@dataclass(frozen=True, kw_only=True)
class StateLayout(Layout):
    """A file with one row per day.

    Attributes:
        hospitalisation: column of the hospitalisation incidence.
        origin: column that says where the hospitalisation incidence is on record.
        icu_share: column of the share of intensive-care beds in percent.
        press: column of the addresses of press reports, separated by spaces.
        others: columns with figures that are checked but not used.
    """

    hospitalisation: str
    origin: str
    icu_share: str
    press: str
    others: tuple[str, ...] = ()


ANNOUNCED = StateLayout(
    file="nds_indicators_published_by_state.csv",
    columns=("date", "hosp_incidence", "hosp_source", "icu_percent", "incidence_7d_state", "press_url"),
    first_day=date(2021, 8, 25),
    source="Land Niedersachsen",
    licence="single facts; no licence stated",
    licence_url="",
    attribution="Land Niedersachsen; where each figure is on record stands beside it",
    hospitalisation="hosp_incidence",
    origin="hosp_source",
    icu_share="icu_percent",
    press="press_url",
    others=("incidence_7d_state",),
)

REMARKS: Mapping[tuple[str, date], Remark] = {
    (HOSPITALISATION, date(2021, 9, 6)): Remark(
        de="zwei Meldungen für diesen Tag: 3,8 und 3,4; verwendet ist 3,8, die Stufe ist mit beiden dieselbe",
        en="two reports for this day: 3.8 and 3.4; 3.8 is used, the range is the same with both",
    ),
    (ICU_SHARE, date(2021, 11, 29)): Remark(
        de="zwei Meldungen für diesen Tag: 9,4 und 9,7; verwendet ist 9,4, die Stufe ist mit beiden dieselbe",
        en="two reports for this day: 9.4 and 9.7; 9.4 is used, the range is the same with both",
    ),
}
"""By indicator and day."""


def remark(indicator: str, day: date) -> str:
    """What is known about a figure, or an empty text."""
    known = REMARKS.get((indicator, day))
    return str(known) if known else ""
