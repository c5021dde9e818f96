"""The two tables in which orders are on record: our own, and the list of declared levels."""

import re
from datetime import date

from lagezentrum.sources.layout import Remark

REQUIRED = ("kind", "rule", "area", "step", "effective")
COLUMNS = (
    "kind",
    "rule",
    "area",
    "step",
    "decided_on",
    "effective",
    "until",
    "authority",
    "basis",
    "source",
    "note",
)
"""Our own table: one row per area and step. Columns that are not in `REQUIRED` may be left out."""

DECLARED_COLUMNS = (
    "effective_date",
    "ags_or_scope",
    "level",
    "declared_by",
    "basis",
    "qualifying_days",
    "source_url",
    "note",
)
"""The list of declared levels: one row per area, for the whole Land, or for all its districts not listed singly."""

EARLIEST = date(2020, 1, 1)
STATEWIDE_RULE = "statewide"
LOCAL_RULE = "local"
RULES = (STATEWIDE_RULE, LOCAL_RULE, "new-cases", "district")

STATEWIDE_SCOPE = "statewide"
OTHERS_SCOPE = re.compile(r"all other (\d+) districts")

# How the list of declared levels says in words what it has no column for.
FIXED_BY_REGULATION = ("transition rule", "fixed by ordinance", "extension until")
REMAINED = "stayed at"
UNTIL = re.compile(r"until (\d{4}-\d{2}-\d{2})")
ANNOUNCED = re.compile(r"announced (\d{4}-\d{2}-\d{2})")

DAYS_BEFORE_EFFECT = 2
DAY_ASSUMED = Remark(
    de=f"Tag der Bekanntmachung nicht überliefert; angenommen: {DAYS_BEFORE_EFFECT} Tage vor dem ersten Geltungstag",
    en=f"day of publication not on record; assumed: {DAYS_BEFORE_EFFECT} days before the first day in force",
)
