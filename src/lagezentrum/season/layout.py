"""The tables of the bundled season."""

from datetime import date
from pathlib import Path

from lagezentrum.sources.nds.layout import ANNOUNCED, StateLayout

FOLDER = Path(__file__).resolve().parent
FIRST_DAY = date(2021, 8, 25)
LAST_DAY = date(2022, 2, 23)

NEW_CASES_FILE = "new_cases.csv"
"""One row per day, one column per district of Lower Saxony."""

ORDERS_FILE = "orders.csv"

STATE = StateLayout(
    file="state.csv",
    columns=("day", "hospitalisation", "hospitalisation_from", "icu_share", "press"),
    first_day=FIRST_DAY,
    source=ANNOUNCED.source,
    licence=ANNOUNCED.licence,
    licence_url=ANNOUNCED.licence_url,
    attribution=ANNOUNCED.attribution,
    hospitalisation="hospitalisation",
    origin="hospitalisation_from",
    icu_share="icu_share",
    press="press",
)
