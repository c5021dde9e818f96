"""The list of declared levels: one row may stand for all districts that are not listed singly."""

from datetime import date, timedelta

from lagezentrum.sources.areas import all_areas, districts
from lagezentrum.sources.cells import read_day
from lagezentrum.sources.nds.layout import AREA as LOWER_SAXONY
from lagezentrum.sources.orders import faults, layout
from lagezentrum.sources.orders.order import Order, OrderKind
from lagezentrum.sources.problems import ProblemList
from lagezentrum.sources.tables import Table

_WELL_AHEAD = timedelta(days=366)
_Row = dict[str, str]
_ORDINANCE = "Verordnung / regulation"
_OF = {"state": "Land Niedersachsen", "district": ""}


def read_declared(table: Table, latest: date) -> list[tuple[int, Order]]:
    """The orders of a list of declared levels with their lines; faults go to the problems of the table."""
    table.require_columns(layout.DECLARED_COLUMNS)
    problems = table.problems
    rows = [(line, dict(zip(table.header, cells, strict=True))) for line, cells in table.rows()]
    orders: list[tuple[int, Order]] = []
    for line, row in rows:
        effective = _day(row["effective_date"], line, problems, latest + _WELL_AHEAD)
        areas = _areas(row, line, rows, problems)
        if not areas or not _sound(row, line, latest, problems) or (row["effective_date"] and not effective):
            continue
        orders.extend((line, _order(row, area, effective)) for area in areas)
    return orders


def _order(row: _Row, area: str, effective: date | None) -> Order:
    kind = _kind(row)
    decided_on, note = None, row["note"]
    if kind == "determined" and effective is not None:
        announced = layout.ANNOUNCED.search(note)
        if announced:
            decided_on = date.fromisoformat(announced[1])
        else:
            decided_on = effective - timedelta(days=layout.DAYS_BEFORE_EFFECT)
            note = "; ".join(filter(None, (note, str(layout.DAY_ASSUMED))))
    until = layout.UNTIL.search(row["basis"]) if kind == "by_regulation" else None
    authority = _OF[row["declared_by"]] or all_areas()[area].title
    days = row["qualifying_days"].replace(";", ", ")
    return Order(
        kind=kind,
        rule=layout.STATEWIDE_RULE if area == LOWER_SAXONY else layout.LOCAL_RULE,
        area=area,
        step="" if row["level"] == "0" else row["level"],
        decided_on=decided_on,
        effective=effective,
        until=date.fromisoformat(until[1]) if until else None,
        authority=_ORDINANCE if kind == "by_regulation" else authority,
        basis=f"{row['basis']} ({days})" if days else row["basis"],
        source=row["source_url"],
        note=note,
    )


def _kind(row: _Row) -> OrderKind:
    if not row["level"]:
        return "open"
    if row["level"] == "0":
        return "declined"
    if any(words in row["basis"] for words in layout.FIXED_BY_REGULATION):
        return "by_regulation"
    return "remained" if layout.REMAINED in row["note"] else "determined"


def _areas(row: _Row, line: int, rows: list[tuple[int, _Row]], problems: ProblemList) -> tuple[str, ...]:
    scope = row["ags_or_scope"]
    if scope == layout.STATEWIDE_SCOPE:
        return (LOWER_SAXONY,)
    own = tuple(area.ags for area in districts(LOWER_SAXONY))
    if scope in own:
        return (scope,)
    others = layout.OTHERS_SCOPE.fullmatch(scope)
    if others is None:
        problems.add(line, *faults.no_district(scope))
        return ()
    singly = {other["ags_or_scope"] for _, other in rows if other["effective_date"] == row["effective_date"]}
    rest = tuple(ags for ags in own if ags not in singly)
    if len(rest) != int(others[1]):
        problems.add(line, *faults.other_number(scope, len(rest), row["effective_date"]))
        return ()
    return rest


def _sound(row: _Row, line: int, latest: date, problems: ProblemList) -> bool:
    """Whether level, author and days are what they should be; faults are noted."""
    sound = True
    if row["level"] not in ("", *"0123456789"):
        problems.add(line, *faults.no_level(row["level"]))
        sound = False
    if row["level"] not in ("", "0") and not row["effective_date"]:
        problems.add(line, *faults.level_without_day(row["level"]))
        sound = False
    expected = "state" if row["ags_or_scope"] == layout.STATEWIDE_SCOPE else "district"
    if row["declared_by"] != expected:
        problems.add(line, *faults.other_author(row["declared_by"], row["ags_or_scope"], expected))
        sound = False
    found = (layout.UNTIL.search(row["basis"]), layout.ANNOUNCED.search(row["note"]))
    in_words = [match[1] for match in found if match]
    for text in in_words + [text for text in row["qualifying_days"].split(";") if text]:
        if _day(text, line, problems, latest + _WELL_AHEAD) is None:
            sound = False
    return sound


def _day(text: str, line: int, problems: ProblemList, latest: date) -> date | None:
    return read_day(text, line, problems, earliest=layout.EARLIEST, latest=latest) if text else None
